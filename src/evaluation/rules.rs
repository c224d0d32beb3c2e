//! What the self-evaluation's headings, words and indicators mean: data of
//! `rules/evaluation.toml`, checked when it is loaded.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::domain::Lang;
use crate::domain::fold::fold;
use crate::rulebook::{self, RulebookError};
use crate::word;
use crate::words;

const SHIPPED: &str = include_str!("../../rules/evaluation.toml");
const FILE: &str = "rules/evaluation.toml";

/// What a sheet lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    /// The documents by which the fund was allocated.
    Documents,
    /// What the fund is for.
    Uses,
    /// The project register.
    Projects,
    /// The indicators.
    Indicators,
    /// The people behind an indicator.
    People,
}

impl SheetKind {
    /// The sheets of a fund workbook, in order.
    pub const OF_FUND: [Self; 4] = [Self::Documents, Self::Uses, Self::Projects, Self::Indicators];

    /// Its name.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        let id = match self {
            Self::Documents => word!("evaluation-sheet-documents"),
            Self::Uses => word!("evaluation-sheet-uses"),
            Self::Projects => word!("evaluation-sheet-projects"),
            Self::Indicators => word!("evaluation-sheet-indicators"),
            Self::People => word!("evaluation-sheet-people"),
        };
        words::text(lang, id)
    }

    /// The columns without which it cannot be read.
    #[must_use]
    pub fn required(self) -> &'static [Column] {
        match self {
            Self::Documents => &[Column::Number, Column::Amount],
            Self::Uses => &[Column::Use, Column::Planned],
            Self::Projects => &[Column::Number, Column::Use, Column::Planned],
            Self::Indicators => &[Column::Name, Column::Stated],
            Self::People => &[Column::Name, Column::IdNumber],
        }
    }

    /// Its columns in the order of the template.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        use Column as C;
        match self {
            Self::Documents => &[C::Number, C::Name, C::Amount, C::Direct, C::Projects],
            Self::Uses => &[C::Use, C::Planned, C::Spent, C::Count, C::People],
            Self::Projects => &[
                C::Number,
                C::Name,
                C::Township,
                C::Village,
                C::Use,
                C::Document,
                C::Planned,
                C::Approved,
                C::Paid,
                C::State,
                C::Accepted,
                C::Reason,
            ],
            Self::Indicators => &[C::Class, C::Aspect, C::Name, C::Target, C::Stated, C::Unit],
            Self::People => &[C::Name, C::IdNumber, C::Township, C::Village, C::Training, C::Date],
        }
    }
}

/// What a column of one of the sheets says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the headings of `rules/evaluation.toml` say what each is")]
pub enum Column {
    Number,
    Name,
    Amount,
    Direct,
    Projects,
    Use,
    Planned,
    Spent,
    Count,
    People,
    Township,
    Village,
    Document,
    Approved,
    Paid,
    State,
    Accepted,
    Reason,
    Class,
    Aspect,
    Target,
    Stated,
    Unit,
    IdNumber,
    Date,
    Training,
    Ignored,
}

impl Column {
    /// Whether it holds money.
    #[must_use]
    pub fn is_money(self) -> bool {
        matches!(
            self,
            Self::Amount
                | Self::Direct
                | Self::Projects
                | Self::Planned
                | Self::Spent
                | Self::Approved
                | Self::Paid
        )
    }

    /// Whether a merged cell of it stands for every row that it covers.
    #[must_use]
    pub fn fills_down(self) -> bool {
        matches!(
            self,
            Self::Use
                | Self::Document
                | Self::Township
                | Self::Village
                | Self::Class
                | Self::Aspect
        )
    }
}

/// What is computed of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// People who were credited; without a ledger those whom the run would pay.
    DirectPayPeople,
    /// What they got, or would get.
    DirectPayAmount,
    /// Credited by the deadline, of the people to be paid.
    DirectPayOnTime,
    /// Paid exactly the entitlement, of the people to be paid.
    DirectPayAtStandard,
    /// Spent, of what was allocated.
    ExecutionRate,
    /// Projects that are completed, of all.
    CompletedShare,
    /// Projects that passed, of those with a result.
    AcceptedShare,
    /// Projects whose payments stay within what was approved.
    WithinApproval,
    /// Projects of the use that the indicator names; of all where it names none.
    UseProjects,
    /// Villages with a project of the use that it names.
    UseVillages,
    /// People moved out of danger.
    RelocatedPeople,
    /// People who were trained.
    Trainees,
    /// Those in practical skills.
    TraineesPractical,
    /// Those for employment.
    TraineesEmployment,
    /// People lifted out of poverty.
    LiftedPeople,
}

