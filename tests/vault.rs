//! Safe-keeping: interrupted, damaged, full, shut, lying and shared storages.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::rc::Rc;

use pmo_workbench::exchange::vault::keys::{
    COPY_INTERVAL_MS, DAILY_COPIES, DAY_MS, LARGE_SLOT_UNITS, LATEST_COPIES, MOST_REVISIONS, PLAIN_BYTES,
};
use pmo_workbench::exchange::vault::{
    CopyError, Damage, KeyValueStore, Loaded, SaveError, Slot, StoreError, Vault, VaultNotice,
};
use proptest::prelude::*;

const A: &str = "pmo-workbench/main/slot-a";
const B: &str = "pmo-workbench/main/slot-b";
const HEAD: &str = "pmo-workbench/main/head";
const COPIES: &str = "pmo-workbench/main/copy/";
const MINUTE_MS: u64 = 60_000;
/// Some morning in 2026.
const MORNING_MS: u64 = 1_790_000_000_000 / DAY_MS * DAY_MS + 9 * 60 * MINUTE_MS;

/// How a storage fails.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    None,
    /// The given write, from 0, is cut at a byte and the program dies.
    CutAt {
        write: usize,
        byte: usize,
    },
    /// The program dies before the given write.
    LostAt {
        write: usize,
    },
    /// Reading works, writing throws.
    ThrowsOnSet,
    /// Everything throws.
    Blocked,
    /// Takes values and keeps nothing.
    KeepsNothing,
    /// Takes values and keeps half of them.
    KeepsHalf,
    /// Keeps what it is given and returns something else.
    ReturnsOther,
}

/// What another tab does meanwhile.
type Meanwhile = Box<dyn FnOnce()>;

/// Local storage in memory, with a quota and a fault.
struct Storage {
    map: RefCell<BTreeMap<String, String>>,
    fault: Cell<Fault>,
    /// Like browsers: keys and values, in UTF-16 units.
    quota: Cell<usize>,
    writes: Cell<usize>,
    operations: Cell<usize>,
    /// Runs once, before the given operation.
    meanwhile: RefCell<Option<(usize, Meanwhile)>>,
}

impl Storage {
    fn new() -> Self {
        Self::holding(BTreeMap::new())
    }

    fn holding(map: BTreeMap<String, String>) -> Self {
        Self {
            map: RefCell::new(map),
            fault: Cell::new(Fault::None),
            quota: Cell::new(usize::MAX),
            writes: Cell::new(0),
            operations: Cell::new(0),
            meanwhile: RefCell::new(None),
        }
    }

    fn map(&self) -> BTreeMap<String, String> {
        self.map.borrow().clone()
    }

    fn put(&self, key: &str, value: impl Into<String>) {
        self.map.borrow_mut().insert(key.to_owned(), value.into());
    }

    fn at(&self, key: &str) -> String {
        self.map.borrow()[key].clone()
    }

    fn size(&self) -> usize {
        let units = |text: &str| text.encode_utf16().count();
        self.map.borrow().iter().map(|(key, value)| units(key) + units(value)).sum()
    }

    fn schedule(&self, operation: usize, action: Meanwhile) {
        self.operations.set(0);
        *self.meanwhile.borrow_mut() = Some((operation, action));
    }

    fn step(&self) -> Result<(), StoreError> {
        let operation = self.operations.get();
        self.operations.set(operation + 1);
        let is_time = self.meanwhile.borrow().as_ref().is_some_and(|(at, _)| *at == operation);
        if is_time {
            let (_, action) = self.meanwhile.borrow_mut().take().unwrap();
            action();
        }
        let write = self.writes.get();
        match self.fault.get() {
            Fault::Blocked => Err(StoreError::Blocked("SecurityError".into())),
            Fault::CutAt { write: last, .. } if write > last => Err(StoreError::Blocked("dead".into())),
            Fault::LostAt { write: last } if write > last => Err(StoreError::Blocked("dead".into())),
            _ => Ok(()),
        }
    }
}

impl KeyValueStore for Storage {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.step()?;
        let value = self.map.borrow().get(key).cloned();
        Ok(match self.fault.get() {
            Fault::ReturnsOther => value.map(|value| value.replace('1', "7")),
            _ => value,
        })
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.step()?;
        let write = self.writes.get();
        self.writes.set(write + 1);
        match self.fault.get() {
            Fault::CutAt { write: last, byte } if write == last => {
                let cut = &value.as_bytes()[..byte.min(value.len())];
                self.put(key, String::from_utf8_lossy(cut));
                return Err(StoreError::Blocked("dead".into()));
            }
            Fault::LostAt { write: last } if write == last => {
                return Err(StoreError::Blocked("dead".into()));
            }
            Fault::ThrowsOnSet => return Err(StoreError::Blocked("InvalidAccessError".into())),
            Fault::KeepsNothing => return Ok(()),
            Fault::KeepsHalf => {
                self.put(key, value.chars().take(value.len() / 2).collect::<String>());
                return Ok(());
            }
            _ => {}
        }
        let before = self.map.borrow_mut().insert(key.to_owned(), value.to_owned());
        if self.size() > self.quota.get() {
            match before {
                Some(before) => self.put(key, before),
                None => drop(self.map.borrow_mut().remove(key)),
            }
            return Err(StoreError::Quota);
        }
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.step()?;
        self.map.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.step()?;
        Ok(self.map.borrow().keys().rev().cloned().collect())
    }
}

/// A storage that several tabs own.
struct Shared(Rc<Storage>);

impl KeyValueStore for Shared {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.0.get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.0.set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.0.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.0.keys()
    }
}

/// A storage with two revisions, "old" being the newer.
fn two_revisions(old: &str) -> BTreeMap<String, String> {
    let storage = Storage::new();
    let mut vault = Vault::new(&storage, "main");
    vault.save("the one before", MORNING_MS).unwrap();
    vault.save(old, MORNING_MS + 1).unwrap();
    storage.map()
}

