//! What must hold of a bank's profile before anything is written by it.
//!
//! Everything that a profile could get wrong is said here, at start, by key:
//! writing then fails on our own bugs only.

use super::field::{BankField, BankSource, Room};
use super::{BankProfile, Kind, Quote, Record};
use crate::domain::Money;
use crate::rulebook::RulebookError;

/// The room that a reference takes at most: `2020-07-0001-000042`, and one more.
const REFERENCE_CHARS: usize = 20;

/// The room that a batch takes at most.
const BATCH_CHARS: usize = 13;

/// The room that a period takes at most: `2020-07`.
const PERIOD_CHARS: usize = 7;

/// The room of the file's number.
const FILE_CHARS: usize = 3;

/// The rows of a sheet.
const SHEET_ROWS: usize = 1_048_576;

/// The characters that fit in a cell, whatever they are.
const CELL_CHARS: usize = 16_000;

/// The elements of a pain.001 that a profile fills, each with what may stand in
/// it and the room that ISO 20022 gives it.
const ELEMENTS: &[(&str, &[BankSource], usize)] = &[
    ("EndToEndId", &[BankSource::Reference], 35),
    ("InstdAmt", &[BankSource::AmountYuan], 18),
    ("CdtrAgt/Nm", &[BankSource::Bank], 140),
    ("Cdtr/Nm", &[BankSource::Payee], 140),
    ("CdtrAcct/Id", &[BankSource::Account], 34),
    (
        "RmtInf/Ustrd",
        &[BankSource::Purpose, BankSource::Name, BankSource::Village, BankSource::Constant],
        140,
    ),
];

/// The elements without which a pain.001 pays nobody.
const NEEDED_ELEMENTS: [&str; 5] =
    ["EndToEndId", "InstdAmt", "CdtrAgt/Nm", "Cdtr/Nm", "CdtrAcct/Id"];

/// The characters that ISO 20022 gives what is said of the payer.
pub(super) fn payer_chars(source: BankSource) -> usize {
    if source == BankSource::PayerAccount { 34 } else { 140 }
}

/// A key that does not hold.
pub(super) struct Wrong {
    key: String,
    found: String,
    expected: String,
}

impl Wrong {
    fn new(key: impl Into<String>, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { key: key.into(), found: found.into(), expected: expected.into() }
    }

    pub(super) fn into_error(self, file: &str) -> RulebookError {
        let Self { key, found, expected } = self;
        RulebookError::BadValue { file: file.to_owned(), key, found, expected }
    }
}

/// Everything that must hold; the first that does not.
pub(super) fn check(profile: &BankProfile) -> Result<(), Wrong> {
    needed(profile)?;
    layout(profile)?;
    records(profile)?;
    for (at, field) in (1..).zip(&profile.fields) {
        payment_field(profile, field).map_err(|wrong| wrong.within(&format!("field {at}")))?;
    }
    if profile.file.kind == Kind::Pain001 {
        elements(profile)?;
    }
    Ok(())
}

impl Wrong {
    fn within(mut self, place: &str) -> Self {
        self.key = format!("{place}: {}", self.key);
        self
    }
}

/// Account, payee and amount are there, each once.
fn needed(profile: &BankProfile) -> Result<(), Wrong> {
    let count = |sources: &[BankSource]| {
        profile.fields.iter().filter(|field| sources.contains(&field.source)).count()
    };
    for (sources, name) in [
        (&[BankSource::Account][..], "account"),
        (&[BankSource::Payee], "payee"),
        (&[BankSource::AmountYuan, BankSource::AmountFen], "amount_yuan | amount_fen"),
    ] {
        let found = count(sources);
        if found != 1 {
            let found = format!("{found} × {name}");
            return Err(Wrong::new("field.source", found, format!("1 × {name}")));
        }
    }
    if count(&[BankSource::Reference]) > 1 {
        return Err(Wrong::new("field.source", "2 × reference", "1 × reference"));
    }
    Ok(())
}

