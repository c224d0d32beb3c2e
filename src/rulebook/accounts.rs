//! What an account looks like, and whose card a prefix belongs to.

use serde::Deserialize;

/// The rules of `rules/accounts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accounts {
    /// Lengths, and which accounts are cards.
    pub format: Format,
    /// Card prefixes with their bank.
    prefix: Vec<Prefix>,
}

/// Lengths in digits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// The fewest digits of an account.
    pub min_digits: usize,
    /// The most digits of an account.
    pub max_digits: usize,
    /// What a card's number starts with.
    pub card_prefix: String,
    /// The fewest digits of a card.
    pub card_min_digits: usize,
    /// The most digits of a card.
    pub card_max_digits: usize,
    /// Where these come from.
    pub reference: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Prefix {
    digits: String,
    bank: String,
}

impl Accounts {
    /// Whether a folded account has the shape of one: digits, few and many
    /// enough; a card's own length where it starts as a card does.
    #[must_use]
    pub fn is_well_formed(&self, account: &str) -> bool {
        let digits = account.len();
        let format = &self.format;
        let range = if account.starts_with(&format.card_prefix) {
            format.card_min_digits..=format.card_max_digits
        } else {
            format.min_digits..=format.max_digits
        };
        account.bytes().all(|byte| byte.is_ascii_digit()) && range.contains(&digits)
    }

    /// Whether a well-formed account is a card, which carries a Luhn digit.
    #[must_use]
    pub fn is_card(&self, account: &str) -> bool {
        account.starts_with(&self.format.card_prefix) && self.is_well_formed(account)
    }

    /// The bank whose prefix the account has; the longest prefix wins.
    #[must_use]
    pub fn bank_of(&self, account: &str) -> Option<&str> {
        self.prefix
            .iter()
            .filter(|prefix| account.starts_with(&prefix.digits))
            .max_by_key(|prefix| prefix.digits.len())
            .map(|prefix| prefix.bank.as_str())
    }
}
