//! The rules of the payout's life: P005, B001–B011 and L001–L003.
//!
//! Their severity says how heavy they weigh; what follows from each (refuse to
//! approve, quarantine, cannot close) stands in its words.

use super::chain::Break;
use super::payment::NewPayment;
use super::{finding, of_batch};
use crate::domain::identity_number::mask_identity;
use crate::domain::{Lang, Money};
use crate::finding::{Doc, Finding, Floor, Seen, Severity, Words};
use crate::reconcile::before_docs::{P001, P002};
use crate::reconcile::history::Earlier;

/// Every rule of this module, in the order of their codes.
pub const DOCS: &[&Doc] = &[
    &P005, &B001, &B002, &B003, &B004, &B005, &B006, &B007, &B008, &B010, &B011, &L001, &L002,
    &L003,
];

const CATALOGUE: &str = "zhibu P, B, L";

/// P005 stated-total-differs.
pub static P005: Doc = Doc::new(
    "P005",
    "stated-total-differs",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "审批填报的合计不符",
        "批次 {batch} 共 {people} 人 {amount} 元；审批人填的是 {stated_people} 人 {stated_amount} 元，没有审批",
        "审批人核对批次和名册，弄清差在哪里，再按实际合计审批",
        "批次 42,198 人，审批人按文件填了 42,341 人",
    ),
    Words::new(
        "the stated total differs",
        "batch {batch} pays {amount} yuan to {people} people; the approver stated {stated_amount} yuan and {stated_people} people; not approved",
        "the approver finds out what the difference is, and then approves what would be paid",
        "the batch has 42,198 people, the approver typed 42,341",
    ),
    CATALOGUE,
);

/// B001 unknown-line.
pub static B001: Doc = Doc::new(
    "B001",
    "unknown-line",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "回盘里有对不上的行",
        "第 {line} 行（{key}）在批次 {batch} 里找不到，单独存放，不作任何处理",
        "问银行这一行是什么；要银行重新出一份回盘",
        "回盘多出一行，流水号不是我们的",
    ),
    Words::new(
        "a line that we did not send",
        "line {line} ({key}) is not in batch {batch}; it is kept apart and nothing follows from it",
        "ask the bank what it is, and for a corrected answer",
        "the answer has one line more, with a reference that is not ours",
    ),
    CATALOGUE,
);

/// B002 wrong-batch.
pub static B002: Doc = Doc::new(
    "B002",
    "wrong-batch",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "回盘是另一批的",
        "这份回盘写的是批次 {found}，不是 {batch}；整份没有登记",
        "找到这一批的回盘；要登记另一批的，换成那一批的批次号",
        "把上一批的回盘当成这一批的",
    ),
    Words::new(
        "the answer to another batch",
        "this file answers batch {found}, not {batch}; nothing of it was taken in",
        "find this batch's answer, or name the batch that it answers",
        "the last batch's answer is taken for this one's",
    ),
    CATALOGUE,
);

/// B003 amount-differs.
pub static B003: Doc = Doc::new(
    "B003",
    "amount-differs",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "回盘金额与送盘不同",
        "{reference}：送盘 {sent} 元，回盘 {found} 元；单独存放，不作任何处理",
        "马上与银行核对这一笔实际入账多少",
        "送盘 600.00 元，回盘 6,000.00 元",
    ),
    Words::new(
        "the amount is not what was sent",
        "{reference}: {sent} yuan were sent, the answer says {found}; it is kept apart and nothing follows from it",
        "ask the bank at once what was really credited",
        "600.00 yuan were sent, the answer says 6,000.00",
    ),
    CATALOGUE,
);

/// B004 name-differs.
pub static B004: Doc = Doc::new(
    "B004",
    "name-differs",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "回盘户名与送盘不同",
        "{reference}：送盘户名「{sent}」，回盘「{found}」；单独存放，不作任何处理",
        "马上与银行核对这一笔进了谁的账户",
        "送盘「张三」，回盘「张山」",
    ),
    Words::new(
        "the name is not what was sent",
        "{reference}: sent to 「{sent}」, the answer says 「{found}」; it is kept apart and nothing follows from it",
        "ask the bank at once whose account was credited",
        "sent to 张三, the answer says 张山",
    ),
    CATALOGUE,
);

/// B005 unknown-result-code.
pub static B005: Doc = Doc::new(
    "B005",
    "unknown-result-code",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "银行结果码不认识",
        "{reference}：结果码「{code}」不在 {profile} 的结果码里；结果不明，不能重发",
        "问银行这个码是什么意思，写进银行格式的结果码，再要一份回盘",
        "回盘里出现说明书上没有的 E99",
    ),
    Words::new(
        "an unknown result code",
        "{reference}: code 「{code}」 is not among those of {profile}; the outcome is unknown, and it is not reissued",
        "ask the bank what it means, add it to the profile's codes, and ask for another answer",
        "E99 stands in the answer and in no manual",
    ),
    CATALOGUE,
);

