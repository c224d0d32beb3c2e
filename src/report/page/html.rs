//! Pieces of HTML: everything that is put into the page passes through here.
//!
//! In: words in both languages, values of the lists, numbers. Out: text that a
//! browser reads as text, whatever stands in a cell. Words of the page stand
//! there twice, a language each, and the style sheet shows one; what comes from
//! the lists stands in `<bdi>`, and is never an own word.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::domain::identity_number::mask_identity;
pub(super) use crate::domain::money::thousands as grouped;
use crate::domain::{Lang, Money};
use crate::finding::has_long_number;

/// The page in the making.
#[derive(Debug, Default)]
pub(super) struct Html {
    text: String,
}

/// The longest text of a cell that is shown.
const LONGEST: usize = 60;

impl Html {
    /// What was written so far.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Markup of ours.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.text.push_str(markup);
        self
    }

    /// Text that is no word of the page: numbers, codes.
    pub(super) fn plain(&mut self, text: &str) -> &mut Self {
        escape(text, &mut self.text);
        self
    }

    /// What the lists or the project say, long numbers masked.
    pub(super) fn data(&mut self, text: &str) -> &mut Self {
        self.text.push_str("<bdi>");
        escape(&shown(text), &mut self.text);
        self.text.push_str("</bdi>");
        self
    }

    /// Words of the page, in both languages.
    pub(super) fn say<S: AsRef<str>>(&mut self, words: impl Fn(Lang) -> S) -> &mut Self {
        let (zh, en) = (words(Lang::Zh), words(Lang::En));
        let (zh, en) = (zh.as_ref(), en.as_ref());
        if zh == en {
            return self.plain(zh);
        }
        for (class, lang, text) in [("z", "zh-CN", zh), ("e", "en", en)] {
            if !text.is_empty() {
                let _ = write!(self.text, "<span class={class} lang={lang}>");
                escape(text, &mut self.text);
                self.text.push_str("</span>");
            }
        }
        self
    }

    /// An element of words.
    pub(super) fn tag<S: AsRef<str>>(
        &mut self,
        open: &str,
        words: impl Fn(Lang) -> S,
    ) -> &mut Self {
        let name = open.split(' ').next().unwrap_or(open);
        let _ = write!(self.text, "<{open}>");
        self.say(words);
        let _ = write!(self.text, "</{name}>");
        self
    }

    /// A label for who does not see, in the page's language at first; the switch
    /// changes it.
    pub(super) fn label<S: AsRef<str>>(
        &mut self,
        lang: Lang,
        words: impl Fn(Lang) -> S,
    ) -> &mut Self {
        for (name, lang) in [("aria-label", lang), ("data-zh", Lang::Zh), ("data-en", Lang::En)] {
            let _ = write!(self.text, " {name}=\"");
            escape(words(lang).as_ref(), &mut self.text);
            self.text.push('"');
        }
        self
    }

    /// A number's cell.
    pub(super) fn number(&mut self, count: u64) -> &mut Self {
        let class = if count == 0 { "\"n zero\"" } else { "n" };
        let _ = write!(self.text, "<td class={class}>{}</td>", grouped(count));
        self
    }

    /// A sum's cell.
    pub(super) fn sum(&mut self, sum: Money) -> &mut Self {
        let class = if sum.is_zero() { "\"n zero\"" } else { "n" };
        let _ = write!(self.text, "<td class={class}>{}</td>", yuan(sum));
        self
    }

    /// A heading of a column.
    pub(super) fn th<S: AsRef<str>>(
        &mut self,
        class: &str,
        words: impl Fn(Lang) -> S,
    ) -> &mut Self {
        let _ = write!(self.text, "<th scope=col{class}>");
        self.say(words);
        self.text.push_str("</th>");
        self
    }

    /// The headings of a table: numbers stand right.
    pub(super) fn head(&mut self, columns: &[(&'static str, bool)]) -> &mut Self {
        self.raw("<thead><tr>");
        for (id, number) in columns {
            let class = if *number { " class=n" } else { "" };
            self.th(class, |lang| crate::words::text(lang, id));
        }
        self.raw("</tr></thead>")
    }

    /// A bar from `from` to `to` thousandths of its cell.
    pub(super) fn bar(&mut self, from: u64, to: u64, class: &str) -> &mut Self {
        // A thing that is there is seen.
        let width = (to - from).max(3);
        let from = from.min(1000 - width);
        let _ = write!(
            self.text,
            "<svg class=bar viewBox=\"0 0 1000 10\" preserveAspectRatio=none aria-hidden=true>\
             <rect class={class} x={from} y=0 width={width} height=10 /></svg>"
        );
        self
    }
}

/// A share in thousandths.
pub(super) fn thousandths(part: u64, whole: u64) -> u64 {
    if whole == 0 {
        return 0;
    }
    let share = u128::from(part) * 1000 / u128::from(whole);
    u64::try_from(share).unwrap_or(1000).min(1000)
}

/// A value of the lists as it may be shown: numbers of ten digits and more
/// masked, what cannot be seen made visible, no longer than a line.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let plain =
        text.len() < 10 && !text.chars().any(|c| c.is_control() || is_bidi(c) || c.is_numeric());
    if plain {
        return Cow::Borrowed(text);
    }
    let masked = masked(text);
    let mut out = String::with_capacity(masked.len());
    for (at, c) in masked.chars().enumerate() {
        if at == LONGEST {
            out.push('…');
            break;
        }
        match c {
            '\0'..='\x1f' => {
                out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'));
            }
            c if c.is_control() || is_bidi(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A text with the middle of its long numbers hidden, wherever they stand in it.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    if !has_long_number(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(char::is_numeric) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
        let number = &rest[..end];
        if number.chars().count() >= 10 {
            out.push_str(&mask_identity(number));
        } else {
            out.push_str(number);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether a character turns the direction of what follows.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes a text so that it stays text, in an element and in an attribute.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// Yuan with thousands set apart and two decimals.
pub(super) fn yuan(sum: Money) -> String {
    fen(sum.fen().unsigned_abs())
}

/// The same of a number of fen.
pub(super) fn fen(fen: u64) -> String {
    format!("{}.{:02}", grouped(fen / 100), fen % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_cell_stays_text() {
        let mut html = Html::default();
        html.data("<img src=x onerror=alert(1)>\"'&</script>");
        assert_eq!(
            html.into_text(),
            "<bdi>&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;&lt;/script&gt;</bdi>"
        );
    }

    #[test]
    fn what_cannot_be_seen_is_made_visible_and_long_numbers_are_masked() {
        assert_eq!(shown(" 张三 "), "张三");
        assert_eq!(shown("张\u{202e}三"), "张\u{fffd}三");
        assert_eq!(shown("张\t三"), "张\u{2409}三");
        assert!(!shown("6221690000000004321").contains("0000"));
        assert_eq!(shown("见 6221690000000004321 号第 12 行"), "见 622169•••••••••4321 号第 12 行");
        assert_eq!(shown(&"长".repeat(200)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn shares_and_figures() {
        assert_eq!(thousandths(1, 3), 333);
        assert_eq!(thousandths(0, 0), 0);
        assert_eq!(fen(100_005), "1,000.05");
    }
}
