//! Numbers in a paragraph, with their units.
//!
//! In: a paragraph's folded characters. Out: where each number stands, what it
//! is worth, and in what unit; and the dates. Document numbers, list markers,
//! ordinals, ages, ranges and what stands in a title are no figures.

use rust_decimal::Decimal;

use super::figure::{Class, Time};
use super::lexicon::Lexicon;
use super::paragraph::{Paragraph, marker};

/// Digits that a figure may have; a longer number is an account or a telephone.
const DIGITS: usize = 13;

/// What a figure may be worth, in base units: more than any county counts, and
/// little enough that the product of two is a number still.
const MOST: u64 = 100_000_000_000_000;

/// A number that counts something.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub start: usize,
    pub end: usize,
    pub value: Decimal,
    pub decimals: u32,
    pub class: Class,
    /// Base units in one of the stated unit.
    pub factor: Decimal,
    pub unit: String,
    /// Written with 多, 余, 以上 behind it, or 近, 约 before it.
    pub about: bool,
}

/// A date or a part of a year, where it ends in the characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct When {
    pub start: usize,
    pub end: usize,
    pub time: Time,
}

/// What a paragraph's numbers are.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub numbers: Vec<Number>,
    pub dates: Vec<When>,
}

/// Reads a paragraph's numbers and dates.
pub(super) fn scan(paragraph: &Paragraph, words: &Lexicon) -> Scan {
    let mut scan = Scan::default();
    let chars = &paragraph.chars;
    let mut at = 0;
    let mut fresh = true;
    while at < chars.len() {
        if fresh && let Some(length) = marker(&chars[at..]) {
            at += length;
            fresh = false;
            continue;
        }
        let c = chars[at];
        fresh = matches!(c, '。' | ';' | '\t') || (fresh && c == ' ');
        if let Some(end) = closed(chars, at) {
            at = end;
            continue;
        }
        if let Some((end, time)) = part_of_year(chars, at) {
            scan.dates.push(When { start: at, end, time });
            at = end;
            continue;
        }
        let read = if c.is_ascii_digit() { arabic(chars, at) } else { chinese(chars, at) };
        let Some(read) = read else {
            at += 1;
            continue;
        };
        at = take(paragraph, words, at, &read, &mut scan);
    }
    scan
}

