//! ISO 20022: status reports and notifications, and what is no such message.

use super::profile;
use crate::bank::returns::{LineKey, LineTrouble, NotAReturn, Outcome, ReturnFile, read};
use crate::domain::{Date, Money};

const PAIN: &str = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10";
const CAMT: &str = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08";

fn read_xml(xml: &str) -> Result<ReturnFile, NotAReturn> {
    read("x.xml", xml.as_bytes(), &profile("pain-001"))
}

/// A status report about one message with these blocks.
fn report(group: &str, blocks: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"{PAIN}\"><CstmrPmtStsRpt>\
         <GrpHdr><MsgId>B1</MsgId><CreDtTm>2020-12-18T18:00:00+08:00</CreDtTm></GrpHdr>\n\
         <OrgnlGrpInfAndSts><OrgnlMsgId>2020-001-002</OrgnlMsgId>\
         <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{group}</OrgnlGrpInfAndSts>\n\
         {blocks}</CstmrPmtStsRpt></Document>"
    )
}

fn block(inside: &str) -> String {
    format!("<OrgnlPmtInfAndSts><OrgnlPmtInfId>P1</OrgnlPmtInfId>{inside}</OrgnlPmtInfAndSts>")
}

fn transaction(reference: &str, status: &str, rest: &str) -> String {
    format!(
        "<TxInfAndSts><OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>{status}</TxSts>\
         {rest}</TxInfAndSts>\n"
    )
}

const REJECTED: &str = "<StsRsnInf><Orgtr><Nm>某银行</Nm></Orgtr><Rsn><Cd>AC04</Cd></Rsn>\
    <AddtlInf>账户已于</AddtlInf><AddtlInf>2019 年销户 &amp; 停用&#x3002;</AddtlInf></StsRsnInf>\
    <OrgnlTxRef><Amt><InstdAmt Ccy=\"CNY\">600.00</InstdAmt></Amt>\
    <Cdtr><Pty><Nm>张三</Nm></Pty></Cdtr>\
    <CdtrAcct><Id><Othr><Id>6221690000000007919</Id></Othr></Id></CdtrAcct></OrgnlTxRef>";

#[test]
fn a_status_report_is_read_transaction_by_transaction() {
    let paid = transaction("2020-001-000001", "ACCC", "");
    let rejected = transaction("2020-001-000002", "RJCT", REJECTED);
    let other = transaction("NOTPROVIDED", "ACSC", "");
    let bare = "<TxInfAndSts><OrgnlEndToEndId>2020-001-000004</OrgnlEndToEndId></TxInfAndSts>";
    let xml = report("", &block(&format!("{paid}{rejected}{other}{bare}")));
    let file = read_xml(&xml).expect("a report");
    assert_eq!((file.batch.as_deref(), file.file), (Some("2020-001"), Some(2)));
    assert!(file.statements.is_empty());
    let day = Date::new(2020, 12, 18);
    let [paid, rejected, other, bare] = &file.lines[..] else { panic!("four lines") };
    assert_eq!((paid.at, paid.outcome, paid.date), (1, Outcome::Paid, day));
    assert_eq!(paid.key, LineKey::Reference("2020-001-000001".into()));
    assert_eq!((paid.amount, paid.trouble), (None, None));
    assert_eq!((rejected.outcome, &*rejected.reason_code), (Outcome::Failed, "AC04"));
    assert_eq!(rejected.reason, "账户已于2019 年销户 & 停用。");
    assert_eq!(rejected.amount, Some(Money::from_yuan(600)));
    assert_eq!(rejected.name.as_deref(), Some("张三"));
    assert_eq!(rejected.account.as_deref(), Some("6221690000000007919"));
    assert_eq!(other.key, LineKey::Reference(String::new()));
    assert_eq!(other.trouble, Some(LineTrouble::NoKey));
    assert_eq!((bare.outcome, &*bare.code), (Outcome::Unknown, ""));
}

