//! Why counties cannot be checked against each other.

use std::path::PathBuf;

use polars::prelude::PolarsError;

use crate::domain::Lang;

/// Nothing was compared: a folder, a file or the statements are not as they
/// must be.
#[derive(Debug, thiserror::Error)]
pub enum CrosscheckError {
    /// There is no manifest, here or in the folders below.
    #[error(
        "{}: no manifest.json here or one or two folders below: no county's output of zhibu",
        path.display()
    )]
    NoManifest {
        /// The folder.
        path: PathBuf,
    },
    /// A file or folder cannot be read from disk.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The manifest was changed, or is none.
    #[error("{}: manifest.json is not as it was written; nothing was compared", path.display())]
    Altered {
        /// The folder.
        path: PathBuf,
    },
    /// A folder of ours, but not one county's run.
    #[error("{}: the manifest names no county and period: not the output of a county's run", path.display())]
    NotACounty {
        /// The folder.
        path: PathBuf,
    },
    /// One county twice for one period.
    #[error("{county} {period} is there twice: {} and {}", first.display(), second.display())]
    Twice {
        /// The county.
        county: String,
        /// The period.
        period: String,
        /// One folder.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// The county's run was refused: nobody was judged.
    #[error("{}: this run was refused, so it says of nobody where they end", path.display())]
    RefusedRun {
        /// The folder.
        path: PathBuf,
    },
    /// The run was made without its tables.
    #[error(
        "{}: the run wrote no data/dispositions.parquet (`--only` without `data`?)",
        path.display()
    )]
    NoTable {
        /// The folder.
        path: PathBuf,
    },
    /// The table's bytes do not fit the manifest.
    #[error("{}: its bytes do not fit the hash in manifest.json", path.display())]
    Hash {
        /// The file.
        path: PathBuf,
    },
    /// The table lacks a column, or has it in another type.
    #[error("{}: the column `{column}` should be {expected} and is {found}", path.display())]
    Column {
        /// The file.
        path: PathBuf,
        /// The column, as the file names it.
        column: &'static str,
        /// The type it should have.
        expected: String,
        /// The type it has, `missing` where it is not there.
        found: String,
    },
    /// The table is no Parquet that can be read.
    #[error("{}: cannot be read as Parquet: {detail}", path.display())]
    Parquet {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        detail: String,
    },
    /// The rows do not add up to what the manifest states.
    #[error("{}: `{key}` is {stated} in manifest.json, and {found} by its rows", path.display())]
    Total {
        /// The folder.
        path: PathBuf,
        /// Which of the manifest's totals.
        key: &'static str,
        /// What the manifest says.
        stated: String,
        /// What the rows add up to.
        found: String,
    },
    /// A statement could not be executed: our own fault.
    #[error("rules/crosscheck/{statement}.sql: {source}")]
    Statement {
        /// The statement.
        statement: &'static str,
        /// What polars says.
        source: PolarsError,
    },
}

impl CrosscheckError {
    /// The error as a person reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::NoManifest { path } => format!(
                "{}：这里和下面一两层文件夹里都没有 manifest.json，不是 zhibu 的县级输出",
                path.display()
            ),
            Self::Read { path, source } => format!("{}：无法读取：{source}", path.display()),
            Self::Altered { path } => {
                format!("{}：manifest.json 被改动过；没有比对", path.display())
            }
            Self::NotACounty { path } => format!(
                "{}：manifest.json 里没有县名和期间，不是一个县的年度核发输出",
                path.display()
            ),
            Self::Twice { county, period, first, second } => {
                format!("{county} {period} 出现了两次：{} 和 {}", first.display(), second.display())
            }
            Self::RefusedRun { path } => {
                format!("{}：这次核发被拒绝，没有任何人的结果可以比对", path.display())
            }
            Self::NoTable { path } => format!(
                "{}：没有写出 data/dispositions.parquet（是否用了不含 data 的 --only？）",
                path.display()
            ),
            Self::Hash { path } => {
                format!("{}：内容与 manifest.json 里的校验值不符", path.display())
            }
            Self::Column { path, column, expected, found } => {
                let found = if found == "missing" { "没有这一列" } else { found };
                format!("{}：列 `{column}` 应为 {expected}，实际：{found}", path.display())
            }
            Self::Parquet { path, detail } => {
                format!("{}：无法按 Parquet 读取：{detail}", path.display())
            }
            Self::Total { path, key, stated, found } => format!(
                "{}：manifest.json 里 `{key}` 是 {stated}，按行加总是 {found}",
                path.display()
            ),
            Self::Statement { statement, source } => {
                format!("rules/crosscheck/{statement}.sql：{source}")
            }
        }
    }
}
