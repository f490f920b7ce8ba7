//! The seven fields of the office's strategy beside what the document shows of each, and what contradicts what.
//!
//! A check of facts, not of wording: what a field says in words is never read, only what else the document holds about
//! it.

use serde::Serialize;

use super::charter::charter;
use super::office_staff::{StaffReport, staff};
use super::written::{count, number, percent};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::office::charter::OfficeLevel;
use crate::model::office::strategy_sheet::StrategyField;

/// From this share of hours without a purpose on, people meet the office as boxes to tick.
const BOXES: f64 = 0.25;
/// Below this mean trust, 1 to 5, the office is doubted.
const DOUBTED: f64 = 2.5;

/// The sheet, checked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StrategyReport {
    /// In display order.
    pub fields: Vec<FieldReport>,
    /// What does not fit together, the fields in display order.
    pub contradictions: Vec<Contradiction>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldReport {
    /// Which.
    pub field: StrategyField,
    /// Whether somebody has written it.
    pub is_written: bool,
    /// What the document shows of it; empty if nothing.
    pub shows: String,
}

/// Two fields that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// Which.
    pub fields: [StrategyField; 2],
    /// Why, in a sentence.
    pub words: String,
}

impl StrategyReport {
    /// Fields that somebody has written.
    pub fn written(&self) -> usize {
        self.fields.iter().filter(|it| it.is_written).count()
    }
}

/// Reads the sheet of `document` and what else it holds.
pub fn strategy_sheet(document: &Document) -> StrategyReport {
    let facts = Facts::of(document);
    let field = |field: StrategyField| FieldReport {
        field,
        is_written: !document.office.strategy.field(field).trim().is_empty(),
        shows: facts.of_field(field),
    };
    StrategyReport {
        fields: StrategyField::ALL.map(field).into(),
        contradictions: facts
            .contradictions()
            .into_iter()
            .map(|(one, other, words)| Contradiction { fields: [one, other], words })
            .collect(),
    }
}

/// What the check goes by.
struct Facts<'a> {
    document: &'a Document,
    staff: StaffReport,
    /// Share of the hours of processes without a purpose; none without hours.
    boxes: Option<f64>,
    /// Mean of the last trust of each stakeholder; none if nobody said.
    trust: Option<f64>,
    /// Objectives that the office serves without any initiative in the plan, by name.
    unserved: Vec<String>,
    /// Delivery modes with work in the plan that nobody of the staff masters, by name.
    unmastered: Vec<String>,
}

impl<'a> Facts<'a> {
    fn of(document: &'a Document) -> Self {
        let office = &document.office;
        let total = charter(document, None).process_total;
        let trust: Vec<f64> = office
            .stakeholders
            .list
            .iter()
            .filter_map(|it| Some(f64::from(it.trust.last()?.level)))
            .collect();
        let staff = staff(document);
        let purpose = &office.charter.head.purpose;
        let is_served = |id| document.initiatives.in_plan().any(|it| it.objectives.contains(id));
        let name = |id: &_| document.strategy.objective(*id).map(|it| it.name.clone());
        let modes = staff.modes.iter().filter(|it| it.initiatives > 0 && it.hours <= 0.0);
        Self {
            boxes: (total.hours_per_year > 0.0).then_some(total.box_check_share),
            trust: (!trust.is_empty()).then(|| trust.iter().sum::<f64>() / trust.len() as f64),
            unserved: purpose.iter().filter(|id| !is_served(id)).filter_map(name).collect(),
            unmastered: modes.map(|it| document.portfolio.mode_labels[it.mode as usize].clone()).collect(),
            staff,
            document,
        }
    }

    /// What the document shows of `field`.
    fn of_field(&self, field: StrategyField) -> String {
        let office = &self.document.office;
        let head = &office.charter.head;
        let said = |parts: Vec<Option<String>>| parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        match field {
            StrategyField::Framework => said(vec![
                some_of(self.document.scoring.criteria.len(), "criterion", "criteria"),
                head.mandate_signed.map(|day| format!("mandate signed {day}")),
            ]),
            StrategyField::System => said(vec![
                some_of(office.processes.len(), "process", "processes"),
                self.boxes
                    .filter(|it| *it > 0.0)
                    .map(|it| format!("{} of their hours without purpose", percent(it))),
                some_of(office.registers.tools.len(), "tool", "tools"),
            ]),
            StrategyField::Structure => said(vec![
                head.level.map(|it| it.words().to_lowercase()),
                office.sponsor().map(|it| format!("sponsor {}", it.name)),
            ]),
            StrategyField::Staff => said(vec![
                head.people_fte.map(|it| format!("{} FTE in the charter", number(it.get(), 1))),
                some_of(
                    office.staff.people.len(),
                    "person in the staffing plan",
                    "people in the staffing plan",
                ),
            ]),
            StrategyField::Style => {
                self.trust.map_or_else(String::new, |it| format!("mean trust {} of 5", number(it, 1)))
            }
            StrategyField::Skill => {
                let mastered = self.staff.modes.iter().filter(|it| it.hours > 0.0).count();
                let modes = self.staff.modes.len();
                if office.staff.people.is_empty() {
                    String::new()
                } else {
                    format!("{mastered} of {modes} ways of working mastered")
                }
            }
            StrategyField::Goals => {
                some_of(head.purpose.len(), "objective served", "objectives served").unwrap_or_default()
            }
        }
    }

