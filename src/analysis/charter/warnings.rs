//! What deserves attention in a charter, its network and its past, in sentences.

use super::ProcessTotal;
use crate::analysis::written::number;
use crate::model::office::Office;
use crate::model::office::charter::{OfficeLevel, ServiceKind};
use crate::model::office::past::EndReason;
use crate::model::office::stakeholder::{BuyIn, Stakeholder, Stance};

/// What deserves attention.
pub(super) fn warnings(office: &Office, total: ProcessTotal, span: Option<f64>) -> Vec<String> {
    let mut warnings = Vec::new();
    let head = &office.charter.head;
    let is_written = !office.charter.is_empty();
    if is_written && head.level == Some(OfficeLevel::Domain) && !office.network.reaches_enterprise() {
        warnings.push(
            "An office for one domain without a tie to the whole organisation serves little: name a counterpart there."
                .to_owned(),
        );
    }
    if head.level == Some(OfficeLevel::Enterprise) {
        for it in office.charter.services.iter().filter(|it| it.kind == ServiceKind::Apm) {
            let span = span.map_or_else(String::new, |it| {
                format!(" Each of its people has {} initiatives to look after.", number(it, 0))
            });
            warnings.push(format!(
                "“{}” helps to do the work: an office for the whole organisation seldom has the reach and the time for that.{span}",
                it.name
            ));
        }
    }
    let isolated = office.network.isolated();
    for id in isolated {
        if let Some(other) = office.network.office(id) {
            warnings.push(format!("Nothing ties {} to any other office.", other.name));
        }
    }
    let blockers =
        office.stakeholders.list.iter().filter(|it| it.power >= 3 && it.stance == Stance::Against).count();
    if blockers > 0 {
        warnings.push(format!(
            "{} of power 3 or more {} against the office.",
            if blockers == 1 { "One person".to_owned() } else { format!("{blockers} people") },
            if blockers == 1 { "is" } else { "are" }
        ));
    }
    for past in &office.past {
        if let Some(same) = same_pattern(office, past.ended, total) {
            warnings.push(format!("{} ended because {}; {same}.", past.name, because(past.ended)));
        }
    }
    warnings
}

fn because(reason: EndReason) -> &'static str {
    match reason {
        EndReason::Unknown => "nobody knows why",
        EndReason::NoValueSeen => "nobody saw its value",
        EndReason::SponsorLeft => "its sponsor left",
        EndReason::Overhead => "it asked more than it gave",
        EndReason::ToolFirst => "it began with a tool",
        EndReason::LeaderLeft => "it hung on one person",
        EndReason::Reorganised => "the organisation was rebuilt",
    }
}

/// What today looks like what ended an office before, if it does.
fn same_pattern(office: &Office, reason: EndReason, total: ProcessTotal) -> Option<String> {
    let services = &office.charter.services;
    let shown = services.iter().filter(|it| !it.effect.trim().is_empty()).count();
    let backers = || {
        let stand = |it: &&Stakeholder| it.buy_in == BuyIn::Sponsors;
        office.stakeholders.list.iter().filter(stand).count()
    };
    match reason {
        EndReason::NoValueSeen if shown * 2 < services.len() => {
            Some(format!("today {shown} of {} services show an effect", services.len()))
        }
        EndReason::SponsorLeft if !office.stakeholders.list.is_empty() && backers() <= 1 => {
            Some("today one person at most stands behind the office unasked".to_owned())
        }
        EndReason::Overhead if total.box_check_share >= 0.25 => Some(format!(
            "today {:.0} % of the hours that processes take have no purpose written beside them",
            total.box_check_share * 100.0
        )),
        EndReason::LeaderLeft if office.charter.head.deputy.trim().is_empty() => {
            Some("today nobody is named as deputy".to_owned())
        }
        _ => None,
    }
}
