//! Figures with their labels, times and roles.
//!
//! In: a report's paragraphs. Out: each number as a figure: the phrase that it
//! belongs to, the words of it that mean something, the time it speaks of, and
//! what it does in its sentence.

use rust_decimal::Decimal;

use super::figure::{Class, Figure, Role, Time};
use super::lexicon::{Lexicon, any, ends};
use super::number::{self, Number, Scan};
use super::paragraph::{HEADING_CHARS, Paragraph, around, marker};

/// A report cut up and read.
#[derive(Debug)]
pub(super) struct Report {
    pub paragraphs: Vec<Paragraph>,
    pub figures: Vec<Figure>,
    /// The year that the report is about, where its title or text says.
    pub year: Option<u16>,
    pub words: &'static Lexicon,
}

impl Report {
    /// Reads the figures of the paragraphs.
    pub fn new(mut paragraphs: Vec<Paragraph>) -> Self {
        let words = Lexicon::shipped();
        let scans: Vec<Scan> =
            paragraphs.iter().map(|paragraph| number::scan(paragraph, words)).collect();
        headings(&mut paragraphs, &scans);
        let year = report_year(&paragraphs, &scans);
        let mut figures = Vec::new();
        for (at, scan) in scans.iter().enumerate() {
            let reader = Reader { words, paragraph: &paragraphs[at], scan, year };
            let first = figures.len();
            for nth in 0..scan.numbers.len() {
                let figure = reader.figure(at, nth, &figures[first..]);
                figures.push(figure);
            }
        }
        Self { paragraphs, figures, year, words }
    }

    /// The paragraph of a figure.
    pub fn paragraph(&self, figure: &Figure) -> &Paragraph {
        &self.paragraphs[figure.paragraph]
    }

    /// The text of the sentence around a figure.
    pub fn sentence(&self, figure: &Figure) -> String {
        let paragraph = self.paragraph(figure);
        let (from, to) = around(&paragraph.sentence, figure.start);
        paragraph.text(from, to)
    }

    /// The year a figure speaks of: its own, else the report's.
    pub fn year_of(&self, figure: &Figure) -> Option<u16> {
        figure.time.year.or(self.year)
    }

    /// Whether a label has a word that names something.
    pub fn is_specific(&self, terms: &[String]) -> bool {
        specific(self.words, terms)
    }
}

/// Whether any of the words names something.
fn specific(words: &Lexicon, terms: &[String]) -> bool {
    terms.iter().any(|term| !words.is_generic(term) && term.chars().count() >= 2)
}

/// Finds headings, and tells each paragraph which it stands under.
fn headings(paragraphs: &mut [Paragraph], scans: &[Scan]) {
    let (mut block, mut section) = (0, String::new());
    for (paragraph, scan) in paragraphs.iter_mut().zip(scans) {
        let text = paragraph.text(0, paragraph.chars.len());
        let sentences = text.trim_end_matches(['。', ':']).contains(['。', ';', '，']);
        paragraph.heading = paragraph.cells.is_none()
            && paragraph.marked
            && scan.numbers.is_empty()
            && !sentences
            && paragraph.chars.len() <= HEADING_CHARS;
        if paragraph.heading {
            block += 1;
            section = text;
        }
        paragraph.block = block;
        paragraph.section.clone_from(&section);
    }
}

/// The year of the title, else the year that is said most often.
fn report_year(paragraphs: &[Paragraph], scans: &[Scan]) -> Option<u16> {
    let years =
        |scan: &Scan| scan.dates.iter().filter_map(|date| date.time.year).collect::<Vec<_>>();
    for (paragraph, scan) in paragraphs.iter().zip(scans).take(3) {
        let title = paragraph.chars.len() <= 2 * HEADING_CHARS && !paragraph.chars.contains(&'。');
        if let Some(year) = years(scan).first().filter(|_| title) {
            return Some(*year);
        }
    }
    let mut counts = std::collections::BTreeMap::<u16, usize>::new();
    for year in scans.iter().flat_map(years) {
        *counts.entry(year).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

/// The words of a text that mean something: sorted, each once.
pub(super) fn terms(words: &Lexicon, text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut found, mut unknown, mut at) = (Vec::new(), String::new(), 0);
    while at < chars.len() {
        if let Some((length, as_)) = words.word_at(&chars[at..]) {
            if !unknown.is_empty() {
                found.push(std::mem::take(&mut unknown));
            }
            found.extend(as_.map(str::to_owned));
            at += length;
        } else {
            if chars[at].is_alphanumeric() {
                unknown.push(chars[at]);
            }
            at += 1;
        }
    }
    found.extend((!unknown.is_empty()).then_some(unknown));
    found.sort_unstable();
    found.dedup();
    found
}

/// What reads one paragraph's figures.
struct Reader<'a> {
    words: &'a Lexicon,
    paragraph: &'a Paragraph,
    scan: &'a Scan,
    year: Option<u16>,
}

