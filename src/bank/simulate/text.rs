//! The answer as lines of text, with the header and trailer of the layout.

use super::{Answered, Sent, SentHead, line_text};
use crate::bank::returns::Outcome;
use crate::domain::Money;
use crate::rulebook::bank_profile::LineEnd;
use crate::rulebook::bank_profile::returns::{ReturnField, ReturnKind, ReturnLayout, ReturnSource};

/// The file's bytes.
pub(super) fn write(
    head: &SentHead,
    lines: &[(&Sent, Answered)],
    layout: &ReturnLayout,
) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(lines.len() * 96);
    let mut record = |texts: Vec<String>, fields: &[ReturnField]| {
        bytes.extend(encoded(&texts, fields, layout));
        bytes.extend_from_slice(match layout.line_end {
            LineEnd::Crlf => b"\r\n",
            LineEnd::Lf => b"\n",
        });
    };
    let frame = |fields: &[ReturnField]| {
        fields.iter().map(|field| frame_text(field, head, lines)).collect::<Vec<_>>()
    };
    if !layout.header.is_empty() {
        record(frame(&layout.header), &layout.header);
    }
    if layout.heading {
        record(layout.fields.iter().map(|field| field.heading.clone()).collect(), &layout.fields);
    }
    let day = head.date.to_string().replace('-', "");
    for (sent, answered) in lines {
        let text = |field: &ReturnField| match field.source {
            ReturnSource::Constant => field.text.clone(),
            source => line_text(source, sent, answered, &day),
        };
        record(layout.fields.iter().map(text).collect(), &layout.fields);
    }
    if !layout.trailer.is_empty() {
        record(frame(&layout.trailer), &layout.trailer);
    }
    bytes
}

/// What stands in a field of header or trailer.
fn frame_text(field: &ReturnField, head: &SentHead, lines: &[(&Sent, Answered)]) -> String {
    use ReturnSource as S;
    let of = |outcome: Option<Outcome>| {
        lines
            .iter()
            .filter(move |(_, answered)| outcome.is_none_or(|outcome| answered.outcome == outcome))
    };
    let count = |outcome| of(outcome).count().to_string();
    let sum = |outcome| of(outcome).map(|(sent, _)| sent.amount).sum::<Money>();
    let (paid, failed) = (Some(Outcome::Paid), Some(Outcome::Failed));
    match field.source {
        S::Constant => field.text.clone(),
        S::Batch => head.batch.clone(),
        S::File => head.file.to_string(),
        S::Date => head.date.to_string().replace('-', ""),
        S::Count => count(None),
        S::SumYuan => sum(None).to_string(),
        S::SumFen => sum(None).fen().to_string(),
        S::PaidCount => count(paid),
        S::PaidSumYuan => sum(paid).to_string(),
        S::PaidSumFen => sum(paid).fen().to_string(),
        S::FailedCount => count(failed),
        S::FailedSumYuan => sum(failed).to_string(),
        S::FailedSumFen => sum(failed).fen().to_string(),
        _ => String::new(),
    }
}

/// A record in the layout's charset, without its end.
fn encoded(texts: &[String], fields: &[ReturnField], layout: &ReturnLayout) -> Vec<u8> {
    if layout.kind == ReturnKind::FixedWidth {
        let parts = texts.iter().zip(fields);
        return parts.flat_map(|(text, field)| fixed(text, field, layout)).collect();
    }
    let separator = layout.separator.unwrap_or(',');
    let mut record = String::new();
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            record.push(separator);
        }
        let text = text.replace(['\r', '\n'], " ");
        if layout.quoted && text.contains([separator, '"']) {
            record.push('"');
            record.push_str(&text.replace('"', "\"\""));
            record.push('"');
        } else {
            record.push_str(&text.replace(separator, " "));
        }
    }
    if layout.trailing_separator {
        record.push(separator);
    }
    bytes_of(&record, layout)
}

/// A field of so many bytes: numbers to the right behind zeros, all else to the
/// left before spaces; what is too long ends before the character that passes.
fn fixed(text: &str, field: &ReturnField, layout: &ReturnLayout) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(field.width);
    for c in text.replace(['\r', '\n'], " ").chars() {
        let more = bytes_of(c.encode_utf8(&mut [0; 4]), layout);
        if bytes.len() + more.len() > field.width {
            break;
        }
        bytes.extend(more);
    }
    let missing = field.width - bytes.len();
    if is_number(field.source) && !text.is_empty() {
        bytes.splice(0..0, std::iter::repeat_n(b'0', missing));
    } else {
        bytes.extend(std::iter::repeat_n(b' ', missing));
    }
    bytes
}

fn is_number(source: ReturnSource) -> bool {
    use ReturnSource as S;
    !matches!(
        source,
        S::Constant
            | S::Other
            | S::Batch
            | S::Reference
            | S::Account
            | S::Payee
            | S::Code
            | S::Reason
            | S::Date
    )
}

/// The text's bytes, a question mark for what the charset lacks.
fn bytes_of(text: &str, layout: &ReturnLayout) -> Vec<u8> {
    layout.charset.encode(text).unwrap_or_else(|_| {
        let fit = |c: char| if layout.charset.can_write(c) { c } else { '?' };
        let fitted: String = text.chars().map(fit).collect();
        layout.charset.encode(&fitted).unwrap_or_default()
    })
}
