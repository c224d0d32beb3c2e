//! What an xlsx cell's style says of its value: a date, a strike.
//!
//! In: `styles.xml`. Out: [`Styles`], by the style's index: whether a number so
//! styled is a date or a length of time, and whether its font is struck through.

use std::collections::HashMap;

use super::package::Package;
use super::places::small_number;
use super::tags::{Tag, TagKind, Tags};
use super::unreadable::{Unreadable, damaged};
use super::xlsx_parts::check_encoding;
use super::xlsx_text::strikes;

/// How numbers are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// As a number.
    #[default]
    Number,
    /// As a day, a time of day, or both.
    Date,
    /// As a length of time, such as `[h]:mm`.
    Duration,
}

/// One style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// How its numbers are shown.
    pub shown: Shown,
    /// Whether its font is struck through.
    pub struck: bool,
}

/// A workbook's styles, by index.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

impl Styles {
    /// Reads the part.
    pub fn read(package: &mut Package, index: usize) -> Result<Self, Unreadable> {
        let xml = package.inflate_xml(index)?;
        check_encoding(&xml)?;
        Self::parse(&xml)
    }

    /// The style of an index; that of a style which is not there is plain.
    pub fn get(&self, index: usize) -> Style {
        self.0.get(index).copied().unwrap_or_default()
    }

    fn parse(xml: &[u8]) -> Result<Self, Unreadable> {
        let mut formats: HashMap<usize, Shown> = HashMap::new();
        let (mut fonts, mut styles) = (Vec::new(), Vec::new());
        let (mut in_formats, mut in_fonts, mut in_styles) = (false, false, false);
        let mut closed = false;
        let mut tags = Tags::new(xml);
        while let Some(tag) = tags.next()? {
            let opened = tag.kind == TagKind::Open;
            match tag.name {
                b"numFmts" => in_formats = opened,
                b"fonts" => in_fonts = opened,
                b"cellXfs" => in_styles = opened,
                b"styleSheet" => closed = !opened,
                b"numFmt" if in_formats && tag.kind != TagKind::Close => {
                    if let (Some(id), Some(code)) =
                        (tag.attribute(b"numFmtId"), tag.attribute_text(b"formatCode"))
                    {
                        formats.insert(number_of(id)?, shown_by_code(&code));
                    }
                }
                b"font" if in_fonts && tag.kind != TagKind::Close => fonts.push(false),
                b"strike" if in_fonts && tag.kind != TagKind::Close => {
                    if let Some(font) = fonts.last_mut() {
                        *font = strikes(&tag);
                    }
                }
                b"xf" if in_styles && tag.kind != TagKind::Close => {
                    styles.push(style(&tag, &formats, &fonts)?);
                }
                _ => {}
            }
        }
        // Styles that were cut off would make dates plain numbers.
        if closed { Ok(Self(styles)) } else { Err(damaged("the styles have no end")) }
    }
}

fn style(tag: &Tag, formats: &HashMap<usize, Shown>, fonts: &[bool]) -> Result<Style, Unreadable> {
    let number = |key| tag.attribute(key).map(number_of).transpose();
    let shown = match number(b"numFmtId".as_slice())? {
        None => Shown::Number,
        Some(id) => formats.get(&id).copied().unwrap_or_else(|| shown_by_id(id)),
    };
    let struck = number(b"fontId")?.is_some_and(|font| fonts.get(font) == Some(&true));
    Ok(Style { shown, struck })
}

fn number_of(text: &[u8]) -> Result<usize, Unreadable> {
    small_number(text.trim_ascii()).ok_or_else(|| damaged("a style names what is no number"))
}

/// The formats that every spreadsheet program knows by number (ECMA-376 part 1,
/// 18.8.30; 27–36 and 50–58 are dates of East Asian editions).
fn shown_by_id(id: usize) -> Shown {
    match id {
        46 => Shown::Duration,
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Date,
        _ => Shown::Number,
    }
}

