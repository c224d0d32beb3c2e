//! Why a run's tables give no answer.

use std::path::PathBuf;

use crate::domain::Lang;

/// Nothing was answered.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// There is no manifest.
    #[error("{}: no manifest.json: not an output folder of zhibu", path.display())]
    NoManifest {
        /// The folder.
        path: PathBuf,
    },
    /// A file cannot be read from disk.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file's bytes do not fit the manifest, or the manifest is no longer as
    /// it was written.
    #[error("{}: not as it was written; `zhibu verify` says more", path.display())]
    Altered {
        /// The file.
        path: PathBuf,
    },
    /// The run wrote no tables.
    #[error("{}: the run wrote no data/dispositions.parquet: refused, or `--only` without `data`", path.display())]
    NoTables {
        /// The folder.
        path: PathBuf,
    },
    /// A table cannot be read.
    #[error("{}: cannot be read as a table: {detail}", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        detail: String,
    },
    /// The statement does more than read, or is more than one.
    #[error(
        "`{word}`: only one statement that reads is taken: SELECT, WITH, SHOW TABLES, DESCRIBE, EXPLAIN"
    )]
    NotReading {
        /// The word where it does.
        word: String,
    },
    /// A function that reads files.
    #[error("`{word}`: a query reads the run's own tables and no other file")]
    ReadsFiles {
        /// The function.
        word: String,
    },
    /// DESCRIBE of a table that there is not.
    #[error("no table `{name}`{}\n{known}", nearest.as_ref().map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    NoTable {
        /// The name.
        name: String,
        /// The nearest name.
        nearest: Option<String>,
        /// The tables and columns that there are.
        known: String,
    },
    /// The statement is wrong.
    #[error("{detail}{}\n{known}", nearest.as_ref().map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    Sql {
        /// What polars says.
        detail: String,
        /// The nearest name.
        nearest: Option<String>,
        /// The tables and columns that there are.
        known: String,
    },
}

impl QueryError {
    /// The error as a person reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        let near = |nearest: &Option<String>| {
            nearest.as_ref().map(|n| format!("；是不是想写 `{n}`？")).unwrap_or_default()
        };
        match self {
            Self::NoManifest { path } => {
                format!("{}：没有 manifest.json，不是 zhibu 的输出文件夹", path.display())
            }
            Self::Read { path, source } => format!("{}：无法读取：{source}", path.display()),
            Self::Altered { path } => {
                format!("{}：与写出时不同；请用 `zhibu verify` 查看", path.display())
            }
            Self::NoTables { path } => format!(
                "{}：没有 data/dispositions.parquet：核发被拒绝，或 --only 里没有 data",
                path.display()
            ),
            Self::Table { path, detail } => {
                format!("{}：读不出表格：{detail}", path.display())
            }
            Self::NotReading { word } => format!(
                "`{word}`：只接受一条只读语句：SELECT、WITH、SHOW TABLES、DESCRIBE、EXPLAIN"
            ),
            Self::ReadsFiles { word } => {
                format!("`{word}`：查询只读这次核发自己的表，不读别的文件")
            }
            Self::NoTable { name, nearest, known } => {
                format!("没有表 `{name}`{}\n{known}", near(nearest))
            }
            Self::Sql { detail, nearest, known } => format!("{detail}{}\n{known}", near(nearest)),
        }
    }
}