fn load(storage: &Storage) -> Loaded {
    Vault::new(storage, "main").load().unwrap()
}

fn opened(storage: &Storage) -> Vault<&Storage> {
    let mut vault = Vault::new(storage, "main");
    vault.load().unwrap();
    vault
}

fn copies_in(map: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    map.iter().filter(|(key, _)| key.starts_with(COPIES)).map(|(k, v)| (k.clone(), v.clone())).collect()
}

/// Text of about `bytes` that deflates to no less than half.
fn noise(bytes: usize, seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut text = String::with_capacity(bytes + 16);
    while text.len() < bytes {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        write!(text, "{state:016x}").unwrap();
    }
    text
}

/// A record as the vault writes it, with a right check sum whatever it says.
fn record(fields: &str, payload: &str) -> String {
    let body = format!("{fields}\n{payload}");
    format!("pmo-vault {:08x} {body}", crc32fast::hash(body.as_bytes()))
}

mod saving {
    use super::*;

    #[test]
    fn what_is_saved_is_loaded() {
        let storage = Storage::new();
        let mut vault = Vault::new(&storage, "main");
        let nothing = Loaded { text: None, revision: 0, saved_at_ms: 0, notices: vec![] };
        assert_eq!(vault.load().unwrap(), nothing);
        for revision in 1..=5 {
            let text = format!("{{\"n\": {revision}, \"name\": \"Zürich ✓ 😀 \0 line\\n\"}}\n");
            let saved = vault.save(&text, MORNING_MS + revision).unwrap();
            assert_eq!(
                (saved.revision, saved.saved_at_ms, saved.large),
                (revision, MORNING_MS + revision, false)
            );
            let expected =
                Loaded { text: Some(text), revision, saved_at_ms: MORNING_MS + revision, notices: vec![] };
            assert_eq!(load(&storage), expected);
        }
    }

    #[test]
    fn an_identical_text_is_not_written_again() {
        let storage = Storage::new();
        let mut vault = Vault::new(&storage, "main");
        let first = vault.save("same", MORNING_MS).unwrap();
        let writes = storage.writes.get();
        assert_eq!(vault.save("same", MORNING_MS + 1), Ok(first));
        assert_eq!(storage.writes.get(), writes);
        assert_eq!(vault.save("other", MORNING_MS + 2).unwrap().revision, 2);
        assert_eq!(vault.save("same", MORNING_MS + 3).unwrap().revision, 3);
    }

    #[test]
    fn a_long_text_is_deflated_and_comes_back() {
        for text in [
            "Zürich ✓ ".repeat(PLAIN_BYTES / 8),
            noise(PLAIN_BYTES + 1, 1),
            noise(3_000_000, 2),
            " ".repeat(20_000_000),
        ] {
            let storage = Storage::new();
            opened(&storage).save(&text, MORNING_MS).unwrap();
            assert!(storage.at(A).len() < text.len() * 4 / 5, "{} bytes", storage.at(A).len());
            assert!(load(&storage).text.as_deref() == Some(&text));
        }
        let storage = Storage::new();
        let short = " ".repeat(PLAIN_BYTES);
        opened(&storage).save(&short, MORNING_MS).unwrap();
        assert!(storage.at(A).ends_with(&short));
    }

    #[test]
    fn a_document_that_nearly_fills_the_storage_is_called_large() {
        let storage = Storage::new();
        let mut vault = opened(&storage);
        let mut outcomes = BTreeSet::new();
        for bytes in [10, PLAIN_BYTES, 2_000_000, 3_000_000, 4_000_000] {
            let saved = vault.save(&noise(bytes, bytes as u64), MORNING_MS).unwrap();
            let slot = if saved.revision % 2 == 1 { A } else { B };
            assert_eq!(saved.large, storage.at(slot).len() > LARGE_SLOT_UNITS);
            outcomes.insert(saved.large);
        }
        assert_eq!(outcomes.len(), 2);
    }

    #[test]
    fn portfolios_do_not_touch_each_other() {
        let storage = Storage::new();
        let names = ["main", "main2", "main/copy", "", "Ümläut", "%2F", "/"];
        for name in names {
            Vault::new(&storage, name).save(&format!("text of {name}"), MORNING_MS).unwrap();
        }
        for name in names {
            let mut vault = Vault::new(&storage, name);
            assert_eq!(vault.load().unwrap().text, Some(format!("text of {name}")));
            assert_eq!(vault.copies().unwrap(), []);
        }
    }

    #[test]
    fn a_cleared_storage_is_filled_again() {
        let storage = Storage::new();
        let mut vault = opened(&storage);
        vault.save("one", MORNING_MS).unwrap();
        vault.save("two", MORNING_MS).unwrap();
        storage.map.borrow_mut().clear();
        assert_eq!(vault.save("three", MORNING_MS).unwrap().revision, 3);
        assert_eq!(load(&storage).text.as_deref(), Some("three"));
    }
}

/// Quality plan R2.
mod interrupted {
    use super::*;

