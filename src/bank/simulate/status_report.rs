//! The answer as a customer payment status report, pain.002.001.10.
//!
//! Source: ISO 20022, CustomerPaymentStatusReportV10: elements stand in the
//! order of the schema.

use std::collections::BTreeMap;

use quick_xml::escape::escape;

use super::{Answered, Sent, SentHead};
use crate::bank::returns::{Outcome, PAIN_002};
use crate::domain::Money;
use crate::rulebook::bank_profile::returns::ReturnLayout;

/// The document.
pub(super) fn write(head: &SentHead, lines: &[(&Sent, Answered)], layout: &ReturnLayout) -> String {
    let pattern = layout.message_id.as_ref();
    let message_id = pattern.map(|pattern| pattern.write(head.name_of("")));
    let message_id = escape(message_id.unwrap_or_default());
    let made = head.date;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Document xmlns=\"{PAIN_002}\">\n\
         <CstmrPmtStsRpt>\n\
         <GrpHdr><MsgId>RE-{message_id}</MsgId><CreDtTm>{made}T18:00:00+08:00</CreDtTm></GrpHdr>\n\
         <OrgnlGrpInfAndSts><OrgnlMsgId>{message_id}</OrgnlMsgId>\
         <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>\n\
         <OrgnlPmtInfAndSts><OrgnlPmtInfId>{message_id}</OrgnlPmtInfId>\n"
    );
    for (status, (count, sum)) in per_status(lines) {
        xml.push_str(&format!(
            "<NbOfTxsPerSts><DtldNbOfTxs>{count}</DtldNbOfTxs><DtldSts>{status}</DtldSts>\
             <DtldCtrlSum>{sum}</DtldCtrlSum></NbOfTxsPerSts>\n"
        ));
    }
    for (sent, answered) in lines {
        push_transaction(&mut xml, sent, answered);
    }
    xml.push_str("</OrgnlPmtInfAndSts>\n</CstmrPmtStsRpt>\n</Document>\n");
    xml
}

/// How many transactions have a status, and their sum.
fn per_status<'a>(lines: &'a [(&Sent, Answered)]) -> BTreeMap<&'a str, (u64, Money)> {
    let mut found: BTreeMap<&str, (u64, Money)> = BTreeMap::new();
    for (sent, answered) in lines {
        let (count, sum) = found.entry(&answered.code).or_default();
        *count += 1;
        *sum += sent.amount;
    }
    found
}

fn push_transaction(xml: &mut String, sent: &Sent, answered: &Answered) {
    let reference = escape(written(&sent.reference));
    xml.push_str(&format!(
        "<TxInfAndSts><OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>{}</TxSts>",
        escape(&answered.code)
    ));
    if answered.outcome == Outcome::Failed && !answered.reason_code.is_empty() {
        xml.push_str(&format!(
            "<StsRsnInf><Rsn><Cd>{}</Cd></Rsn><AddtlInf>{}</AddtlInf></StsRsnInf>",
            escape(&answered.reason_code),
            escape(&answered.reason)
        ));
    }
    xml.push_str(&format!(
        "<OrgnlTxRef><Amt><InstdAmt Ccy=\"CNY\">{}</InstdAmt></Amt>\
         <Cdtr><Pty><Nm>{}</Nm></Pty></Cdtr>\
         <CdtrAcct><Id><Othr><Id>{}</Id></Othr></Id></CdtrAcct></OrgnlTxRef></TxInfAndSts>\n",
        sent.amount,
        escape(written(&sent.payee)),
        escape(written(&sent.account)),
    ));
}

/// The text without characters that XML cannot hold.
fn written(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}
