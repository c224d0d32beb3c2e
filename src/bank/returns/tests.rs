//! Returns of every shipped profile: what the played bank answers is read back,
//! golden files stay as they are, and nothing that arrives is taken half.

mod damaged;
mod golden;
mod lines;
mod messages;
mod outcomes;
mod property;

use crate::bank::simulate::{Sent, SentHead, Shares};
use crate::domain::{Date, Money};
use crate::rulebook::BankProfile;
use crate::rulebook::bank_profile::returns::ReturnLayout;

/// Every shipped profile, by id.
fn profiles() -> Vec<BankProfile> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/banks");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("the profiles")
        .map(|entry| entry.expect("a profile").path())
        .collect();
    names.sort();
    names
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).expect("a profile");
            BankProfile::parse(&path.display().to_string(), &text).expect("a sound profile")
        })
        .collect()
}

fn profile(id: &str) -> BankProfile {
    profiles().into_iter().find(|profile| profile.id == id).expect("a shipped profile")
}

fn layout(profile: &BankProfile) -> &ReturnLayout {
    profile.returns.as_ref().expect("a [return] section")
}

fn head() -> SentHead {
    let date = Date::new(2020, 12, 18).expect("a day");
    SentHead { batch: "2020-001".to_owned(), file: 2, date }
}

/// Invented people with invented accounts.
fn sent(lines: u64) -> Vec<Sent> {
    let names = ["张三", "李四妹", "阿依古丽·努尔", "王五", "欧阳示例"];
    (1..=lines)
        .zip(names.iter().cycle())
        .map(|(line, name)| Sent {
            line,
            reference: format!("2020-001-{line:06}"),
            account: format!("6221690000{:09}", line * 7919),
            payee: (*name).to_owned(),
            amount: Money::from_fen(60_000 + i64::try_from(line).expect("a line") % 3 * 15_050),
        })
        .collect()
}

fn shares() -> Shares {
    Shares { failed: 2500, pending: 1500, unknown: 1000 }
}