    /// Saves `new` over `old`, with every write cut at every byte, or lost.
    fn every_cut_recovers(old: &str, new: &str, stride: usize) -> usize {
        let before = two_revisions(old);
        let rehearsal = Storage::holding(before.clone());
        opened(&rehearsal).save(new, MORNING_MS + 2).unwrap();
        let writes = rehearsal.writes.get();
        assert!(writes >= 2, "slot and head at least");
        let longest = rehearsal.map().values().map(String::len).max().unwrap();

        let mut cuts = 0;
        let mut recovered = BTreeSet::new();
        for write in 0..writes {
            let faults = (0..longest).step_by(stride).map(|byte| Fault::CutAt { write, byte });
            for fault in faults.chain([Fault::LostAt { write }]) {
                let storage = Storage::holding(before.clone());
                let mut vault = opened(&storage);
                storage.fault.set(fault);
                let is_saved = vault.save(new, MORNING_MS + 2).is_ok();
                storage.fault.set(Fault::None);

                let loaded = load(&storage);
                let expected = if loaded.revision == 2 { old } else { new };
                assert!(loaded.text.as_deref() == Some(expected), "{fault:?}");
                assert!(loaded.revision == 3 || !is_saved, "{fault:?}: said to be saved, and lost");
                recovered.insert(loaded.revision);

                let mut next = opened(&storage);
                next.save("after the crash", MORNING_MS + 3).unwrap();
                assert_eq!(load(&storage).text.as_deref(), Some("after the crash"), "{fault:?}");
                assert_eq!(load(&storage).notices, [], "{fault:?}");
                cuts += 1;
            }
        }
        assert_eq!(recovered, BTreeSet::from([2, 3]), "both outcomes occur");
        cuts
    }

    #[test]
    fn every_cut_of_a_plain_slot_leaves_a_whole_revision() {
        let new = "{\"name\": \"Zürich ✓ 😀\"}\n".repeat(100);
        let cuts = every_cut_recovers("{\"name\": \"old\"}", &new, 1);
        assert!(cuts > 2 * new.len());
    }

    #[test]
    fn every_cut_of_a_deflated_slot_leaves_a_whole_revision() {
        every_cut_recovers(
            "{\"name\": \"old\"}",
            &"{\"name\": \"Zürich\"}\n".repeat(PLAIN_BYTES / 19 + 1),
            1,
        );
        every_cut_recovers("{\"name\": \"old\"}", &noise(PLAIN_BYTES + 1, 7), 4099);
    }

    #[test]
    fn the_first_save_leaves_all_or_nothing() {
        let text = "first ✓".repeat(20);
        for write in 0..2 {
            for byte in 0..400 {
                let storage = Storage::new();
                let mut vault = opened(&storage);
                storage.fault.set(Fault::CutAt { write, byte });
                let is_saved = vault.save(&text, MORNING_MS).is_ok();
                storage.fault.set(Fault::None);
                let found = load(&storage).text;
                assert!(found.is_none() || found.as_ref() == Some(&text));
                assert!(found.is_some() || !is_saved);
            }
        }
    }

    #[test]
    fn the_head_is_not_needed() {
        for head in [None, Some(""), Some("rubbish"), Some("pmo-head 00000000 2 9 00000000 a")] {
            let storage = Storage::holding(two_revisions("old"));
            storage.map.borrow_mut().remove(HEAD);
            if let Some(head) = head {
                storage.put(HEAD, head);
            }
            let mut vault = Vault::new(&storage, "main");
            let loaded = vault.load().unwrap();
            assert_eq!(loaded.text.as_deref(), Some("old"));
            assert_eq!(loaded.notices, [VaultNotice::HeadUnreadable]);
            vault.save("new", MORNING_MS).unwrap();
            assert_eq!(load(&storage).notices, []);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        /// A chain of crashes: the last revision said to be saved, or a later one, is there.
        #[test]
        fn no_committed_revision_is_ever_lost(
            steps in prop::collection::vec((any::<u64>(), 1_usize..400, prop::option::of((0_usize..5, 0_usize..500))), 1..30),
        ) {
            let storage = Storage::new();
            let mut texts = BTreeMap::new();
            let mut committed = 0;
            for (seed, bytes, crash) in steps {
                let mut vault = opened(&storage);
                let text = noise(bytes, seed);
                if let Some((write, byte)) = crash {
                    storage.writes.set(0);
                    storage.fault.set(Fault::CutAt { write, byte });
                }
                let outcome = vault.save(&text, MORNING_MS + committed * MINUTE_MS * 2);
                storage.fault.set(Fault::None);
                let loaded = load(&storage);
                if let Ok(saved) = outcome {
                    committed = saved.revision;
                    texts.insert(committed, text);
                } else if loaded.revision > committed {
                    texts.insert(loaded.revision, text);
                    committed = loaded.revision;
                }
                prop_assert_eq!(loaded.revision, committed);
                prop_assert_eq!(loaded.text.as_ref(), texts.get(&committed));
            }
        }
    }
}

/// Quality plan R3.
mod damaged {
    use super::*;

    #[test]
    fn every_flipped_bit_is_detected_and_its_slot_quarantined() {
        let stamp = two_revisions("0123")[B].len() - "0123".len() + "4048".len() - "4".len();
        let text = &noise(4096, 3)[..4096 - stamp];
        let before = two_revisions(text);
        let value = before[B].clone();
        assert_eq!(value.len(), 4096);
        let mut detected = 0;
        for index in 0..value.len() * 8 {
            let mut bytes = value.clone().into_bytes();
            bytes[index / 8] ^= 1 << (index % 8);
            let flipped = String::from_utf8_lossy(&bytes).into_owned();
            let storage = Storage::holding(before.clone());
            storage.put(B, flipped.clone());

            let mut vault = Vault::new(&storage, "main");
            let loaded = vault.load().unwrap();
            assert_eq!(loaded.text.as_deref(), Some("the one before"), "bit {index}");
            let quarantined = vault.quarantined().unwrap();
            assert!(quarantined.len() == 1 && quarantined[0].1 == flipped, "bit {index}");
            let [VaultNotice::Damaged { slot: Slot::B, kept_as: Some(key), .. }, missing] =
                &loaded.notices[..]
            else {
                panic!("bit {index}: {:?}", loaded.notices)
            };
            assert_eq!(*key, quarantined[0].0);
            assert_eq!(*missing, VaultNotice::RevisionMissing { newest: 2, loaded: 1 });
            detected += 1;
        }
        assert_eq!(detected, 32_768);
    }