impl Reader<'_> {
    /// The `nth` number as a figure; `earlier` are the paragraph's figures before it.
    fn figure(&self, paragraph: usize, nth: usize, earlier: &[Figure]) -> Figure {
        let number = &self.scan.numbers[nth];
        let own = self.paragraph;
        let before = self.before(number);
        let after = self.after(number);
        let clause = self.clause_text(number);
        let role = self.role(number, &before, &after, &clause);
        let mut class = number.class;
        if class == Class::Count && number.unit.ends_with('个') && counts_people(&after) {
            class = Class::People;
        }
        let step = Decimal::new(1, number.decimals) * number.factor;
        let mut figure = Figure {
            paragraph,
            line: own.line_of(number.start),
            start: number.start,
            end: number.end,
            shown: own.text(number.start, number.end),
            number: number.value,
            factor: number.factor,
            value: (number.value * number.factor).normalize(),
            step,
            class,
            unit: number.unit.clone(),
            label: String::new(),
            terms: Vec::new(),
            rate: None,
            time: self.time(number),
            role,
            about: number.about,
            place: self.place(number),
            before,
            after,
            sentence: own.sentence[number.start],
            item: own.item[number.start],
            clause: own.clause[number.start],
            depth: own.depth[number.start],
            cell: class == Class::Bare,
        };
        if class == Class::Percent {
            self.rate(&mut figure, earlier);
        }
        if figure.rate.is_none() {
            self.label(&mut figure);
        }
        figure
    }

    /// The clause's text before a number, back to the number before it: without
    /// brackets, dates and the list's marker.
    fn before(&self, number: &Number) -> String {
        let own = self.paragraph;
        let clause = own.clause[number.start];
        let mut from = number.start;
        for at in (0..number.start).rev() {
            if own.clause[at] == clause && is_mark(own.chars[at]) && !in_title(own, at) {
                break;
            }
            if self.scan.numbers.iter().any(|other| other.end == at + 1 && own.clause[at] == clause)
            {
                break;
            }
            if own.depth[at] < own.depth[number.start]
                || own.sentence[at] != own.sentence[number.start]
            {
                break;
            }
            from = at;
        }
        self.plain(from, number.start, clause)
    }

    /// The clause's text after a number, up to the next number.
    fn after(&self, number: &Number) -> String {
        let own = self.paragraph;
        let clause = own.clause[number.end - 1];
        let mut to = number.end;
        while to < own.chars.len()
            && own.clause[to] == clause
            && !is_mark(own.chars[to])
            && !self.scan.numbers.iter().any(|other| other.start == to)
        {
            to += 1;
        }
        self.plain(number.end, to, clause)
    }

    /// The whole clause.
    fn clause_text(&self, number: &Number) -> String {
        let own = self.paragraph;
        let clause = own.clause[number.start];
        (0..own.chars.len())
            .filter(|at| own.clause[*at] == clause)
            .map(|at| own.chars[at])
            .collect()
    }

    /// A range's characters that belong to a clause, dates and markers left out.
    fn plain(&self, from: usize, to: usize, clause: usize) -> String {
        let own = self.paragraph;
        let dated = |at: usize| {
            self.scan.dates.iter().any(|date| date.start <= at && at < date.end)
                && !in_title(own, at)
        };
        let mut text: Vec<char> = (from..to)
            .filter(|at| own.clause[*at] == clause && !dated(*at) && !"()".contains(own.chars[*at]))
            .map(|at| own.chars[at])
            .collect();
        if let Some(length) = marker(&text) {
            text.drain(..length);
        }
        text.into_iter().filter(|c| !is_mark(*c)).collect()
    }

    fn role(&self, number: &Number, before: &str, after: &str, clause: &str) -> Role {
        let roles = &self.words.roles;
        let bare = before.trim_end_matches(['了', '约', '近', '共', '逾']);
        let tail: String = {
            let chars: Vec<char> = before.chars().collect();
            chars[chars.len().saturating_sub(10)..].iter().collect()
        };
        if ends(&roles.denied, before) {
            return Role::Denied;
        }
        // 户均增收 is no standard that is paid.
        let earned = ["收", "增", "产", "效益", "利润", "节约", "面积"]
            .iter()
            .any(|word| tail.contains(word));
        if any(&roles.each, &tail) && number.class != Class::Percent && !earned
            || after.starts_with("/人")
            || after.starts_with("/户")
            || after.starts_with("/亩")
            || after.starts_with("每人")
        {
            return Role::Each;
        }
        if any(&roles.surplus, before) {
            return Role::Surplus;
        }
        if any(&roles.shortfall, before) {
            return Role::Shortfall;
        }
        if ends(&roles.up, bare) && !bare.ends_with("新增") {
            return Role::Up;
        }
        if ends(&roles.down, bare) {
            return Role::Down;
        }
        if any(&roles.remainder, clause) || any(&roles.unfinished, clause) {
            return Role::Remainder;
        }
        let text = self.paragraph.text(0, self.paragraph.chars.len().min(4));
        let goals = text.starts_with("目标")
            || (self.paragraph.section.contains("目标")
                && !["完成", "实现", "程度", "分析", "情况", "原因", "效果"]
                    .iter()
                    .any(|word| self.paragraph.section.contains(word)));
        let said = any(&roles.target, before) && !any(&roles.not_target, before);
        if goals || said { Role::Target } else { Role::Stated }
    }

    /// The last date before a number that its item says; one behind 比 or 较 is
    /// what it is compared with.
    fn time(&self, number: &Number) -> Time {
        let own = self.paragraph;
        let mut time = Time::default();
        for date in self.scan.dates.iter().rev() {
            if date.start >= number.start || own.item[date.start] != own.item[number.start] {
                continue;
            }
            if own.depth[date.start] > own.depth[number.start] || in_title(own, date.start) {
                continue;
            }
            let before = date.start.checked_sub(1).map(|at| own.chars[at]);
            if before.is_some_and(|c| "比较".contains(c)) {
                continue;
            }
            let mut found = date.time;
            if found.year.is_none() {
                // 3月底 after 2021年 in the same sentence.
                found.year = self
                    .scan
                    .dates
                    .iter()
                    .rev()
                    .filter(|other| {
                        other.start < date.start
                            && own.sentence[other.start] == own.sentence[date.start]
                    })
                    .find_map(|other| other.time.year);
            }
            time = found;
            break;
        }
        if time == Time::default() {
            let from = (0..number.start).rev().find(|at| own.item[*at] != own.item[number.start]);
            let text = own.text(from.map_or(0, |at| at + 1), number.start);
            if ["上年", "去年", "上一年"]
                .iter()
                .any(|word| text.rfind(word).is_some_and(|at| !text[..at].ends_with(['比', '较'])))
            {
                time.year = self.year.map(|year| year - 1);
            }
        }
        time
    }

    /// The township or village that the sentence begins with, else the heading.
    fn place(&self, number: &Number) -> Option<String> {
        let own = self.paragraph;
        let (from, _) = around(&own.item, number.start);
        let (sentence, _) = around(&own.sentence, number.start);
        let mut starts: Vec<usize> = (from..number.start)
            .filter(|at| *at == from || own.clause[*at] != own.clause[*at - 1])
            .rev()
            .collect();
        starts.push(sentence);
        let from_text =
            starts.into_iter().find_map(|start| self.place_at(&own.chars[start..number.start]));
        let section: Vec<char> = own.section.chars().collect();
        from_text.or_else(|| self.place_at(&section))
    }

    fn place_at(&self, chars: &[char]) -> Option<String> {
        let chars = &chars[marker(chars).unwrap_or(0)..];
        let lead = usize::from(chars.first().is_some_and(|c| "在对由于是如".contains(*c)));
        let chars = chars.get(lead..)?;
        let end = chars.iter().take(6).position(|c| "镇乡村".contains(*c))?;
        let stem = &chars[..end];
        let named = (2..=4).contains(&end)
            && stem.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
            && (0..end).all(|at| {
                // A word of two characters or more in the stem: no name.
                self.words.word_at(&chars[at..end]).is_none_or(|(length, _)| length < 2)
            });
        let next = chars.get(end + 1);
        let compound = next.is_some_and(|c| "镇村".contains(*c)) && chars[end] == '乡';
        let generic = stem.iter().any(|c| "个各全每该民政点困益范农城乡丽年家".contains(*c));
        (named && !compound && !generic).then(|| chars[..=end].iter().collect())
    }

    /// Finds which rate a percentage is.
    fn rate(&self, figure: &mut Figure, earlier: &[Figure]) {
        let mut text = figure.before.as_str();
        loop {
            if let Some((length, name)) = self.words.rate_at_end(text) {
                let subject = &text[..text.len() - length];
                figure.terms = terms(self.words, subject);
                figure.label = format!("{subject}{}", &text[text.len() - length..]);
                figure.rate = Some(name);
                return;
            }
            let shorter = TRAILING.iter().find_map(|word| text.strip_suffix(word));
            match shorter {
                Some(shorter) => text = shorter,
                None => break,
            }
        }
        if !text.is_empty() {
            return;
        }
        // Nothing of its own: it goes on with the percentage before it.
        let last = earlier.iter().rev().find(|other| {
            other.class == Class::Percent
                && other.sentence == figure.sentence
                && other.rate.is_some()
        });
        if let Some(last) = last {
            figure.rate.clone_from(&last.rate);
            figure.terms.clone_from(&last.terms);
            figure.label.clone_from(&last.label);
        }
    }

    fn label(&self, figure: &mut Figure) {
        let counting = !matches!(figure.class, Class::Money | Class::Percent | Class::Points);
        let mut text = figure.before.clone();
        let mut found = terms(self.words, &text);
        // 34个项目 and 5个村 of one programme are two things.
        let noun = figure.class == Class::Count && figure.unit.ends_with('个');
        if counting && (noun || !specific(self.words, &found)) && !figure.after.is_empty() {
            let after: String = figure.after.chars().take(if noun { 6 } else { 16 }).collect();
            text.push_str(&after);
            found = terms(self.words, &text);
        }
        if !specific(self.words, &found)
            && let Some((said, more)) = self.subject(figure)
        {
            text = format!("{said}{text}");
            found.extend(more);
            found.sort_unstable();
            found.dedup();
        }
        (figure.label, figure.terms) = (text, found);
    }

    /// The nearest clause before a figure, in its item, that names something.
    fn subject(&self, figure: &Figure) -> Option<(String, Vec<String>)> {
        let own = self.paragraph;
        let (from, _) = around(&own.item, figure.start);
        let mut clauses: Vec<usize> = Vec::new();
        for at in from..figure.start {
            let clause = own.clause[at];
            if clause != figure.clause && clauses.last() != Some(&clause) {
                clauses.push(clause);
            }
        }
        clauses.into_iter().rev().find_map(|clause| {
            let numbered = |at: usize| {
                self.scan.numbers.iter().any(|number| number.start <= at && at < number.end)
            };
            let dated = |at: usize| {
                self.scan.dates.iter().any(|date| date.start <= at && at < date.end)
                    && !in_title(own, at)
            };
            let kept = self.plain(from, figure.start, clause);
            let bare: String = (from..figure.start)
                .filter(|at| own.clause[*at] == clause && !numbered(*at) && !dated(*at))
                .map(|at| own.chars[at])
                .collect();
            let found = terms(self.words, &strip_marker(&bare));
            specific(self.words, &found).then_some((kept, found))
        })
    }
}

