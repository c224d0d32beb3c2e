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
}

impl Table {
    /// Its name in outputs: `roster`, `pay_list`, `places`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::PayList => "pay_list",
            Self::Places => "places",
        }
    }

    /// Its name as people read it.
    #[must_use]
    pub fn words(self, lang: super::Lang) -> &'static str {
        match self {
            Self::Roster => lang.pick("花名册", "roster"),
            Self::PayList => lang.pick("直补发放名册", "pay list"),
            Self::Places => lang.pick("乡镇村名录", "places"),
        }
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
