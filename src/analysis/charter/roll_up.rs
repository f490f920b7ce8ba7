//! Several offices as one: what each looks after by its own file, and all of them together.
//!
//! An initiative that stands in several plans under one name is counted once, and named. Money is added up by
//! currency; nothing is changed from one into another.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::analysis::newest_round::newest_round;
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::OfficeId;
use crate::model::initiative::Initiative;
use crate::model::office::charter::OfficeLevel;
use crate::model::office::network::Standing;
use crate::model::portfolio::{Currency, MoneyScale};

/// Ours and every office whose file was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RollUp {
    /// Ours, then the others in document order.
    pub offices: Vec<OfficeLine>,
    /// Initiatives of all plans, each name once.
    pub initiatives: usize,
    /// Names that stand in several plans, with the offices that have them.
    pub shared: Vec<(String, Vec<String>)>,
    /// What all plans cost, by currency: ours first if it is used, then by code.
    pub costs: Vec<(Currency, f64)>,
    /// People of all [FTE].
    pub heads: f64,
    /// Lowest and highest mean maturity, 1 to 5; none if nobody has any.
    pub maturity: Option<(f64, f64)>,
    /// Offices whose file nobody has read.
    pub unread: Vec<String>,
}

/// One office.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfficeLine {
    /// Which; none for ours.
    pub id: Option<OfficeId>,
    /// What it is called.
    pub name: String,
    /// Where it sits, if that is known.
    pub level: Option<OfficeLevel>,
    /// What its file says.
    pub standing: Standing,
}

/// What `document` says of its office, as of the day `read`; the file it came from is called `file`.
pub fn standing(document: &Document, file: &str, read: Option<Date>) -> Standing {
    let plan = || document.initiatives.in_plan();
    let start = document.portfolio.calendar.start;
    // What is blind until revealed here is so in the file of another office too.
    let maturity = newest_round(document.office.assessments.iter()).ok().and_then(|it| it.scores.mean);
    let finite = |number: f64| Finite::new(number).unwrap_or_default();
    Standing {
        file: file.to_owned(),
        read,
        initiatives: plan().map(|it| it.name.clone()).collect(),
        cost: finite(plan().map(Initiative::cost_money).sum::<f64>().max(0.0)),
        currency: document.portfolio.currency.clone(),
        heads: finite(document.people.roles.iter().map(|role| role.heads_on(start)).sum()),
        maturity: maturity.map(finite),
    }
}

/// All offices together; none while no other office's file was read.
pub(super) fn roll_up(document: &Document) -> Option<RollUp> {
    let network = &document.office.network;
    // Our own file is read anew at every change: not where there is nothing to put beside it.
    if network.offices.iter().all(|it| it.standing.is_none()) {
        return None;
    }
    let others = network.offices.iter().filter_map(|it| {
        let standing = it.standing.as_deref()?.clone();
        Some(OfficeLine { id: Some(it.id), name: it.name.clone(), level: Some(it.level), standing })
    });
    let head = &document.office.charter.head;
    let ours = OfficeLine {
        id: None,
        name: "Our office".to_owned(),
        level: head.level,
        standing: standing(document, "", None),
    };
    let offices: Vec<OfficeLine> = std::iter::once(ours).chain(others).collect();
    // By name: as it is first written, and the places of the offices that have it.
    let mut holders: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    let mut costs: BTreeMap<String, f64> = BTreeMap::new();
    for (place, office) in offices.iter().enumerate() {
        for name in &office.standing.initiatives {
            let entry =
                holders.entry(name.trim().to_lowercase()).or_insert_with(|| (name.clone(), Vec::new()));
            // Twice in one plan is two initiatives of one name, not one of two offices.
            if entry.1.last() != Some(&place) {
                entry.1.push(place);
            }
        }
        let Standing { cost, currency, .. } = &office.standing;
        if cost.get() > 0.0 {
            *costs.entry(currency.code.clone()).or_default() += cost.get() * units(currency.scale);
        }
    }
    let listed: usize = offices.iter().map(|it| it.standing.initiatives.len()).sum();
    let repeated: usize = holders.values().map(|(_, offices)| offices.len() - 1).sum();
    let known = offices.iter().filter_map(|it| Some(it.standing.maturity?.get()));
    let maturity = known.fold(None, |range: Option<(f64, f64)>, it| {
        Some(range.map_or((it, it), |(low, high)| (low.min(it), high.max(it))))
    });
    let ours = &document.portfolio.currency;
    let mut costs: Vec<(Currency, f64)> = costs
        .into_iter()
        .map(|(code, amount)| {
            let used = offices.iter().map(|it| &it.standing.currency).filter(|it| it.code == code);
            let scale = used
                .map(|it| it.scale)
                .max_by(|one, other| units(*one).total_cmp(&units(*other)))
                .unwrap_or_default();
            (Currency { code, scale }, amount / units(scale))
        })
        .collect();
    costs.sort_by_key(|(currency, _)| currency.code != ours.code);
    Some(RollUp {
        initiatives: listed - repeated,
        shared: holders
            .into_values()
            .filter(|(_, places)| places.len() > 1)
            .map(|(name, places)| (name, places.into_iter().map(|it| offices[it].name.clone()).collect()))
            .collect(),
        costs,
        heads: offices.iter().map(|it| it.standing.heads.get()).sum(),
        maturity,
        unread: network.offices.iter().filter(|it| it.standing.is_none()).map(|it| it.name.clone()).collect(),
        offices,
    })
}

