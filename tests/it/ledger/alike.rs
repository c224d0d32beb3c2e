//! SQLite and PostgreSQL give the same answers to the same steps: the same
//! batches, states and findings, and the same hashes in the chain.

use super::model::Model;
use super::place::{Place, minute};
use super::random::{self, Dice};
use super::script::{standing, take};
use super::sequences::wanted;

#[test]
#[ignore = "needs a server: ZHIBU_POSTGRES=postgres://…"]
fn both_databases_answer_alike() {
    for seed in 1..=(wanted(1_000) / 100).max(10) {
        let (on_file, on_server) = (Place::file(), Place::schema());
        let (mut file, mut server) = (on_file.open(), on_server.open());
        let (mut model, mut dice) = (Model::default(), Dice::new(seed));
        for number in 0..40 {
            let step = random::step(&model, &mut dice, number);
            model.take(&step);
            let at = minute(number as u64);
            let said = take(&mut file, at, &step);
            assert_eq!(take(&mut server, at, &step), said, "seed {seed}, {step:?}");
            let (one, other) = (file.head().expect("whole"), server.head().expect("whole"));
            assert_eq!(one, other, "seed {seed}, {step:?}");
        }
        assert_eq!(standing(&mut file), standing(&mut server), "seed {seed}");
        assert_eq!(file.batches().expect("read"), server.batches().expect("read"));
        assert_eq!(file.reasons().expect("read"), server.reasons().expect("read"));
        assert_eq!(file.quarantined().expect("read"), server.quarantined().expect("read"));
        assert_eq!(file.signers().expect("read"), server.signers().expect("read"));
        assert_eq!(file.verify().expect("whole"), server.verify().expect("whole"));
        for batch in file.batches().expect("read") {
            let id = &batch.id;
            assert_eq!(file.lines(id).expect("read"), server.lines(id).expect("read"));
            assert_eq!(file.approval(id).expect("read"), server.approval(id).expect("read"));
        }
    }
}