/// The file as a whole: what its kind needs, and nothing that means nothing to it.
fn layout(profile: &BankProfile) -> Result<(), Wrong> {
    let file = &profile.file;
    if [&profile.known_from.zh, &profile.known_from.en].iter().any(|text| text.trim().is_empty()) {
        return Err(Wrong::new("known_from", "", "where the layout is known from"));
    }
    if file.limit_rows == 0 {
        return Err(Wrong::new("file.limit_rows", "0", "at least 1"));
    }
    if file.extension.is_empty() || !file.extension.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Wrong::new("file.extension", &file.extension, "letters and digits: txt"));
    }
    let kind = file.kind;
    let of = |key: &str, given: bool, kinds: &[Kind]| {
        if given == kinds.contains(&kind) {
            return Ok(());
        }
        let names: Vec<&str> = kinds.iter().map(|kind| kind.key()).collect();
        let found = if given { "given" } else { "not given" };
        let expected = format!("given for kind = {}, and not for others", names.join(", "));
        Err(Wrong::new(format!("file.{key}"), found, expected))
    };
    of("separator", file.separator.is_some(), &[Kind::Delimited])?;
    of("quote", file.quote.is_some(), &[Kind::Delimited])?;
    of("line_end", file.line_end.is_some(), &[Kind::Delimited, Kind::FixedWidth])?;
    of("sheet", file.sheet.is_some(), &[Kind::Xlsx])?;
    if kind != Kind::Delimited && file.trailing_separator {
        of("trailing_separator", true, &[Kind::Delimited])?;
    }
    if let Some(separator) = file.separator
        && (!separator.is_ascii_punctuation() && separator != '\t' && separator != ' '
            || separator == '"')
    {
        return Err(Wrong::new("file.separator", separator, "one of , | ; TAB …"));
    }
    if let super::InText::Replace(with) = file.separator_in_text
        && (Some(with) == file.separator || with.is_control() || !file.charset.can_write(with))
    {
        let expected = "another character, of the file's charset";
        return Err(Wrong::new("file.separator_in_text", with, expected));
    }
    if kind == Kind::Xlsx && !file.heading {
        return Err(Wrong::new("file.heading", "false", "true for kind = xlsx"));
    }
    if kind == Kind::Pain001 && (file.heading || file.charset != super::Charset::Utf8) {
        let expected = "charset = \"utf8\" and no heading for kind = pain.001";
        return Err(Wrong::new("file.charset, file.heading", file.charset.name(), expected));
    }
    if let Some(sheet) = &file.sheet
        && (sheet.is_empty()
            || sheet.chars().count() > 31
            || sheet.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']))
    {
        return Err(Wrong::new("file.sheet", sheet, "a sheet's name: 1 to 31 characters"));
    }
    if kind == Kind::Xlsx && file.limit_rows >= SHEET_ROWS {
        let found = file.limit_rows.to_string();
        return Err(Wrong::new("file.limit_rows", found, format!("< {SHEET_ROWS}")));
    }
    if kind == Kind::Xlsx && file.charset == super::Charset::Gb18030 {
        return Err(Wrong::new("file.charset", file.charset.name(), "utf8, or cp936"));
    }
    if !file.charset.can_write(file.name_separator) {
        return Err(Wrong::new(
            "file.name_separator",
            file.name_separator,
            format!("a character of {}", file.charset.name()),
        ));
    }
    name_pattern(profile)
}

fn name_pattern(profile: &BankProfile) -> Result<(), Wrong> {
    if let Some(name) = &profile.file.name
        && !name.tells_files_apart()
    {
        let expected = "{file}, or {bank}, {township} and {part}: each file a name of its own";
        return Err(Wrong::new("file.name", format!("{name:?}"), expected));
    }
    Ok(())
}

/// The records around the payments.
fn records(profile: &BankProfile) -> Result<(), Wrong> {
    let kind = profile.file.kind;
    let around = [("header", &profile.headers), ("trailer", &profile.trailers)];
    for (name, records) in around {
        if !records.is_empty() && !matches!(kind, Kind::Delimited | Kind::FixedWidth) {
            let expected = "none for kind = xlsx, pain.001";
            return Err(Wrong::new(name, records.len().to_string(), expected));
        }
        for (at, record) in (1..).zip(records) {
            record_holds(profile, record).map_err(|wrong| wrong.within(&format!("{name} {at}")))?;
        }
    }
    Ok(())
}

fn record_holds(profile: &BankProfile, record: &Record) -> Result<(), Wrong> {
    if record.line.is_some() != record.fields.is_empty() {
        return Err(Wrong::new("line, fields", "", "a line as it stands, or fields"));
    }
    if let Some(line) = &record.line {
        writable(profile, "line", line)?;
    }
    for (at, field) in (1..).zip(&record.fields) {
        let place = format!("field {at}");
        if field.source.is_of_payment() {
            let expected = "nothing that belongs to one payment";
            return Err(Wrong::new("source", format!("{:?}", field.source), expected))
                .map_err(|wrong| wrong.within(&place));
        }
        field_holds(profile, field).map_err(|wrong| wrong.within(&place))?;
    }
    Ok(())
}

