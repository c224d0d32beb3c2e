//! The fields that a table's columns can carry, and the tables themselves.

use serde::{Deserialize, Serialize};

use crate::{say, word, words};

macro_rules! fields {
    ($($name:ident = $key:literal, $word:expr;)*) => {
        /// A field that a column of an input table can carry.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field {
            $(#[doc = concat!("`", $key, "`")] $name,)*
        }
        impl Field {
            /// Every field, in the order in which tables are written.
            pub const ALL: &'static [Field] = &[$(Field::$name,)*];
            /// Its key in `rules/columns.toml` and in outputs.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Field::$name => $key,)* }
            }
            /// Its name as people read it.
            #[must_use]
            pub fn words(self, lang: crate::domain::Lang) -> &'static str {
                words::text(lang, match self { $(Field::$name => $word,)* })
            }
        }
    };
}

fields! {
    Serial = "serial", word!("field-serial");
    Township = "township", word!("field-township");
    Village = "village", word!("field-village");
    Group = "group", word!("field-group");
    HouseholdHead = "household_head", word!("field-household-head");
    Name = "name", word!("field-name");
    IdNumber = "id_number", word!("field-id-number");
    Sex = "sex", word!("field-sex");
    Relation = "relation", word!("field-relation");
    Phone = "phone", word!("field-phone");
    Note = "note", word!("field-note");
    Reservoir = "reservoir", word!("field-reservoir");
    Mode = "mode", word!("field-mode");
    Status = "status", word!("field-status");
    Bank = "bank", word!("field-bank");
    Account = "account", word!("field-account");
    Payee = "payee", word!("field-payee");
    Amount = "amount", word!("field-amount");
    MovedOn = "moved_on", word!("field-moved-on");
    AddedOn = "added_on", word!("field-added-on");
    People = "people", word!("field-people");
    Ignored = "ignored", word!("field-ignored");
    InTable = "in_table", word!("field-in-table");
    Ended = "ended", word!("field-ended");
    Date = "date", word!("field-date");
    Change = "change", word!("field-change");
    Document = "document", word!("field-document");
    CorrectedId = "corrected_id", word!("field-corrected-id");
    CorrectedName = "corrected_name", word!("field-corrected-name");
    File = "file", word!("field-file");
    Sheet = "sheet", word!("field-sheet");
    Cell = "cell", word!("field-cell");
    Code = "code", word!("field-code");
    Seen = "seen", word!("field-seen");
    Decision = "decision", word!("field-decision");
    Correction = "correction", word!("field-correction");
    DecidedBy = "decided_by", word!("field-decided-by");
    Key = "key", word!("field-key");
}

impl Field {
    /// How many fields there are.
    pub const COUNT: usize = Field::ALL.len();

    /// Its place in [`Field::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// The field with that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.key() == key)
    }
}

/// Which input table a sheet belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The townships' rosters of registered people.
    Roster,
    /// The direct-pay list.
    PayList,
    /// Townships and villages.
    Places,
    /// Last year's rosters.
    PriorRoster,
    /// Last year's pay lists.
    PriorPayList,
    /// Who was added or removed, why, from when.
    ChangeRegister,
    /// A list from another body.
    Watchlist(WatchKind),
    /// Exception workbooks that came back.
    Decisions,
    /// Lists that were posted in the villages.
    Posted,
    /// The fund workbook of a self-evaluation.
    Fund,
    /// A list behind an indicator: who was trained, moved, lifted out of poverty.
    Beneficiaries,
}

