//! One cell of an `OpenDocument` sheet.
//!
//! In: the cell's start tag, then the XML behind it, which is read to the
//! cell's end. Out: its [`Content`], or none where the cell is blank. Comments
//! and drawings inside it are passed over.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;

use super::ods::Styles;
use super::unreadable::{Unreadable, damaged};
use super::values::has_more_digits_than_a_float;
use crate::domain::Date;
use crate::intake::raw::{CellKind, number_text};

/// More than any cell's text: a few bytes of XML can stand for 64 KiB of spaces.
const TEXT_BYTES: usize = 1 << 20;

/// What a cell holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub kind: CellKind,
    pub text: String,
    pub struck: bool,
}

/// What a cell's start tag says.
#[derive(Debug, Default)]
pub(super) struct Cell {
    name: String,
    kind: String,
    value: Option<String>,
    is_error: bool,
    is_formula: bool,
}

impl Cell {
    /// Reads the start tag.
    pub fn of(tag: &BytesStart) -> Result<Self, Unreadable> {
        let mut cell = Self { name: tag.name().as_ref().to_string(), ..Self::default() };
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(damaged)?;
            let value =
                || unescape(&attribute.value).map(std::borrow::Cow::into_owned).map_err(damaged);
            match attribute.key.as_ref() {
                "office:value-type" => cell.kind = value()?,
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => cell.value = Some(value()?),
                "calcext:value-type" => cell.is_error = &*attribute.value == "error",
                "table:formula" => cell.is_formula = true,
                _ => {}
            }
        }
        Ok(cell)
    }

    /// Reads on to the cell's end.
    pub fn read(
        self,
        xml: &mut Reader<&[u8]>,
        styles: &Styles,
    ) -> Result<Option<Content>, Unreadable> {
        let mut text = Text::default();
        loop {
            match xml.read_event().map_err(damaged)? {
                Event::Start(tag) => match tag.name().as_ref() {
                    "text:p" => text.start_paragraph(),
                    "text:span" => {
                        let style = attribute(&tag, "text:style-name")?;
                        text.spans.push(style.is_some_and(|s| styles.struck_text.contains(&s)));
                    }
                    "text:a" => {}
                    "text:s" => {
                        let count = attribute(&tag, "text:c")?;
                        let count = count.map_or(Some(1), |count| count.parse().ok());
                        text.spaces(count.ok_or_else(|| damaged("text:c is no number"))?);
                        if text.all.len() > TEXT_BYTES {
                            return Err(damaged("a cell's text is made of spaces without end"));
                        }
                    }
                    "text:tab" => text.add_char('\t'),
                    "text:line-break" => text.add_char('\n'),
                    _ => {
                        let name = tag.name().as_ref().to_string();
                        xml.read_to_end(QName(&name)).map_err(damaged)?;
                    }
                },
                Event::End(tag) => match tag.name().as_ref() {
                    "text:p" => text.end_paragraph(),
                    "text:span" => {
                        text.spans.pop();
                    }
                    name if name == self.name => return Ok(self.content(text)),
                    _ => {}
                },
                Event::Text(part) => text.add(&part.xml10_content()),
                Event::CData(part) => text.add(&part.xml10_content()),
                Event::GeneralRef(entity) => {
                    let whole = format!("&{};", &*entity);
                    let part = unescape(&whole).map_err(damaged)?;
                    part.chars().for_each(|character| text.add_char(character));
                }
                Event::Eof => return Err(damaged("a cell has no end")),
                _ => {}
            }
        }
    }

    fn content(self, text: Text) -> Option<Content> {
        let struck = text.struck && !text.plain;
        let kind_and_text = match (self.kind.as_str(), self.value) {
            _ if self.is_error => (CellKind::Error, text.all),
            ("float" | "currency" | "percentage", Some(value)) => number(value.trim()),
            ("date", Some(value)) => {
                let day = Date::parse(value.split('T').next().unwrap_or(&value));
                (CellKind::Date, day.map_or(value, |day| day.to_string()))
            }
            ("time", Some(value)) => (CellKind::Date, value),
            ("boolean", Some(value)) => {
                (CellKind::Bool, if value == "true" { "TRUE" } else { "FALSE" }.to_string())
            }
            ("string", Some(value)) if text.paragraphs == 0 => (CellKind::Text, value),
            ("string", _) => (CellKind::Text, text.all),
            _ if self.is_formula && text.all.is_empty() => (CellKind::EmptyFormula, String::new()),
            _ => (CellKind::Text, text.all),
        };
        let (kind, text) = kind_and_text;
        let blank = kind != CellKind::EmptyFormula && text.trim().is_empty();
        (!blank).then_some(Content { kind, text, struck })
    }
}

fn number(value: &str) -> (CellKind, String) {
    if has_more_digits_than_a_float(value.as_bytes()) {
        return (CellKind::NumberWhole, value.to_string());
    }
    match value.parse::<f64>() {
        Ok(number) => (CellKind::Number, number_text(number)),
        Err(_) => (CellKind::Text, value.to_string()),
    }
}

/// A cell's text, paragraph by paragraph.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the text so far"
)]
struct Text {
    all: String,
    paragraphs: usize,
    inside: bool,
    /// The text ends with white space that the format folds into one.
    folded: bool,
    /// The paragraph has no text yet.
    at_start: bool,
    /// For each span that is open: whether it is struck.
    spans: Vec<bool>,
    struck: bool,
    plain: bool,
}

impl Text {
    fn start_paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.all.push('\n');
        }
        self.paragraphs += 1;
        (self.inside, self.at_start, self.folded) = (true, true, false);
    }

    fn end_paragraph(&mut self) {
        if self.folded {
            self.all.pop();
        }
        (self.inside, self.folded) = (false, false);
    }

    fn add(&mut self, part: &str) {
        for character in part.chars() {
            if matches!(character, ' ' | '\t' | '\r' | '\n') {
                if self.inside && !self.folded && !self.at_start {
                    self.all.push(' ');
                    self.folded = true;
                }
            } else {
                self.add_char(character);
            }
        }
    }

    fn add_char(&mut self, character: char) {
        if !self.inside {
            return;
        }
        self.all.push(character);
        (self.folded, self.at_start) = (false, false);
        if !character.is_whitespace() {
            let struck = self.spans.contains(&true);
            self.struck |= struck;
            self.plain |= !struck;
        }
    }

    fn spaces(&mut self, count: u16) {
        (0..count).for_each(|_| self.add_char(' '));
    }
}

/// An attribute's text, its entities resolved.
pub(super) fn attribute(tag: &BytesStart, key: &str) -> Result<Option<String>, Unreadable> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(damaged)?;
        if attribute.key.as_ref() == key {
            let text = unescape(&attribute.value).map_err(damaged)?;
            return Ok(Some(text.into_owned()));
        }
    }
    Ok(None)
}