impl Measure {
    /// Whether it says that money was paid.
    #[must_use]
    pub fn is_of_payments(self) -> bool {
        matches!(self, Self::DirectPayPeople | Self::DirectPayAmount)
    }
}

/// An indicator that is computed, and how it is known by its name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Indicator {
    measure: Measure,
    all: Vec<Vec<String>>,
    #[serde(default)]
    without: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UseKind {
    id: String,
    words: Vec<String>,
}

/// What stands in cells.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellWords {
    /// A project that is completed.
    pub completed: Vec<String>,
    /// One that is under way.
    pub ongoing: Vec<String>,
    /// One that has not begun.
    pub not_begun: Vec<String>,
    /// Accepted.
    pub accepted: Vec<String>,
    /// Accepted with remarks.
    pub qualified: Vec<String>,
    /// Not accepted, or not yet.
    pub not_accepted: Vec<String>,
    /// Of these, judged and found wanting.
    pub failed: Vec<String>,
    /// Training in practical skills.
    pub practical: Vec<String>,
    /// Training for employment.
    pub employment: Vec<String>,
}

/// Who is to be trained.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TraineeAges {
    /// The youngest age.
    pub from_age: i32,
    /// The oldest age.
    pub to_age: i32,
    /// What it rests on.
    pub reference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sheets: BTreeMap<SheetKind, Vec<String>>,
    headings: BTreeMap<SheetKind, BTreeMap<Column, Vec<String>>>,
    words: CellWords,
    #[serde(rename = "use")]
    uses: Vec<UseKind>,
    indicator: Vec<Indicator>,
    trainees: TraineeAges,
}

/// The self-evaluation's rules.
#[derive(Debug)]
pub struct Rules {
    sheets: BTreeMap<SheetKind, Vec<String>>,
    /// Headings as the template writes them: the first of each list.
    written: BTreeMap<(SheetKind, Column), String>,
    headings: BTreeMap<SheetKind, BTreeMap<String, Column>>,
    /// What stands in cells.
    pub words: CellWords,
    uses: Vec<UseKind>,
    indicators: Vec<Indicator>,
    /// Who is to be trained.
    pub trainees: TraineeAges,
}

impl Rules {
    /// The project's own rules where `folder` has them, else the shipped.
    ///
    /// # Errors
    /// Where they are badly formed, or a heading means two columns of one sheet.
    pub fn load(folder: Option<&Path>) -> Result<Self, RulebookError> {
        let text = rulebook::text_of_rules(folder, "evaluation.toml", SHIPPED)?;
        let file: File = rulebook::parse(FILE, &text)?;
        let mut headings: BTreeMap<SheetKind, BTreeMap<String, Column>> = BTreeMap::new();
        let mut written = BTreeMap::new();
        for (kind, columns) in file.headings {
            let known = headings.entry(kind).or_default();
            for (column, names) in columns {
                if let Some(first) = names.first() {
                    written.insert((kind, column), first.clone());
                }
                for name in &names {
                    if let Some(first) = known.insert(heading_key(name), column)
                        && first != column
                    {
                        return Err(RulebookError::BadValue {
                            file: FILE.to_owned(),
                            key: "headings".to_owned(),
                            found: name.clone(),
                            expected: "a heading of one column".to_owned(),
                        });
                    }
                }
            }
        }
        Ok(Self {
            sheets: file.sheets,
            written,
            headings,
            words: file.words,
            uses: file.uses,
            indicators: file.indicator,
            trainees: file.trainees,
        })
    }

    /// The column that a heading names in a sheet of that kind.
    #[must_use]
    pub fn column(&self, kind: SheetKind, heading: &str) -> Option<Column> {
        self.headings.get(&kind)?.get(&heading_key(heading)).copied()
    }

    /// A column's heading as the template writes it.
    #[must_use]
    pub fn heading(&self, kind: SheetKind, column: Column) -> &str {
        self.written.get(&(kind, column)).map_or("", String::as_str)
    }

    /// A sheet's name as the template writes it.
    #[must_use]
    pub fn sheet_name(&self, kind: SheetKind) -> &str {
        self.sheets.get(&kind).and_then(|names| names.first()).map_or("", String::as_str)
    }

    /// Whether a sheet's name says that it is of that kind.
    #[must_use]
    pub fn is_called(&self, kind: SheetKind, name: &str) -> bool {
        let name = fold(name);
        self.sheets.get(&kind).is_some_and(|known| known.iter().any(|one| name.contains(&**one)))
    }

