//! One SQL statement, looked at before it is executed.
//!
//! In: text. Out: a statement that reads, and the same with a total order. It
//! splits the text into words, marks and quoted parts, and no more: whether it
//! is SQL is for polars to say.

use super::error::QueryError;

/// What a statement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `SELECT` or `WITH`.
    Select,
    /// `SHOW TABLES`.
    ShowTables,
    /// `DESCRIBE` a table.
    Describe(String),
    /// `EXPLAIN` of a statement that reads.
    Explain,
}

/// A statement that reads.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// What it is.
    pub kind: Kind,
    /// Its text, without a last `;`.
    pub text: String,
    /// Where the order of its rows ends, or would stand: before `LIMIT`.
    order_end: usize,
    /// Whether it has an order of its own.
    has_order: bool,
}

/// A word or mark, where it begins and in how many brackets.
struct Word<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// Neither quoted nor a mark.
    bare: bool,
}

impl Word<'_> {
    fn is(&self, keyword: &str) -> bool {
        self.bare && self.text.eq_ignore_ascii_case(keyword)
    }
}

/// Words that begin what comes after the order.
const AFTER_ORDER: [&str; 3] = ["LIMIT", "OFFSET", "FETCH"];
/// Words that change something wherever they stand.
const CHANGING: [&str; 10] =
    ["INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "TRUNCATE", "COPY", "ATTACH", "INTO"];
/// How the names of functions that read files begin.
const FILE_FUNCTIONS: [&str; 3] = ["read_", "scan_", "load_"];

impl Sentence {
    /// Looks at a statement.
    ///
    /// # Errors
    /// Where it does more than read, reads files, or is more than one.
    pub fn read(sql: &str) -> Result<Self, QueryError> {
        let mut words = words(sql);
        while words.last().is_some_and(|word| word.text == ";" && !word.bare) {
            words.pop();
        }
        let refused = |word: &str| QueryError::NotReading { word: word.to_owned() };
        if let Some(at) = words.iter().position(|word| word.text == ";") {
            return Err(refused(words.get(at + 1).map_or(";", |word| word.text)));
        }
        let Some(last) = words.last() else { return Err(refused(sql.trim())) };
        let text_end = last.at + last.text.len();
        // Brackets may stand around the whole.
        let mut open = words.iter().skip_while(|word| word.text == "(");
        let first = open.next().ok_or_else(|| refused("("))?;
        let second = open.next();
        let reads = |word: &Word<'_>| word.is("SELECT") || word.is("WITH");
        let kind = if reads(first) {
            Kind::Select
        } else if first.is("SHOW") && second.is_some_and(|word| word.is("TABLES")) {
            Kind::ShowTables
        } else if first.is("DESCRIBE") || first.is("DESC") {
            let name = second.filter(|_| words.len() == 2).ok_or_else(|| refused(first.text))?;
            Kind::Describe(name.text.trim_matches(['"', '`']).to_owned())
        } else if first.is("EXPLAIN") && second.is_some_and(reads) {
            Kind::Explain
        } else {
            return Err(refused(first.text));
        };
        for (word, next) in words.iter().zip(words.iter().skip(1)) {
            let lower = word.text.trim_matches(['"', '`']).to_ascii_lowercase();
            if next.text == "(" && FILE_FUNCTIONS.iter().any(|begin| lower.starts_with(begin)) {
                return Err(QueryError::ReadsFiles { word: word.text.to_owned() });
            }
        }
        if let Some(word) = words.iter().find(|word| CHANGING.iter().any(|kind| word.is(kind))) {
            return Err(refused(word.text));
        }
        let outer = |word: &&Word<'_>| word.depth == 0;
        let order_end = words
            .iter()
            .filter(outer)
            .find(|word| AFTER_ORDER.iter().any(|after| word.is(after)))
            .map_or(text_end, |word| word.at);
        let has_order = words
            .iter()
            .zip(words.iter().skip(1))
            .any(|(word, next)| word.depth == 0 && word.is("ORDER") && next.is("BY"));
        Ok(Self { kind, text: sql[..text_end].to_owned(), order_end, has_order })
    }

    /// The statement with an order that leaves no tie: what it says itself,
    /// then every one of its columns.
    #[must_use]
    pub fn ordered(&self, columns: usize) -> String {
        if columns == 0 {
            return self.text.clone();
        }
        let columns: Vec<String> = (1..=columns).map(|column| column.to_string()).collect();
        let (before, after) = self.text.split_at(self.order_end);
        let begin = if self.has_order { ", " } else { " ORDER BY " };
        // A comment may end the line before.
        format!("{}\n{begin}{}\n{after}", before.trim_end(), columns.join(", "))
    }
}

/// The words, marks and quoted parts of a text; comments left out.
fn words(sql: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let (mut at, mut depth) = (0, 0usize);
    while let Some(c) = sql[at..].chars().next() {
        let rest = &sql[at..];
        let mut bare = false;
        let length = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if rest.starts_with("--") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        } else if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            continue;
        } else if matches!(c, '\'' | '"' | '`') {
            quoted(rest, c)
        } else if is_word(c) {
            bare = true;
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        if c == ')' {
            depth = depth.saturating_sub(1);
        }
        words.push(Word { text: &rest[..length], at, depth, bare });
        if c == '(' {
            depth += 1;
        }
        at += length;
    }
    words
}

