//! What a run says of the output that it replaces.

use std::path::Path;

use zhibu::report::manifest::{Manifest, read_whole};

use crate::binary::zhibu;
use crate::county::{County, PAY_LIST, ROSTER};

/// Two registered people; the first's pay row has another name.
fn county(name: &str) -> County {
    let roster = format!(
        "{ROSTER}\n甲镇,甲村,1,张三,张三,男,#1,直补到人,正常,农商银行,@1\n\
         甲镇,甲村,1,李四,李四,男,#2,直补到人,正常,农商银行,@2\n"
    );
    let pay_list = format!(
        "{PAY_LIST}\n甲镇,甲村,1,张三,{name},#1,农商银行,@1,{name},600\n\
         甲镇,甲村,1,李四,李四,#2,农商银行,@2,李四,600\n"
    );
    County::new().lists(&roster, &pay_list)
}

fn run(folder: &Path) -> (Vec<u8>, Manifest) {
    let said = zhibu(folder, &["run", "-q"]);
    assert_eq!(said.code, 0, "{said:?}");
    let bytes = std::fs::read(folder.join("out/2020/manifest.json")).expect("written");
    let manifest = read_whole(&bytes).expect("whole");
    (bytes, manifest)
}

fn correct(folder: &Path) {
    let path = folder.join("pay-list/甲镇.csv");
    let text = std::fs::read_to_string(&path).expect("there");
    std::fs::write(path, text.replace("张弎", "张三")).expect("written");
}

#[test]
fn a_run_of_the_same_inputs_changes_no_byte() {
    let county = county("张弎");
    county.ready();
    let (first, manifest) = run(county.path());
    assert_eq!(manifest.previous, None, "there was none");
    assert_eq!(run(county.path()).0, first, "nothing to tell of itself");
    correct(county.path());
    let (second, manifest) = run(county.path());
    assert!(manifest.previous.is_some());
    assert_eq!(run(county.path()).0, second, "it still tells of the first");
}

#[test]
fn what_changed_since_is_told_by_code_input_and_total() {
    let county = county("张弎");
    county.ready();
    let (_, before) = run(county.path());
    correct(county.path());
    let (_, after) = run(county.path());
    let previous = after.previous.expect("the first run");
    assert_eq!(previous.inputs_changed, ["pay-list/甲镇.csv"]);
    assert!(previous.inputs_added.is_empty() && previous.inputs_removed.is_empty());
    assert!(previous.settings_changed.is_empty());
    assert_eq!(previous.settled.get("R004"), Some(&1), "{previous:?}");
    assert!(previous.fresh.is_empty(), "{previous:?}");
    assert_eq!(previous.totals["paid_people"], "1");
    assert_eq!(previous.totals["paid_amount"], "600.00");
    assert_eq!(before.totals["paid_people"], serde_json::json!(1));
    assert_eq!(after.totals["paid_people"], serde_json::json!(2));
    let read = after.inputs.iter().find(|input| input.table == "previous_run").expect("an input");
    assert_eq!(read.sha256, previous.manifest_sha256);
}

#[test]
fn an_output_that_was_changed_is_not_compared_with_and_that_is_said() {
    for path in ["manifest.json", "data/findings.csv"] {
        let county = county("张弎");
        county.ready();
        run(county.path());
        let file = county.path().join("out/2020").join(path);
        let text = std::fs::read_to_string(&file).expect("there");
        std::fs::write(&file, text.replacen("R004", "R005", 1)).expect("written");
        correct(county.path());
        let said = zhibu(county.path(), &["run", "--lang", "en"]);
        assert_eq!(said.code, 0);
        assert!(said.err.contains("not compared"), "{path}: {}", said.err);
        let bytes = std::fs::read(county.path().join("out/2020/manifest.json")).expect("written");
        assert_eq!(read_whole(&bytes).expect("whole").previous, None);
    }
}
