//! ISO 20022 customer credit transfer initiation, pain.001.001.09.
//!
//! One message a file, one payment instruction in it: the payer, then a transfer a
//! person. The message's elements and their order are the standard's; which of a
//! payment's texts stand in them is the profile's. Reading proves a document
//! against the standard's schema first ([`schema`]), then against the profile.

mod document;
mod schema;

use std::borrow::Cow;

use quick_xml::escape::escape;

use super::What;
use super::record::{Content, Reading};
use crate::rulebook::bank_profile::{BankField, BankSource, DateFormat};
use document::Node;

/// The message's namespace.
const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

/// The currency of every payment.
const CURRENCY: &str = "CNY";

/// The most characters of an identification (Max35Text).
const MAX_ID: usize = 35;

/// The order in which a transfer's elements stand, each with its way from the
/// transfer down.
const ELEMENTS: [(&str, &[&str]); 6] = [
    ("EndToEndId", &["PmtId", "EndToEndId"]),
    ("InstdAmt", &["Amt", "InstdAmt"]),
    ("CdtrAgt/Nm", &["CdtrAgt", "FinInstnId", "Nm"]),
    ("Cdtr/Nm", &["Cdtr", "Nm"]),
    ("CdtrAcct/Id", &["CdtrAcct", "Id", "Othr", "Id"]),
    ("RmtInf/Ustrd", &["RmtInf", "Ustrd"]),
];

/// A file's bytes.
pub(super) fn write(content: &Content<'_>) -> Vec<u8> {
    let (head, profile) = (content.head, content.profile);
    assert!(!content.lines.is_empty(), "a message pays somebody");
    let id = format!("{}-{:03}", head.batch, head.file);
    assert!(id.chars().count() <= MAX_ID, "a batch has a short name");
    let payer = content.payer();
    let (people, total) = (content.lines.len().to_string(), content.total.to_string());
    let mut out = Xml::new(content.lines.len() * 700);
    out.open("CstmrCdtTrfInitn");
    out.open("GrpHdr");
    out.element(&["MsgId"], &id);
    out.element(&["CreDtTm"], &head.made_at.to_string());
    out.element(&["NbOfTxs"], &people);
    out.element(&["CtrlSum"], &total);
    out.element(&["InitgPty", "Nm"], &payer.name);
    out.close("GrpHdr");
    out.open("PmtInf");
    out.element(&["PmtInfId"], &id);
    out.element(&["PmtMtd"], "TRF");
    out.element(&["NbOfTxs"], &people);
    out.element(&["CtrlSum"], &total);
    out.element(&["ReqdExctnDt", "Dt"], &DateFormat::Dashed.write(head.made_at));
    out.element(&["Dbtr", "Nm"], &payer.name);
    out.element(&["DbtrAcct", "Id", "Othr", "Id"], &payer.account);
    out.element(&["DbtrAgt", "FinInstnId", "Nm"], &payer.bank);
    // The standard's order, whatever the profile's.
    let in_order: Vec<(&[&str], &BankField)> = ELEMENTS
        .iter()
        .filter_map(|(name, way)| {
            let field = profile.fields.iter().find(|field| field.heading == *name)?;
            Some((*way, field))
        })
        .collect();
    for (number, line) in (1..).zip(content.lines) {
        out.open("CdtTrfTxInf");
        for (way, field) in &in_order {
            let text = content.of_line(field, number, line);
            // A text that is blank has no element: the standard knows no empty text.
            if !text.is_empty() {
                out.element(way, &text);
            }
        }
        out.close("CdtTrfTxInf");
    }
    out.close("PmtInf");
    out.close("CstmrCdtTrfInitn");
    content.encoded(&out.finish())
}

/// A document in the making.
struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    fn new(capacity: usize) -> Self {
        let mut text = String::with_capacity(capacity + 2048);
        text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.push_str(&format!("<Document xmlns=\"{NAMESPACE}\">\n"));
        Self { text, depth: 1 }
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }

    fn open(&mut self, name: &str) {
        self.indent();
        self.text.push_str(&format!("<{name}>\n"));
        self.depth += 1;
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.indent();
        self.text.push_str(&format!("</{name}>\n"));
    }

    /// A text within the elements of a way, on one line.
    fn element(&mut self, way: &[&str], text: &str) {
        self.indent();
        for name in way {
            let currency = *name == "InstdAmt";
            let attribute = if currency { format!(" Ccy=\"{CURRENCY}\"") } else { String::new() };
            self.text.push_str(&format!("<{name}{attribute}>"));
        }
        self.text.push_str(&escape(text));
        for name in way.iter().rev() {
            self.text.push_str(&format!("</{name}>"));
        }
        self.text.push('\n');
    }

    fn finish(mut self) -> String {
        self.text.push_str("</Document>\n");
        self.text
    }
}

/// Reads a file.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_, '_>) {
    let root = match document::parse(bytes) {
        Ok(root) => root,
        Err((line, what)) => return reading.problem(line, what),
    };
    for (line, detail) in schema::check(&root) {
        reading.problem(Some(line), What::Schema(detail));
    }
    let Some(message) = root.child("CstmrCdtTrfInitn") else { return };
    let instructions: Vec<&Node> = message.children("PmtInf").collect();
    if let [_, second, ..] = instructions[..] {
        return reading.problem(Some(second.line), What::Record);
    }
    for part in message.child("GrpHdr").into_iter().chain(instructions.iter().copied()) {
        for (name, source) in [("NbOfTxs", BankSource::Count), ("CtrlSum", BankSource::TotalYuan)] {
            match part.child(name) {
                Some(node) => reading.state(node.line, source, name, &node.text),
                None => reading.problem(Some(part.line), What::Blank(name.to_owned())),
            }
        }
    }
    for instruction in &instructions {
        payer(instruction, reading);
        for transfer in instruction.children("CdtTrfTxInf") {
            payment(transfer, reading);
            if reading.is_lost() {
                return;
            }
        }
    }
}

/// The payer is named in full, whoever it is.
fn payer(instruction: &Node, reading: &mut Reading<'_, '_>) {
    for way in
        [&["Dbtr", "Nm"][..], &["DbtrAcct", "Id", "Othr", "Id"], &["DbtrAgt", "FinInstnId", "Nm"]]
    {
        if instruction.at(way).is_none_or(|node| node.text.is_empty()) {
            reading.problem(Some(instruction.line), What::Blank(way.join("/")));
        }
    }
}

fn payment(transfer: &Node, reading: &mut Reading<'_, '_>) {
    let profile = reading.profile;
    let mut texts: Vec<Cow<'_, str>> = Vec::with_capacity(profile.fields.len());
    for field in &profile.fields {
        let way = ELEMENTS.iter().find(|(name, _)| *name == field.heading);
        let node = way.and_then(|(_, way)| transfer.at(way));
        if let Some(amount) = node.filter(|node| node.name == "InstdAmt")
            && amount.attribute("Ccy") != Some(CURRENCY)
        {
            reading.problem(Some(amount.line), What::Other("InstdAmt/@Ccy".to_owned()));
        }
        texts.push(Cow::Borrowed(node.map_or("", |node| &node.text)));
    }
    reading.payment(transfer.line, &texts);
}