/// How long a quoted part is; a doubled quote does not end it.
fn quoted(rest: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(end) = rest[at..].find(quote) {
        at += end + 1;
        if !rest[at..].starts_with(quote) {
            return at;
        }
        at += 1;
    }
    rest.len()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_reads_is_taken() {
        for sql in [
            "SELECT 1",
            " select a from t ; ",
            "WITH x AS (SELECT 1 AS a) SELECT a FROM x -- ; DROP",
            "(SELECT 1) UNION ALL (SELECT 2)",
            "show tables",
            "DESCRIBE dispositions;",
            "EXPLAIN SELECT 1",
            "SELECT ';' AS a, 'read_csv(' AS b",
            "SELECT \"create\" FROM t /* DROP */",
        ] {
            assert!(Sentence::read(sql).is_ok(), "{sql}");
        }
        for (sql, named) in [
            ("DROP TABLE dispositions", "DROP"),
            ("CREATE TABLE x AS SELECT 1", "CREATE"),
            ("SELECT 1; SELECT 2", "SELECT"),
            ("EXPLAIN DROP TABLE x", "EXPLAIN"),
            ("WITH x AS (SELECT 1) DELETE FROM t", "DELETE"),
            ("TRUNCATE t", "TRUNCATE"),
            ("COPY t TO 'x'", "COPY"),
            ("SELECT * INTO x FROM t", "INTO"),
            ("SHOW VARIABLES", "SHOW"),
            ("", ""),
            (";", ";"),
            ("-- nothing", "-- nothing"),
        ] {
            let error = Sentence::read(sql).expect_err(sql);
            assert!(matches!(error, QueryError::NotReading { word } if word == named), "{sql}");
        }
        for sql in ["SELECT * FROM read_csv('/etc/passwd')", "select * from Read_Parquet ('x')"] {
            let error = Sentence::read(sql).expect_err(sql);
            assert!(matches!(error, QueryError::ReadsFiles { .. }), "{sql}");
        }
    }

    #[test]
    fn an_order_leaves_no_tie_and_stands_before_the_limit() {
        let ordered = |sql: &str| {
            let text = Sentence::read(sql).expect("reads").ordered(2);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(ordered("SELECT a, b FROM t"), "SELECT a, b FROM t ORDER BY 1, 2");
        assert_eq!(
            ordered("SELECT a, b FROM t ORDER BY b DESC LIMIT 3"),
            "SELECT a, b FROM t ORDER BY b DESC , 1, 2 LIMIT 3"
        );
        assert_eq!(
            ordered("SELECT a, (SELECT max(b) FROM t ORDER BY 1 LIMIT 1) FROM t"),
            "SELECT a, (SELECT max(b) FROM t ORDER BY 1 LIMIT 1) FROM t ORDER BY 1, 2"
        );
    }
}