#[test]
fn prefixes_and_elements_of_other_namespaces_change_nothing() {
    let paid = transaction("2020-001-000001", "ACCC", "");
    let rejected = transaction("2020-001-000002", "RJCT", REJECTED);
    let xml = report("", &block(&format!("{paid}{rejected}")));
    let plain = read_xml(&xml).expect("a report");
    let prefixed = xml
        .replace("</", "\u{1}")
        .replace("<?", "\u{2}")
        .replace('<', "<p:")
        .replace('\u{1}', "</p:")
        .replace('\u{2}', "<?")
        .replace("xmlns=", "xmlns:p=");
    assert_eq!(read_xml(&prefixed).expect("with prefixes"), plain);
    let more = xml.replace(
        "</TxInfAndSts>",
        "<SplmtryData xmlns=\"urn:x\"><TxSts>RJCT</TxSts>text</SplmtryData></TxInfAndSts>",
    );
    assert_eq!(read_xml(&more).expect("with supplementary data"), plain);
    let data = xml.replace("<TxSts>ACCC", "<!-- RJCT --><TxSts><![CDATA[ACCC]]>");
    assert_eq!(read_xml(&data).expect("with a comment"), plain);
}

#[test]
fn a_status_of_the_whole_is_told_and_never_spread() {
    let group = "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AM05</Cd></Rsn></StsRsnInf>";
    let file = read_xml(&report(group, "")).expect("a report");
    assert!(file.lines.is_empty());
    let [whole] = &file.statements[..] else { panic!("one statement") };
    assert_eq!((&whole.part, whole.outcome, &*whole.code), (&None, Outcome::Failed, "RJCT"));
    assert_eq!((&*whole.reason_code, &*whole.reason), ("AM05", "重复"));
    let part = block("<PmtInfSts>ACSP</PmtInfSts>");
    let file = read_xml(&report("<GrpSts>PART</GrpSts>", &part)).expect("a report");
    let said: Vec<_> =
        file.statements.iter().map(|s| (s.part.as_deref(), &*s.code, s.outcome)).collect();
    assert_eq!(said, [(None, "PART", Outcome::Unknown), (Some("P1"), "ACSP", Outcome::Pending)]);
    // A transaction without a status does not take the whole's.
    let bare = "<TxInfAndSts><OrgnlEndToEndId>2020-001-000004</OrgnlEndToEndId></TxInfAndSts>";
    let file = read_xml(&report(group, &block(bare))).expect("a report");
    assert_eq!(file.lines[0].outcome, Outcome::Unknown);
}

#[test]
fn numbers_by_status_are_checked_where_transactions_are_listed() {
    let per = |count: &str, status: &str, sum: &str| {
        let sum = if sum.is_empty() {
            String::new()
        } else {
            format!("<DtldCtrlSum>{sum}</DtldCtrlSum>")
        };
        format!(
            "<NbOfTxsPerSts><DtldNbOfTxs>{count}</DtldNbOfTxs><DtldSts>{status}</DtldSts>{sum}\
             </NbOfTxsPerSts>"
        )
    };
    let rejected = transaction("2020-001-000002", "RJCT", REJECTED);
    for (numbers, holds) in [
        (per("1", "RJCT", ""), true),
        (per("1", "RJCT", "600.00"), true),
        (per("1", "RJCT", "600.00") + &per("40", "ACSC", "24000.00"), true),
        (per("2", "RJCT", ""), false),
        (per("1", "RJCT", "600.01"), false),
        (per("x", "RJCT", ""), false),
        (per("40", "ACSC", ""), false),
    ] {
        let in_block = report("", &block(&format!("{numbers}{rejected}")));
        assert_eq!(read_xml(&in_block).is_ok(), holds, "{numbers}");
        let in_group = report(&numbers, &block(&rejected));
        assert_eq!(read_xml(&in_group).is_ok(), holds, "{numbers}");
    }
}

#[test]
fn a_document_type_is_refused_before_anything_is_read() {
    let xml = report("", &block(&transaction("2020-001-000001", "ACCC", "")));
    let attack = "<!DOCTYPE Document [<!ENTITY a \"ACCC\"><!ENTITY b \"&a;&a;\">]>\n<Document";
    let error = read_xml(&xml.replacen("<Document", attack, 1)).expect_err("a document type");
    assert_eq!(error, NotAReturn::DocumentType { line: 2 });
    let error = read_xml(&xml.replace(">ACCC<", ">&stolen;<")).expect_err("an entity");
    assert!(matches!(error, NotAReturn::DocumentType { .. }), "{error:?}");
}

