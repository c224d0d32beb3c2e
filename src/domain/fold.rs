//! Folding text for comparison: width, compatibility forms and spaces.
//!
//! In: text as written. Out: the text that two ways of writing the same thing
//! share. What was written is kept elsewhere; nothing here is for showing.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// NFKC without any white space. Borrows where there is nothing to fold.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) || (is_nfkc(text) && !text.chars().any(char::is_whitespace)) {
        return Cow::Borrowed(text);
    }
    // A mark that stood behind a space may join the letter before it, so what
    // is left is composed again.
    Cow::Owned(text.nfkc().filter(|c| !c.is_whitespace()).nfkc().collect())
}

/// As [`fold`], upper case for ASCII and without a leading apostrophe: for
/// identity numbers and accounts.
#[must_use]
pub fn fold_number(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        return Cow::Borrowed(text);
    }
    let folded = fold(text);
    let bare = folded.trim_start_matches(['\'', '‘', '’', '`']);
    if bare.len() == folded.len() && !bare.bytes().any(|b| b.is_ascii_lowercase()) {
        return folded;
    }
    Cow::Owned(bare.to_ascii_uppercase())
}

/// Characters that NFKC leaves alone and that are no space: ASCII print
/// characters and the common ideographs.
fn is_plain(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{4e00}'..='\u{9fff}')
}

/// Whether folding keeps a character as it is wherever it stands, so that two
/// texts that begin with different ones of these stay different.
#[must_use]
pub fn is_kept(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Whether a character shows nothing, or turns the direction of what follows.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a character stands in one of the private-use areas.
#[must_use]
pub fn is_private_use(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_spaces_fold() {
        assert_eq!(fold("张　三"), "张三");
        assert_eq!(fold("１２３ ａｂ"), "123ab");
        assert_eq!(fold("金额（元）"), "金额(元)");
        assert!(matches!(fold("张三"), Cow::Borrowed(_)));
    }

    #[test]
    fn numbers_fold_to_upper_case() {
        assert_eq!(fold_number("1101０519491231002x"), "11010519491231002X");
        assert_eq!(fold_number("'6221 6900"), "62216900");
        assert!(matches!(fold_number("11010519491231002X"), Cow::Borrowed(_)));
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for text in ["张　三", " ａ Ｂ ", "ﬁ①㈱", "\u{200b}张", "阿依·努尔", "o¨", "K´"]
        {
            let once = fold(text).into_owned();
            assert_eq!(fold(&once), once);
        }
    }
}