    fn contradictions(&self) -> Vec<(StrategyField, StrategyField, String)> {
        use StrategyField as Of;
        let office = &self.document.office;
        let head = &office.charter.head;
        let mut found = Vec::new();
        let goals = !head.purpose.is_empty();
        if goals && self.document.scoring.criteria.is_empty() {
            found.push((
                Of::Framework,
                Of::Goals,
                "It serves objectives, but no criterion ranks the work.".into(),
            ));
        }
        if !office.strategy.goals.trim().is_empty() && !goals {
            let words = "Goals are written, but the charter serves no objective of the plan.";
            found.push((Of::Framework, Of::Goals, words.into()));
        }
        if !head.decision_rights.trim().is_empty() && head.mandate_signed.is_none() {
            let words = "It claims decision rights, but nobody has signed a mandate.";
            found.push((Of::Framework, Of::Structure, words.into()));
        }
        if let Some(boxes) = self.boxes.filter(|it| *it >= BOXES) {
            let words = format!(
                "{} of the hours that its processes take have no purpose: whatever the style, people meet boxes to tick.",
                percent(boxes)
            );
            found.push((Of::System, Of::Style, words));
        }
        if !self.unserved.is_empty() {
            let words = format!("No initiative of the plan serves {}.", self.unserved.join(" or "));
            found.push((Of::System, Of::Goals, words));
        }
        found.extend(self.size());
        if let Some(trust) = self.trust.filter(|it| *it < DOUBTED) {
            let words = format!("It depends on people whose mean trust in it is {} of 5.", number(trust, 1));
            found.push((Of::Structure, Of::Style, words));
        }
        if !office.staff.people.is_empty() && !self.unmastered.is_empty() {
            let words = format!(
                "The plan has work in {}, which nobody of the staff masters.",
                self.unmastered.join(" and ")
            );
            found.push((Of::Staff, Of::Skill, words));
        }
        if self.staff.gap > 0.0 && !office.staff.people.is_empty() {
            let words = format!(
                "The plan asks for {} hours of support a week; {} of them cannot be covered.",
                number(self.staff.demand, 0),
                number(self.staff.gap, 0)
            );
            found.push((Of::Staff, Of::Goals, words));
        }
        found
    }

    /// Whether structure and staff speak of the same number of people.
    fn size(&self) -> Option<(StrategyField, StrategyField, String)> {
        let office = &self.document.office;
        let (people, fte) = (office.staff.people.len(), office.charter.head.people_fte.map(Finite::get));
        let is_solo = office.charter.head.level == Some(OfficeLevel::Solo);
        let words = if is_solo && (people > 1 || fte.is_some_and(|it| it > 1.5)) {
            "The charter speaks of one person, and there are more.".to_owned()
        } else {
            let fte = fte.filter(|it| people as f64 > it.ceil() + 1.0)?;
            format!("The charter counts {} people [FTE], the staffing plan names {people}.", number(fte, 1))
        };
        Some((StrategyField::Structure, StrategyField::Staff, words))
    }
}

/// "3 tools"; none of none.
fn some_of(number: usize, one: &str, many: &str) -> Option<String> {
    (number > 0).then(|| count(number, one, many))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{CharterChange, Edit};
    use crate::model::office::staff::StaffMember;
    use crate::model::office::strategy_sheet::StrategySheet;
    use crate::model::sample;

    #[test]
    fn an_empty_document_contradicts_nothing() {
        let report = strategy_sheet(&Document::default());
        assert!(report.contradictions.is_empty() && report.written() == 0, "{report:?}");
    }

    /// W11: goals that nobody ties to the plan, one person who is three, and boxes to tick.
    #[test]
    fn the_document_contradicts_what_it_does_not_hold() {
        let mut document = Document::default();
        let sheet = StrategySheet { goals: "Fewer surprises.".into(), ..StrategySheet::default() };
        Edit::Charter(CharterChange::Strategy(Box::new(sheet))).apply(&mut document).unwrap();
        let office = document.office.edit();
        office.charter.head.level = Some(OfficeLevel::Solo);
        office.staff.people = vec![StaffMember { name: "Analyst".into(), ..StaffMember::default() }; 3];
        let report = strategy_sheet(&document);
        let fields: Vec<_> = report.contradictions.iter().map(|it| it.fields).collect();
        let goals = [StrategyField::Framework, StrategyField::Goals];
        assert_eq!(fields, [goals, [StrategyField::Structure, StrategyField::Staff]]);
        assert_eq!(report.written(), 1);
    }

    /// 260 of 788 hours of the sample have no purpose beside them.
    #[test]
    fn boxes_to_tick_contradict_any_style() {
        let report = strategy_sheet(&sample::SAMPLES[0].document());
        let found = report.contradictions.iter().find(|it| it.fields[1] == StrategyField::Style).unwrap();
        assert!(found.words.starts_with("33 % of the hours"), "{}", found.words);
        assert!(report.fields.iter().any(|it| !it.shows.is_empty()));
    }
}