/// How a format code shows a number, by its first section: letters of days and
/// hours outside of quotes, escapes and brackets make it a date; hours, minutes
/// or seconds alone in brackets a length of time.
fn shown_by_code(code: &str) -> Shown {
    let mut chars = code.chars();
    let mut am_pm = false;
    while let Some(c) = chars.next() {
        match c {
            // The next character is shown, skipped as wide, or fills.
            '\\' | '_' | '*' => {
                chars.next();
            }
            // Passes over what is quoted; a quote without end ends the code.
            '"' if !chars.by_ref().any(|c| c == '"') => return Shown::Number,
            ';' => return Shown::Number,
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let first = inside.chars().next();
                if first.is_some_and(|f| matches!(f, 'h' | 'm' | 's'))
                    && inside.chars().all(|c| Some(c) == first)
                {
                    return Shown::Duration;
                }
            }
            'a' | 'A' if !am_pm => am_pm = true,
            'p' | 'P' | 'm' | 'M' | '/' if am_pm => return Shown::Date,
            'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S' if !am_pm => {
                return Shown::Date;
            }
            _ => {}
        }
    }
    Shown::Number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_codes_are_read_as_a_spreadsheet_program_reads_them() {
        for code in [
            "yyyy-mm-dd",
            "DD/MM/YY",
            "H:MM:SS;@",
            "yyyy\"年\"m\"月\"d\"日\"",
            "m\"M\"d\"D\";@",
            "[$-804]yyyy\"年\"m\"月\"",
            "[$-404]e\"x\"m\"x\"d",
            "*-yyyy-mm-dd",
            "ha/p\\\\m",
            "[DBNum1][$-804]yyyy年m月d日",
        ] {
            assert_eq!(shown_by_code(code), Shown::Date, "{code}");
        }
        for code in [
            "[h]:mm:ss",
            "[h]",
            "[ss]",
            "[s].000",
            "[mm]",
            "[h]:mm;[=0]\\-",
            "[Blue]\\+[h]:mm;[Red]\\-[h]:mm",
            "[>=100][Magenta][s].00",
        ] {
            assert_eq!(shown_by_code(code), Shown::Duration, "{code}");
        }
        for code in [
            "General",
            "@",
            "0.00",
            "#,##0\\ [$\u{20bd}-46D]",
            "0_ ;[Red]\\-0\\ ",
            "\"Y: \"0.00\"m\";\"Y: \"-0.00\"m\"",
            "\"$\"#,##0_);[Red](\"$\"#,##0)",
            "\\Y000000",
            "#,##0.0####\" YMD\"",
            "[>=100][Magenta].00",
            "#,##0*y",
            "0\"元\"",
            "#,##0.00\\ _M\"H\"_);[Red]#,##0.00\\ _M\"S\"_)",
        ] {
            assert_eq!(shown_by_code(code), Shown::Number, "{code}");
        }
    }

    #[test]
    fn styles_know_dates_and_strikes() {
        let xml = "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy/m/d\"/>\
            <numFmt numFmtId=\"14\" formatCode=\"0\"/></numFmts>\
            <fonts><font/><font><strike/></font><font><strike val=\"0\"/></font></fonts>\
            <cellStyleXfs><xf numFmtId=\"22\" fontId=\"1\"/></cellStyleXfs>\
            <cellXfs><xf/><xf numFmtId=\"176\" fontId=\"1\"/><xf numFmtId=\"14\" fontId=\"2\"/>\
            <xf numFmtId=\"46\"/><xf numFmtId=\"31\" fontId=\"9\"><alignment/></xf></cellXfs>\
            <dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>";
        let styles = Styles::parse(xml.as_bytes()).expect("styles");
        let all: Vec<(Shown, bool)> =
            (0..6).map(|at| (styles.get(at).shown, styles.get(at).struck)).collect();
        let expected = [
            (Shown::Number, false),
            (Shown::Date, true),
            (Shown::Number, false),
            (Shown::Duration, false),
            (Shown::Date, false),
            (Shown::Number, false),
        ];
        assert_eq!(all, expected);
    }
}
