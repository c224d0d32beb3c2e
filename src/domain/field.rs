//! The fields that a table's columns can carry, and the tables themselves.

use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($name:ident = $key:literal, $zh:literal, $en:literal;)*) => {
        /// A field that a column of an input table can carry.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field {
            $(#[doc = concat!("`", $key, "`: ", $zh)] $name,)*
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
                match self { $(Field::$name => lang.pick($zh, $en),)* }
            }
        }
    };
}

fields! {
    Serial = "serial", "序号", "serial number";
    Township = "township", "乡镇", "township";
    Village = "village", "村", "village";
    Group = "group", "组", "group";
    HouseholdHead = "household_head", "户主", "household head";
    Name = "name", "姓名", "name";
    IdNumber = "id_number", "身份证号", "identity number";
    Sex = "sex", "性别", "sex";
    Relation = "relation", "与户主关系", "relation to the head";
    Phone = "phone", "联系电话", "phone";
    Note = "note", "备注", "note";
    Reservoir = "reservoir", "水库", "reservoir";
    Mode = "mode", "扶持方式", "support mode";
    Status = "status", "状态", "status";
    Bank = "bank", "开户银行", "bank";
    Account = "account", "银行账号", "account";
    Payee = "payee", "户名", "account holder";
    Amount = "amount", "金额", "amount";
    MovedOn = "moved_on", "搬迁时间", "moved on";
    AddedOn = "added_on", "纳入扶持时间", "added on";
    People = "people", "人数", "number of people";
Ignored = "ignored", "不使用的列", "a column not used";
    InTable = "in_table", "所属表", "the table of a run's row";
    Ended = "ended", "去向", "where a run's row ended";
    Date = "date", "日期", "date";
    Change = "change", "变动类别", "kind of change";
    Document = "document", "文号", "document number";
    CorrectedId = "corrected_id", "更正后身份证号", "corrected identity number";
    CorrectedName = "corrected_name", "更正后姓名", "corrected name";
    File = "file", "文件", "file";
    Sheet = "sheet", "工作表", "sheet";
    Cell = "cell", "单元格", "cell";
    Code = "code", "代码", "code";
    Seen = "seen", "所见值", "value seen";
    Decision = "decision", "处理意见", "decision";
    Correction = "correction", "更正值", "correction";
    DecidedBy = "decided_by", "经办人", "decided by";
    Key = "key", "编号", "key";
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
            Self::Roster => lang.pick("花名册", "roster"),
            Self::PayList => lang.pick("直补发放名册", "pay list"),
            Self::Places => lang.pick("乡镇村名录", "places"),
            Self::PriorRoster => lang.pick("上年花名册", "last year's roster"),
            Self::PriorPayList => lang.pick("上年发放名册", "last year's pay list"),
            Self::ChangeRegister => lang.pick("变动登记", "change register"),
            Self::Watchlist(kind) => kind.words(lang),
            Self::Decisions => lang.pick("处理意见", "decisions"),
            Self::Posted => lang.pick("公示名单", "posted list"),
            Self::Fund => lang.pick("资金工作簿", "fund workbook"),
            Self::Beneficiaries => lang.pick("指标名单", "list behind an indicator"),
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
            Self::Deceased => lang.pick("死亡人员名单", "list of the deceased"),
            Self::PublicPayroll => lang.pick("财政供养人员名单", "public payroll"),
            Self::Imprisoned => lang.pick("服刑人员名单", "list of prisoners"),
            Self::OtherProgramme => lang.pick("其他补助名单", "another programme's list"),
            Self::OtherCounty => lang.pick("外县直补名单", "another county's list"),
            Self::HukouChanged => lang.pick("户口变动名单", "list of hukou changes"),
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
