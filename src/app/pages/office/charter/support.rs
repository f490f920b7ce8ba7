//! Support matrix: kinds of work down, delivery modes across; each cell marks its services, tools and people, and opens
//! into their names.

use leptos::prelude::*;

use crate::analysis::integration::IntegrationReport;
use crate::analysis::support_matrix::{Cell, Means};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{capitalised, count};
use crate::model::initiative::{Kind, Mode};

/// Names the place under the table that a cell opens into.
const DETAIL: &str = "support-detail";

/// Handle on the matrix; copy it freely.
#[derive(Clone, Copy)]
struct Matrix {
    report: Memo<IntegrationReport>,
    labels: Memo<[String; 3]>,
    /// Place of the cell that is open.
    open: RwSignal<Option<usize>>,
}

/// What a cell is marked as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// There is work that no service is for.
    Gap,
    /// Nothing supports such work, and somebody has said of something which work it is for.
    Empty,
    /// There is no such work in the plan.
    Idle,
    Plain,
}

impl Matrix {
    /// The cell at `place`, with its mark.
    fn cell(self, place: usize) -> Memo<(Cell, Mark)> {
        Memo::new(move |_| {
            self.report.with(|report| {
                let cell = report.cells[place].clone();
                let is_said = report.cells.iter().any(|it| !it.is_empty());
                let mark = match () {
                    () if report.coverage.is_some() && cell.is_gap() => Mark::Gap,
                    () if is_said && cell.is_empty() => Mark::Empty,
                    () if cell.initiatives == 0 => Mark::Idle,
                    () => Mark::Plain,
                };
                (cell, mark)
            })
        })
    }
}

/// The table, and under it what is open. Enter opens a cell, Escape closes it.
#[component]
pub(super) fn SupportMatrix(
    /// The cells.
    report: Memo<IntegrationReport>,
    /// Names of the three modes.
    labels: Memo<[String; 3]>,
) -> impl IntoView {
    let matrix = Matrix { report, labels, open: RwSignal::new(None) };
    let heads = Mode::ALL
        .map(|mode| view! { <th scope="col">{move || labels.with(|it| it[mode as usize].clone())}</th> });
    let rows = Kind::ALL.into_iter().enumerate().map(|(row, kind)| {
        let cells = (0..Mode::ALL.len()).map(|column| cell_view(matrix, row * Mode::ALL.len() + column));
        view! { <tr><th scope="row">{kind.words()}</th>{cells.collect_view()}</tr> }
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && matrix.open.get_untracked().is_some() {
            event.stop_propagation();
            matrix.open.set(None);
        }
    };
    view! {
        <div class="support-matrix" on:keydown=on_key>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Services, tools and people by kind of work and mode">
                <table class="data-table data-table-tight coverage-table">
                    <thead><tr><th scope="col">"Kind of work"</th>{heads}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <p class="card-note support-legend">
                {Means::ALL.map(|it| view! { <span><Sign icon=icon(it) small=true/>{it.words()}</span> })}
                <span>"A cell opens into their names."</span>
            </p>
            <div id=DETAIL>{move || matrix.open.get().map(|place| detail(matrix, place))}</div>
        </div>
    }
}

fn cell_view(matrix: Matrix, place: usize) -> AnyView {
    let cell = matrix.cell(place);
    let is_open = Memo::new(move |_| matrix.open.get() == Some(place));
    let name = move || cell.with(|(it, _)| in_words(it, &matrix.labels.get()));
    let class = move || match cell.with(|it| it.1) {
        Mark::Gap => "coverage-gap",
        Mark::Empty => "coverage-empty",
        Mark::Idle => "coverage-idle",
        Mark::Plain => "",
    };
    let flag = move || {
        cell.with(|(it, mark)| match mark {
            Mark::Gap | Mark::Empty if it.is_empty() => Some("nothing"),
            Mark::Gap => Some("no service"),
            _ => None,
        })
    };
    view! {
        <td class=class>
            <button class="support-cell" type="button" aria-label=name aria-controls=DETAIL
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| matrix.open.update(|it| *it = if *it == Some(place) { None } else { Some(place) })>
                <span>{move || cell.with(|(it, _)| work(it))}</span>
                <span class="support-marks">{Means::ALL.map(|means| mark(cell, means))}</span>
                {move || flag().map(|words| view! {
                    <span class="coverage-words"><span class="is-warn"><Sign icon=Icon::Warn small=true/></span>{words}</span>
                })}
            </button>
        </td>
    }
    .into_any()
}

/// How many of `means` a cell has.
fn mark(cell: Memo<(Cell, Mark)>, means: Means) -> AnyView {
    let many = move || cell.with(|(it, _)| it.names(means).len());
    view! {
        <span class="support-mark" class:is-none=move || many() == 0>
            <Sign icon=icon(means) small=true/>{move || match many() { 0 => "–".to_owned(), many => many.to_string() }}
        </span>
    }
    .into_any()
}

/// What the open cell has, by name, and what it lacks.
fn detail(matrix: Matrix, place: usize) -> AnyView {
    let cell = matrix.cell(place);
    let rows = Means::ALL.map(|means| {
        let names = move || {
            cell.with(|(it, _)| match it.names(means) {
                [] => remedy(means).to_owned(),
                names => names.join("; "),
            })
        };
        view! { <div><dt>{means.words()}</dt><dd>{names}</dd></div> }
    });
    view! {
        <div class="support-detail">
            <h3>{move || cell.with(|(it, _)| finding(it, &matrix.labels.get()))}</h3>
            <dl>{rows}</dl>
        </div>
    }
    .into_any()
}

const fn icon(means: Means) -> Icon {
    match means {
        Means::Services => Icon::Pmo,
        Means::Tools => Icon::Settings,
        Means::People => Icon::People,
    }
}

/// Where one says that something is for such work.
const fn remedy(means: Means) -> &'static str {
    match means {
        Means::Services => "None. Each service says under “For which work” what it is for.",
        Means::Tools => "None. Each tool says in the list of tools which work it serves.",
        Means::People => "Nobody. The staffing plan says who masters which mode, for which kinds of work.",
    }
}

fn work(cell: &Cell) -> String {
    match cell.initiatives {
        0 => "no work".to_owned(),
        many => count(many, "initiative", "initiatives"),
    }
}

/// "Adaptive products: 3 initiatives; 1 service, 1 tool, nobody".
fn in_words(cell: &Cell, labels: &[String; 3]) -> String {
    let each = Means::ALL.map(|means| match (cell.names(means).len(), means) {
        (0, _) => means.none().to_owned(),
        (many, Means::Services) => count(many, "service", "services"),
        (many, Means::Tools) => count(many, "tool", "tools"),
        (many, Means::People) => count(many, "person", "people"),
    });
    capitalised(&format!("{}: {}; {}", cell.work(labels), work(cell), each.join(", ")))
}

/// "Adaptive products: no tool, nobody".
fn finding(cell: &Cell, labels: &[String; 3]) -> String {
    let missing = cell.missing.iter().map(|it| it.none()).collect::<Vec<_>>().join(", ");
    let found = if missing.is_empty() { "services, tools and people".to_owned() } else { missing };
    capitalised(&format!("{}: {found}", cell.work(labels)))
}