    /// Local storage keeps UTF-16: its bits, with what a browser makes of lone surrogates.
    #[test]
    fn every_flipped_bit_of_utf_16_is_detected() {
        let before = two_revisions(&"Zürich ✓ ".repeat(80));
        let units: Vec<u16> = before[B].encode_utf16().collect();
        for index in 0..units.len() * 16 {
            let mut units = units.clone();
            units[index / 16] ^= 1 << (index % 16);
            let storage = Storage::holding(before.clone());
            storage.put(B, String::from_utf16_lossy(&units));
            let newest = Vault::new(&storage, "main").newest().unwrap().unwrap();
            assert_eq!(newest.text, "the one before", "bit {index}");
        }
    }

    #[test]
    fn quarantine_outlives_saves_and_is_kept_once() {
        let storage = Storage::holding(two_revisions("old"));
        let torn = storage.at(B)[..40].to_owned();
        storage.put(B, torn.clone());
        for _ in 0..3 {
            load(&storage);
        }
        let mut vault = opened(&storage);
        for n in 0..20 {
            vault.save(&format!("text {n}"), MORNING_MS + n * COPY_INTERVAL_MS).unwrap();
        }
        let quarantined = vault.quarantined().unwrap();
        assert_eq!(quarantined.len(), 1);
        assert_eq!(quarantined[0].1, torn);
        assert_eq!(vault.discard(&quarantined[0].0), Ok(true));
        assert_eq!(vault.quarantined().unwrap(), []);
        assert_eq!(vault.discard(A), Ok(false));
        assert_eq!(load(&storage).text.as_deref(), Some("text 19"));
    }

    #[test]
    fn a_damaged_slot_is_not_overwritten_before_it_is_kept() {
        let storage = Storage::holding(two_revisions("old"));
        let torn = noise(3000, 5);
        storage.put(B, torn.clone());
        storage.quota.set(storage.size() + 500);
        let mut vault = Vault::new(&storage, "main");
        let notices = vault.load().unwrap().notices;
        let not_kept = VaultNotice::Damaged { slot: Slot::B, damage: Damage::NotARecord, kept_as: None };
        assert!(notices.contains(&not_kept), "{notices:?}");
        assert!(matches!(vault.save("new", MORNING_MS), Err(SaveError::Quota { .. })));
        assert_eq!(storage.at(B), torn);
        storage.quota.set(usize::MAX);
        vault.save("new", MORNING_MS).unwrap();
        assert_eq!(vault.quarantined().unwrap()[0].1, torn);
    }

    #[test]
    fn unreadable_documents_and_originals_are_kept_whole() {
        let storage = Storage::new();
        let vault = opened(&storage);
        let texts = ["{ not JSON", "Zürich ✓", "", &noise(400_000, 4)];
        let mut keys = BTreeSet::new();
        for text in texts {
            keys.insert(vault.quarantine(text).unwrap());
            keys.insert(vault.quarantine(text).unwrap());
            keys.insert(vault.keep_original(1, text).unwrap());
        }
        assert_eq!(keys.len(), 2 * texts.len());
        let sorted =
            |list: Vec<(String, String)>| list.into_iter().map(|(_, text)| text).collect::<BTreeSet<_>>();
        let expected: BTreeSet<_> = texts.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(sorted(vault.quarantined().unwrap()), expected);
        assert_eq!(sorted(vault.originals().unwrap()), expected);
    }

    /// CRC-32 of both is 0x4ddb0c25: only the length and the texts tell them apart.
    #[test]
    fn texts_of_one_check_sum_are_both_kept() {
        let (one, two) = ("plumless", "buckeroo");
        assert_eq!(crc32fast::hash(one.as_bytes()), crc32fast::hash(two.as_bytes()));
        let storage = Storage::new();
        let vault = opened(&storage);
        assert_ne!(vault.quarantine(one).unwrap(), vault.quarantine(two).unwrap());
        assert_eq!(vault.quarantined().unwrap().len(), 2);
    }

    /// With right check sums, so that only the reader's own care stands between.
    #[test]
    fn hostile_records_are_refused() {
        let bomb = "7cEBDQAAAMKg909tDwcU";
        for hostile in [
            record("2 9 0 5 plain", "four"),
            record("2 9 0 3 plain", "four"),
            record("2 9 0 4 zip", "four"),
            record("2 9 0 4 deflate", "****"),
            record("2 9 0 4 deflate", bomb),
            record("2 9 0 18446744073709551615 deflate", bomb),
            record("2 9 0 18446744073709551616 plain", ""),
            record("2 18446744073709551615 0 4 plain", "four"),
            record("2 -1 0 4 plain", "four"),
            record("2 9 0 4 plain more", "four"),
            record("2 9 0 4", "four"),
            record("", ""),
        ] {
            let storage = Storage::holding(two_revisions("old"));
            storage.put(A, hostile.clone());
            let mut vault = Vault::new(&storage, "main");
            let loaded = vault.load().unwrap();
            assert_eq!(loaded.text.as_deref(), Some("old"), "{hostile}");
            assert!(matches!(loaded.notices[..], [VaultNotice::Damaged { slot: Slot::A, .. }]), "{hostile}");
            vault.save("new", MORNING_MS).unwrap();
            assert_eq!(load(&storage).text.as_deref(), Some("new"));
        }
    }

    #[test]
    fn the_greatest_revision_does_not_overflow() {
        let storage = Storage::new();
        storage.put(B, record(&format!("2 {MOST_REVISIONS} 0 4 plain"), "four"));
        storage.put(&format!("{COPIES}18446744073709551615-0-0"), "x");
        let mut vault = opened(&storage);
        for text in ["five", "six", "seven"] {
            vault.save(text, MORNING_MS).unwrap();
            assert_eq!(load(&storage).text.as_deref(), Some(text));
        }
    }

