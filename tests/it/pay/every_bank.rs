//! The life in short, by every bank profile that is shipped.

use super::desk::{Life, MAKER, lists};
use crate::county::County;
use zhibu::rulebook::shipped_banks;

const PAYER: &str = "[payout.payer]\nname = \"某县移民事务中心\"\naccount = \"82010000000123456\"\n\
                     bank = \"某农商银行\"";

#[test]
fn everybody_is_credited_by_every_bank() {
    let profiles: Vec<&str> = shipped_banks().collect();
    assert_eq!(profiles.len(), 8);
    for profile in profiles {
        let more = format!("[payout]\nprofile = \"{profile}\"\n{PAYER}");
        let life = Life::of(lists(County::new(), false).more(&more), "zh");
        life.done(&["run", "-q"]);
        life.by(MAKER, &["pay", "prepare"]);
        life.send("2020-001", 8, "4800.00");
        let banks = life.exported("2020-001").into_keys().filter(|path| path.contains('/'));
        let banks: Vec<String> = banks.map(|path| format!("pay/2020-001/{path}")).collect();
        assert_eq!(banks.len(), 2, "{profile}: a file a township");
        for file in &banks {
            life.done(&["bank", "check", profile, file]);
        }
        life.credited("2020-001");
        assert_eq!(life.figure("credited"), (8, "4800.00".to_owned()), "{profile}");
        life.by(MAKER, &["pay", "close", "2020-001"]);
        life.done(&["ledger", "verify"]);
        assert!(life.run().values().all(|end| end == "already_paid"), "{profile}");
        life.said_well();
    }
}

#[test]
fn what_no_bank_credits_waits_for_the_townships() {
    for profile in shipped_banks() {
        let more = format!("[payout]\nprofile = \"{profile}\"\n{PAYER}");
        let life = Life::of(lists(County::new(), false).more(&more), "en");
        life.done(&["run", "-q"]);
        life.by(MAKER, &["pay", "prepare"]);
        life.send("2020-001", 8, "4800.00");
        life.done(&["pay", "simulate", "2020-001", "--failed", "10000"]);
        life.returned("2020-001");
        assert_eq!(life.figure("waiting"), (8, "4800.00".to_owned()), "{profile}");
        life.by(MAKER, &["pay", "close", "2020-001"]);
        assert!(life.run().values().all(|end| end == "held"), "{profile}");
        life.refused(MAKER, &["pay", "reissue"]);
        life.said_well();
    }
}
