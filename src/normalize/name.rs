//! Names: the comparison key, and the form in which a bank gets them.

use std::borrow::Cow;

use crate::domain::fold::{fold, is_invisible};
use crate::rulebook::{Names, names::SEPARATOR};

/// The key under which two ways of writing one name are the same: spaces,
/// invisible characters and separators out, width folded, known private-use
/// characters as what they stand for.
#[must_use]
pub fn name_key<'a>(written: &'a str, names: &Names) -> Cow<'a, str> {
    if is_common(written) {
        return Cow::Borrowed(written);
    }
    let key = |c: char| {
        let shown = !is_invisible(c) && !names.is_separator(c);
        shown.then(|| names.stands_for(c).unwrap_or(c))
    };
    // Folding may make a separator of another character, so it is looked at again.
    let first: String = written.chars().filter_map(key).collect();
    Cow::Owned(fold(&first).chars().filter_map(key).collect())
}

/// The name as it is exported: spaces out, width folded, the separator as the
/// bank profile says. Everything else stays as written.
#[must_use]
pub fn export_name<'a>(written: &'a str, names: &Names, separator: char) -> Cow<'a, str> {
    if is_common(written) {
        return Cow::Borrowed(written);
    }
    let first: String =
        written.chars().map(|c| if names.is_separator(c) { SEPARATOR } else { c }).collect();
    let folded = fold(&first);
    Cow::Owned(folded.chars().map(|c| if names.is_separator(c) { separator } else { c }).collect())
}

/// Common ideographs only: nothing to fold.
fn is_common(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    #[test]
    fn ways_of_writing_one_name_share_a_key() {
        let names = Rulebook::shipped().expect("rules").names;
        for (a, b) in [
            ("张三", "张　三"),
            ("张三", "张\u{200b}三"),
            ("阿依·努尔", "阿依•努尔"),
            ("阿依·努尔", "阿依．努尔"),
            ("阿依·努尔", "阿依.努尔"),
            ("阿依·努尔", "阿依･努尔"),
            ("阿依·努尔", "阿依努尔"),
            ("张䶮", "张\u{e863}"),
            ("李A", "李Ａ"),
        ] {
            assert_eq!(name_key(a, &names), name_key(b, &names), "{a} {b}");
        }
        assert_ne!(name_key("张三", &names), name_key("张叁", &names));
    }

    #[test]
    fn keys_and_exports_are_their_own() {
        let names = Rulebook::shipped().expect("rules").names;
        for text in ["张　三", "阿依.努尔", "张\u{e863}", "ｱ゙", "①㈱", "˙"] {
            let once = name_key(text, &names).into_owned();
            assert_eq!(name_key(&once, &names), once, "{text}");
            let once = export_name(text, &names, '·').into_owned();
            assert_eq!(export_name(&once, &names, '·'), once, "{text}");
        }
    }

    #[test]
    fn a_bank_gets_the_profiles_separator() {
        let names = Rulebook::shipped().expect("rules").names;
        assert_eq!(export_name("阿依 • 努尔", &names, '·'), "阿依·努尔");
        assert_eq!(export_name("阿依·努尔", &names, '.'), "阿依.努尔");
        assert_eq!(export_name("张\u{e863}", &names, '·'), "张\u{e863}");
    }
}
