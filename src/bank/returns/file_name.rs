//! What a file's name, or a message's id, says of batch and file.
//!
//! In: a pattern with `{batch}`, `{file}`, `{sent}` and `{date}`. Out: the name
//! by the pattern, and from a name again what it says. A name that is not of
//! the pattern says nothing; it is no error, since files are renamed by hand.

use crate::domain::Date;

/// What a name says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The batch.
    pub batch: Option<String>,
    /// The number of the file that was sent, from 1.
    pub file: Option<u32>,
}

/// The longest name that is looked at, in bytes.
const LIMIT_NAME: usize = 512;

/// What a name says by a pattern. Folders before the name are passed over.
pub fn named(pattern: &str, name: &str) -> Named {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut said = Named::default();
    if name.len() <= LIMIT_NAME && fits(pattern, name, &mut said) { said } else { Named::default() }
}

/// The name by a pattern.
pub fn written(pattern: &str, batch: &str, file: u32, sent: &str, date: Date) -> String {
    let date = date.to_string().replace('-', "");
    pattern
        .replace("{batch}", batch)
        .replace("{file}", &format!("{file:03}"))
        .replace("{date}", &date)
        .replace("{sent}", sent)
}

/// Whether the rest of a name is of the rest of a pattern; each part occurs once
/// in a pattern, so the search stays small.
fn fits(pattern: &str, name: &str, said: &mut Named) -> bool {
    let parts: [(&str, fn(char) -> bool); 4] = [
        ("{batch}", |c| c.is_ascii_alphanumeric() || c == '-'),
        ("{file}", |c| c.is_ascii_digit()),
        ("{date}", |c| c.is_ascii_digit()),
        ("{sent}", |_| true),
    ];
    for (part, admits) in parts {
        let Some(rest) = pattern.strip_prefix(part) else { continue };
        // The longest first: `{file}` takes all of its digits.
        let mut ends: Vec<usize> = Vec::new();
        for (at, c) in name.char_indices() {
            if !admits(c) {
                break;
            }
            ends.push(at + c.len_utf8());
        }
        return ends.into_iter().rev().any(|end| {
            let taken = &name[..end];
            let kept = match part {
                "{file}" => taken.parse().is_ok_and(|number: u32| number > 0),
                "{date}" => Date::parse(taken).is_some_and(|_| taken.len() == 8),
                _ => true,
            };
            if !kept || !fits(rest, &name[end..], said) {
                return false;
            }
            match part {
                "{batch}" => said.batch = Some(taken.to_owned()),
                "{file}" => said.file = taken.parse().ok(),
                _ => {}
            }
            true
        });
    }
    match (pattern.chars().next(), name.chars().next()) {
        (None, None) => true,
        (Some(wanted), Some(found)) if wanted.eq_ignore_ascii_case(&found) => {
            fits(&pattern[wanted.len_utf8()..], &name[found.len_utf8()..], said)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(pattern: &str, name: &str) -> (Option<String>, Option<u32>) {
        let said = named(pattern, name);
        (said.batch, said.file)
    }

    #[test]
    fn what_a_pattern_wrote_is_read_again() {
        let day = Date::new(2020, 12, 31).expect("a day");
        for pattern in
            ["HP_{batch}_{file}.txt", "{sent}_{batch}-{file}_{date}.ret", "{date}{file}.{batch}"]
        {
            let name = written(pattern, "2020-001", 7, "某镇_1", day);
            assert_eq!(says(pattern, &name), (Some("2020-001".into()), Some(7)), "{name}");
        }
    }

    #[test]
    fn a_name_of_another_pattern_says_nothing() {
        for name in ["", "x", "HP_2020-001_.txt", "HP_2020-001_007.txt (1)", "HP_2020-001_000.txt"]
        {
            assert_eq!(says("HP_{batch}_{file}.txt", name), (None, None), "{name}");
        }
        assert_eq!(says("HP_{batch}_{file}.txt", "下载/hp_2020-001_012.TXT").1, Some(12));
    }
}