#[test]
fn what_is_not_well_formed_is_refused() {
    let xml = report("", &block(&transaction("2020-001-000001", "ACCC", REJECTED)));
    for (from, to) in [
        ("</TxSts>", "</TxStss>"),
        ("</CdtrAcct>", ""),
        ("<TxSts>", "<TxSts><TxSts>"),
        ("Ccy=\"CNY\"", "Ccy=CNY"),
        ("Ccy=\"CNY\"", "Ccy=\"CNY\" Ccy=\"USD\""),
        ("&amp;", "& "),
        ("<Cdtr>", "<q:Cdtr>"),
        ("<Document", "x<Document"),
        ("</Document>", "</Document><Document/>"),
        ("</Document>", "</Document>text"),
        ("<TxInfAndSts>", "<TxInfAndSts><!-- a -- b -->"),
    ] {
        assert!(xml.contains(from), "{from}");
        let error = read_xml(&xml.replacen(from, to, 1)).expect_err(to);
        assert!(
            matches!(error, NotAReturn::Xml { .. } | NotAReturn::CutOff { .. }),
            "{to}: {error:?}"
        );
    }
    for end in 1..xml.len() {
        if xml.is_char_boundary(end) {
            assert!(read_xml(&xml[..end]).is_err(), "cut at {end}");
        }
    }
}

#[test]
fn another_message_or_version_is_refused() {
    let xml = report("", "");
    for (to, found) in [
        ("pain.002.001.03", "pain.002.001.03"),
        ("pain.002.001.14", "pain.002.001.14"),
        ("camt.053.001.08", "camt.053.001.08"),
    ] {
        let error = read_xml(&xml.replacen("pain.002.001.10", to, 1)).expect_err(to);
        assert_eq!(error, NotAReturn::Message { line: 2, found: found.into() });
    }
    let error = read_xml("<html><body>登录超时</body></html>").expect_err("a web page");
    assert_eq!(error, NotAReturn::Message { line: 1, found: String::new() });
    let wrong = xml.replace("<Document", "<Dokument").replace("</Document", "</Dokument");
    assert!(matches!(read_xml(&wrong), Err(NotAReturn::Message { .. })));
    let unnamed = xml.replace("<OrgnlMsgId>2020-001-002</OrgnlMsgId>", "");
    assert!(matches!(read_xml(&unnamed), Err(NotAReturn::Record { .. })));
}

#[test]
fn nesting_and_text_have_their_limits() {
    let deep = "<A>".repeat(100);
    let error = read_xml(&report("", &deep)).expect_err("deep");
    assert!(matches!(error, NotAReturn::TooLarge { .. }), "{error:?}");
    let foreign = "<A xmlns=\"urn:x\">".repeat(100);
    let error = read_xml(&report("", &foreign)).expect_err("deep");
    assert!(matches!(error, NotAReturn::TooLarge { .. }), "{error:?}");
    let long = transaction(&"7".repeat(100_000), "ACCC", "");
    let error = read_xml(&report("", &block(&long))).expect_err("long");
    assert!(matches!(error, NotAReturn::TooLarge { .. }), "{error:?}");
}

/// A notification of these entries.
fn notification(summary: &str, entries: &str) -> String {
    format!(
        "<Document xmlns=\"{CAMT}\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N1</MsgId>\
         <CreDtTm>2020-12-21T09:00:00+08:00</CreDtTm></GrpHdr><Ntfctn><Id>N1</Id>\
         <Acct><Id><Othr><Id>1</Id></Othr></Id></Acct>{summary}{entries}</Ntfctn>\
         </BkToCstmrDbtCdtNtfctn></Document>"
    )
}

fn entry(amount: &str, direction: &str, status: &str, details: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"CNY\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>\
         <Sts><Cd>{status}</Cd></Sts><BookgDt><Dt>2020-12-20</Dt></BookgDt>\
         <BkTxCd/><NtryDtls>{details}</NtryDtls></Ntry>"
    )
}

fn details(reference: &str, amount: &str, direction: &str, rest: &str) -> String {
    format!(
        "<TxDtls><Refs><MsgId>2020-001-002</MsgId><EndToEndId>{reference}</EndToEndId></Refs>\
         <Amt Ccy=\"CNY\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>\
         <RltdPties><Cdtr><Pty><Nm>张三</Nm></Pty></Cdtr>\
         <CdtrAcct><Id><Othr><Id>6221690000000007919</Id></Othr></Id></CdtrAcct></RltdPties>\
         {rest}</TxDtls>"
    )
}

const RETURNED: &str = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>";