    /// What a use is known by: the id of the kind that its name says, else its
    /// name, folded.
    #[must_use]
    pub fn use_key(&self, name: &str) -> String {
        let folded = fold(name);
        self.use_in(&folded).map_or_else(|| folded.into_owned(), str::to_owned)
    }

    /// The use that a text speaks of, where it speaks of a known one.
    #[must_use]
    pub fn use_in(&self, text: &str) -> Option<&str> {
        let folded = fold(text);
        let says = |kind: &&UseKind| kind.words.iter().any(|word| folded.contains(&**word));
        self.uses.iter().find(says).map(|kind| kind.id.as_str())
    }

    /// What is computed of an indicator of that name, if anything is.
    #[must_use]
    pub fn measure(&self, name: &str) -> Option<Measure> {
        let folded = fold(name);
        let has = |word: &String| folded.contains(&**word);
        let fits = |one: &&Indicator| {
            one.all.iter().any(|words| words.iter().all(has)) && !one.without.iter().any(has)
        };
        self.indicators.iter().find(fits).map(|one| one.measure)
    }
}

/// Whether a cell says one of the words.
#[must_use]
pub fn says(words: &[String], text: &str) -> bool {
    let folded = fold(text).to_lowercase();
    words.iter().any(|word| fold(word).to_lowercase() == folded)
}

/// The key of a direct-pay use.
pub const DIRECT_PAY: &str = "direct-pay";

/// A heading without what differs from county to county.
#[must_use]
pub fn heading_key(heading: &str) -> String {
    let folded = fold(heading).to_lowercase();
    let mut key = String::with_capacity(folded.len());
    let mut depth = 0;
    for c in folded.chars() {
        match c {
            '(' | '[' | '〔' | '【' => depth += 1,
            ')' | ']' | '〕' | '】' => depth -= 1,
            ':' | '*' | '、' | ',' | '，' | '.' => {}
            c if depth <= 0 => key.push(c),
            _ => {}
        }
    }
    key.replace("其中", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        Rules::load(None).expect("the shipped rules load")
    }

    #[test]
    fn headings_are_known_however_they_are_written() {
        let rules = rules();
        for (kind, heading, column) in [
            (SheetKind::Documents, "金 额（万元）", Column::Amount),
            (SheetKind::Documents, "其中：直补到人", Column::Direct),
            (SheetKind::Projects, "批复金额(元)", Column::Approved),
            (SheetKind::People, "身份证号码", Column::IdNumber),
        ] {
            assert_eq!(rules.column(kind, heading), Some(column), "{heading}");
        }
        assert_eq!(rules.column(SheetKind::Uses, "批复金额"), None);
        for kind in SheetKind::OF_FUND.into_iter().chain([SheetKind::People]) {
            for column in kind.columns() {
                let heading = rules.heading(kind, *column);
                assert_eq!(rules.column(kind, heading), Some(*column), "{kind:?} {column:?}");
            }
        }
    }

    #[test]
    fn an_indicator_is_known_by_its_name() {
        let rules = rules();
        for (name, measure) in [
            ("直补资金及时发放率", Some(Measure::DirectPayOnTime)),
            ("直补资金标准符合率", Some(Measure::DirectPayAtStandard)),
            ("直补受益移民人数", Some(Measure::DirectPayPeople)),
            ("直补资金发放金额", Some(Measure::DirectPayAmount)),
            ("项目验收合格率", Some(Measure::AcceptedShare)),
            ("项目完成率", Some(Measure::CompletedShare)),
            ("资金执行率", Some(Measure::ExecutionRate)),
            ("项目支出控制在批复预算范围内的项目比例", Some(Measure::WithinApproval)),
            ("避险解困人数", Some(Measure::RelocatedPeople)),
            ("培训移民人数", Some(Measure::Trainees)),
            ("其中实用技术培训", Some(Measure::TraineesPractical)),
            ("培训合格率", None),
            ("脱贫移民人数", Some(Measure::LiftedPeople)),
            ("美丽家园建设村数", Some(Measure::UseVillages)),
            ("产业开发项目个数", Some(Measure::UseProjects)),
            ("项目扶持受益村", None),
            ("移民满意度", None),
        ] {
            assert_eq!(rules.measure(name), measure, "{name}");
        }
        assert_eq!(rules.use_key("直补资金发放"), DIRECT_PAY);
        assert_eq!(rules.use_key("其 他"), "其他");
    }
}
