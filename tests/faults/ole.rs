//! Compound files and the records of Excel 97, as small as a case needs.

const HEADER: usize = 512;
const FREE: u32 = 0xFFFF_FFFF;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const OF_THE_TABLE: u32 = 0xFFFF_FFFD;
/// A stream at least as long as this has sectors of its own.
const SHORTEST: usize = 4096;

/// A compound file of one stream.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(SHORTEST).next_multiple_of(HEADER), 0);
    let sectors = u32::try_from(stream.len() / HEADER).expect("a short stream");
    // The table comes first, then a sector of directory, then the stream.
    let per_sector = u32::try_from(HEADER / 4).expect("short");
    let mut of_table = 1;
    while of_table * per_sector <= of_table + sectors {
        of_table += 1;
    }
    let stream_at = of_table + 1;
    let chain = (stream_at + 1..stream_at + sectors).chain([END_OF_CHAIN]);
    let mut table: Vec<u32> = vec![OF_THE_TABLE; of_table as usize];
    table.extend([END_OF_CHAIN].into_iter().chain(chain));
    table.resize((of_table * per_sector) as usize, FREE);
    let mut head = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    head.resize(24, 0);
    // Version 3, little-endian, sectors of 512 bytes, short ones of 64.
    for word in [0x003E_u16, 3, 0xFFFE, 9, 6] {
        head.extend(word.to_le_bytes());
    }
    head.resize(44, 0);
    let long = [of_table, of_table, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0];
    head.extend(long.into_iter().chain(0..of_table).flat_map(u32::to_le_bytes));
    head.resize(HEADER, 0xFF);
    let size = u32::try_from(stream.len()).expect("short");
    let directory =
        [entry("Root Entry", 5, 1, END_OF_CHAIN, 0), entry(name, 2, FREE, stream_at, size)]
            .concat();
    let mut bytes = head;
    bytes.extend(table.iter().flat_map(|word| word.to_le_bytes()));
    bytes.extend(directory);
    bytes.resize(bytes.len().next_multiple_of(HEADER), 0);
    bytes.extend(stream);
    bytes
}

fn entry(name: &str, kind: u8, child: u32, start: u32, size: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(entry.len() + 2).expect("a short name");
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend([FREE, FREE, child].iter().flat_map(|word| word.to_le_bytes()));
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(size.to_le_bytes());
    entry.resize(128, 0);
    entry
}

/// An Excel 97 workbook of one sheet of texts, a line a row, a comma between cells.
pub fn xls(sheet: &str, text: &str) -> Vec<u8> {
    compound("Workbook", &biff(sheet, text, &[]))
}

/// The same whose records are encrypted.
pub fn xls_with_a_password(sheet: &str, text: &str) -> Vec<u8> {
    // Office's own encryption; what would follow is not looked at.
    compound("Workbook", &biff(sheet, text, &record(0x002F, &[1, 0, 1, 0, 1, 0])))
}

/// A workbook that keeps one long text and says it in that many cells.
pub fn xls_of_one_text(characters: u16, rows: u16) -> Vec<u8> {
    // The longest record; what is longer goes on in others.
    const LONGEST: usize = 8_224;
    let counts = [u32::from(rows), 1].map(u32::to_le_bytes).concat();
    let text = vec![b'a'; usize::from(characters)];
    // A text of one byte a character says so again where it goes on.
    let (begins, goes_on) = text.split_at(LONGEST - counts.len() - 3);
    let mut strings =
        record(0x00FC, &[&counts[..], &characters.to_le_bytes(), &[0], begins].concat());
    for more in goes_on.chunks(LONGEST - 1) {
        strings.extend(record(0x003C, &[&[0], more].concat()));
    }
    let cells =
        (0..rows).flat_map(|row| record(0x00FD, &[row, 0, 0, 0, 0].map(u16::to_le_bytes).concat()));
    compound("Workbook", &book("名单", &strings, &cells.collect::<Vec<u8>>()))
}

fn biff(sheet: &str, text: &str, after_the_start: &[u8]) -> Vec<u8> {
    let mut cells = Vec::new();
    for (row, line) in (0u16..).zip(text.lines()) {
        for (column, cell) in (0u16..).zip(line.split(',')) {
            let characters = u16::try_from(cell.encode_utf16().count()).expect("short");
            let head = [row, column, 0, characters].map(u16::to_le_bytes).concat();
            cells.extend(record(0x0204, &[head, wide(cell)].concat()));
        }
    }
    book(sheet, after_the_start, &cells)
}

/// The records of a book of one sheet: what stands after its start, its cells.
fn book(sheet: &str, after_the_start: &[u8], cells: &[u8]) -> Vec<u8> {
    let start = |kind: u16| {
        let version = [0x0600, kind, 0x0DBB, 0x07CC].map(u16::to_le_bytes).concat();
        record(0x0809, &[version, vec![0; 8]].concat())
    };
    let end = record(0x000A, &[]);
    let name = wide(sheet);
    let head = [start(5), after_the_start.to_vec()].concat();
    let bound_bytes = 4 + 6 + 1 + name.len();
    let at = u32::try_from(head.len() + bound_bytes + end.len()).expect("short").to_le_bytes();
    let characters = u8::try_from(sheet.chars().count()).expect("a short name");
    let bound = record(0x0085, &[&at[..], &[0, 0, characters], &name].concat());
    assert_eq!(bound.len(), bound_bytes);
    [head, bound, end.clone(), start(0x10), cells.to_vec(), end].concat()
}

/// A text of two bytes a character, after the byte that says so.
fn wide(text: &str) -> Vec<u8> {
    [1].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}