    fn garbage() -> impl Strategy<Value = String> {
        let whole = two_revisions("some text")[B].clone();
        prop_oneof![
            any::<String>(),
            "pmo-(vault|head) [0-9a-f]{8} [0-9]{1,21} [0-9]{1,21}.{0,30}\n?.{0,20}",
            (any::<prop::sample::Index>(), any::<String>()).prop_map(move |(at, with)| {
                let at = at.index(whole.len());
                format!("{}{with}{}", &whole[..at], &whole[at..])
            }),
            ("[0-9]{1,20} [0-9]{1,20} [0-9]{1,20} [0-9]{1,20} (plain|deflate)", "[A-Za-z0-9+/]{0,40}")
                .prop_map(|(fields, payload)| record(&fields, &payload)),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn garbage_under_any_key_never_panics_and_is_never_lost(
            a in prop::option::of(garbage()),
            b in prop::option::of(garbage()),
            head in prop::option::of(garbage()),
            others in prop::collection::vec(("(copy|quarantine|original)/.{0,20}", garbage()), 0..4),
            copy in prop::option::of(("[0-9]{1,20}-[0-9]{1,20}-[0-9]{1,20}", garbage())),
        ) {
            let storage = Storage::new();
            for (key, value) in [(A, a), (B, b), (HEAD, head)] {
                if let Some(value) = value {
                    storage.put(key, value);
                }
            }
            for (key, value) in others.into_iter().chain(copy.map(|(key, value)| (format!("copy/{key}"), value))) {
                storage.put(&format!("pmo-workbench/main/{key}"), value);
            }
            let before = storage.map();
            let mut vault = Vault::new(&storage, "main");
            let loaded = vault.load().unwrap();
            for copy in vault.copies().unwrap() {
                let _ = vault.read_copy(&copy.key);
            }
            vault.originals().unwrap();
            let is_newer = loaded.notices.iter().any(|notice| matches!(notice, VaultNotice::NewerFormat { .. }));
            match vault.save("a new text", MORNING_MS) {
                Ok(_) => prop_assert_eq!(load(&storage).text, Some("a new text".to_owned())),
                Err(error) => {
                    prop_assert!(is_newer && matches!(error, SaveError::NewerFormat { .. }), "{error}");
                    prop_assert_eq!(&storage.map(), &before);
                }
            }
            let kept: Vec<String> = vault.quarantined().unwrap().into_iter().map(|(_, text)| text).collect();
            for notice in &loaded.notices {
                if let VaultNotice::Damaged { slot, .. } = notice {
                    let key = if *slot == Slot::A { A } else { B };
                    prop_assert!(kept.contains(&before[key]));
                }
            }
        }
    }
}

/// Quality plan R4 and R5.
mod full_or_shut {
    use super::*;

    #[test]
    fn at_each_of_50_fill_levels_the_document_survives() {
        let small = |n: u64| noise(20_000, n);
        let storage = Storage::new();
        let mut vault = opened(&storage);
        for n in 1..=4 {
            vault.save(&small(n), MORNING_MS + n * COPY_INTERVAL_MS).unwrap();
        }
        let before = storage.map();
        let (copies, used) = (copies_in(&before), storage.size());
        assert_eq!(copies.len(), 3);

        let (mut saved, mut refused, mut at_the_cost_of_copies) = (0, 0, 0);
        for level in 0..50 {
            let storage = Storage::holding(before.clone());
            storage.put("another page's", "x".repeat(level * 1000));
            storage.quota.set(used + 14 + 50_000);
            let mut vault = opened(&storage);
            // Grows its slot by 60 000; copies take about 40 000.
            let large = noise(80_000, 9);
            match vault.save(&large, MORNING_MS + DAY_MS) {
                Ok(outcome) => {
                    assert_eq!(outcome.revision, 5);
                    assert!(load(&storage).text.as_ref() == Some(&large));
                    let left = copies_in(&storage.map());
                    assert!(
                        left.iter().all(|(key, copy)| copies.get(key).is_none_or(|before| before == copy))
                    );
                    at_the_cost_of_copies += usize::from(left.len() < copies.len());
                    saved += 1;
                }
                Err(error) => {
                    assert!(matches!(error, SaveError::Quota { bytes } if bytes > 80_000), "{error:?}");
                    assert!(error.to_string().contains("export"));
                    assert!(load(&storage).text == Some(small(4)));
                    assert_eq!(copies_in(&storage.map()), copies, "dropped in vain at level {level}");
                    refused += 1;
                }
            }
            assert_eq!(storage.at("another page's").len(), level * 1000);
            assert!(storage.size() <= storage.quota.get());
        }
        assert!(
            saved >= 10 && refused >= 10 && at_the_cost_of_copies >= 10,
            "{saved} {refused} {at_the_cost_of_copies}"
        );
        assert_eq!(saved + refused, 50);
    }

    #[test]
    fn the_oldest_copy_gives_way_first() {
        let storage = Storage::new();
        let mut vault = opened(&storage);
        for n in 1..=8 {
            vault.save(&noise(10_000, n), MORNING_MS + n * COPY_INTERVAL_MS).unwrap();
        }
        let before = vault.copies().unwrap();
        storage.quota.set(storage.size());
        vault.save(&noise(16_000, 9), MORNING_MS + 8 * COPY_INTERVAL_MS + 1).unwrap();
        let after = vault.copies().unwrap();
        assert!((1..before.len()).contains(&after.len()), "{}", after.len());
        assert_eq!(after, before[..after.len()]);
    }

    /// Also without copies to drop, and in an empty storage.
    #[test]
    fn a_full_storage_is_told_at_once() {
        for room in 0..100 {
            let storage = Storage::new();
            storage.quota.set(room);
            let outcome = opened(&storage).save(&noise(100, 1), MORNING_MS);
            assert!(matches!(outcome, Err(SaveError::Quota { .. })), "{room}");
            assert_eq!(load(&storage).text, None);
        }
    }