/// Units of money in an amount of 1.
fn units(scale: MoneyScale) -> f64 {
    match scale {
        MoneyScale::Unit => 1.0,
        MoneyScale::Thousand => 1e3,
        MoneyScale::Million => 1e6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::office::network::OtherOffice;
    use crate::model::sample;

    fn with(documents: &[(&str, Document)]) -> Document {
        let mut ours = sample::find("gmpp").unwrap().document();
        ours.office.edit().network.offices = (9_000..)
            .zip(documents)
            .map(|(id, (name, document))| OtherOffice {
                id: OfficeId(id),
                name: (*name).to_owned(),
                level: OfficeLevel::Domain,
                counterpart: String::new(),
                began: None,
                standing: Some(Box::new(standing(document, "their.json", None))),
            })
            .collect();
        ours
    }

    #[test]
    fn an_initiative_in_two_plans_is_counted_once_and_named() {
        let gmpp = sample::find("gmpp").unwrap().document();
        let solo = sample::find("solo").unwrap().document();
        let mut theirs = gmpp.clone();
        theirs.initiatives.edit().list.retain(|it| it.in_plan);
        theirs.initiatives.edit().list.truncate(3);
        let found = roll_up(&with(&[("Digital", theirs.clone()), ("Works", solo.clone())])).unwrap();
        let plan = |document: &Document| document.initiatives.in_plan().count();
        assert_eq!(found.initiatives, plan(&gmpp) + plan(&solo));
        let names: Vec<&str> = theirs.initiatives.list.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(found.shared.len(), 3);
        assert!(
            found
                .shared
                .iter()
                .all(|(name, of)| names.contains(&name.as_str()) && *of == ["Our office", "Digital"])
        );
        let heads = |document: &Document| standing(document, "", None).heads.get();
        assert!((found.heads - 2.0 * heads(&gmpp) - heads(&solo)).abs() < 1e-9);
        assert_eq!(roll_up(&gmpp), None, "nobody's file was read");
    }

    #[test]
    fn a_blind_round_does_not_travel_into_the_roll_up() {
        let mut document = sample::find("nine").unwrap().document();
        let open = standing(&document, "", None).maturity.unwrap();
        document.office.edit().assessments.last_mut().unwrap().is_blind = true;
        let before = standing(&document, "", None).maturity.unwrap();
        assert_ne!(before, open, "the round before it speaks");
        document.office.edit().assessments.iter_mut().for_each(|it| it.is_blind = true);
        assert_eq!(standing(&document, "", None).maturity, None);
    }

    #[test]
    fn money_is_added_up_by_currency_whatever_its_scale() {
        let mut pounds = sample::find("solo").unwrap().document();
        pounds.portfolio.edit().currency = Currency { code: "GBP".to_owned(), scale: MoneyScale::Thousand };
        let mut euros = pounds.clone();
        euros.portfolio.edit().currency.code = "EUR".to_owned();
        let ours = with(&[("A", pounds.clone()), ("B", euros)]);
        let found = roll_up(&ours).unwrap();
        let cost = |document: &Document| standing(document, "", None).cost.get();
        let codes: Vec<&str> = found.costs.iter().map(|(currency, _)| currency.code.as_str()).collect();
        assert_eq!(codes, ["GBP", "EUR"]);
        let (gbp, amount) = &found.costs[0];
        assert_eq!(gbp.scale, MoneyScale::Million);
        assert!((amount - cost(&ours) - cost(&pounds) / 1e3).abs() < 1e-9);
        assert!((found.costs[1].1 - cost(&pounds)).abs() < 1e-9);
    }
}
