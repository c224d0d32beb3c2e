//! The pain.001 that is written is what the schema of ISO 20022 says, and what is
//! not is told: element by element, in order, how often, how long, of which
//! pattern.

use zhibu::bank::What;
use zhibu::domain::Money;

use super::{line, profile, read, there_and_back};

fn written() -> String {
    let lines = [
        line(1, "陈大山", Money::from_yuan(600)),
        line(2, "阿依古丽·买买提", Money::from_fen(30_050)),
    ];
    String::from_utf8(there_and_back(&lines, &profile("pain-001"))).expect("UTF-8")
}

/// What is said of the document with something put otherwise.
fn told(from: &str, to: &str) -> Vec<(Option<u64>, String)> {
    let text = written();
    let changed = text.replacen(from, to, 1);
    assert_ne!(text, changed, "the edit changes something: {text}");
    let error = read(changed.as_bytes(), &profile("pain-001")).expect_err(to);
    let detail = |what: What| match what {
        What::Schema(detail) => detail,
        other => format!("{other:?}"),
    };
    error.problems.into_iter().map(|problem| (problem.line, detail(problem.what))).collect()
}

#[test]
fn every_rule_of_the_schema_that_is_broken_is_told() {
    let long = |count: usize| "x".repeat(count);
    let transfer = "<CdtTrfTxInf>";
    for (from, to, line, said) in [
        // Elements: missing, twice, out of order, unknown.
        ("    <GrpHdr>\n", "    <GrpHdr>\n      <Odd>1</Odd>\n", 5, "GrpHdr: 0 × MsgId"),
        ("<PmtMtd>TRF</PmtMtd>", "", 14, "PmtInf: 0 × PmtMtd"),
        ("<PmtMtd>TRF</PmtMtd>", "<PmtMtd>TRF</PmtMtd><PmtMtd>TRF</PmtMtd>", 13, "2 × PmtMtd"),
        (
            "<PmtMtd>TRF</PmtMtd>",
            "<BtchBookg>true</BtchBookg><PmtMtd>TRF</PmtMtd>",
            13,
            "0 × PmtMtd",
        ),
        (
            "<RmtInf>",
            "<Purp><Cd>SALA</Cd></Purp><Purp><Cd>SALA</Cd></Purp><RmtInf>",
            26,
            "2 × Purp",
        ),
        (
            "</RmtInf>",
            "</RmtInf><Purp><Cd>SALA</Cd></Purp>",
            26,
            "Purp is unknown, or out of order",
        ),
        ("<PmtId>", "<PmtIdent/><PmtId>", 21, "0 × PmtId"),
        (
            "<Dt>2020-11-23</Dt>",
            "<Dt>2020-11-23</Dt><DtTm>2020-11-23T00:00:00</DtTm>",
            16,
            "2 instead of one",
        ),
        ("<Dt>2020-11-23</Dt>", "", 16, "0 instead of one"),
        ("<Dt>2020-11-23</Dt>", "<Day>2020-11-23</Day>", 16, "no Day belongs here"),
        (
            "</CstmrCdtTrfInitn>",
            "<GrpHdr/></CstmrCdtTrfInitn>",
            37,
            "GrpHdr is unknown, or out of order",
        ),
        // Text where elements belong, and the other way round.
        (transfer, "<CdtTrfTxInf>text", 20, "text where elements belong"),
        ("<PmtMtd>TRF</PmtMtd>", "<PmtMtd><X>TRF</X></PmtMtd>", 13, "elements where text belongs"),
        // Lengths.
        ("<MsgId>2020-002-003<", "<MsgId><", 5, "not 1 to 35 characters"),
        ("2020-002-000001<", &format!("{}<", long(36)), 21, "not 1 to 35 characters"),
        ("<Nm>陈大山<", &format!("<Nm>{}<", "山".repeat(141)), 24, "not 1 to 140 characters"),
        (
            "<Id>6221690000000004321<",
            &format!("<Id>{}<", "1".repeat(35)),
            25,
            "not 1 to 34 characters",
        ),
        // Types.
        ("<NbOfTxs>2<", "<NbOfTxs>2.0<", 7, "not 1 to 15 digits"),
        ("<NbOfTxs>2<", "<NbOfTxs>0000000000000002<", 7, "not 1 to 15 digits"),
        ("<CtrlSum>900.50<", "<CtrlSum>900,50<", 8, "no decimal of 18 digits"),
        (">600.00<", ">600.000001<", 22, "no decimal of 18 digits, 5"),
        (">600.00<", ">1234567890123456789.00<", 22, "no decimal of 18 digits"),
        (">600.00<", ">-600.00<", 22, "below zero"),
        (">600.00<", "> <", 22, "no decimal"),
        (" Ccy=\"CNY\"", "", 22, "no attribute Ccy"),
        (" Ccy=\"CNY\"", " Ccy=\"cny\"", 22, "Ccy is no currency"),
        (" Ccy=\"CNY\"", " Ccy=\"CNY\" x=\"1\"", 22, "the attribute x"),
        ("2020-11-23T08:30:09+08:00", "2020-11-23", 6, "no ISO date and time"),
        ("2020-11-23T08:30:09+08:00", "2020-11-23T25:30:09", 6, "no ISO date and time"),
        ("2020-11-23T08:30:09+08:00", "2020-11-31T08:30:09", 6, "no ISO date and time"),
        ("<Dt>2020-11-23<", "<Dt>20201123<", 16, "no ISO date"),
        ("<PmtMtd>TRF<", "<PmtMtd>TRX<", 13, "not CHK|TRF|TRA"),
        ("<FinInstnId>", "<FinInstnId><BICFI>ABC</BICFI>", 19, "not of its pattern"),
        ("<FinInstnId>", "<FinInstnId><LEI>ABC</LEI>", 19, "not of its pattern"),
        // The root.
        ("pain.001.001.09", "pain.001.001.03", 2, "the root is not Document"),
        ("<Document xmlns", "<Document odd=\"1\" xmlns", 2, "the attribute odd"),
    ] {
        let all = told(from, to);
        assert!(
            all.iter().any(|(at, detail)| *at == Some(line) && detail.contains(said)),
            "{from} → {to}: {all:?}"
        );
    }
}