fn payment_field(profile: &BankProfile, field: &BankField) -> Result<(), Wrong> {
    if field.source.is_of_totals() {
        let expected = "counts and totals in a header or trailer only";
        return Err(Wrong::new("source", format!("{:?}", field.source), expected));
    }
    if profile.file.heading && field.heading.is_empty() {
        return Err(Wrong::new("heading", "", "a heading, because file.heading = true"));
    }
    writable(profile, "heading", &field.heading)?;
    if let Some(room) = field.no_room(&field.heading, profile.file.charset)
        && profile.file.heading
        && profile.file.kind == Kind::FixedWidth
    {
        return Err(Wrong::new("heading", &field.heading, format!("<= {room}")));
    }
    field_holds(profile, field)
}

/// One field by itself: its room, its padding, its text.
fn field_holds(profile: &BankProfile, field: &BankField) -> Result<(), Wrong> {
    let file = &profile.file;
    let fixed = file.kind == Kind::FixedWidth;
    if field.width.is_some() != fixed {
        let found = if fixed { "not given" } else { "given" };
        return Err(Wrong::new("width", found, "given for kind = fixed-width, and no other"));
    }
    if field.rooms().any(|room| matches!(room, Room::Chars(0) | Room::Bytes(0))) {
        return Err(Wrong::new("width, max_chars, max_bytes", "0", "at least 1"));
    }
    let zeros = field.pad == '0' && field.source.is_number();
    if field.pad != ' ' && !zeros {
        let expected = "a space; '0' for numbers and sums";
        return Err(Wrong::new("pad", field.pad, expected));
    }
    if zeros && field.align == super::Align::Left {
        return Err(Wrong::new("align", "left", "right, where zeros stand before a number"));
    }
    if field.source != BankSource::Constant && !field.text.is_empty() {
        return Err(Wrong::new("text", &field.text, "of source = \"constant\" only"));
    }
    if file.kind != Kind::Delimited && field.text.trim() != field.text {
        return Err(Wrong::new("text", &field.text, "no space at its ends"));
    }
    writable(profile, "text", &field.text)?;
    if let Some(separator) = file.separator
        && field.text.contains(separator)
        && file.quote == Some(Quote::Never)
    {
        return Err(Wrong::new("text", &field.text, format!("no «{separator}»")));
    }
    if file.kind == Kind::Xlsx && field.most_ascii() > CELL_CHARS {
        let found = field.max_chars.map(|chars| chars.to_string()).unwrap_or_default();
        return Err(Wrong::new("max_chars", found, format!("<= {CELL_CHARS} for kind = xlsx")));
    }
    if let Some(room) = field.no_room(&field.text, file.charset) {
        return Err(Wrong::new("text", &field.text, format!("<= {room}")));
    }
    let least = match field.source {
        BankSource::Reference => REFERENCE_CHARS,
        BankSource::Batch => BATCH_CHARS,
        BankSource::Period => PERIOD_CHARS,
        BankSource::File => FILE_CHARS,
        BankSource::Date => field.format.chars(),
        BankSource::Line | BankSource::Count => file.limit_rows.to_string().len(),
        source if source.is_money() => "0.01".len(),
        _ => 1,
    };
    if field.most_ascii() < least {
        let expected = format!("room for {least} characters of {:?}", field.source);
        let found = field.most_ascii().to_string();
        return Err(Wrong::new("width, max_chars, max_bytes", found, expected));
    }
    Ok(())
}

/// A text of the profile's own that its files cannot hold.
fn writable(profile: &BankProfile, key: &str, text: &str) -> Result<(), Wrong> {
    let mut unfit = profile.cannot_write(text);
    unfit.extend(text.chars().filter(|c| matches!(c, '\r' | '\n')));
    if unfit.is_empty() {
        return Ok(());
    }
    Err(Wrong::new(key, text, format!("characters of {}", profile.file.charset.name())))
}

/// The elements that a pain.001 profile fills: known, needed, within ISO's room.
fn elements(profile: &BankProfile) -> Result<(), Wrong> {
    for (at, field) in (1..).zip(&profile.fields) {
        let place = format!("field {at}");
        let Some((_, sources, most)) = ELEMENTS.iter().find(|e| e.0 == field.heading) else {
            let known: Vec<&str> = ELEMENTS.iter().map(|element| element.0).collect();
            return Err(Wrong::new("heading", &field.heading, known.join(", ")).within(&place));
        };
        if !sources.contains(&field.source) {
            let expected = format!("{sources:?}");
            return Err(
                Wrong::new("source", format!("{:?}", field.source), expected).within(&place)
            );
        }
        if field.max_chars.is_none_or(|chars| chars > *most) {
            let found = field.max_chars.map(|chars| chars.to_string()).unwrap_or_default();
            return Err(
                Wrong::new("max_chars", found, format!("<= {most} (ISO 20022)")).within(&place)
            );
        }
    }
    for needed in NEEDED_ELEMENTS {
        let found = profile.fields.iter().filter(|field| field.heading == needed).count();
        if found != 1 {
            return Err(Wrong::new("field.heading", format!("{found} × {needed}"), "1 ×"));
        }
    }
    Ok(())
}