/// B006 lines-missing.
pub static B006: Doc = Doc::new(
    "B006",
    "lines-missing",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "还有没有结果的行，不能结清",
        "批次 {batch} 有 {lines} 笔没有最后结果：{references}",
        "向银行要齐回盘；处理中的等结果，结果不明的先弄清",
        "送盘 100 笔，回盘只有 99 笔",
    ),
    Words::new(
        "lines without an end: cannot close",
        "batch {batch} has {lines} payments without a final answer: {references}",
        "get the missing answers; wait for what is pending, and settle what is unknown",
        "100 payments were sent, the answer has 99",
    ),
    CATALOGUE,
);

/// B007 same-return-again.
pub static B007: Doc = Doc::new(
    "B007",
    "same-return-again",
    Severity::Note,
    Floor::None,
    Words::new(
        "同一份回盘已登记过",
        "内容相同的回盘已作为「{name}」登记在批次 {batch}；没有再登记",
        "不用处理",
        "回盘文件改了名字又登记一次",
    ),
    Words::new(
        "the same answer again",
        "a file of the same content was taken in as 「{name}」 for batch {batch}; nothing was done",
        "nothing to do",
        "an answer is taken in again under another name",
    ),
    CATALOGUE,
);

/// B008 paid-then-returned.
pub static B008: Doc = Doc::new(
    "B008",
    "paid-then-returned",
    Severity::Advise,
    Floor::None,
    Words::new(
        "到账后又退回",
        "{reference}：先说到账，后说没有（{reason}）；已记下，可以重发",
        "核对账号和户名，更正后重发",
        "三天后银行退票",
    ),
    Words::new(
        "paid, then returned",
        "{reference}: first credited, then not ({reason}); it is written down and may be reissued",
        "check account and holder, correct them, and reissue",
        "the bank sends it back three days later",
    ),
    CATALOGUE,
);

/// B010 paid-after-reissue.
pub static B010: Doc = Doc::new(
    "B010",
    "paid-after-reissue",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "重发以后银行又说原来那笔到账",
        "{reference} 先说失败，已由 {again} 重发，现在又说到账；单独存放，两笔都要查",
        "马上与银行核对；重发的那一笔没有送银行的先撤下，已经到账的追回",
        "先报失败后报成功，中间已经重发",
    ),
    Words::new(
        "credited after it was reissued",
        "{reference} failed and was made again as {again}; now it is said to be credited; it is kept apart, and both have to be looked into",
        "ask the bank at once; withdraw the second if it has not been sent, recover it if it has arrived",
        "failed first, then paid, and reissued in between",
    ),
    CATALOGUE,
);

/// B011 account-differs.
pub static B011: Doc = Doc::new(
    "B011",
    "account-differs",
    Severity::Hold,
    Floor::Hold,
    Words::new(
        "回盘账号与送盘不同",
        "{reference}：送盘账号 {sent}，回盘 {found}；单独存放，不作任何处理",
        "马上与银行核对这一笔进了哪个账户",
        "流水号是我们的，账号却是别人的",
    ),
    Words::new(
        "the account is not what was sent",
        "{reference}: sent to {sent}, the answer says {found}; it is kept apart and nothing follows from it",
        "ask the bank at once which account was credited",
        "the reference is ours, the account is somebody else's",
    ),
    CATALOGUE,
);

/// L001 chain-broken.
pub static L001: Doc = Doc::new(
    "L001",
    "chain-broken",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "账本被改动过",
        "{what}",
        "不要再用这本账；找回备份，对照已导出文件里的链首，查清是谁改的",
        "有人用别的程序改了账本里的一笔金额",
    ),
    Words::new(
        "the ledger was changed",
        "{what}",
        "do not go on with it; get the backup, compare the heads in the exports, and find out who changed it",
        "somebody changed an amount in the file with another program",
    ),
    CATALOGUE,
);

/// L002 maker-is-checker.
pub static L002: Doc = Doc::new(
    "L002",
    "maker-is-checker",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "编制人和审批人是同一个人",
        "批次 {batch} 由 {maker} 编制，不能由 {approver} 审批",
        "请另一位登记过的人审批",
        "经办人自己审批自己编的批次",
    ),
    Words::new(
        "the maker is the checker",
        "batch {batch} was made by {maker} and cannot be approved by {approver}",
        "have another enrolled person approve it",
        "a clerk approves a batch of their own",
    ),
    CATALOGUE,
);