/// What stands between a rate's name and its figure.
const TRAILING: &[&str] = &[
    "达到了",
    "达到",
    "高达",
    "达",
    "仅为",
    "均为",
    "只有",
    "仅",
    "才",
    "为",
    "是",
    "均",
    "都",
    "约",
    "在",
    "的",
    "了",
    "共",
    "已",
    "也",
    "还",
    "到",
    "就",
    "只",
    "至",
    "没有",
    "未",
    "超过",
    "不低于",
    "≥",
    ">",
    "=",
    ":",
    "前",
    "底",
    "截至",
    "截止",
    "末",
    "近",
    "保持",
    "稳定",
    "控制",
    "提高",
    "提升",
    "完成",
    "实现",
    "不足",
    "不到",
    "以内",
    "上升",
    "下降",
    "降低",
    "增长",
    "增加",
    "不超过",
    "低于",
];

/// Whether 个 counts people: 192个移民人口.
fn counts_people(after: &str) -> bool {
    let head: String = after.chars().take(6).collect();
    head.contains("人口") && !head.contains('村')
}

fn strip_marker(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    chars[marker(&chars).unwrap_or(0)..].iter().collect()
}

fn is_mark(c: char) -> bool {
    "，,、:。;!?\t ".contains(c)
}

/// Whether a character stands in a document's title.
fn in_title(paragraph: &Paragraph, at: usize) -> bool {
    let opened = paragraph.chars[..at].iter().rposition(|c| *c == '《');
    opened.is_some_and(|from| !paragraph.chars[from..at].contains(&'》'))
}
