//! Why a step of the payout's life was not taken.

use std::path::PathBuf;

use crate::bank::returns::NotAReturn;
use crate::domain::Lang;
use crate::ledger::LedgerError;
use crate::publish::PublishError;
use crate::report::payments;
use crate::rulebook::RulebookError;
use crate::run::RunError;

/// Nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum PayError {
    /// The ledger did not take it.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The bank's profile is not there, or badly formed.
    #[error(transparent)]
    Rulebook(#[from] RulebookError),
    /// The disk did not take it.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The run could not be made.
    #[error(transparent)]
    Run(#[from] RunError),
    /// A file cannot be read.
    #[error("{}: cannot read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no output of a run.
    #[error("{}: no output of a run; `zhibu run` writes it", folder.display())]
    NoOutput {
        /// The folder.
        folder: PathBuf,
    },
    /// The output is not what the run wrote, or not of this project.
    #[error("{}: {}", folder.display(), why.words(Lang::En))]
    NotThisRun {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with it.
        why: NotThisRun,
    },
    /// What the bank sent cannot be trusted.
    #[error("{file}: {source}")]
    NotAReturn {
        /// The file.
        file: String,
        /// Why.
        source: NotAReturn,
    },
    /// It cannot be told which batch a file answers.
    #[error("{file}: it does not say which batch it answers; add --batch")]
    WhichBatch {
        /// The file.
        file: String,
    },
    /// A batch was not exported, so that there is nothing to answer.
    #[error("{}: the batch's files are not there; `zhibu pay export {batch}` writes them", folder.display())]
    NotExported {
        /// The batch.
        batch: String,
        /// Where they would be.
        folder: PathBuf,
    },
    /// A payment cannot be said in the bank's layout as it is now.
    #[error(
        "{reference} does not fit into a file of {profile}: the layout was changed since; withdraw the line, or the batch"
    )]
    DoesNotFit {
        /// The payment.
        reference: String,
        /// The profile's id.
        profile: String,
    },
    /// A file of another content stands where one is to be written.
    #[error("{}: is there already, with another content", path.display())]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
}

/// What is wrong with a run's output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotThisRun {
    /// The manifest does not carry its own hash.
    Manifest,
    /// The run was refused.
    Refused,
    /// It is of another county, programme or period.
    OtherProject,
    /// The project file was changed since.
    ProjectChanged,
    /// The payments are not those that were written.
    Payments,
    /// A part was written, and not the payments.
    Part,
}

impl NotThisRun {
    /// What is wrong and what to do, as a clerk reads it.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Manifest => lang.pick(
                "manifest.json 被改动过；请重新 zhibu run",
                "manifest.json was changed; run `zhibu run` again",
            ),
            Self::Refused => lang.pick(
                "这次核发被拒绝，没有可发放的内容",
                "this run was refused: there is nothing to pay",
            ),
            Self::OtherProject => lang.pick(
                "这是另一个项目或另一个发放期的结果",
                "this is the output of another project or period",
            ),
            Self::ProjectChanged => lang.pick(
                "核发以后 zhibu.toml 又改过；请重新 zhibu run",
                "zhibu.toml was changed since; run `zhibu run` again",
            ),
            Self::Payments => lang.pick(
                "data/payments.csv 与核发时写的不同；请重新 zhibu run",
                "data/payments.csv is not what the run wrote; run `zhibu run` again",
            ),
            Self::Part => lang.pick(
                "这次核发没有写发放文件（--only）；请完整地 zhibu run 一次",
                "this run wrote no payout (--only); run `zhibu run` in full",
            ),
        }
    }
}

impl From<payments::NotPayments> for NotThisRun {
    fn from(_: payments::NotPayments) -> Self {
        Self::Payments
    }
}

impl PayError {
    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Ledger(error), _) => error.words(lang),
            (Self::Rulebook(error), _) => error.words(lang),
            (Self::Publish(error), _) => error.words(lang),
            (Self::NotAReturn { file, source }, _) => {
                format!("{file}{}{}", lang.pick("：", ": "), source.words(lang))
            }
            (Self::NotThisRun { folder, why }, _) => {
                format!("{}{}{}", folder.display(), lang.pick("：", ": "), why.words(lang))
            }
            (other, Lang::En) => other.to_string(),
            (Self::Read { path, source }, _) => format!("{}：无法读取：{source}", path.display()),
            (Self::NoOutput { folder }, _) => {
                format!("{}：没有核发结果；请先 zhibu run", folder.display())
            }
            (Self::WhichBatch { file }, _) => {
                format!("{file}：看不出是哪一批的回盘，请加 --batch")
            }
            (Self::NotExported { batch, folder }, _) => {
                format!("{}：没有这一批的文件；请先 zhibu pay export {batch}", folder.display())
            }
            (Self::DoesNotFit { reference, profile }, _) => format!(
                "{reference} 写不进 {profile} 格式的文件：格式在编制以后改过；撤下这一笔，或撤回批次"
            ),
            (Self::InTheWay { path }, _) => {
                format!("{}：已经有了，而且内容不同", path.display())
            }
            (Self::Run(error), _) => error.to_string(),
        }
    }
}
