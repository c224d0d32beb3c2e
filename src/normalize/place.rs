//! Places: keys of townships, villages and groups, and a sheet's township.

use std::borrow::Cow;

use crate::domain::fold::fold;
use crate::domain::long_number::hide_long_numbers;

/// The key of a township: folded. It names files and stands in what everybody reads:
/// a number that somebody wrote there is hidden.
#[must_use]
pub fn township_key(written: &str) -> Cow<'_, str> {
    without_number(fold(written))
}

/// The key of a bank, alike.
#[must_use]
pub fn bank_key(written: &str) -> Cow<'_, str> {
    without_number(fold(written))
}

fn without_number(folded: Cow<'_, str>) -> Cow<'_, str> {
    match folded {
        Cow::Borrowed(text) => hide_long_numbers(text),
        Cow::Owned(text) => Cow::Owned(hide_long_numbers(&text).into_owned()),
    }
}

/// The key of a village: folded, `和平村委会` and `和平村民委员会` as `和平村`.
#[must_use]
pub fn village_key(written: &str) -> Cow<'_, str> {
    let folded = fold(written);
    for ending in ["民委员会", "委员会", "委会"] {
        if let Some(bare) = folded.strip_suffix(ending).filter(|bare| !bare.is_empty()) {
            return Cow::Owned(bare.to_owned());
        }
    }
    folded
}

/// The key of a village group: `第三村民小组`, `三组` and `3` are the same.
#[must_use]
pub fn group_key(written: &str) -> Cow<'_, str> {
    if written.bytes().all(|b| b.is_ascii_digit()) && !written.starts_with('0') {
        return Cow::Borrowed(written);
    }
    let folded = fold(written);
    let bare = folded.trim_start_matches('第');
    let bare = ["村民小组", "小组", "组", "队"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending))
        .unwrap_or(bare);
    if let Some(number) = chinese_number(bare) {
        return Cow::Owned(number.to_string());
    }
    if let Ok(number) = bare.parse::<u32>() {
        return Cow::Owned(number.to_string());
    }
    if bare.len() == folded.len() { folded } else { Cow::Owned(bare.to_owned()) }
}

/// A Chinese number below one hundred: `十二` is 12.
fn chinese_number(text: &str) -> Option<u32> {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|d| d == c);
    let digit = |c: char| digit(c).and_then(|d| u32::try_from(d).ok());
    let chars: Vec<char> = text.chars().collect();
    match *chars.as_slice() {
        ['十'] => Some(10),
        [ones] => digit(ones),
        ['十', ones] => digit(ones).map(|ones| 10 + ones),
        [tens, '十'] => digit(tens).map(|tens| tens * 10),
        [tens, '十', ones] => Some(digit(tens)? * 10 + digit(ones)?),
        _ => None,
    }
}

/// The known township named inside a text; the longest wins, then the first
/// in order.
#[must_use]
pub fn township_inside<'a>(text: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(text);
    known
        .filter(|township| !township.is_empty() && folded.contains(township))
        .max_by_key(|township| (township.chars().count(), std::cmp::Reverse(*township)))
}

/// A file's name without folder and extension.
#[must_use]
pub fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_the_same_however_written() {
        for text in ["3", "三组", "第三村民小组", "３组", "03组", "第3小组"] {
            assert_eq!(group_key(text), "3", "{text}");
        }
        assert_eq!(group_key("二十一组"), "21");
        assert_eq!(group_key("十组"), "10");
        assert_eq!(group_key("新屋组"), "新屋");
        assert_eq!(group_key(""), "");
    }

    #[test]
    fn a_villages_committee_is_its_village() {
        assert_eq!(village_key("和平村委会"), "和平村");
        assert_eq!(village_key("和平村民委员会"), "和平村");
        assert_eq!(village_key("和平 村"), "和平村");
        assert_eq!(village_key("委会"), "委会");
    }

    #[test]
    fn the_longest_township_wins() {
        let known = ["新镇", "大新镇", "月田镇"];
        assert_eq!(township_inside("001_大新镇_花名册", known.into_iter()), Some("大新镇"));
        assert_eq!(township_inside("花名册", known.into_iter()), None);
        assert_eq!(file_stem("roster/001_荣家湾镇_花名册.xlsx"), "001_荣家湾镇_花名册");
    }
}
