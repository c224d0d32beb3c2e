//! What a file states of itself, against what its lines add up to.
//!
//! In: claims and lines. Out: nothing, or the first claim that does not hold.
//! A line whose amount cannot be read may be any sum, and one whose code is in
//! no list may have any outcome: such a line refutes no claim by itself.

use super::{NotAReturn, Outcome, ReturnLine, Stated};
use crate::domain::Money;

/// Something that a file states of its lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    /// Where, from 1.
    pub line: u64,
    /// Of which lines; none for all.
    pub of: Option<Outcome>,
    /// What it states.
    pub total: Total,
}

/// A number of lines, or a sum.
#[derive(Clone, Copy, Debug)]
pub(super) enum Total {
    /// So many lines.
    Count(u64),
    /// So much.
    Sum(Money),
}

/// Checks the claims.
pub(super) fn check<'a>(
    claims: &[Claim],
    lines: &(impl Iterator<Item = &'a ReturnLine> + Clone),
) -> Result<(), NotAReturn> {
    claims.iter().try_for_each(|claim| claim.check(lines.clone()))
}

/// What lines add up to: for certain, and with those that may belong to them.
#[derive(Default)]
struct Found {
    count: u64,
    /// Lines that may belong to them.
    count_perhaps: u64,
    fen: i128,
    fen_perhaps: i128,
    /// A line among them has no amount.
    open: bool,
}

impl Claim {
    fn check<'a>(&self, lines: impl Iterator<Item = &'a ReturnLine>) -> Result<(), NotAReturn> {
        let mut found = Found::default();
        for line in lines {
            let certain = self.of.is_none_or(|of| of == line.outcome);
            if !certain && line.outcome != Outcome::Unknown {
                continue;
            }
            let fen = line.amount.map_or(0, |amount| i128::from(amount.fen()));
            found.open |= line.amount.is_none();
            found.count_perhaps += 1;
            found.fen_perhaps += fen;
            if certain {
                found.count += 1;
                found.fen += fen;
            }
        }
        let (holds, stated, shown) = match self.total {
            Total::Count(count) => (
                (found.count..=found.count_perhaps).contains(&count),
                count.to_string(),
                found.count.to_string(),
            ),
            Total::Sum(sum) => {
                let most = if found.open { i128::MAX } else { found.fen_perhaps };
                let holds = (found.fen..=most).contains(&i128::from(sum.fen()));
                (holds, sum.to_string(), yuan(found.fen))
            }
        };
        if holds {
            return Ok(());
        }
        let what = match (self.total, self.of) {
            (Total::Count(_), None) => Stated::Count,
            (Total::Count(_), Some(_)) => Stated::CountOfOne,
            (Total::Sum(_), None) => Stated::Sum,
            (Total::Sum(_), Some(_)) => Stated::SumOfOne,
        };
        Err(NotAReturn::Totals { line: self.line, what, stated, found: shown })
    }
}

/// A sum that may pass what [`Money`] holds.
fn yuan(fen: i128) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}
