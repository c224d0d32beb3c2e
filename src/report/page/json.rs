//! What the page's script reads: JSON inside an element of the page.
//!
//! In: texts and numbers. Out: JSON without `<`, `>` or `&`, so that nothing in
//! it ends the element, whatever a cell says.

use std::io::{self, Write};

/// A text as JSON has it.
///
/// # Errors
/// Where `out` fails.
pub(super) fn string(out: &mut dyn Write, text: &str) -> io::Result<()> {
    out.write_all(b"\"")?;
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        out.write_all(&rest.as_bytes()[..at])?;
        let c = rest[at..].chars().next().unwrap_or_default();
        write!(out, "\\u{:04x}", u32::from(c))?;
        rest = &rest[at + c.len_utf8()..];
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\"")
}

/// What JSON or HTML would take for its own; none of it is beyond 16 bits.
fn is_special(c: char) -> bool {
    matches!(c, '\0'..='\x1f' | '"' | '\\' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}')
}

/// How many bytes a text takes.
pub(super) fn length(text: &str) -> usize {
    text.len() + 2 + 5 * text.chars().filter(|c| is_special(*c)).count()
}

/// Texts or numbers as a list, each written by itself.
///
/// # Errors
/// Where `out` fails.
pub(super) fn list<T>(
    out: &mut dyn Write,
    all: impl IntoIterator<Item = T>,
    mut one: impl FnMut(&mut dyn Write, T) -> io::Result<()>,
) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, item) in all.into_iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        one(out, item)?;
    }
    out.write_all(b"]")
}

/// A list of texts.
///
/// # Errors
/// Where `out` fails.
pub(super) fn strings<S: AsRef<str>>(
    out: &mut dyn Write,
    all: impl IntoIterator<Item = S>,
) -> io::Result<()> {
    list(out, all, |out, text| string(out, text.as_ref()))
}

/// A list of numbers.
///
/// # Errors
/// Where `out` fails.
pub(super) fn numbers(out: &mut dyn Write, all: impl IntoIterator<Item = i64>) -> io::Result<()> {
    list(out, all, |out, number| write!(out, "{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_it_ends_the_element() {
        let mut bytes = Vec::new();
        strings(&mut bytes, ["</script><!--", "\"\\\n\u{2028}&", "张三"]).expect("memory");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(!text.contains(['<', '>', '&', '\n']), "{text}");
        let back: Vec<String> = serde_json::from_str(&text).expect("JSON");
        assert_eq!(back, ["</script><!--", "\"\\\n\u{2028}&", "张三"]);
    }
}
