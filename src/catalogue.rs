//! Every rule there is, in the order of the families and codes.
//!
//! In: the rules where they stand. Out: one list, for `explain`, for the
//! project file's keys and for `docs/findings.md`.

use crate::finding::Doc;
use crate::{evaluation, intake, ledger, linkage, payout, reconcile, validate};

/// Every rule's documentation, by family (I V D R W C P B L X E), then by code.
#[must_use]
pub fn all() -> Vec<&'static Doc> {
    let mut docs: Vec<&'static Doc> = Vec::new();
    docs.extend(intake::docs::DOCS);
    docs.extend(validate::RULES.iter().map(|rule| rule.doc));
    docs.extend(linkage::docs::DOCS);
    docs.extend(reconcile::docs::DOCS);
    docs.extend(reconcile::watchlist_docs::DOCS);
    docs.extend(reconcile::changes::docs::DOCS);
    docs.extend(reconcile::decision_docs::DOCS);
    docs.extend(reconcile::posted::DOCS);
    docs.extend(reconcile::before_docs::DOCS);
    docs.extend(payout::limits::DOCS);
    docs.extend(ledger::docs::DOCS);
    docs.extend(evaluation::docs::DOCS);
    let family = |doc: &Doc| "IVDRWCPBLXE".find(doc.family());
    docs.sort_by_key(|doc| (family(doc), doc.code));
    docs
}

/// The rule with that code, in any case.
#[must_use]
pub fn find(code: &str) -> Option<&'static Doc> {
    all().into_iter().find(|doc| doc.code.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{self, Lang};

    #[test]
    fn codes_and_slugs_are_each_once_and_every_rule_is_worded() {
        let docs = all();
        for pair in docs.windows(2) {
            assert_ne!(pair[0].code, pair[1].code);
        }
        let mut slugs: Vec<_> = docs.iter().map(|doc| (doc.family(), doc.slug)).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), docs.len(), "each slug once in its family");
        for doc in docs {
            assert!(!doc.source.trim().is_empty(), "{} rests on something", doc.code);
            for lang in [Lang::Zh, Lang::En] {
                assert!(words::has(lang, doc.code), "{} has no title in {lang:?}", doc.code);
                for attribute in ["cause", "fix", "example"] {
                    let id = format!("{}.{attribute}", doc.code);
                    assert!(words::has(lang, &id), "no {id} in {lang:?}");
                }
                let words = doc.words(lang);
                for text in [words.title, words.example] {
                    assert!(!text.trim().is_empty(), "{} lacks words in {lang:?}", doc.code);
                }
            }
        }
    }

    #[test]
    fn the_catalogue_has_the_codes_it_must() {
        let numbered = |family: &str, range: std::ops::RangeInclusive<u32>| {
            range.map(|n| format!("{family}{n:03}")).collect::<Vec<_>>()
        };
        let mut expected = numbered("I", 1..=18);
        expected.extend(numbered("V", 1..=28));
        expected.extend(numbered("D", 1..=7));
        expected.extend(numbered("R", 1..=10));
        expected.extend(numbered("W", 1..=7));
        expected.extend(numbered("C", 1..=13));
        expected.extend(numbered("P", 1..=9));
        expected.extend(numbered("B", 1..=11));
        expected.extend(numbered("L", 1..=3));
        expected.extend(numbered("X", 1..=6));
        expected.extend(numbered("E", 1..=20));
        let codes: Vec<&str> = all().iter().map(|doc| doc.code).collect();
        assert_eq!(codes, expected);
    }
}
