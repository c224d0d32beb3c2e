//! The rules of the payout's life: P005, B001–B011 and L001–L003.
//!
//! Their severity says how heavy they weigh; what follows from each (refuse to
//! approve, quarantine, cannot close) stands in its words.

use super::chain::Break;
use super::payment::NewPayment;
use super::{finding, of_batch};
use crate::domain::identity_number::mask_identity;
use crate::domain::{Lang, Money};
use crate::finding::{Doc, Finding, Floor, Seen, Severity};
use crate::reconcile::before_docs::{P001, P002};
use crate::reconcile::history::Earlier;
use crate::{say, word, words};

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[
    &P005, &B001, &B002, &B003, &B004, &B005, &B006, &B007, &B008, &B010, &B011, &L001, &L002,
    &L003,
];

const CATALOGUE: &str = "zhibu P, B, L";

/// P005 stated-total-differs.
pub static P005: Doc =
    Doc::new("P005", "stated-total-differs", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// B001 unknown-line.
pub static B001: Doc = Doc::new("B001", "unknown-line", Severity::Hold, Floor::Hold, CATALOGUE);

/// B002 wrong-batch.
pub static B002: Doc = Doc::new("B002", "wrong-batch", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// B003 amount-differs.
pub static B003: Doc = Doc::new("B003", "amount-differs", Severity::Hold, Floor::Hold, CATALOGUE);

/// B004 name-differs.
pub static B004: Doc = Doc::new("B004", "name-differs", Severity::Hold, Floor::Hold, CATALOGUE);

/// B005 unknown-result-code.
pub static B005: Doc =
    Doc::new("B005", "unknown-result-code", Severity::Hold, Floor::Hold, CATALOGUE);

/// B006 lines-missing.
pub static B006: Doc =
    Doc::new("B006", "lines-missing", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// B007 same-return-again.
pub static B007: Doc =
    Doc::new("B007", "same-return-again", Severity::Note, Floor::None, CATALOGUE);

/// B008 paid-then-returned.
pub static B008: Doc =
    Doc::new("B008", "paid-then-returned", Severity::Advise, Floor::None, CATALOGUE);

/// B010 paid-after-reissue.
pub static B010: Doc =
    Doc::new("B010", "paid-after-reissue", Severity::Hold, Floor::Hold, CATALOGUE);

/// B011 account-differs.
pub static B011: Doc = Doc::new("B011", "account-differs", Severity::Hold, Floor::Hold, CATALOGUE);

/// L001 chain-broken.
pub static L001: Doc = Doc::new("L001", "chain-broken", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// L002 maker-is-checker.
pub static L002: Doc =
    Doc::new("L002", "maker-is-checker", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// L003 export-edited.
pub static L003: Doc =
    Doc::new("L003", "export-edited", Severity::Refuse, Floor::Refuse, CATALOGUE);

/// L001, where the chain of events itself is broken.
pub(super) fn chain_broken(place: &str, broken: &Break) -> Finding {
    broken_at(place, &break_in_words(broken))
}

/// What is wrong with the first event that does not follow.
pub(super) fn break_in_words(broken: &Break) -> String {
    let (id, seq) = match broken {
        Break::Missing { seq } => (word!("finding-event-missing"), seq),
        Break::Unlinked { seq } => (word!("finding-event-unlinked"), seq),
        Break::Changed { seq } => (word!("finding-event-changed"), seq),
    };
    let said = |lang| words::fill(lang, id, &[("seq", seq.to_string().into())]);
    format!("{} · {}", said(Lang::Zh), said(Lang::En))
}

/// L001 with what is wrong.
pub(super) fn broken_at(place: &str, what: &str) -> Finding {
    finding(&L001, place).with("what", what)
}

/// P001 of a run's payment that the ledger has already.
pub(super) fn paid_already(payment: &NewPayment, earlier: &Earlier) -> Finding {
    finding(&P001, &payment.source.0)
        .seeing(Seen::Identity(payment.person.clone()))
        .with("period", earlier.period.to_string())
        .with("amount", earlier.amount.to_string())
        .with("reference", earlier.reference.clone())
        .with("how", mask_identity(&earlier.numbers[0]))
        .at(payment)
}

/// P002 of a run's payment into an account that others were paid into.
pub(super) fn account_paid_already(payment: &NewPayment, others: &[&Earlier]) -> Finding {
    let references: Vec<&str> = others.iter().take(3).map(|one| one.reference.as_str()).collect();
    finding(&P002, &payment.source.0)
        .seeing(Seen::Account(payment.account.clone()))
        .with("people", others.len().to_string())
        .with("references", references.join(" "))
        .at(payment)
}

/// P001 of a run that pays one person twice by two numbers.
pub(super) fn paid_twice_here(payment: &NewPayment, other: &NewPayment) -> Finding {
    let place = format!("{} › {} › {}", other.source.0, other.source.1, other.source.2);
    finding(&P001, &payment.source.0)
        .seeing(Seen::Identity(payment.person.clone()))
        .with("period", "—")
        .with("amount", other.amount.to_string())
        .with("reference", place)
        .with("how", mask_identity(&other.person))
        .at(payment)
}

trait At {
    /// At the pay row that the payment traces back to.
    fn at(self, payment: &NewPayment) -> Self;
}

impl At for Finding {
    fn at(mut self, payment: &NewPayment) -> Self {
        let (_, sheet, row) = &payment.source;
        self.origin.sheet = sheet.as_str().into();
        self.origin.row = Some(*row);
        self
    }
}

/// P005.
pub(super) fn stated_differs(
    batch: &str,
    (people, amount): (u64, Money),
    (stated_people, stated_amount): (u64, Money),
) -> Finding {
    of_batch(&P005, batch)
        .with("people", people.to_string())
        .with("amount", amount.to_string())
        .with("stated_people", stated_people.to_string())
        .with("stated_amount", stated_amount.to_string())
}

/// L003 of a file of an export.
#[must_use]
pub fn export_edited(file: &str, lang: Lang, why: Edited) -> Finding {
    finding(&L003, file).with("file", file).with("why", why.words(lang))
}

/// How an exported file is not what was approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// Its bytes were changed after it was written.
    OnDisk,
    /// There is a file that was not approved.
    Unknown,
    /// The head that it carries is no event of this ledger: one of the two was
    /// exchanged.
    NotOfThisLedger,
    /// The bank profile or the program writes it otherwise than when it was
    /// approved.
    WrittenOtherwise,
}

impl Edited {
    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::OnDisk => say!(lang, "finding-file-changed"),
            Self::Unknown => say!(lang, "finding-file-unknown"),
            Self::NotOfThisLedger => say!(lang, "finding-file-other-ledger"),
            Self::WrittenOtherwise => say!(lang, "finding-file-written-otherwise"),
        }
    }
}
