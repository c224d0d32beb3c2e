//! 41–44: text in bytes.

use crate::clerk::{NAMES, Ran, Told, does, line, pay_list, ran, roster, unreadable};
use crate::county::{County, fill};

/// A county whose roster of three is a CSV of these bytes.
fn registered(bytes: Vec<u8>) -> Ran {
    let county =
        County::new().file("roster/甲镇.csv", bytes).table("pay-list/甲镇.csv", &pay_list(3));
    let ran = ran(county);
    ran.ends(&NAMES[..3], &[]);
    ran
}

/// What `inspect` says of the roster's reader.
fn reader(ran: &Ran) -> crate::clerk::Line {
    let said = does(ran.county.path(), &["inspect", "roster/甲镇.csv"]);
    let text = said.out.lines().find(|line| line.trim().starts_with("读取器")).expect("a reader");
    line(said.code, "", text.trim())
}

pub fn f41_gb18030_without_a_mark_is_read() -> Told {
    // 㐇 takes four bytes in GB 18030, and none in GBK.
    let text = fill(&roster(3)).replace("和平村", "和平㐇村");
    let bytes = encoding_rs::GB18030.encode(&text).0.into_owned();
    assert!(String::from_utf8(bytes.clone()).is_err());
    let ran = registered(bytes);
    assert!(ran.findings.iter().all(|f| f.code != "I016"), "{ran:?}");
    let read = String::from_utf8(ran.files["data/dispositions.csv"].clone()).expect("UTF-8");
    assert!(read.contains("和平㐇村"), "{read}");
    vec![reader(&ran)]
}

pub fn f42_mixed_encodings_are_refused_with_the_offset() -> Told {
    let mut bytes = fill("姓名,身份证号\n赵六,#4\n").into_bytes();
    let offset = bytes.len();
    bytes.extend(encoding_rs::GBK.encode(&fill("孙七,#5\n")).0.as_ref());
    let told = unreadable("乙镇.csv", bytes, "I016", "UTF-8 和 GB 18030");
    assert!(told.says.contains(&format!("第 {offset} 字节")), "{}", told.says);
    vec![told]
}

pub fn f43_utf16_is_read_by_its_mark() -> Told {
    let text = format!("\u{feff}{}", fill(&roster(3)));
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let without = unreadable("乙镇.csv", &little[2..], "I016", "UTF-16");
    let told = [little, big].map(|bytes| {
        let ran = registered(bytes);
        ran.quiet();
        reader(&ran)
    });
    [&told[..], &[without]].concat()
}

pub fn f44_an_unbalanced_quote_is_refused() -> Told {
    let text = fill("姓名,身份证号\n\"赵六,#4\n孙七,#5\n");
    vec![unreadable("乙镇.csv", text, "I001", "第 2 行开始的英文双引号没有配对")]
}