/// A title or a document's number, jumped over: where it ends.
fn closed(chars: &[char], at: usize) -> Option<usize> {
    let close = match chars[at] {
        '《' => '》',
        '[' => ']',
        _ => return None,
    };
    let end = at + chars[at..].iter().position(|c| *c == close)?;
    if close == '》' {
        return Some(end + 1);
    }
    // 〔2020〕36号
    let digits = chars[end + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    let numbered = digits > 0 && chars.get(end + 1 + digits) == Some(&'号');
    Some(if numbered { end + 2 + digits } else { end + 1 })
}

/// A number as it is written, before its unit.
struct Read {
    end: usize,
    number: Decimal,
    decimals: u32,
    percent: bool,
    chinese: bool,
    /// How many digits stand together.
    digits: usize,
}

fn arabic(chars: &[char], at: usize) -> Option<Read> {
    let mut text = String::new();
    let mut end = at;
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    while digit(end) {
        text.push(chars[end]);
        end += 1;
    }
    // Thousands: groups of three behind a comma.
    if end - at <= 3 {
        while chars.get(end) == Some(&',')
            && (1..=3).all(|ahead| digit(end + ahead))
            && !digit(end + 4)
        {
            text.extend(&chars[end + 1..end + 4]);
            end += 4;
        }
    }
    let mut decimals = 0;
    if chars.get(end) == Some(&'.') && digit(end + 1) {
        text.push('.');
        end += 1;
        while digit(end) {
            text.push(chars[end]);
            end += 1;
            decimals += 1;
        }
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let number = if digits <= DIGITS { text.parse().ok()? } else { Decimal::ZERO };
    Some(Read { end, number, decimals, percent: false, chinese: false, digits })
}

/// A number in Chinese numerals: 十四, 三百五十, 百分之九十五点五, 二〇二〇.
fn chinese(chars: &[char], at: usize) -> Option<Read> {
    let percent = chars[at..].starts_with(&['百', '分', '之']);
    let from = if percent { at + 3 } else { at };
    // 百分之95 is written too.
    if percent && chars.get(from).is_some_and(char::is_ascii_digit) {
        let read = arabic(chars, from)?;
        return Some(Read { percent: true, chinese: true, ..read });
    }
    let value = |c: char| {
        "零一二三四五六七八九".chars().position(|known| known == c).or(match c {
            '〇' => Some(0),
            '两' => Some(2),
            _ => None,
        })
    };
    if !percent && value(chars[from]).is_none_or(|digit| digit == 0) && chars[from] != '十' {
        return None;
    }
    let (mut total, mut section, mut digit, mut end) = (0_u64, 0_u64, None::<u64>, from);
    let mut plain = 0;
    while let Some(c) = chars.get(end) {
        if let Some(found) = value(*c) {
            if digit.is_some_and(|digit| digit > 0) {
                plain += 1;
                digit = digit.and_then(|d: u64| d.checked_mul(10)).map(|d| d + found as u64);
                if plain > 8 {
                    return None;
                }
            } else {
                digit = Some(found as u64);
            }
        } else {
            let unit = match c {
                '十' => 10,
                '百' if !chars[end..].starts_with(&['百', '分', '之']) => 100,
                '千' => 1_000,
                '万' if chars.get(end + 1) != Some(&'元') && chars.get(end + 1) != Some(&'亩') => {
                    10_000
                }
                _ => break,
            };
            if unit == 10_000 {
                total = (section + digit.unwrap_or(0)).checked_mul(unit)?;
                section = 0;
            } else {
                section += digit.unwrap_or(1) * unit;
            }
            digit = None;
        }
        end += 1;
    }
    // 三五 is about so many; only a year is said digit by digit.
    if end == from || (plain > 0 && chars.get(end) != Some(&'年')) {
        return None;
    }
    let mut number = Decimal::from(total + section + digit.unwrap_or(0));
    let mut decimals = 0;
    if chars.get(end) == Some(&'点') && chars.get(end + 1).is_some_and(|c| value(*c).is_some()) {
        end += 1;
        while let Some(found) = chars.get(end).and_then(|c| value(*c)) {
            decimals += 1;
            if decimals > 6 {
                return None;
            }
            number += Decimal::new(i64::try_from(found).ok()?, decimals);
            end += 1;
        }
    }
    Some(Read { end, number, decimals, percent, chinese: true, digits: end - from })
}

/// Reads what stands behind a number and files it; tells where to go on.
fn take(paragraph: &Paragraph, words: &Lexicon, at: usize, read: &Read, scan: &mut Scan) -> usize {
    let chars = &paragraph.chars;
    let text = |from: usize, length: usize| -> String {
        chars[from.min(chars.len())..(from + length).min(chars.len())].iter().collect()
    };
    let ahead = text(read.end, 6);
    if let Some(when) = date(chars, at, read) {
        scan.dates.push(when);
        return when.end;
    }
    let before: String = text(at.saturating_sub(4), at.min(4));
    // 目标3： names a goal; 目标3人 sets one.
    let named = ahead.starts_with([':', '、']) || ahead.is_empty();
    let ordinal = before.ends_with('第')
        || (read.chinese && before.ends_with(['数', '几', '上', '好']))
        || (named && words.not_figures.before.iter().any(|word| before.ends_with(word.as_str())));
    if ordinal {
        return read.end;
    }
    // 1 200: one number or two, nobody can say.
    if ahead.starts_with(' ') && paragraph.cells.is_none() {
        return arabic(chars, read.end + 1).map_or(read.end, |second| second.end);
    }
    if chars
        .get(at.wrapping_sub(1))
        .is_some_and(|c| c.is_ascii_alphabetic() || *c == '/' || *c == '.')
    {
        return read.end;
    }
    // A range: neither end of it is a figure.
    let range = ahead.chars().next().is_some_and(|c| "-—–~～至到".contains(c))
        && chars[read.end + 1..]
            .iter()
            .find(|c| !"-—–~～".contains(**c))
            .is_some_and(char::is_ascii_digit);
    if range && !read.chinese {
        let next = read.end
            + 1
            + chars[read.end + 1..].iter().take_while(|c| "-—–~～".contains(**c)).count();
        return arabic(chars, next).map_or(next, |second| second.end);
    }
    if read.digits > DIGITS {
        return read.end;
    }
    let mut end = read.end;
    let mut about = about_before(words, &text(at.saturating_sub(3), at.min(3)));
    let (class, factor, unit) = if read.percent {
        (Class::Percent, Decimal::ONE, "%".to_owned())
    } else if ahead.starts_with('%') {
        end += 1;
        (Class::Percent, Decimal::ONE, "%".to_owned())
    } else if ahead.starts_with('‰') {
        end += 1;
        (Class::Percent, Decimal::new(1, 1), "‰".to_owned())
    } else if let Some(word) = ["个百分点", "百分点"].iter().find(|word| ahead.starts_with(**word))
    {
        end += word.chars().count();
        (Class::Points, Decimal::ONE, (*word).to_owned())
    } else {
        if words.not_figures.units.iter().any(|unit| {
            ahead.starts_with(unit.as_str())
                && words
                    .unit_at(&chars[end..])
                    .is_none_or(|(length, ..)| length <= unit.chars().count())
        }) {
            return read.end;
        }
        let from = end;
        if chars.get(end).is_some_and(|c| "余多来".contains(*c)) {
            about = true;
            end += 1;
        }
        let mut factor = Decimal::ONE;
        while let Some(times) = chars.get(end).and_then(|c| multiplier(*c)) {
            factor = factor.checked_mul(times).unwrap_or(Decimal::MAX);
            end += 1;
        }
        if chars.get(end).is_some_and(|c| "余多来".contains(*c)) {
            about = true;
            end += 1;
        }
        match words.unit_at(&chars[end..]) {
            // 十分, 一个: no counts. A number of Chinese numerals needs a unit.
            Some((_, class, _))
                if read.chinese && (class == Class::Score || read.number == Decimal::ONE) =>
            {
                return read.end;
            }
            Some((length, class, base)) => {
                end += length;
                let unit: String =
                    chars[from..end].iter().filter(|c| !"余多来".contains(**c)).collect();
                (class, factor.checked_mul(base).unwrap_or(Decimal::MAX), unit)
            }
            // 第, 万 and nothing: an idiom.
            None if read.chinese => return read.end,
            None if factor > Decimal::ONE => {
                (Class::Count, factor, chars[from..end].iter().collect())
            }
            None if paragraph.cells.is_some() => (Class::Bare, Decimal::ONE, String::new()),
            None => return read.end,
        }
    };
    let most = Decimal::from(MOST);
    if factor > most || read.number.checked_mul(factor).is_none_or(|worth| worth > most) {
        return end;
    }
    // A range with its unit written twice: 100人至200人.
    let second = chars.get(end).is_some_and(|c| "-—–~～至".contains(*c))
        && chars.get(end + 1).is_some_and(char::is_ascii_digit);
    let follows_range = at > 0 && "-—–~～至".contains(chars[at - 1]) && at > 1 && {
        let last = scan.numbers.last();
        last.is_some_and(|last| last.end + 1 == at && last.class == class)
    };
    if follows_range {
        scan.numbers.pop();
        return end;
    }
    let behind = text(end, 2);
    about |= !second
        && words
            .roles
            .about_after
            .iter()
            .any(|word| word.chars().count() > 1 && behind.starts_with(word.as_str()));
    about |= behind.starts_with('多') || behind.starts_with('余');
    scan.numbers.push(Number {
        start: at,
        end,
        value: read.number,
        decimals: read.decimals,
        class,
        factor,
        unit,
        about,
    });
    end
}

fn about_before(words: &Lexicon, before: &str) -> bool {
    words.roles.about.iter().any(|word| before.ends_with(word.as_str()))
}

fn multiplier(c: char) -> Option<Decimal> {
    Some(Decimal::from(match c {
        '十' => 10_u64,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    }))
}

/// A date that begins with a number: 2020年, 2021年3月底, 12月31日, 2021.3.
fn date(chars: &[char], at: usize, read: &Read) -> Option<When> {
    let number = u16::try_from(read.number.trunc().to_string().parse::<u32>().ok()?).ok()?;
    if read.decimals > 0 {
        return None;
    }
    let mut time = Time::default();
    let mut end = read.end;
    let after = chars.get(end)?;
    let year = read.digits == 4 && (1949..=2100).contains(&number);
    if *after == '年' && year {
        time.year = Some(number);
        end += 1;
        if chars.get(end) == Some(&'度') {
            end += 1;
        }
        if let Some(month) =
            chars.get(end).filter(|c| c.is_ascii_digit()).and_then(|_| arabic(chars, end))
            && chars.get(month.end) == Some(&'月')
        {
            time.month = u8::try_from(month.number.trunc()).ok().filter(|m| (1..=12).contains(m));
            end = month.end + 1;
        } else if chars.get(end).is_some_and(|c| "底末".contains(*c)) {
            time.month = Some(12);
            end += 1;
        } else if let Some((past, part)) = part_of_year(chars, end) {
            time.part = part.part;
            end = past;
        }
    } else if *after == '月' && !read.chinese && (1..=12).contains(&number) {
        time.month = u8::try_from(number).ok();
        end += 1;
    } else {
        return None;
    }
    if let Some(day) =
        chars.get(end).filter(|c| c.is_ascii_digit()).and_then(|_| arabic(chars, end))
        && chars.get(day.end).is_some_and(|c| "日号".contains(*c))
    {
        end = day.end + 1;
    } else if chars.get(end).is_some_and(|c| "底末初".contains(*c)) {
        end += 1;
    }
    Some(When { start: at, end, time })
}

/// 上半年, 第三季度 and the like; 去年.
fn part_of_year(chars: &[char], at: usize) -> Option<(usize, Time)> {
    const PARTS: [(&str, u8); 14] = [
        ("上半年", 1),
        ("下半年", 2),
        ("第一季度", 3),
        ("第二季度", 4),
        ("第三季度", 5),
        ("第四季度", 6),
        ("一季度", 3),
        ("二季度", 4),
        ("三季度", 5),
        ("四季度", 6),
        ("1季度", 3),
        ("2季度", 4),
        ("3季度", 5),
        ("4季度", 6),
    ];
    PARTS.iter().find_map(|(word, part)| {
        let word: Vec<char> = word.chars().collect();
        chars[at..]
            .starts_with(&word)
            .then(|| (at + word.len(), Time { part: Some(*part), ..Time::default() }))
    })
}

#[cfg(test)]
mod tests {
    use super::super::paragraph::paragraphs;
    use super::super::read::Text;
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let all = paragraphs(&Text::of("x", text));
        let scan = scan(&all[0], Lexicon::shipped());
        scan.numbers
            .iter()
            .map(|n| format!("{}{}{}", n.value, n.unit, if n.about { "~" } else { "" }))
            .collect()
    }

    #[test]
    fn figures_are_read_and_what_is_none_is_not() {
        for (text, expected) in [
            ("资金1,234.50万元", vec!["1234.50万元"]),
            ("项目１２个，７００万元", vec!["12个", "700万元"]),
            ("《2020年第3批通知》（某财农〔2019〕86号）下达12.5亿元", vec!["12.5亿元"]),
            ("2020年12月31日前，完成5个村、三座水库", vec!["5个", "3座"]),
            ("一是新建3处；二是改造十四处", vec!["3处", "14处"]),
            ("满意度达到百分之九十五点五", vec!["95.5%"]),
            ("提高1.3个百分点", vec!["1.3个百分点"]),
            ("年龄18-45周岁，历时5天，第2小组", vec![]),
            ("每亩补助100-200元", vec![]),
            ("近3000人，200余户，95%以上", vec!["3000人~", "200户~", "95%~"]),
            ("一户一产业工人，十分明显，千方百计", vec![]),
            ("种植1.2万亩", vec!["1.2万亩"]),
            ("（1）从数量看，目标3：培训二百五十六人", vec!["256人"]),
            ("二〇二〇年共三百零五户", vec!["305户"]),
            ("账号6221690000000000001", vec![]),
            ("占38.5％，1 200人", vec!["38.5%"]),
            ("100万亿元，101万亿元", vec!["100万亿元"]),
            ("1万亿亿亿亿亿亿元，9999999999999亿亿元，3个", vec!["3个"]),
            ("三千五百亿万亿亿亿亿万元", vec![]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