#[test]
fn a_notification_says_what_was_booked_and_what_came_back() {
    let paid = details("2020-001-000001", "600.00", "DBIT", "")
        + &details("2020-001-000002", "300.00", "DBIT", "");
    let entries = entry("900.00", "DBIT", "BOOK", &paid)
        + &entry("300.00", "CRDT", "BOOK", &details("2020-001-000002", "300.00", "CRDT", RETURNED))
        + &entry("5.00", "CRDT", "BOOK", &details("NOTPROVIDED", "5.00", "CRDT", ""))
        + &entry("7.00", "DBIT", "PDNG", &details("2020-001-000003", "7.00", "DBIT", ""))
        + &entry("1.00", "DBIT", "BOOK", "");
    let file = read_xml(&notification("", &entries)).expect("a notification");
    assert_eq!((file.batch.as_deref(), file.file), (Some("2020-001"), Some(2)));
    let seen: Vec<_> =
        file.lines.iter().map(|line| (&*line.code, line.outcome, line.amount)).collect();
    let fen = |fen| Some(Money::from_fen(fen));
    assert_eq!(
        seen,
        [
            ("BOOK/DBIT", Outcome::Paid, fen(60_000)),
            ("BOOK/DBIT", Outcome::Paid, fen(30_000)),
            ("BOOK/CRDT/RTR", Outcome::Failed, fen(30_000)),
            ("BOOK/CRDT", Outcome::Unknown, fen(500)),
            ("PDNG/DBIT", Outcome::Pending, fen(700)),
            ("BOOK/DBIT", Outcome::Paid, fen(100)),
        ]
    );
    assert_eq!(file.lines[0].account.as_deref(), Some("6221690000000007919"));
    let returned = &file.lines[2];
    assert_eq!(returned.key, LineKey::Reference("2020-001-000002".into()));
    assert_eq!((&*returned.reason_code, &*returned.reason), ("AC04", "账户已销户"));
    assert_eq!((&returned.account, &returned.name), (&None, &None));
    assert_eq!(returned.date, Date::new(2020, 12, 20));
    // An entry without transactions is a line that matches nothing.
    assert_eq!(file.lines[5].trouble, Some(LineTrouble::NoKey));
}

#[test]
fn a_debit_that_is_taken_back_is_not_paid() {
    let entry = entry("600.00", "DBIT", "BOOK", &details("R", "600.00", "DBIT", ""))
        .replace("<Sts>", "<RvslInd>true</RvslInd><Sts>");
    let file = read_xml(&notification("", &entry)).expect("a notification");
    assert_eq!((&*file.lines[0].code, file.lines[0].outcome), ("BOOK/DBIT/RVSL", Outcome::Unknown));
}

#[test]
fn a_notifications_own_totals_are_checked() {
    let two = details("R1", "600.00", "DBIT", "") + &details("R2", "300.00", "DBIT", "");
    let batch = |count: &str, sum: &str| {
        let batch =
            format!("<Btch><NbOfTxs>{count}</NbOfTxs><TtlAmt Ccy=\"CNY\">{sum}</TtlAmt></Btch>");
        entry("900.00", "DBIT", "BOOK", &(batch + &two))
    };
    let summary = |count: &str, sum: &str| {
        format!(
            "<TxsSummry><TtlNtries><NbOfNtries>{count}</NbOfNtries><Sum>{sum}</Sum></TtlNtries>\
             <TtlDbtNtries><NbOfNtries>1</NbOfNtries></TtlDbtNtries></TxsSummry>"
        )
    };
    let holds = |summary: &str, entry: &str| read_xml(&notification(summary, entry)).is_ok();
    assert!(holds(&summary("1", "900.00"), &batch("2", "900.00")));
    assert!(!holds(&summary("2", "900.00"), &batch("2", "900.00")));
    assert!(!holds(&summary("1", "900.01"), &batch("2", "900.00")));
    assert!(!holds("", &batch("3", "900.00")));
    assert!(!holds("", &batch("2", "900.01")));
    assert!(!holds("", &entry("901.00", "DBIT", "BOOK", &two)));
    let charged = entry("901.00", "DBIT", "BOOK", &two).replace(
        "<NtryDtls>",
        "<Chrgs><TtlChrgsAndTaxAmt Ccy=\"CNY\">1.00</TtlChrgsAndTaxAmt></Chrgs><NtryDtls>",
    );
    assert!(holds("", &charged));
}

#[test]
fn money_of_another_country_is_no_amount() {
    let paid = details("R1", "600.00", "DBIT", "").replace("CNY", "USD");
    let other = entry("600.00", "DBIT", "BOOK", &paid).replacen("CNY", "USD", 1);
    let file = read_xml(&notification("", &other)).expect("a notification");
    let line = &file.lines[0];
    assert_eq!((line.amount, &*line.amount_text), (None, "600.00 USD"));
    assert_eq!(line.trouble, Some(LineTrouble::Amount));
}
