//! The rules of the schema pain.001.001.09, as tables: elements in their order,
//! how often each may stand, and what its text may be.
//!
//! Written down from the message definition of ISO 20022 (Payments Initiation,
//! CustomerCreditTransferInitiationV09): every element of the message, of its
//! header, its instructions and its transfers, and of the parties, accounts and
//! agents in them. What lies deeper in elements that no bank file of ours has (a
//! postal address, structured remittance) is let through unread.

use super::NAMESPACE;
use super::document::Node;

/// An element of a sequence or of a choice.
struct Element {
    name: &'static str,
    least: usize,
    most: usize,
    holds: Holds,
}

/// What an element holds.
#[derive(Clone, Copy)]
enum Holds {
    /// Elements in this order.
    Sequence(&'static [Element]),
    /// One of these elements.
    Choice(&'static [Element]),
    /// Text of a type.
    Text(Type),
    /// An amount with its currency.
    Amount,
    /// What is not described here.
    Unread,
}

/// A simple type.
#[derive(Clone, Copy)]
enum Type {
    /// From one to so many characters.
    Max(usize),
    /// `Max15NumericText`.
    Numeric15,
    /// `ISODate`.
    Date,
    /// `ISODateTime`.
    DateTime,
    /// `xs:decimal` with so many digits, and so many of them after the point.
    Decimal(usize, usize),
    /// `xs:boolean`.
    Boolean,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A pattern: each part so many characters of a class, at least and at most.
    Pattern(&'static [(Class, usize, usize)]),
}

/// A class of characters in a pattern.
#[derive(Clone, Copy)]
enum Class {
    Digit,
    Upper,
    UpperOrDigit,
    Alphanumeric,
}

use Class::{Alphanumeric, Digit, Upper, UpperOrDigit};
use Holds::{Choice, Sequence, Text, Unread};
use Type::{Max, Pattern};

const fn once(name: &'static str, holds: Holds) -> Element {
    Element { name, least: 1, most: 1, holds }
}

const fn perhaps(name: &'static str, holds: Holds) -> Element {
    Element { name, least: 0, most: 1, holds }
}

const fn any(name: &'static str, holds: Holds) -> Element {
    Element { name, least: 0, most: usize::MAX, holds }
}

const fn times(name: &'static str, least: usize, most: usize, holds: Holds) -> Element {
    Element { name, least, most, holds }
}

const MAX34: Holds = Text(Max(34));
const MAX35: Holds = Text(Max(35));
const MAX70: Holds = Text(Max(70));
const MAX140: Holds = Text(Max(140));
/// The external code sets have four characters at most.
const CODE4: Holds = Text(Max(4));
const COUNT: Holds = Text(Type::Numeric15);
const DECIMAL: Holds = Text(Type::Decimal(18, 17));
const DATE: Holds = Text(Type::Date);
const DATE_TIME: Holds = Text(Type::DateTime);
const CURRENCY: Holds = Text(Pattern(&[(Upper, 3, 3)]));
const COUNTRY: Holds = Text(Pattern(&[(Upper, 2, 2)]));
const LEI: Holds = Text(Pattern(&[(UpperOrDigit, 18, 18), (Digit, 2, 2)]));
const IBAN: Holds = Text(Pattern(&[(Upper, 2, 2), (Digit, 2, 2), (Alphanumeric, 1, 30)]));
/// `BICFIDec2014Identifier`: eight characters or eleven.
const BIC: Holds = Text(Pattern(&[
    (UpperOrDigit, 4, 4),
    (Upper, 2, 2),
    (UpperOrDigit, 2, 2),
    (UpperOrDigit, 0, 3),
]));
const CHARGES: Holds = Text(Type::Word(&["DEBT", "CRED", "SHAR", "SLEV"]));
const PRIORITY: Holds = Text(Type::Word(&["HIGH", "NORM"]));

const PARTY: Holds = Sequence(&[
    perhaps("Nm", MAX140),
    perhaps("PstlAdr", Unread),
    perhaps("Id", Unread),
    perhaps("CtryOfRes", COUNTRY),
    perhaps("CtctDtls", Unread),
]);

const SCHEME: Holds = Choice(&[once("Cd", CODE4), once("Prtry", MAX35)]);

const ACCOUNT: Holds = Sequence(&[
    once(
        "Id",
        Choice(&[
            once("IBAN", IBAN),
            once(
                "Othr",
                Sequence(&[once("Id", MAX34), perhaps("SchmeNm", SCHEME), perhaps("Issr", MAX35)]),
            ),
        ]),
    ),
    perhaps("Tp", SCHEME),
    perhaps("Ccy", CURRENCY),
    perhaps("Nm", MAX70),
    perhaps("Prxy", Unread),
]);

const AGENT: Holds = Sequence(&[
    once(
        "FinInstnId",
        Sequence(&[
            perhaps("BICFI", BIC),
            perhaps("ClrSysMmbId", Sequence(&[perhaps("ClrSysId", Unread), once("MmbId", MAX35)])),
            perhaps("LEI", LEI),
            perhaps("Nm", MAX140),
            perhaps("PstlAdr", Unread),
            perhaps(
                "Othr",
                Sequence(&[once("Id", MAX35), perhaps("SchmeNm", SCHEME), perhaps("Issr", MAX35)]),
            ),
        ]),
    ),
    perhaps(
        "BrnchId",
        Sequence(&[
            perhaps("Id", MAX35),
            perhaps("LEI", LEI),
            perhaps("Nm", MAX140),
            perhaps("PstlAdr", Unread),
        ]),
    ),
]);

const PAYMENT_TYPE: Holds = Sequence(&[
    perhaps("InstrPrty", PRIORITY),
    any("SvcLvl", SCHEME),
    perhaps("LclInstrm", Choice(&[once("Cd", MAX35), once("Prtry", MAX35)])),
    perhaps("CtgyPurp", SCHEME),
]);

const HEADER: Holds = Sequence(&[
    once("MsgId", MAX35),
    once("CreDtTm", DATE_TIME),
    times("Authstn", 0, 2, Unread),
    once("NbOfTxs", COUNT),
    perhaps("CtrlSum", DECIMAL),
    once("InitgPty", PARTY),
    perhaps("FwdgAgt", AGENT),
]);

const TRANSFER: Holds = Sequence(&[
    once(
        "PmtId",
        Sequence(&[perhaps("InstrId", MAX35), once("EndToEndId", MAX35), perhaps("UETR", Unread)]),
    ),
    perhaps("PmtTpInf", PAYMENT_TYPE),
    once("Amt", Choice(&[once("InstdAmt", Holds::Amount), once("EqvtAmt", Unread)])),
    perhaps("XchgRateInf", Unread),
    perhaps("ChrgBr", CHARGES),
    perhaps("ChqInstr", Unread),
    perhaps("UltmtDbtr", PARTY),
    perhaps("IntrmyAgt1", AGENT),
    perhaps("IntrmyAgt1Acct", ACCOUNT),
    perhaps("IntrmyAgt2", AGENT),
    perhaps("IntrmyAgt2Acct", ACCOUNT),
    perhaps("IntrmyAgt3", AGENT),
    perhaps("IntrmyAgt3Acct", ACCOUNT),
    perhaps("CdtrAgt", AGENT),
    perhaps("CdtrAgtAcct", ACCOUNT),
    perhaps("Cdtr", PARTY),
    perhaps("CdtrAcct", ACCOUNT),
    perhaps("UltmtCdtr", PARTY),
    any(
        "InstrForCdtrAgt",
        Sequence(&[
            perhaps("Cd", Text(Type::Word(&["CHQB", "HOLD", "PHOB", "TELB"]))),
            perhaps("InstrInf", MAX140),
        ]),
    ),
    perhaps("InstrForDbtrAgt", MAX140),
    perhaps("Purp", SCHEME),
    times("RgltryRptg", 0, 10, Unread),
    perhaps("Tax", Unread),
    times("RltdRmtInf", 0, 10, Unread),
    perhaps("RmtInf", Sequence(&[any("Ustrd", MAX140), any("Strd", Unread)])),
    any("SplmtryData", Unread),
]);

const INSTRUCTION: Holds = Sequence(&[
    once("PmtInfId", MAX35),
    once("PmtMtd", Text(Type::Word(&["CHK", "TRF", "TRA"]))),
    perhaps("BtchBookg", Text(Type::Boolean)),
    perhaps("NbOfTxs", COUNT),
    perhaps("CtrlSum", DECIMAL),
    perhaps("PmtTpInf", PAYMENT_TYPE),
    once("ReqdExctnDt", Choice(&[once("Dt", DATE), once("DtTm", DATE_TIME)])),
    perhaps("PoolgAdjstmntDt", DATE),
    once("Dbtr", PARTY),
    once("DbtrAcct", ACCOUNT),
    once("DbtrAgt", AGENT),
    perhaps("DbtrAgtAcct", ACCOUNT),
    perhaps("InstrForDbtrAgt", MAX140),
    perhaps("UltmtDbtr", PARTY),
    perhaps("ChrgBr", CHARGES),
    perhaps("ChrgsAcct", ACCOUNT),
    perhaps("ChrgsAcctAgt", AGENT),
    times("CdtTrfTxInf", 1, usize::MAX, TRANSFER),
]);

const DOCUMENT: Holds = Sequence(&[once(
    "CstmrCdtTrfInitn",
    Sequence(&[
        once("GrpHdr", HEADER),
        times("PmtInf", 1, usize::MAX, INSTRUCTION),
        any("SplmtryData", Unread),
    ]),
)]);

/// Everything in a document that the schema does not admit, with its line; the
/// texts themselves are not said.
pub(super) fn check(root: &Node) -> Vec<(u64, String)> {
    let mut wrong = Vec::new();
    if root.name != "Document" || root.attribute("xmlns") != Some(NAMESPACE) {
        return vec![(root.line, format!("the root is not Document of {NAMESPACE}"))];
    }
    let root_only = root.attributes.iter().filter(|(key, _)| {
        key != "xmlns" && !key.starts_with("xmlns:") && !key.starts_with("xsi:")
    });
    for (key, _) in root_only {
        wrong.push((root.line, format!("Document: the attribute {key}")));
    }
    inside(root, DOCUMENT, &mut wrong);
    wrong
}

fn holds(node: &Node, what: Holds, wrong: &mut Vec<(u64, String)>) {
    let amount = matches!(what, Holds::Amount);
    let attributes = node.attributes.iter().filter(|(key, _)| !(amount && key == "Ccy"));
    if !matches!(what, Unread) {
        for (key, _) in attributes {
            wrong.push((node.line, format!("{}: the attribute {key}", node.name)));
        }
    }
    inside(node, what, wrong);
}

fn inside(node: &Node, what: Holds, wrong: &mut Vec<(u64, String)>) {
    let name = &node.name;
    let elements = matches!(what, Sequence(_) | Choice(_));
    if elements && !node.text.chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\n')) {
        wrong.push((node.line, format!("{name}: text where elements belong")));
    }
    if matches!(what, Text(_) | Holds::Amount) && !node.inside.is_empty() {
        wrong.push((node.line, format!("{name}: elements where text belongs")));
    }
    match what {
        Unread => {}
        Text(kind) => {
            if let Some(rule) = kind.broken_by(&node.text) {
                wrong.push((node.line, format!("{name}: {rule}")));
            }
        }
        Holds::Amount => {
            if let Some(rule) = Type::Decimal(18, 5).broken_by(&node.text) {
                wrong.push((node.line, format!("{name}: {rule}")));
            } else if node.text.trim_start().starts_with('-') {
                wrong.push((node.line, format!("{name}: below zero")));
            }
            let Text(currency) = CURRENCY else { return };
            match node.attribute("Ccy") {
                None => wrong.push((node.line, format!("{name}: no attribute Ccy"))),
                Some(code) if currency.broken_by(code).is_some() => {
                    wrong.push((node.line, format!("{name}: Ccy is no currency")));
                }
                Some(_) => {}
            }
        }
        Choice(of) => match &node.inside[..] {
            [one] => match of.iter().find(|element| element.name == one.name) {
                Some(element) => holds(one, element.holds, wrong),
                None => wrong.push((one.line, format!("{name}: no {} belongs here", one.name))),
            },
            many => wrong.push((node.line, format!("{name}: {} instead of one", many.len()))),
        },
        Sequence(of) => sequence(node, of, wrong),
    }
}

fn sequence(node: &Node, of: &'static [Element], wrong: &mut Vec<(u64, String)>) {
    let mut at = 0;
    for element in of {
        let found = node.inside[at..].iter().take_while(|node| node.name == element.name).count();
        if found < element.least || found > element.most {
            let line = node.inside.get(at).map_or(node.line, |next| next.line);
            wrong.push((line, format!("{}: {found} × {}", node.name, element.name)));
        }
        for one in &node.inside[at..at + found] {
            holds(one, element.holds, wrong);
        }
        at += found;
    }
    if let Some(next) = node.inside.get(at) {
        let what = format!("{}: {} is unknown, or out of order", node.name, next.name);
        wrong.push((next.line, what));
    }
}

impl Type {
    /// The rule that a text breaks, if any.
    fn broken_by(self, text: &str) -> Option<String> {
        match self {
            Max(most) => {
                let length = text.chars().count();
                (length == 0 || length > most).then(|| format!("not 1 to {most} characters"))
            }
            Self::Numeric15 => {
                let pattern = Pattern(&[(Digit, 1, 15)]);
                pattern.broken_by(text).map(|_| "not 1 to 15 digits".to_owned())
            }
            Self::Date => (!is_date(text)).then(|| "no ISO date".to_owned()),
            Self::DateTime => (!is_date_time(text)).then(|| "no ISO date and time".to_owned()),
            Self::Decimal(digits, fraction) => (!is_decimal(text, digits, fraction)).then(|| {
                format!("no decimal of {digits} digits, {fraction} of them after the point")
            }),
            Self::Boolean => {
                let known = ["true", "false", "1", "0"].contains(&text);
                (!known).then(|| "neither true nor false".to_owned())
            }
            Self::Word(words) => {
                (!words.contains(&text)).then(|| format!("not {}", words.join("|")))
            }
            Pattern(parts) => (!fits(text, parts)).then(|| "not of its pattern".to_owned()),
        }
    }
}

/// Whether a text is of a pattern: each part takes as much as it can.
fn fits(text: &str, parts: &[(Class, usize, usize)]) -> bool {
    let mut rest = text;
    for (class, least, most) in parts {
        let of = |c: &char| match class {
            Digit => c.is_ascii_digit(),
            Upper => c.is_ascii_uppercase(),
            UpperOrDigit => c.is_ascii_uppercase() || c.is_ascii_digit(),
            Alphanumeric => c.is_ascii_alphanumeric(),
        };
        let taken = rest.chars().take(*most).take_while(of).count();
        // The last part of a BIC is there as a whole or not at all.
        if taken < *least || *least == 0 && taken != 0 && taken != *most {
            return false;
        }
        rest = &rest[taken..];
    }
    rest.is_empty()
}

fn is_decimal(text: &str, digits: usize, fraction: usize) -> bool {
    let bare = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, after) = bare.split_once('.').unwrap_or((bare, ""));
    let well = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    // Zeros at either end are no digits of the number.
    let (whole_digits, after_digits) =
        (whole.trim_start_matches('0').len(), after.trim_end_matches('0').len());
    well(whole)
        && well(after)
        && !(whole.is_empty() && after.is_empty())
        && whole_digits + after_digits <= digits
        && after_digits <= fraction
}

fn is_date(text: &str) -> bool {
    // A zone may follow a date, as it may a time.
    let day = text.get(..10).filter(|day| day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-');
    day.and_then(crate::domain::Date::parse).is_some() && is_zone(&text[10..])
}

fn is_zone(text: &str) -> bool {
    if matches!(text, "" | "Z") {
        return true;
    }
    let Some(zone) = text.strip_prefix(['+', '-']) else { return false };
    let Some((hours, minutes)) = zone.split_once(':') else { return false };
    let two = |part: &str, most: u32| {
        part.len() == 2 && part.parse::<u32>().is_ok_and(|number| number <= most)
    };
    two(hours, 14) && two(minutes, 59)
}

fn is_date_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once('T') else { return false };
    if day.len() != 10 || !is_date(day) {
        return false;
    }
    let (Some(clock), Some(rest)) = (time.get(..8), time.get(8..)) else { return false };
    let mut parts = clock.split(':').map(|part| {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    });
    let known = (parts.next().flatten(), parts.next().flatten(), parts.next().flatten());
    let (Some(hour), Some(minute), Some(second)) = known else { return false };
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => {
            let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                return false;
            }
            &fraction[digits..]
        }
        None => rest,
    };
    parts.next().is_none() && hour < 24 && minute < 60 && second < 60 && is_zone(zone)
}