impl Table {
    /// Its name in outputs: `roster`, `pay_list`, `places` …
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::PayList => "pay_list",
            Self::Places => "places",
            Self::PriorRoster => "prior_roster",
            Self::PriorPayList => "prior_pay_list",
            Self::ChangeRegister => "change_register",
            Self::Watchlist(_) => "watchlist",
            Self::Decisions => "decisions",
            Self::Posted => "posted",
            Self::Fund => "fund",
            Self::Beneficiaries => "beneficiaries",
        }
    }

    /// Its name as people read it.
    #[must_use]
    pub fn words(self, lang: super::Lang) -> &'static str {
        match self {
            Self::Roster => say!(lang, "table-roster"),
            Self::PayList => say!(lang, "table-pay-list"),
            Self::Places => say!(lang, "table-places"),
            Self::PriorRoster => say!(lang, "table-prior-roster"),
            Self::PriorPayList => say!(lang, "table-prior-pay-list"),
            Self::ChangeRegister => say!(lang, "table-change-register"),
            Self::Watchlist(kind) => kind.words(lang),
            Self::Decisions => say!(lang, "table-decisions"),
            Self::Posted => say!(lang, "table-posted"),
            Self::Fund => say!(lang, "table-fund"),
            Self::Beneficiaries => say!(lang, "table-beneficiaries"),
        }
    }

    /// Whether its rows are this year's people, who end in a disposition.
    #[must_use]
    pub fn is_this_year(self) -> bool {
        matches!(self, Self::Roster | Self::PayList)
    }

    /// Whether its rows are last year's people.
    #[must_use]
    pub fn is_prior(self) -> bool {
        matches!(self, Self::PriorRoster | Self::PriorPayList)
    }

    /// Whether a column of the field means something in the table. A heading
    /// that names another field is a column like any that is not known.
    #[must_use]
    pub fn admits(self, field: Field) -> bool {
        use Field as F;
        let place = matches!(field, F::Serial | F::Township | F::Village | F::Group | F::Note);
        let of_person = place || matches!(field, F::HouseholdHead | F::Name | F::IdNumber);
        let of_run = matches!(field, F::InTable | F::Ended | F::Code);
        let of_list = field.index() <= F::Ignored.index();
        match self {
            Self::Roster | Self::PayList | Self::Places => of_list,
            Self::PriorRoster | Self::PriorPayList => of_list || of_run,
            Self::ChangeRegister => {
                of_person
                    || matches!(
                        field,
                        F::Date | F::Change | F::Document | F::CorrectedId | F::CorrectedName
                    )
            }
            Self::Watchlist(_) => of_person || field == F::Date,
            Self::Posted => of_person || field == F::Amount,
            // Read by headings of their own (`rules/evaluation.toml`).
            Self::Fund | Self::Beneficiaries => false,
            Self::Decisions => {
                let of_finding =
                    matches!(field, F::File | F::Sheet | F::Cell | F::Code | F::Seen | F::Key);
                let decided = matches!(field, F::Decision | F::Correction | F::DecidedBy | F::Date);
                of_finding || decided || matches!(field, F::Township | F::Village | F::Name)
            }
        }
    }
}

/// What a list from another body lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WatchKind {
    /// People who died.
    Deceased,
    /// People on a public payroll.
    PublicPayroll,
    /// People in prison.
    Imprisoned,
    /// People of a programme that excludes this one.
    OtherProgramme,
    /// People whom another county pays.
    OtherCounty,
    /// People whose hukou is no longer agricultural.
    HukouChanged,
}

impl WatchKind {
    /// Every kind, in the order of the rules W001–W006.
    pub const ALL: [Self; 6] = [
        Self::Deceased,
        Self::PublicPayroll,
        Self::Imprisoned,
        Self::OtherProgramme,
        Self::OtherCounty,
        Self::HukouChanged,
    ];

    /// Its key in project files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Deceased => "deceased",
            Self::PublicPayroll => "public-payroll",
            Self::Imprisoned => "imprisoned",
            Self::OtherProgramme => "other-programme",
            Self::OtherCounty => "other-county",
            Self::HukouChanged => "hukou-changed",
        }
    }

    /// The list as people call it.
    #[must_use]
    pub fn words(self, lang: super::Lang) -> &'static str {
        match self {
            Self::Deceased => say!(lang, "watchlist-deceased"),
            Self::PublicPayroll => say!(lang, "watchlist-public-payroll"),
            Self::Imprisoned => say!(lang, "watchlist-imprisoned"),
            Self::OtherProgramme => say!(lang, "watchlist-other-programme"),
            Self::OtherCounty => say!(lang, "watchlist-other-county"),
            Self::HukouChanged => say!(lang, "watchlist-hukou-changed"),
        }
    }

    /// Whether the date on it is the day from which somebody is no longer
    /// entitled. Who is in another programme or county is not, whenever that began.
    #[must_use]
    pub fn is_dated(self) -> bool {
        !matches!(self, Self::OtherProgramme | Self::OtherCounty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_by_its_key() {
        for (place, field) in Field::ALL.iter().enumerate() {
            assert_eq!(Field::from_key(field.key()), Some(*field));
            assert_eq!(field.index(), place);
        }
        assert_eq!(Field::from_key("nothing"), None);
    }
}
