//! Why a step of the payout's life was not taken.

use super::store::StoreError;
use crate::domain::Lang;
use crate::finding::{Finding, render};

/// The ledger did not do it; it is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The database failed, or somebody else holds it.
    #[error("{place}: {source}")]
    Store {
        /// The file, or the server without its password.
        place: String,
        /// Why.
        source: StoreError,
    },
    /// There is no ledger yet.
    #[error("{place}: there is no ledger yet; `zhibu ledger enrol NAME` begins one")]
    NoLedger {
        /// Where it would be.
        place: String,
    },
    /// There is no such batch.
    #[error("there is no batch {batch}; there are: {known}")]
    NoSuchBatch {
        /// The batch that was asked for.
        batch: String,
        /// Those that are there.
        known: String,
    },
    /// There is no such line in the batch.
    #[error("batch {batch} has no line {line}")]
    NoSuchLine {
        /// The batch.
        batch: String,
        /// The line.
        line: u64,
    },
    /// The batch is not where this step begins.
    #[error("batch {batch} is {state}; this needs it {wanted}")]
    WrongState {
        /// The batch.
        batch: String,
        /// Where it stands.
        state: BatchState,
        /// Where it would have to stand.
        wanted: BatchState,
    },
    /// Nobody of that name may sign.
    #[error("{name} is not enrolled; `zhibu ledger enrol {name}` does that")]
    NotEnrolled {
        /// The name.
        name: String,
    },
    /// Somebody of that name may sign already.
    #[error("{name} is enrolled already")]
    EnrolledAlready {
        /// The name.
        name: String,
    },
    /// A second signer is enrolled by one who is enrolled already.
    #[error("a further signer is enrolled by one who is enrolled already: add --by")]
    NeedsSigner,
    /// What was given does not prove who signs.
    #[error("that is not the passphrase or key of {name}")]
    WrongSecret {
        /// The name.
        name: String,
    },
    /// There is nothing to pay, or nothing of the kind asked for.
    #[error("nothing to do: {0}")]
    Nothing(NothingToDo),
    /// What the catalogue of findings says of it: refused, and nothing was done.
    #[error("refused: {}", findings_in_words(.0, Lang::En))]
    Refused(Vec<Finding>),
}

/// Why there is nothing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NothingToDo {
    /// The run pays nobody who has not been paid.
    #[error("the run pays nobody anew")]
    NobodyNew,
    /// Everybody whom the run pays has a failed payment: that is a reissue.
    #[error("everybody in the run has a failed payment; `zhibu pay reissue` makes it again")]
    OnlyReissues,
    /// Nobody whom the run pays has a failed payment.
    #[error("nobody whom the run pays has a payment that is proven failed")]
    NoneFailed,
}

impl NothingToDo {
    fn words(self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, other) => other.to_string(),
            (Lang::Zh, Self::NobodyNew) => "核发结果里没有需要新发的人".to_owned(),
            (Lang::Zh, Self::OnlyReissues) => {
                "核发结果里的人都是发放失败待重发的，请用 zhibu pay reissue".to_owned()
            }
            (Lang::Zh, Self::NoneFailed) => "核发结果里没有已证实发放失败、可以重发的人".to_owned(),
        }
    }
}

/// Where a batch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BatchState {
    /// Made up, waiting for approval.
    Prepared,
    /// Approved, not yet written for the bank.
    Approved,
    /// The bank has it.
    Exported,
    /// Every line is accounted for.
    Closed,
    /// Taken back before the bank had it.
    Withdrawn,
}

impl BatchState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Prepared, Self::Approved, Self::Exported, Self::Closed, Self::Withdrawn];

    /// Its key in the database and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Approved => "approved",
            Self::Exported => "exported",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Its name as people read it.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Prepared => lang.pick("待审批", "prepared"),
            Self::Approved => lang.pick("已审批", "approved"),
            Self::Exported => lang.pick("已送银行", "exported"),
            Self::Closed => lang.pick("已结清", "closed"),
            Self::Withdrawn => lang.pick("已撤回", "withdrawn"),
        }
    }
}

impl std::fmt::Display for BatchState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words(Lang::En))
    }
}

impl LedgerError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        if let Self::Refused(findings) = self {
            return findings_in_words(findings, lang);
        }
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Store { place, source } => {
                let cause = match source {
                    StoreError::Busy => "另一个 zhibu 正在写这本账，稍后再试".to_owned(),
                    StoreError::NotALedger(cause) => format!("不是 zhibu 的账本（{cause}）"),
                    StoreError::Newer(version) => {
                        format!("账本是更新版本的 zhibu 写的（格式 {version}），请先升级")
                    }
                    StoreError::Failed(cause) => cause.clone(),
                };
                format!("{place}：{cause}")
            }
            Self::NoLedger { place } => {
                format!("{place}：还没有账本；先 zhibu ledger enrol 姓名")
            }
            Self::NoSuchBatch { batch, known } => format!("没有批次 {batch}；现有：{known}"),
            Self::NoSuchLine { batch, line } => format!("批次 {batch} 没有第 {line} 笔"),
            Self::WrongState { batch, state, wanted } => format!(
                "批次 {batch} 现在是“{}”，要“{}”才能这样做",
                state.words(lang),
                wanted.words(lang)
            ),
            Self::NotEnrolled { name } => {
                format!("{name} 没有登记；请先 zhibu ledger enrol {name}")
            }
            Self::EnrolledAlready { name } => format!("{name} 已经登记过了"),
            Self::NeedsSigner => "再登记一人，要由已登记的人签署：加 --by".to_owned(),
            Self::WrongSecret { name } => format!("口令或密钥文件与 {name} 登记的不符"),
            Self::Nothing(why) => why.words(lang),
            Self::Refused(_) => String::new(),
        }
    }
}

/// The findings as a person reads them, one after the other.
fn findings_in_words(findings: &[Finding], lang: Lang) -> String {
    const SHOWN: usize = 10;
    let mut text = String::new();
    for finding in findings.iter().take(SHOWN) {
        text.push_str(&render::block(finding, lang));
        text.push('\n');
    }
    if findings.len() > SHOWN {
        text.push_str(&format!("+{}\n", findings.len() - SHOWN));
    }
    text
}

impl From<StoreError> for LedgerError {
    /// The place is filled in where the ledger is known.
    fn from(source: StoreError) -> Self {
        Self::Store { place: String::new(), source }
    }
}
