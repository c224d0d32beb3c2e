//! `zhibu sample`: the field check's households, from the command line.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::binary::{Said, zhibu};
use crate::county::{County, person};

/// A county of twelve households in two townships, run.
fn county() -> County {
    let names = ["甲一", "乙二", "丙三", "丁四", "戊五", "己六", "庚七", "辛八", "壬九", "癸十"];
    let (mut roster, mut pay): (Vec<String>, Vec<String>) =
        (1..).zip(names).map(|(n, name)| person(n, name)).unzip();
    for rows in [&mut roster, &mut pay] {
        for row in &mut rows[6..] {
            *row = row.replace("甲镇", "乙镇").replace("和平村", "光明村");
        }
    }
    // One is on hold: the roster has another name.
    pay[9] = pay[9].replace("癸十", "癸实");
    let county = County::new().roster(&roster).pay_list(&pay);
    county.ready();
    let said = zhibu(county.path(), &["run", "-q", "--lang", "zh"]);
    assert_eq!(said.code, 0, "{said:?}");
    county
}

fn sample(folder: &Path, args: &[&str]) -> Said {
    zhibu(folder, &[&["sample", "--lang", "zh"], args].concat())
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let said = sample(folder, &[args, &["--format", "json"]].concat());
    assert_eq!(said.code, 0, "{said:?}");
    serde_json::from_str(&said.out).expect("JSON")
}

#[test]
fn what_is_drawn_is_of_the_list_and_the_same_for_the_same_seed() {
    let county = county();
    let table = std::fs::read_to_string(county.path().join("out/2020/data/households.csv"));
    let table = table.expect("a table");
    let all: BTreeSet<&str> =
        table.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(all.len(), 10);
    let drawn = |seed: &str, out: &str| {
        let args = ["--seed", seed, "--townships", "1", "--households", "3", "-o", out];
        let said = json(county.path(), &args);
        let drawn = said["households"].as_array().expect("a list").clone();
        let names: Vec<String> =
            drawn.iter().map(|one| one["household"].as_str().expect("a name").to_owned()).collect();
        assert_eq!(names.len(), 3);
        assert!(names.iter().all(|name| all.contains(name.as_str())), "{names:?}");
        (names, std::fs::read(county.path().join(out)).expect("a workbook"))
    };
    let (first, again) = (drawn("开奖 03 11", "1.xlsx"), drawn("开奖 03 11", "2.xlsx"));
    assert!(first == again, "the same names and the same bytes");
    let others: BTreeSet<Vec<String>> =
        (0..8).map(|n| drawn(&n.to_string(), &format!("o{n}.xlsx")).0).collect();
    assert!(others.len() > 2, "another seed draws others");
}

#[test]
fn what_is_said() {
    let county = county();
    let said = sample(county.path(), &["--seed", "20210112", "-o", "抽查.xlsx"]);
    assert_eq!(
        said.out,
        "抽中 2 个乡镇、10 户、10 人\n总体：2 个乡镇、10 户、10 人\n种子：20210112\n文件：抽查.xlsx\n"
    );
    assert!(said.err.is_empty(), "{}", said.err);
    let weak = sample(county.path(), &[]);
    assert_eq!(weak.code, 0);
    assert!(weak.out.contains("种子：某县|2020"), "{}", weak.out);
    assert!(weak.err.contains("没有另给种子"), "{}", weak.err);
    assert!(county.path().join("2020 入户抽查.xlsx").is_file());
}

#[test]
fn the_forms_are_masked_and_the_owners_alone() {
    let county = county();
    sample(county.path(), &["--seed", "1", "-o", "抽查.xlsx"]);
    let path = county.path().join("抽查.xlsx");
    let bytes = std::fs::read(&path).expect("a workbook");
    let sheets = crate::workbook::sheets(&bytes);
    assert_eq!(sheets.len(), 5, "method, households, two townships, tally: {sheets:?}");
    let text = crate::workbook::text(&bytes);
    for n in 1..=10 {
        assert!(!text.contains(&crate::county::person_id(n)), "an identity number");
        assert!(!text.contains(&crate::county::card(n)), "an account");
    }
    assert!(text.contains("暂缓，未发") && text.contains("一致,不一致"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_draw_is_not_replaced_in_silence() {
    let county = county();
    let draw = |seed: &str| sample(county.path(), &["--seed", seed, "-o", "抽查.xlsx"]);
    assert_eq!(draw("1").code, 0);
    let before = std::fs::read(county.path().join("抽查.xlsx")).expect("there");
    assert_eq!(draw("1").code, 0, "the same again is no other draw");
    let other = draw("2");
    assert_eq!(other.code, 3, "{other:?}");
    assert!(other.err.contains("抽样不能悄悄换"), "{}", other.err);
    assert!(std::fs::read(county.path().join("抽查.xlsx")).expect("there") == before);
    let inside = sample(county.path(), &["--seed", "1", "-o", "out/2020/data/a.xlsx"]);
    assert_eq!(inside.code, 2, "{inside:?}");
    let left: Vec<_> = std::fs::read_dir(county.path()).expect("a folder").collect();
    let hidden =
        left.iter().flatten().filter(|one| one.file_name().to_string_lossy().contains("zhibu-"));
    assert_eq!(hidden.count(), 0, "nothing is left aside");
}

#[test]
fn a_list_that_is_not_as_it_was_written_is_not_drawn_from() {
    let county = county();
    let table = county.path().join("out/2020/data/households.csv");
    let text = std::fs::read_to_string(&table).expect("a table");
    std::fs::write(&table, text.replace("held", "paid")).expect("written");
    let said = sample(county.path(), &["--seed", "1"]);
    assert_eq!(said.code, 3, "{said:?}");
    std::fs::write(&table, text).expect("written");
    let own = "base = 0\nper_member = 1\nfactor = []\n";
    std::fs::create_dir_all(county.path().join("rules")).expect("made");
    std::fs::write(county.path().join("rules/fieldcheck.toml"), own).expect("written");
    let said = sample(county.path(), &["--seed", "1"]);
    assert_eq!(said.code, 2, "nobody may be left without a chance: {said:?}");
    std::fs::write(county.path().join("rules/fieldcheck.toml"), own.replace("= 0", "= 1"))
        .expect("written");
    let said = json(county.path(), &["--seed", "1", "-o", "o.xlsx"]);
    assert_eq!(said["townships"][0]["weight"].as_u64().map(|weight| weight % 2), Some(0));
    for args in [&["--seed", " "][..], &["--townships", "0"], &["--households", "0"]] {
        assert_eq!(sample(county.path(), args).code, 2, "{args:?}");
    }
    std::fs::remove_dir_all(county.path().join("out")).expect("removed");
    assert_eq!(sample(county.path(), &["--seed", "1"]).code, 2, "no run yet");
}