    /// In a full storage older copies give way to a new one, but none in vain.
    #[test]
    fn a_copy_that_cannot_fit_costs_no_others() {
        let storage = Storage::new();
        let mut vault = opened(&storage);
        vault.save("short", MORNING_MS).unwrap();
        vault.save(&noise(20_000, 1), MORNING_MS + COPY_INTERVAL_MS).unwrap();
        vault.save(&noise(20_000, 2), MORNING_MS + COPY_INTERVAL_MS + 1).unwrap();
        let before = vault.copies().unwrap();
        assert_eq!(before.len(), 1);
        storage.quota.set(storage.size() + 100);
        vault.save(&noise(20_000, 3), MORNING_MS + 9 * COPY_INTERVAL_MS).unwrap();
        assert_eq!(vault.copies().unwrap(), before);

        storage.quota.set(storage.size() + 16_000);
        for n in 4..9 {
            vault.save(&noise(20_000, n), MORNING_MS + 9 * n * COPY_INTERVAL_MS).unwrap();
            let copies = vault.copies().unwrap();
            assert!(vault.read_copy(&copies[0].key).unwrap() == noise(20_000, n - 1), "the newest stays");
            assert!(storage.size() <= storage.quota.get());
        }
    }

    #[test]
    fn a_storage_that_throws_or_lies_is_found_out() {
        for fault in
            [Fault::ThrowsOnSet, Fault::Blocked, Fault::KeepsNothing, Fault::KeepsHalf, Fault::ReturnsOther]
        {
            for empty in [true, false] {
                let storage = Storage::holding(if empty { BTreeMap::new() } else { two_revisions("old") });
                let mut vault = opened(&storage);
                storage.fault.set(fault);
                for attempt in 0..40 {
                    let error = vault.save("1 new text, 1 line", MORNING_MS + attempt).unwrap_err();
                    let is_right = match fault {
                        Fault::ThrowsOnSet | Fault::Blocked => matches!(error, SaveError::Blocked(_)),
                        _ => matches!(error, SaveError::NotStored),
                    };
                    assert!(is_right, "{fault:?}: {error:?}");
                    assert!(error.to_string().contains("export"));
                }
                storage.fault.set(Fault::None);
                if !empty && fault != Fault::ReturnsOther {
                    assert_eq!(load(&storage).text.as_deref(), Some("old"), "{fault:?}");
                }
                // Cured, the same vault goes on.
                vault.save("at last", MORNING_MS + 9).unwrap();
                assert_eq!(load(&storage).text.as_deref(), Some("at last"), "{fault:?}");
            }
        }
    }

    #[test]
    fn a_blocked_storage_says_why() {
        let storage = Storage::new();
        storage.fault.set(Fault::Blocked);
        let mut vault = Vault::new(&storage, "main");
        let reason = "SecurityError".to_owned();
        assert_eq!(vault.load(), Err(StoreError::Blocked(reason.clone())));
        assert_eq!(vault.copies(), Err(StoreError::Blocked(reason.clone())));
        assert_eq!(vault.quarantined(), Err(StoreError::Blocked(reason.clone())));
        assert_eq!(vault.take_over(), Err(StoreError::Blocked(reason.clone())));
        assert_eq!(vault.save("text", MORNING_MS), Err(SaveError::Blocked(reason)));
    }

    /// Saves are tried on at each debounce; what cannot be written must still be readable.
    #[test]
    fn a_read_only_storage_still_loads() {
        let storage = Storage::holding(two_revisions("old"));
        storage.put(A, "torn");
        storage.fault.set(Fault::ThrowsOnSet);
        let loaded = load(&storage);
        assert_eq!(loaded.text.as_deref(), Some("old"));
        assert!(matches!(loaded.notices[..], [VaultNotice::Damaged { kept_as: None, .. }]));
    }
}

/// Quality plan R6 and R7, as far as the storage goes.
mod several_tabs {
    use super::*;

    #[derive(Clone, Copy, Debug)]
    enum Action {
        Save,
        Load,
        TakeOver,
        Reopen,
    }

    fn script() -> impl Strategy<Value = Vec<(usize, Action)>> {
        let action = prop_oneof![
            6 => Just(Action::Save),
            2 => Just(Action::Load),
            1 => Just(Action::TakeOver),
            1 => Just(Action::Reopen),
        ];
        prop::collection::vec((0_usize..5, action), 1..60)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// A tab saves if, and only if, what it replaces is what it has seen.
        #[test]
        fn nothing_is_overwritten_silently(script in script(), tabs in 2_usize..=5) {
            let storage = Storage::new();
            let mut vaults: Vec<_> = (0..tabs).map(|_| Vault::new(&storage, "main")).collect();
            let mut seen: Vec<Option<String>> = vec![None; tabs];
            let mut truth: Option<String> = None;
            for (step, (tab, action)) in script.into_iter().enumerate() {
                let tab = tab % tabs;
                let now = MORNING_MS + step as u64 * MINUTE_MS;
                match action {
                    Action::Save => {
                        let text = format!("tab {tab}, step {step}");
                        let before = storage.map();
                        let outcome = vaults[tab].save(&text, now);
                        if seen[tab] == truth {
                            prop_assert!(outcome.is_ok(), "{outcome:?}");
                            (seen[tab], truth) = (Some(text.clone()), Some(text));
                        } else {
                            let is_told = matches!(outcome, Err(SaveError::OtherTab { theirs, ours }) if theirs > ours);
                            prop_assert!(is_told, "{outcome:?}");
                            prop_assert_eq!(storage.map(), before);
                            let theirs = vaults[tab].newest().unwrap().map(|stored| stored.text);
                            prop_assert_eq!(&theirs, &truth, "both versions can be offered");
                        }
                    }
                    Action::Load => {
                        prop_assert_eq!(&vaults[tab].load().unwrap().text, &truth);
                        seen[tab].clone_from(&truth);
                    }
                    Action::TakeOver => {
                        let theirs = vaults[tab].take_over().unwrap().map(|stored| stored.text);
                        prop_assert_eq!(&theirs, &truth);
                        seen[tab].clone_from(&truth);
                    }
                    Action::Reopen => {
                        vaults[tab] = Vault::new(&storage, "main");
                        // A vault that has not loaded knows nothing, and may fill an empty storage only.
                        seen[tab] = None;
                    }
                }
                prop_assert_eq!(&load(&storage).text, &truth);
            }
        }
    }

