//! Support matrix: which services, tools and people there are for each kind of work in each delivery mode, and what is
//! missing.
//!
//! Four kinds × three modes are twelve cells. Each record says of itself which work it is for; one that names no kind
//! is for every kind, and a service or tool that names neither kind nor mode is for none until somebody says.

use serde::Serialize;

use crate::model::document::Document;
use crate::model::initiative::{Initiative, Kind, Mode};

/// One kind of work in one delivery mode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Kind of work.
    pub kind: Kind,
    /// Delivery mode.
    pub mode: Mode,
    /// Initiatives of the plan.
    pub initiatives: usize,
    /// Services that are for it, by name; those only wished for are none.
    pub services: Vec<String>,
    /// Tools that serve it, by name.
    pub tools: Vec<String>,
    /// People of the office who master it, by name or role.
    pub people: Vec<String>,
    /// What it has none of.
    pub missing: Vec<Means>,
}

/// What supports work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// What the office does.
    Services,
    /// What the work is done or followed with.
    Tools,
    /// Who helps.
    People,
}

impl Means {
    /// All, in the order in which they are read.
    pub const ALL: [Self; 3] = [Self::Services, Self::Tools, Self::People];

    /// For people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Services => "Services",
            Self::Tools => "Tools",
            Self::People => "People",
        }
    }

    /// That there is none of it.
    pub const fn none(self) -> &'static str {
        match self {
            Self::Services => "no service",
            Self::Tools => "no tool",
            Self::People => "nobody",
        }
    }
}

impl Cell {
    /// Names of what there is of `means`.
    pub fn names(&self, means: Means) -> &[String] {
        match means {
            Means::Services => &self.services,
            Means::Tools => &self.tools,
            Means::People => &self.people,
        }
    }

    /// Whether there is work that no service says it is for.
    pub fn is_gap(&self) -> bool {
        self.initiatives > 0 && self.services.is_empty()
    }

    /// Whether nothing supports such work: no service, no tool, nobody.
    pub fn is_empty(&self) -> bool {
        self.missing.len() == Means::ALL.len()
    }

    /// The work in two words, "adaptive products"; `labels` are those of the three modes.
    pub fn work(&self, labels: &[String; 3]) -> String {
        format!("{} {}", labels[self.mode as usize], self.kind.words()).to_lowercase()
    }
}

/// Reads plan, charter, tools and people of `document`: kinds in display order, modes within.
pub fn support_matrix(document: &Document) -> Vec<Cell> {
    let planned: Vec<&Initiative> = document.initiatives.in_plan().collect();
    let cell = |kind: Kind, mode: Mode| {
        let office = &document.office;
        let services = office.charter.done().filter(|it| it.is_for(kind, mode));
        let tools = office.registers.tools.iter().filter(|it| it.is_for(kind, mode));
        let people = office.staff.people.iter().filter(|it| it.is_for(kind, mode));
        let mut cell = Cell {
            kind,
            mode,
            initiatives: planned.iter().filter(|it| it.kind == kind && it.mode == mode).count(),
            services: services.map(|it| it.name.clone()).collect(),
            tools: tools.map(|it| it.name.clone()).collect(),
            people: people.map(|it| it.name.clone()).collect(),
            missing: Vec::new(),
        };
        cell.missing = Means::ALL.into_iter().filter(|it| cell.names(*it).is_empty()).collect();
        cell
    };
    Kind::ALL.into_iter().flat_map(|kind| Mode::ALL.map(|mode| cell(kind, mode))).collect()
}

/// The cells that nothing supports; none while nobody has said of any service, tool or person which work it is for.
pub fn empty_cells(cells: &[Cell]) -> Vec<&Cell> {
    let is_said = cells.iter().any(|it| !it.is_empty());
    cells.iter().filter(|it| is_said && it.is_empty()).collect()
}

/// The work of `cells` in words, at most `most` of them by name: "adaptive products, hybrid products and 2 more".
pub fn works(cells: &[&Cell], labels: &[String; 3], most: usize) -> String {
    let mut names: Vec<String> = cells.iter().take(most).map(|it| it.work(labels)).collect();
    let last = match cells.len().saturating_sub(most) {
        0 => names.pop().unwrap_or_default(),
        more => format!("{more} more"),
    };
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::RecordId;
    use crate::model::office::registers::tools::Tool;
    use crate::model::office::staff::StaffMember;

    fn cell(document: &Document, kind: Kind, mode: Mode) -> Cell {
        support_matrix(document).into_iter().find(|it| it.kind == kind && it.mode == mode).unwrap()
    }

    /// U38: a tool that names kinds serves those; one that names none serves all, as it did before kinds could be named.
    #[test]
    fn a_tool_serves_the_kinds_it_names_and_all_if_it_names_none() {
        let mut document = Document::default();
        let mut tool = Tool::new(RecordId(1), "Board".to_owned());
        let served =
            |document: &Document| support_matrix(document).iter().filter(|it| !it.tools.is_empty()).count();
        document.office.edit().registers.tools.push(tool.clone());
        assert_eq!(served(&document), 0, "nobody has said");
        tool.modes.insert(Mode::Adaptive);
        document.office.edit().registers.tools[0] = tool.clone();
        assert_eq!(served(&document), 4, "every kind, in one mode");
        tool.kinds.insert(Kind::Product);
        document.office.edit().registers.tools[0] = tool.clone();
        assert_eq!(served(&document), 1);
        assert_eq!(cell(&document, Kind::Product, Mode::Adaptive).tools, ["Board"]);
        tool.modes.clear();
        document.office.edit().registers.tools[0] = tool;
        assert_eq!(served(&document), 3, "one kind, in every mode");
    }

    /// U38: whoever masters no mode supports no work, whatever the kinds.
    #[test]
    fn people_support_the_kinds_they_know_in_the_modes_they_master() {
        let mut document = Document::default();
        let mut coach = StaffMember { name: "Coach".to_owned(), ..StaffMember::default() };
        coach.kinds.insert(Kind::Program);
        document.office.edit().staff.people.push(coach.clone());
        assert!(support_matrix(&document).iter().all(Cell::is_empty));
        coach.modes.insert(Mode::Hybrid);
        document.office.edit().staff.people[0] = coach;
        let programs = cell(&document, Kind::Program, Mode::Hybrid);
        assert_eq!(
            (programs.people, programs.missing),
            (vec!["Coach".to_owned()], vec![Means::Services, Means::Tools])
        );
        assert_eq!(empty_cells(&support_matrix(&document)).len(), 11);
    }

    #[test]
    fn while_nobody_has_said_anything_no_cell_stands_out() {
        let cells = support_matrix(&Document::default());
        assert_eq!(cells.len(), 12);
        assert_eq!(empty_cells(&cells), Vec::<&Cell>::new());
    }

    #[test]
    fn work_is_named_as_the_document_names_its_modes() {
        let cells = support_matrix(&Document::default());
        let labels = ["Waterfall", "Agile", "Mixed"].map(str::to_owned);
        let named = |count: usize| works(&cells.iter().take(count).collect::<Vec<_>>(), &labels, 2);
        assert_eq!(named(1), "waterfall projects");
        assert_eq!(named(2), "waterfall projects and agile projects");
        assert_eq!(named(4), "waterfall projects, agile projects and 2 more");
    }
}
