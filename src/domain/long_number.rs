//! Long numbers inside any text: identity numbers and accounts, wherever they
//! stand.
//!
//! In: a text that may hold such a number, as people write it: in groups, in
//! full width, with a last `X`. Out: the text with the middle of each hidden.

use std::borrow::Cow;

use super::identity_number::mask_middle;

/// From how many digits on a number is hidden.
const LEAST_DIGITS: usize = 12;
/// From how many digits on a text of a public list hides them all.
const LEAST_PUBLIC_DIGITS: usize = 10;
/// Groups of fewer digits belong to dates and counts, not to a number that is
/// written in groups.
const LEAST_GROUP: usize = 3;
/// From how many characters on a text of hexadecimal digits is a hash.
const LEAST_HASH: usize = 16;

/// The text with the middle of every number of twelve digits or more hidden.
///
/// Groups of three digits or more with one space or hyphen between them count
/// as one number. A hash (lower-case hexadecimal with a letter in it) is left
/// as it is.
#[must_use]
pub fn mask_long_numbers(text: &str) -> Cow<'_, str> {
    if text.chars().filter(|c| digit(*c).is_some()).count() < LEAST_DIGITS || is_hash(text) {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = number_end(&chars, at);
        if end == at {
            masked.push(chars[at]);
            at += 1;
            continue;
        }
        let number: String = chars[at..end].iter().filter(|c| !is_gap(**c)).collect();
        let digits = number.chars().filter(|c| digit(*c).is_some()).count();
        if digits >= LEAST_DIGITS {
            let identity = matches!(number.chars().count(), 15 | 18);
            masked.push_str(&mask_middle(&number, if identity { 6 } else { 4 }, 4));
        } else {
            masked.extend(&chars[at..end]);
        }
        at = end;
    }
    Cow::Owned(masked)
}

/// The text as a public list shows it: where it holds ten digits or more, each
/// of them is hidden, wherever it stands and however it is grouped. A name's
/// cell into which somebody typed a telephone or an account shows no part of it.
#[must_use]
pub fn hide_long_numbers(text: &str) -> Cow<'_, str> {
    // Asked for every cell: what is too short, or a common ideograph, costs least.
    let numeric = |c: &char| !matches!(c, '\u{4e00}'..='\u{9fff}') && c.is_numeric();
    if text.len() < LEAST_PUBLIC_DIGITS
        || text.chars().filter(numeric).count() < LEAST_PUBLIC_DIGITS
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if numeric(&c) { '*' } else { c }).collect())
}

/// Where the number that begins here ends; here, where none begins.
fn number_end(chars: &[char], start: usize) -> usize {
    let group =
        |from: usize| from + chars[from..].iter().take_while(|c| digit(**c).is_some()).count();
    let mut end = group(start);
    let mut last = end - start;
    while last >= LEAST_GROUP && chars.get(end).is_some_and(|c| is_gap(*c)) {
        let next = group(end + 1);
        if next - (end + 1) < LEAST_GROUP {
            break;
        }
        last = next - (end + 1);
        end = next;
    }
    let check = chars.get(end).is_some_and(|c| matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ'));
    if end > start && check { end + 1 } else { end }
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '-' | '\u{a0}' | '\u{3000}')
}

fn is_hash(text: &str) -> bool {
    text.len() >= LEAST_HASH
        && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        && text.bytes().any(|b| b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_hidden_wherever_they_stand() {
        for (text, masked) in [
            ("11010519491231002X", "110105••••••••002X"),
            ("110105194912310021", "110105••••••••0021"),
            ("110105491231002", "110105•••••1002"),
            ("6221690000000004321", "6221•••••••••••4321"),
            ("6221 6900 0000 0004 321", "6221•••••••••••4321"),
            ("新卡号6221690000000004321，旧卡停用", "新卡号6221•••••••••••4321，旧卡停用"),
            ("１１０１０５１９４９１２３１００２Ｘ", "１１０１０５••••••••００２Ｘ"),
            ("110105-19491231-0021", "110105••••••••0021"),
        ] {
            assert_eq!(mask_long_numbers(text), masked);
        }
    }

    #[test]
    fn a_public_list_shows_no_digit_of_a_long_number() {
        for (text, hidden) in [
            ("张三6221690000000004321", "张三*******************"),
            ("张三 6221 6900 00", "张三 **** **** **"),
            ("张三１３８００００００００", "张三***********"),
            ("13800000000", "***********"),
            ("张三123456789", "张三123456789"),
            ("第12组", "第12组"),
        ] {
            assert_eq!(hide_long_numbers(text), hidden);
        }
    }

    #[test]
    fn other_texts_stay() {
        for text in [
            "",
            "张三",
            "2020-12-31",
            "2020-01-01 2020-12-31",
            "13800000000",
            "roster/001_桐口镇.xlsx",
            "25318800.00",
            "0123456789012a45",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ] {
            assert_eq!(mask_long_numbers(text), text);
        }
    }
}
