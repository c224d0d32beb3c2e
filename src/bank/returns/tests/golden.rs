//! Golden files: `fixtures/banks/<id>/return.*` are what the played bank
//! answers, byte by byte. `ZHIBU_BLESS=1` writes them anew.

use super::{head, profiles, sent, shares};
use crate::bank::returns::{Outcome, read};
use crate::bank::simulate::answer;

#[test]
fn the_golden_returns_are_what_the_played_bank_answers() {
    for profile in profiles() {
        let (name, bytes) = answer("某镇_002.txt", &head(), &sent(24), &profile, 5, shares());
        let extension = name.rsplit('.').next().expect("an extension");
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/banks");
        let path = format!("{folder}/{}/return.{extension}", profile.id);
        if std::env::var_os("ZHIBU_BLESS").is_some() {
            std::fs::create_dir_all(format!("{folder}/{}", profile.id)).expect("a folder");
            std::fs::write(&path, &bytes).expect("written");
        }
        let golden = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(golden == bytes, "{path} is not what is written now; ZHIBU_BLESS=1 writes it anew");
        let file = read(&name, &golden, &profile).expect("a return");
        for outcome in [Outcome::Paid, Outcome::Failed, Outcome::Unknown] {
            assert!(file.lines.iter().any(|line| line.outcome == outcome), "{path}: {outcome:?}");
        }
    }
}