/// L003 export-edited.
pub static L003: Doc = Doc::new(
    "L003",
    "export-edited",
    Severity::Refuse,
    Floor::Refuse,
    Words::new(
        "导出的文件不是审批的内容",
        "{file}：{why}",
        "不要送这份文件；查清是谁改的，把它移走后重新导出；银行格式改过的，撤回批次重新编制",
        "导出以后有人在文件里改了一个账号",
    ),
    Words::new(
        "the exported file is not what was approved",
        "{file}: {why}",
        "do not send it; find out who changed it, move it away and export again; where the profile was changed, withdraw the batch and prepare it anew",
        "an account was changed in the file after it was exported",
    ),
    CATALOGUE,
);

/// L001, where the chain of events itself is broken.
pub(super) fn chain_broken(place: &str, broken: &Break) -> Finding {
    broken_at(place, &break_in_words(broken))
}

/// What is wrong with the first event that does not follow.
pub(super) fn break_in_words(broken: &Break) -> String {
    let (seq, zh, en) = match broken {
        Break::Missing { seq } => (seq, "不见了", "is missing"),
        Break::Unlinked { seq } => {
            (seq, "与前一件接不上", "does not follow from the one before it")
        }
        Break::Changed { seq } => (seq, "的内容被改过", "is not what was written"),
    };
    format!("第 {seq} 件记录{zh} · event {seq} {en}")
}

/// L001 with what is wrong.
pub(super) fn broken_at(place: &str, what: &str) -> Finding {
    finding(&L001, place).with("what", what)
}

/// P001 of a run's payment that the ledger has already.
pub(super) fn paid_already(payment: &NewPayment, earlier: &Earlier) -> Finding {
    finding(&P001, &payment.source.0)
        .seeing(Seen::Identity(payment.person.clone()))
        .with("period", earlier.period.to_string())
        .with("amount", earlier.amount.to_string())
        .with("reference", earlier.reference.clone())
        .with("how", mask_identity(&earlier.numbers[0]))
        .at(payment)
}

/// P002 of a run's payment into an account that others were paid into.
pub(super) fn account_paid_already(payment: &NewPayment, others: &[&Earlier]) -> Finding {
    let references: Vec<&str> = others.iter().take(3).map(|one| one.reference.as_str()).collect();
    finding(&P002, &payment.source.0)
        .seeing(Seen::Account(payment.account.clone()))
        .with("people", others.len().to_string())
        .with("references", references.join(" "))
        .at(payment)
}

/// P001 of a run that pays one person twice by two numbers.
pub(super) fn paid_twice_here(payment: &NewPayment, other: &NewPayment) -> Finding {
    let place = format!("{} › {} › {}", other.source.0, other.source.1, other.source.2);
    finding(&P001, &payment.source.0)
        .seeing(Seen::Identity(payment.person.clone()))
        .with("period", "—")
        .with("amount", other.amount.to_string())
        .with("reference", place)
        .with("how", mask_identity(&other.person))
        .at(payment)
}

trait At {
    /// At the pay row that the payment traces back to.
    fn at(self, payment: &NewPayment) -> Self;
}

impl At for Finding {
    fn at(mut self, payment: &NewPayment) -> Self {
        let (_, sheet, row) = &payment.source;
        self.origin.sheet = sheet.as_str().into();
        self.origin.row = Some(*row);
        self
    }
}

/// P005.
pub(super) fn stated_differs(
    batch: &str,
    (people, amount): (u64, Money),
    (stated_people, stated_amount): (u64, Money),
) -> Finding {
    of_batch(&P005, batch)
        .with("people", people.to_string())
        .with("amount", amount.to_string())
        .with("stated_people", stated_people.to_string())
        .with("stated_amount", stated_amount.to_string())
}

/// L003 of a file of an export.
#[must_use]
pub fn export_edited(file: &str, lang: Lang, why: Edited) -> Finding {
    finding(&L003, file).with("file", file).with("why", why.words(lang))
}

/// How an exported file is not what was approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// Its bytes were changed after it was written.
    OnDisk,
    /// There is a file that was not approved.
    Unknown,
    /// The head that it carries is no event of this ledger: one of the two was
    /// exchanged.
    NotOfThisLedger,
    /// The bank profile or the program writes it otherwise than when it was
    /// approved.
    WrittenOtherwise,
}

impl Edited {
    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::OnDisk => lang.pick("导出以后被改过", "it was changed after it was exported"),
            Self::Unknown => lang.pick("不是审批过的文件", "no such file was approved"),
            Self::NotOfThisLedger => lang.pick(
                "里面的链首不在这本账里：账本或文件被换过",
                "its head is no event of this ledger: one of the two was exchanged",
            ),
            Self::WrittenOtherwise => lang.pick(
                "按现在的银行格式写出来，与审批时不同",
                "the profile now writes it otherwise than when it was approved",
            ),
        }
    }
}
