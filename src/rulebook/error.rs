//! What can be wrong with the rulebook or the project file.

use std::path::PathBuf;

use crate::domain::Lang;

/// The rulebook or the project file cannot be used. Nothing was read or paid.
#[derive(Debug, thiserror::Error)]
pub enum RulebookError {
    /// The file cannot be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no `zhibu.toml` in the folder.
    #[error("{}: no zhibu.toml here; `zhibu new DIR` makes a project folder", folder.display())]
    NoProject {
        /// The folder.
        folder: PathBuf,
    },
    /// Not TOML, or a value of the wrong type.
    #[error("{file}, line {line}: {detail}")]
    Syntax {
        /// The file as shown.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        detail: String,
    },
    /// A key that means nothing.
    #[error("{file}: unknown key `{key}`{}", nearest.as_ref().map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    UnknownKey {
        /// The file as shown.
        file: String,
        /// The key, with its section.
        key: String,
        /// The nearest known key.
        nearest: Option<String>,
    },
    /// A required key is missing.
    #[error("{file}: `{key}` is missing: {expected}")]
    MissingKey {
        /// The file as shown.
        file: String,
        /// The key, with its section.
        key: String,
        /// What belongs there.
        expected: String,
    },
    /// A value that the key does not admit.
    #[error("{file}: `{key}` is «{found}»; expected {expected}")]
    BadValue {
        /// The file as shown.
        file: String,
        /// The key, with its section.
        key: String,
        /// What is there.
        found: String,
        /// What it may be.
        expected: String,
    },
    /// One heading for two fields.
    #[error("rules/columns.toml: the heading «{heading}» stands under `{first}` and `{second}`")]
    HeadingTwice {
        /// The heading.
        heading: String,
        /// The first field.
        first: String,
        /// The second field.
        second: String,
    },
    /// A programme or bank profile that is not shipped.
    #[error("{name}: no such rules; shipped are: {}", shipped.join(", "))]
    NoSuchRules {
        /// The file as shown.
        name: String,
        /// What is shipped.
        shipped: Vec<String>,
    },
}

impl RulebookError {
    /// A parser's error with the line it speaks of.
    pub(crate) fn syntax(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        // A value of the wrong type: the parser names the value, the line the key.
        let written = text.lines().nth(line - 1).unwrap_or_default();
        let detail = match written.split_once('=') {
            Some((key, _)) if !key.trim_start().starts_with('#') => {
                format!("`{}`: {}", key.trim(), error.message())
            }
            _ => error.message().to_owned(),
        };
        Self::Syntax { file: file.to_owned(), line, detail }
    }

    /// The error as a clerk reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Read { path, source } => format!("{}：无法读取：{source}", path.display()),
            Self::NoProject { folder } => {
                format!(
                    "{}：这里没有 zhibu.toml；可用 `zhibu new 文件夹` 新建一个项目",
                    folder.display()
                )
            }
            Self::Syntax { file, line, detail } => {
                format!("{file} 第 {line} 行：格式有误（{detail}）")
            }
            Self::UnknownKey { file, key, nearest } => format!(
                "{file}：不认识的键 `{key}`{}",
                nearest.as_ref().map(|n| format!("；是不是想写 `{n}`？")).unwrap_or_default()
            ),
            Self::MissingKey { file, key, expected } => {
                format!("{file}：缺少 `{key}`：应填 {expected}")
            }
            Self::BadValue { file, key, found, expected } => {
                format!("{file}：`{key}` 的值是「{found}」，应为 {expected}")
            }
            Self::HeadingTwice { heading, first, second } => {
                format!("rules/columns.toml：表头「{heading}」同时列在 `{first}` 和 `{second}` 下")
            }
            Self::NoSuchRules { name, shipped } => {
                format!("{name}：没有这份规则；现有：{}", shipped.join("、"))
            }
        }
    }
}