#[test]
fn what_the_schema_admits_is_no_problem() {
    for (from, to) in [
        ("T08:30:09+08:00", "T08:30:09Z"),
        ("T08:30:09+08:00", "T08:30:09.123"),
        ("<NbOfTxs>2<", "<NbOfTxs>2<"),
        ("<PmtMtd>TRF</PmtMtd>", "<PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>"),
        ("<FinInstnId>", "<FinInstnId><BICFI>ICBKCNBJ</BICFI>"),
        ("<FinInstnId>", "<FinInstnId><BICFI>ICBKCNBJBJM</BICFI>"),
        ("<PmtId>", "<PmtId><InstrId>1</InstrId>"),
        ("<RmtInf>", "<Purp><Cd>GOVT</Cd></Purp><RmtInf>"),
        ("<CdtrAgt>", "<ChrgBr>DEBT</ChrgBr><CdtrAgt>"),
        ("<Nm>桐溪县", "<Nm>&#x6850;溪县"),
        ("陈大山", "<![CDATA[陈大山]]>"),
        ("<GrpHdr>", "<!-- a remark --><GrpHdr>"),
    ] {
        let text = written().replacen(from, to, 1);
        let read = read(text.as_bytes(), &profile("pain-001"));
        read.unwrap_or_else(|error| panic!("{to}: {error:?}"));
    }
}

#[test]
fn counts_and_sums_are_compared_in_both_places() {
    let total = |stated, counted| {
        let (stated, counted) = (Money::from_fen(stated), Money::from_fen(counted));
        format!("{:?}", What::Total { stated, counted })
    };
    assert_eq!(told("<CtrlSum>900.50<", "<CtrlSum>900.51<"), [(Some(8), total(90_051, 90_050))]);
    let text = written();
    let at = text.rfind("<CtrlSum>900.50<").expect("the second");
    let edited = format!("{}<CtrlSum>900.49<{}", &text[..at], &text[at + 16..]);
    let error = read(edited.as_bytes(), &profile("pain-001")).expect_err("the second sum");
    assert_eq!(error.problems[0].line, Some(15));
    let flipped = told(">600.00<", ">600.01<");
    assert_eq!(flipped, [(Some(8), total(90_050, 90_051)), (Some(15), total(90_050, 90_051))]);
    let (start, end) = (
        text.find("      <CdtTrfTxInf>").expect("one"),
        text.find("</CdtTrfTxInf>\n").expect("its end"),
    );
    let lost = format!("{}{}", &text[..start], &text[end + 15..]);
    let error = read(lost.as_bytes(), &profile("pain-001")).expect_err("one lost");
    assert_eq!(error.problems[0].what, What::Count { stated: 2, counted: 1 });
}

#[test]
fn what_the_profile_needs_is_told_where_the_schema_does_not() {
    let blank = |what: &str| format!("{:?}", What::Blank(what.to_owned()));
    for (from, to, line, said) in [
        ("<Cdtr><Nm>陈大山</Nm></Cdtr>", "<Cdtr/>", 20, blank("Cdtr/Nm")),
        (" Ccy=\"CNY\"", " Ccy=\"USD\"", 22, format!("{:?}", What::Other("InstdAmt/@Ccy".into()))),
        (">600.00<", ">600<", 20, format!("{:?}", What::Money("InstdAmt".into()))),
        ("<Dbtr><Nm>桐溪县移民事务中心</Nm></Dbtr>", "<Dbtr/>", 11, blank("Dbtr/Nm")),
        ("<CtrlSum>900.50</CtrlSum>", "", 4, blank("CtrlSum")),
    ] {
        let all = told(from, to);
        assert!(all.contains(&(Some(line), said.clone())), "{from} → {to}: {all:?}");
    }
}

#[test]
fn what_is_no_xml_is_told() {
    for (from, to) in [
        ("</GrpHdr>", ""),
        ("<GrpHdr>", "<GrpHdr"),
        ("陈大山", "&odd;"),
        ("<Document ", "<!DOCTYPE x [<!ENTITY a \"b\">]><Document "),
        ("</Document>", "</Document><Document/>"),
        ("</Document>", ""),
    ] {
        let all = told(from, to);
        assert!(all[0].1.contains("Xml("), "{to}: {all:?}");
    }
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert!(read(deep.as_bytes(), &profile("pain-001")).is_err());
    assert!(read(b"\xff\xfe", &profile("pain-001")).is_err());
}
