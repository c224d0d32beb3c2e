//! Workbooks whose container or XML is not as a program would write it.

use std::io::{Cursor, Read as _, Write as _};

use zip::ZipArchive;
use zip::write::SimpleFileOptions;

use crate::county::fill;
use crate::workbook::{packed, workbook};

/// A workbook of one sheet 名单, numbers as in `County::table`.
pub fn book(text: &str) -> Vec<u8> {
    workbook(&[("名单", fill(text))])
}

/// The same with more parts.
pub fn book_with(text: &str, parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    packed(&[("名单", fill(text))], parts)
}

/// A workbook whose parts were changed: name and text.
pub fn changed(bytes: &[u8], mut change: impl FnMut(&str, String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("a text");
        writer.start_file(&name, SimpleFileOptions::default()).expect("started");
        writer.write_all(change(&name, text).as_bytes()).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

/// A workbook whose parts are stored as they are, without compression.
pub fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut part = Vec::new();
        entry.read_to_end(&mut part).expect("a part");
        writer.start_file(&name, options).expect("started");
        writer.write_all(&part).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

/// A workbook whose sheet's XML has this in place of `</sheetData>`.
pub fn ending_with(text: &str, end: &str) -> Vec<u8> {
    changed(&book(text), |name, xml| match name {
        "xl/worksheets/sheet1.xml" => xml.replace("</sheetData>", &format!("{end}</sheetData>")),
        _ => xml,
    })
}

/// The container with its directory's first entry there once more, edited: a
/// record of 46 bytes, then its name.
pub fn listed_again(bytes: &[u8], edit: impl FnOnce(&mut [u8])) -> Vec<u8> {
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").expect("a directory's end");
    let directory = u32_at(bytes, end + 16) as usize;
    let of = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let length = 46 + of(directory + 28) + of(directory + 30) + of(directory + 32);
    let mut record = bytes[directory..directory + length].to_vec();
    edit(&mut record);
    let mut tail = bytes[end..].to_vec();
    let count = u16::from_le_bytes([tail[8], tail[9]]) + 1;
    tail[8..10].copy_from_slice(&count.to_le_bytes());
    tail[10..12].copy_from_slice(&count.to_le_bytes());
    let size = u32_at(&tail, 12) + u32::try_from(length).expect("short");
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    [&bytes[..end], &record, &tail].concat()
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// A workbook of little size with parts of zeros that come to so many bytes, each
/// too small for its ratio to be looked at.
pub fn bomb(parts: usize, zeros: usize) -> Vec<u8> {
    let mut one = zip::ZipWriter::new(Cursor::new(Vec::new()));
    one.start_file("part", SimpleFileOptions::default()).expect("started");
    let block = vec![0; 1 << 20];
    for _ in 0..zeros >> 20 {
        one.write_all(&block).expect("written");
    }
    let mut one = ZipArchive::new(one.finish().expect("finished")).expect("a zip");
    let mut all = zip::ZipWriter::new_append(Cursor::new(book("姓名,身份证号\n张三,#1")))
        .expect("a workbook");
    for part in 0..parts {
        let entry = one.by_index_raw(0).expect("an entry");
        all.raw_copy_file_rename(entry, format!("xl/media/image{part}.bmp")).expect("copied");
    }
    all.finish().expect("finished").into_inner()
}

/// The container with every directory entry and header that claims `from`
/// inflated bytes claiming `to`.
pub fn claiming(bytes: &[u8], from: usize, to: u32) -> Vec<u8> {
    let from = u32::try_from(from).expect("short").to_le_bytes();
    let mut lying = bytes.to_vec();
    for (signature, at) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let places: Vec<usize> =
            (0..bytes.len() - 30).filter(|place| bytes[*place..].starts_with(signature)).collect();
        for place in places {
            if lying[place + at..place + at + 4] == from {
                lying[place + at..place + at + 4].copy_from_slice(&to.to_le_bytes());
            }
        }
    }
    lying
}