/// The most money in one file: what the bank says, or less where a field for an
/// amount or a total has no room for so much.
pub(super) fn most_money(profile: &BankProfile) -> Option<Money> {
    let fields = profile.all_fields().filter(|field| field.source.is_money());
    let rooms = fields.filter_map(|field| {
        let yuan = matches!(field.source, BankSource::AmountYuan | BankSource::TotalYuan);
        let room = field.most_ascii();
        // In yuan one character is the point, and the other digits are the fen's.
        let digits = if yuan { room.saturating_sub(1) } else { room };
        let digits = u32::try_from(digits).ok().filter(|digits| *digits <= 18)?;
        Some(Money::from_fen(10_i64.pow(digits) - 1))
    });
    rooms.chain(profile.file.limit_amount).min()
}

#[cfg(test)]
mod tests {
    use crate::domain::Money;
    use crate::rulebook::BankProfile;

    const PLAIN: &str = include_str!("../../../rules/banks/plain-csv.toml");

    /// What is said of the plain profile with something put otherwise.
    fn refused(from: &str, to: &str) -> String {
        let text = PLAIN.replacen(from, to, 1);
        assert_ne!(text, PLAIN, "the edit changes something");
        BankProfile::parse("rules/banks/x.toml", &text).expect_err(to).to_string()
    }

    #[test]
    fn what_a_profile_gets_wrong_is_said_by_key() {
        for (from, to, said) in [
            ("source = \"account\"", "source = \"purpose\"", "0 × account"),
            ("source = \"purpose\"", "source = \"payee\"", "2 × payee"),
            ("source = \"purpose\"", "source = \"count\"", "field 7: source"),
            ("source = \"purpose\"", "source = \"nothing\"", "unknown variant"),
            ("limit_rows = 10000", "limit_rows = 0", "file.limit_rows"),
            ("limit_rows = 10000", "limit_rows = 10000\nlimit_amount = \"0\"", "no sum in yuan"),
            ("separator = \",\"", "", "file.separator"),
            ("separator = \",\"", "separator = \"\\\"\"", "file.separator"),
            ("separator = \",\"", "separator = \"甲\"", "file.separator"),
            ("heading = true", "heading = true\nsheet = \"x\"", "file.sheet"),
            ("heading = true", "heading = true\nunheard = 1", "unknown field"),
            ("heading = \"摘要\"", "", "field 7: heading"),
            ("heading = \"摘要\"", "heading = \"䶮\"", "field 7: heading"),
            ("heading = \"摘要\"", "heading = \"摘要\"\nwidth = 9", "field 7: width"),
            (
                "heading = \"摘要\"",
                "heading = \"摘要\"\nmax_chars = 0",
                "field 7: width, max_chars",
            ),
            ("heading = \"摘要\"", "heading = \"摘要\"\npad = \"*\"", "field 7: pad"),
            ("heading = \"摘要\"", "heading = \"摘要\"\ntext = \"x\"", "field 7: text"),
            ("heading = \"序号\"", "heading = \"序号\"\nmax_chars = 4", "room for 5 characters"),
            ("{batch}-{file:03}.csv", "{batch}.csv", "file.name"),
            ("{batch}-{file:03}.csv", "{no}", "{no}"),
            ("known_from = { zh = \"自定\"", "known_from = { zh = \"\"", "known_from"),
            ("name_separator = \"·\"", "name_separator = \"𠮷\"", "file.name_separator"),
            ("extension = \"csv\"", "extension = \"../csv\"", "file.extension"),
        ] {
            let error = refused(from, to);
            assert!(error.contains(said), "{to}: {error}");
        }
        let trailer = format!("{PLAIN}\n[[trailer]]\nfields = [{{ source = \"payee\" }}]\n");
        let error = BankProfile::parse("x", &trailer).expect_err("a payee in a trailer");
        assert!(error.to_string().contains("trailer 1: field 1: source"), "{error}");
        let empty = format!("{PLAIN}\n[[header]]\n");
        assert!(BankProfile::parse("x", &empty).is_err());
    }

    #[test]
    fn a_field_without_room_limits_the_money() {
        let limit = |text: &str| {
            let text = PLAIN.replacen("heading = \"金额\"", text, 1);
            BankProfile::parse("x", &text).expect("sound").most_money
        };
        assert_eq!(limit("heading = \"金额\""), None);
        // 999.99 is six characters, five of them digits.
        assert_eq!(limit("heading = \"金额\"\nmax_chars = 6"), Some(Money::from_fen(99_999)));
    }
}