    #[test]
    fn what_was_taken_over_is_a_copy() {
        let storage = Storage::new();
        let (mut one, mut two) = (opened(&storage), opened(&storage));
        for n in 0..4 {
            one.save(&format!("one's {n}"), MORNING_MS + n).unwrap();
        }
        assert_eq!(two.save("two's", MORNING_MS + 5), Err(SaveError::OtherTab { theirs: 4, ours: 0 }));
        assert_eq!(two.take_over().unwrap().unwrap().text, "one's 3");
        assert_eq!(two.save("two's", MORNING_MS + 6).unwrap().revision, 5);
        let copies = two.copies().unwrap();
        assert_eq!(two.read_copy(&copies[0].key).unwrap(), "one's 3");
        assert_eq!(one.save("one's again", MORNING_MS + 7), Err(SaveError::OtherTab { theirs: 5, ours: 4 }));
    }

    /// The other tab saves between any two operations of a save: never do both believe
    /// that all is well, and whose text is gone hears of it at the next save.
    #[test]
    fn tabs_that_save_at_once_do_not_both_succeed() {
        let rehearsal = Storage::holding(two_revisions("old"));
        let mut vault = opened(&rehearsal);
        rehearsal.operations.set(0);
        vault.save("mine", MORNING_MS + DAY_MS).unwrap();
        let operations = rehearsal.operations.get();
        assert!(operations > 8);

        let mut outcomes = BTreeSet::new();
        for operation in 0..operations {
            let storage = Rc::new(Storage::holding(two_revisions("old")));
            let mut me = Vault::new(Shared(storage.clone()), "main");
            let mut other = Vault::new(Shared(storage.clone()), "main");
            me.load().unwrap();
            other.load().unwrap();
            let other = Rc::new(RefCell::new(other));
            let theirs = Rc::new(Cell::new(false));
            let (tab, outcome) = (other.clone(), theirs.clone());
            let action = move || {
                outcome.set(tab.borrow_mut().save("theirs", MORNING_MS + DAY_MS + 1).is_ok());
            };
            storage.schedule(operation, Box::new(action));
            let mine = me.save("mine", MORNING_MS + DAY_MS);
            let theirs = theirs.get();
            assert!(!(mine.is_ok() && theirs), "operation {operation}: both succeed");
            assert!(mine.is_ok() || matches!(mine, Err(SaveError::OtherTab { .. })), "{mine:?}");
            outcomes.insert((mine.is_ok(), theirs));
            let newest = load(&storage).text.unwrap();
            assert!(newest == "mine" || newest == "theirs");
            if mine.is_ok() {
                assert_eq!(newest, "mine", "operation {operation}");
            }
            if theirs && newest != "theirs" {
                let next = other.borrow_mut().save("theirs 2", MORNING_MS + DAY_MS + 2);
                assert!(matches!(next, Err(SaveError::OtherTab { .. })), "operation {operation}: {next:?}");
            }
        }
        assert!(outcomes.contains(&(true, false)) && outcomes.contains(&(false, true)), "{outcomes:?}");
    }

    #[test]
    fn rivals_of_one_revision_are_both_kept() {
        let storage = Storage::new();
        storage.put(A, record("2 7 1000 4 plain", "mine"));
        storage.put(B, record("2 7 2000 6 plain", "theirs"));
        let mut vault = Vault::new(&storage, "main");
        let loaded = vault.load().unwrap();
        assert_eq!(loaded.text.as_deref(), Some("theirs"), "the later one");
        assert!(matches!(loaded.notices[0], VaultNotice::Rivals { revision: 7, kept_as: Some(_) }));
        assert_eq!(vault.quarantined().unwrap()[0].1, "mine");
        assert_eq!(vault.save("new", MORNING_MS).unwrap().revision, 8);
    }

    #[test]
    fn an_older_page_beside_a_newer_one_turns_read_only() {
        for run in 0..100 {
            let storage = Storage::new();
            let mut older = Vault::new(&storage, "main").with_format(2);
            older.load().unwrap();
            for n in 0..run % 3 {
                older.save(&format!("v2 {n}"), MORNING_MS + n).unwrap();
            }
            let mut newer = Vault::new(&storage, "main").with_format(3);
            newer.load().unwrap();
            newer.save("v3", MORNING_MS + 10).unwrap();
            let before = storage.map();
            let refused = Err(SaveError::NewerFormat { theirs: 3, ours: 2 });
            assert_eq!(older.save("v2 again", MORNING_MS + 11), refused);
            let loaded = older.load().unwrap();
            assert_eq!(loaded.text.as_deref(), Some("v3"));
            assert_eq!(loaded.notices, [VaultNotice::NewerFormat { theirs: 3, ours: 2 }]);
            assert_eq!(older.save("v2 again", MORNING_MS + 12), refused);
            older.take_over().unwrap();
            assert_eq!(older.save("v2 again", MORNING_MS + 13), refused);
            assert_eq!(storage.map(), before);
        }
    }

