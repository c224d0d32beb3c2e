//! Input folders and layouts as people really leave them.

use zhibu::run::RunError;

use crate::county::{County, of, pay_ends, person};

fn one_person() -> County {
    let (registered, paid) = person(1, "张三");
    County::new().roster(&[registered]).pay_list(&[paid])
}

#[test]
fn a_folder_among_the_files_is_not_passed_over() {
    let county = one_person().file("roster/补充/b.csv", "姓名,身份证号\n");
    let error = county.try_run().expect_err("a folder is no file").to_string();
    assert!(error.contains("补充") && error.contains("inputs.roster"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_not_passed_over() {
    let county = one_person();
    std::os::unix::fs::symlink("nowhere", county.path().join("roster/b.csv")).expect("linked");
    assert!(matches!(county.try_run(), Err(RunError::Intake(_))));
}

#[test]
fn what_programs_leave_behind_is_passed_over() {
    let county = one_person()
        .file("roster/~$a.xlsx", "lock")
        .file("roster/.DS_Store", "mac")
        .file("roster/Thumbs.db", "windows");
    assert_eq!(pay_ends(&county.run()), ["paid"]);
}

#[test]
fn a_workbook_saved_again_is_the_same_file() {
    let book = |creator: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.set_properties(&rust_xlsxwriter::DocProperties::new().set_author(creator));
        let sheet = book.add_worksheet();
        for (column, text) in (0..).zip(["姓名", "身份证号"]) {
            sheet.write_string(0, column, text).expect("written");
            sheet.write_string(1, column, "张三").expect("written");
        }
        book.save_to_buffer().expect("saved")
    };
    let (first, second) = (book("甲"), book("乙"));
    assert_ne!(first, second);
    let run = one_person().file("roster/b.xlsx", first).file("roster/b(1).xlsx", second).run();
    assert_eq!(of(&run, "I009").len(), 1);
    assert!(run.refused);
}

#[test]
fn totals_carried_over_pages_and_dates_of_signature_are_no_people() {
    let (registered, paid) = person(1, "张三");
    let county = County::new().roster(&[registered]).pay_list(&[
        paid,
        "过次页,,,,1人,,,,,600".to_owned(),
        "承前页,,,,1人,,,,,600".to_owned(),
        ",,,,2020年11月3日,,,,,".to_owned(),
    ]);
    let run = county.run();
    assert_eq!(pay_ends(&run), ["paid"], "{:?}", crate::county::found(&run));
}

#[test]
fn what_stands_under_the_heads_own_heading_is_the_heads() {
    let (registered, paid) = person(1, "张三");
    let fields: Vec<&str> = paid.split(',').collect();
    let heading = "户主信息,户主信息,移民信息,移民信息,银行信息,银行信息\n\
                   姓名,身份证号码,姓名,身份证号码,开户行,账号";
    let row = format!("李四,x,{},{},{},{}", fields[4], fields[5], fields[6], fields[7]);
    let run = County::new()
        .roster(&[registered])
        .file("pay-list/甲镇.csv", format!("{heading}\n{row}\n"))
        .run();
    assert_eq!(pay_ends(&run), ["paid"], "{:?}", crate::county::found(&run));
}

#[test]
fn a_remark_in_the_serial_column_is_a_note_and_no_blank() {
    let (registered, paid) = person(1, "张三");
    let heading = "序号,姓名,身份证号,银行账号";
    let fields: Vec<&str> = paid.split(',').collect();
    let rows = format!("1,{},{},{}\n2,,,\n以下为新增人员,,,", fields[4], fields[5], fields[7]);
    let run = County::new()
        .roster(&[registered])
        .file("pay-list/甲镇.csv", format!("{heading}\n{rows}\n"))
        .run();
    let kinds: Vec<&str> =
        run.lists.pay_list.sheets[0].skipped.iter().map(|(kind, ..)| kind.key()).collect();
    assert_eq!(kinds, ["heading", "blank", "note"]);
}

#[test]
fn a_number_that_the_roster_lost_is_told_with_the_pay_row() {
    let (registered, paid) = person(1, "张三");
    let without = registered.replace(&crate::county::person_id(1), "");
    let run = County::new().roster(&[without]).pay_list(&[paid]).run();
    let finding = of(&run, "R001")[0];
    let message = zhibu::finding::render::message(finding, zhibu::domain::Lang::Zh);
    assert!(message.contains("roster/a.csv › 2 同名"), "{message}");
}

#[test]
fn a_bank_may_call_itself_what_it_likes() {
    let (registered, paid) = person(1, "张三");
    let paid = paid.replace("某农商银行", "control.csv");
    let run = County::new().roster(&[registered]).pay_list(&[paid]).run();
    let files = zhibu::run::render_in_memory(&run, &[]).expect("rendered");
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    zhibu::publish::publish(&zhibu::publish::RealDisk, &out, &files).expect("published");
    let checks = zhibu::verify::verify(&out, zhibu::domain::Lang::En).expect("verified");
    assert!(checks.iter().all(|check| check.wrong.is_none()), "{checks:?}");
}

#[test]
fn the_banks_bytes_do_not_change_with_the_language() {
    let bytes = |lang: &str| {
        let run = one_person().more(&format!("[report]\nlang = \"{lang}\"")).run();
        let files = zhibu::run::render_in_memory(&run, &[]).expect("rendered");
        files.into_iter().find(|file| file.path.ends_with("甲镇.csv")).expect("a bank file").bytes
    };
    assert_eq!(bytes("zh"), bytes("en"));
}

#[test]
fn a_value_of_the_wrong_type_names_its_key() {
    let county = one_person().programme("reservoirs = 3");
    let folder = county.ready();
    let error = zhibu::rulebook::Project::load(&folder, &zhibu::catalogue::all());
    let error = error.expect_err("a number is no list").to_string();
    assert!(error.contains("`reservoirs`"), "{error}");
}
