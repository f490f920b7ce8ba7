//! Line icons on a grid of 20.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after what it shows")]
pub enum Icon {
    Portfolio,
    Prioritise,
    Select,
    Pin,
    Ban,
    Capacity,
    Compare,
    Pmo,
    Undo,
    Redo,
    Export,
    Import,
    Search,
    Down,
    Up,
    Grip,
    Ok,
    Note,
    Warn,
    Stop,
    Close,
    Plus,
    Minus,
    Table,
    People,
    Moon,
    Settings,
    Bin,
    Edit,
    Clock,
}

impl Icon {
    /// Outline, in a box of 20 × 20.
    pub const fn outline(self) -> &'static str {
        match self {
            Self::Portfolio => {
                "M4.5 4h11A1.5 1.500 0 0 1 17 5.500v9a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 3 14.500v-9A1.500 1.500 0 0 1 4.500 4zM3 8.200h14M3 12.200h14M8 8.200V16"
            }
            Self::Select => {
                "M3 5.200l1.600 1.600L7.500 3.800M3 11.200l1.600 1.600 2.900-3M10.500 5.500H17M10.500 11.500H17M3.200 16.500h3.600M10.500 16.500H17"
            }
            Self::Pin => "M7 3h6M8 3v5.500L5.500 11.500h9L12 8.500V3M10 11.500V17",
            Self::Ban => "M4 10a6 6 0 1 0 12 0a6 6 0 1 0-12 0M5.800 5.800l8.400 8.400",
            Self::Prioritise => "M3 5h14M3 10h9M3 15h5",
            Self::Capacity => {
                "M3 3.500h4v4H3zM13.400 3.500h4v4h-4zM8.200 9h4v4h-4zM13.400 9h4v4h-4zM8.200 3.500h4v4h-4zM8.200 5.500h4M10.200 3.500v4M3 9h4v4H3zM3 11h4M5 9v4M3 16.500h14.400"
            }
            Self::Compare => "M4 3.500h4.500v13H4zM11.500 3.500H16v13h-4.500zM4 8h4.500M11.500 11H16",
            Self::Pmo => {
                "M10 2.800l7 5.100-2.700 8.300H5.700L3 7.900zM10 6.500l3.500 2.600-1.300 4.100H8L6.500 9.100z"
            }
            Self::Undo => "M7 5L3.500 8.500 7 12M4 8.500h7.500a4 4 0 0 1 0 8H9",
            Self::Redo => "M13 5l3.500 3.500L13 12M16 8.500H8.500a4 4 0 0 0 0 8H11",
            Self::Export => "M10 12V3M6.800 6L10 2.800 13.200 6M6 9.500H4v7.700h12V9.500h-2",
            Self::Import => "M10 3v9M6.800 9l3.200 3.200L13.200 9M4 12.500V16.500h12v-4",
            Self::Search => "M4 9a5 5 0 1 0 10 0a5 5 0 1 0-10 0M13 13l4 4",
            Self::Down => "M6 8l4 4 4-4",
            Self::Up => "M6 12l4-4 4 4",
            Self::Grip => "M7.500 5h.01M12.500 5h.01M7.500 10h.01M12.500 10h.01M7.500 15h.01M12.500 15h.01",
            Self::Ok => "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M6.800 10.200l2.200 2.200 4.200-4.600",
            Self::Note => {
                "M5.200 3.200h9.600a2 2 0 0 1 2 2v9.600a2 2 0 0 1-2 2H5.200a2 2 0 0 1-2-2V5.200a2 2 0 0 1 2-2zM10 9.200V14M10 6.400v.01"
            }
            Self::Warn => "M10 3l7.500 13.500h-15zM10 8.200v4M10 14.200v.01",
            Self::Stop => "M6.800 2.800h6.400l4 4v6.400l-4 4H6.800l-4-4V6.800zM10 6.200v5M10 13.700v.01",
            Self::Close => "M5 5l10 10M15 5L5 15",
            Self::Plus => "M10 4v12M4 10h12",
            Self::Minus => "M4 10h12",
            Self::Table => {
                "M4.500 4h11A1.500 1.500 0 0 1 17 5.500v9a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 3 14.500v-9A1.500 1.500 0 0 1 4.500 4zM3 8h14M9 8v8"
            }
            Self::People => {
                "M4.700 7a2.800 2.800 0 1 0 5.600 0a2.800 2.800 0 1 0-5.600 0M2.500 16c0-3 2-4.800 5-4.800s5 1.800 5 4.800M13 4.500a2.800 2.800 0 0 1 0 5M14.500 11.500c2 .6 3 2.200 3 4.500"
            }
            Self::Moon => "M15.800 12.200A6.500 6.500 0 0 1 7.800 4.200a6.500 6.500 0 1 0 8 8z",
            Self::Settings => {
                "M3 6h7M14 6h3M3 14h3M10 14h7M10 6a2 2 0 1 0 4 0a2 2 0 1 0-4 0M6 14a2 2 0 1 0 4 0a2 2 0 1 0-4 0"
            }
            Self::Bin => "M4 6h12M8 6V4h4v2M5.500 6l.7 10.500h7.600L14.500 6M8.500 9v5M11.500 9v5",
            Self::Edit => "M4 16l.8-3.300L13.500 4l2.500 2.500-8.700 8.700zM12 5.500L14.500 8",
            Self::Clock => "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M10 6v4.300l2.800 1.700",
        }
    }
}

/// Draws `icon`; the text beside it names it, so it is hidden from screen readers.
#[component]
pub fn Sign(
    /// Which.
    icon: Icon,
    /// 14 px instead of 18.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    view! {
        <svg class="icon" class:icon-sm=small viewBox="0 0 20 20" aria-hidden="true">
            <path d=icon.outline()/>
        </svg>
    }
}