    /// A later version may write slots that this one cannot read: the head tells.
    #[test]
    fn slots_of_an_unknown_making_are_let_alone() {
        let storage = Storage::new();
        storage.put(A, "pmo-vault-2 something else");
        storage.put(B, "pmo-vault-2 something else again");
        let body = "9 41 00c0ffee a appended later";
        storage.put(HEAD, format!("pmo-head {:08x} {body}", crc32fast::hash(body.as_bytes())));
        let before = storage.map();
        let mut vault = Vault::new(&storage, "main");
        let loaded = vault.load().unwrap();
        assert!(matches!(loaded.notices[0], VaultNotice::NewerFormat { theirs: 9, .. }));
        assert!(matches!(vault.save("new", MORNING_MS), Err(SaveError::NewerFormat { theirs: 9, .. })));
        assert_eq!(storage.map(), before);
    }
}

mod copies {
    use super::*;

    #[test]
    fn the_last_ten_and_one_a_day_for_fourteen_days_are_kept() {
        let storage = Storage::new();
        let mut vault = opened(&storage);
        for day in 0..30 {
            for minute in 0..180 {
                let now = MORNING_MS + day * DAY_MS + minute * MINUTE_MS;
                vault.save(&format!("day {day}, minute {minute}"), now).unwrap();
            }
        }
        let copies = vault.copies().unwrap();
        let times: Vec<u64> = copies.iter().map(|copy| copy.saved_at_ms).collect();
        assert!(times.is_sorted_by(|later, earlier| later > earlier));
        assert!(times[..LATEST_COPIES].windows(2).all(|pair| pair[0] - pair[1] == COPY_INTERVAL_MS));
        assert_eq!(times[0] / DAY_MS, MORNING_MS / DAY_MS + 29);
        let days: Vec<u64> = times.iter().map(|time| time / DAY_MS - MORNING_MS / DAY_MS).collect();
        assert_eq!(copies.len(), LATEST_COPIES + DAILY_COPIES - 1);
        assert_eq!(days[LATEST_COPIES..], (16..29).rev().collect::<Vec<u64>>());
        // The state in which each day was left.
        for (copy, day) in copies[LATEST_COPIES..].iter().zip((16..29).rev()) {
            assert_eq!(vault.read_copy(&copy.key).unwrap(), format!("day {day}, minute 179"));
            assert_eq!(copy.bytes, storage.at(&copy.key).len());
        }
    }

    #[test]
    fn the_state_in_which_one_left_off_is_a_copy() {
        let storage = Storage::new();
        let mut vault = opened(&storage);
        vault.save("nine", MORNING_MS).unwrap();
        vault.save("three past nine", MORNING_MS + 3 * MINUTE_MS).unwrap();
        let mut vault = opened(&storage);
        vault.save("the next day", MORNING_MS + DAY_MS).unwrap();
        let copies = vault.copies().unwrap();
        assert_eq!(vault.read_copy(&copies[0].key).unwrap(), "three past nine");
        assert_eq!(copies[0].saved_at_ms, MORNING_MS + 3 * MINUTE_MS);
    }

    #[test]
    fn saves_in_quick_succession_make_one_copy_in_five_minutes() {
        let storage = Storage::new();
        let mut vault = opened(&storage);
        for second in 0..1200 {
            vault.save(&format!("second {second}"), MORNING_MS + second * 1000).unwrap();
        }
        assert_eq!(vault.copies().unwrap().len(), 4);
    }

    #[test]
    fn a_copy_is_read_only_if_it_is_one_and_whole() {
        let storage = Storage::new();
        let mut vault = opened(&storage);
        vault.save("one", MORNING_MS).unwrap();
        vault.save("two", MORNING_MS).unwrap();
        let key = vault.copies().unwrap()[0].key.clone();
        assert_eq!(vault.read_copy(&key).unwrap(), "one");
        for other in [A, "", "pmo-workbench/main/copy/1", &format!("{COPIES}1-2-3")] {
            assert_eq!(vault.read_copy(other), Err(CopyError::NoSuchCopy(other.to_owned())));
        }
        storage.put(&key, storage.at(&key).replace("one", "eno"));
        assert_eq!(vault.read_copy(&key), Err(CopyError::Damaged(Damage::Changed)));
        assert_eq!(vault.discard(&key), Ok(true));
        assert_eq!(vault.copies().unwrap(), []);
    }

    #[test]
    fn a_new_document_goes_on_counting_after_the_copies_of_a_lost_one() {
        let storage = Storage::new();
        let mut vault = opened(&storage);
        for n in 0..9 {
            vault.save(&format!("text {n}"), MORNING_MS + n * COPY_INTERVAL_MS).unwrap();
        }
        for key in [A, B, HEAD] {
            storage.map.borrow_mut().remove(key);
        }
        let mut vault = opened(&storage);
        assert_eq!(vault.save("new", MORNING_MS).unwrap().revision, 9);
        assert_eq!(vault.copies().unwrap().len(), 8);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Clocks are set back and forth; the number of copies is bounded, and what
        /// was saved last is never older than any copy.
        #[test]
        fn clocks_that_jump_do_no_harm(times in prop::collection::vec(0..40 * DAY_MS, 1..120)) {
            let storage = Storage::new();
            let mut vault = opened(&storage);
            for (n, time) in times.iter().enumerate() {
                vault.save(&format!("{n}"), *time).unwrap();
                let copies = vault.copies().unwrap();
                prop_assert!(copies.len() <= LATEST_COPIES + DAILY_COPIES);
                let numbers: Vec<usize> =
                    copies.iter().map(|copy| vault.read_copy(&copy.key).unwrap().parse().unwrap()).collect();
                prop_assert!(numbers.is_sorted_by(|later, earlier| later > earlier));
                prop_assert!(numbers.iter().all(|number| *number < n));
            }
        }
    }
}
