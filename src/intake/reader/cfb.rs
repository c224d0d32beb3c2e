//! The compound file (OLE) around an `.xls`.
//!
//! In: the file's bytes. Out: its directory and, on request, a stream's bytes.
//! Every chain of sectors is followed here first, with a bound, because the
//! parser behind us would follow a chain that bites its tail for ever.

use super::unreadable::{Unreadable, damaged};

const HEADER: usize = 512;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const LAST_SECTOR: u32 = 0xFFFF_FFF9;
/// Streams below this size live in sectors of 64 bytes.
const SMALL_STREAM: usize = 4096;
const SMALL_SECTOR: usize = 64;

/// A compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    small_fat: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Opens a compound file.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        if bytes.len() < HEADER {
            return Err(Unreadable::Truncated);
        }
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(damaged("the compound file's sectors have no known size")),
        };
        let mut file = Self {
            bytes,
            sector,
            fat: Vec::new(),
            small_fat: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        file.read_fat()?;
        let directory = file.chain(u32_at(bytes, 48)?)?;
        for entry in directory.chunks_exact(128) {
            let name: Vec<u16> = entry[..64]
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .take_while(|unit| *unit != 0)
                .collect();
            file.entries.push(Entry {
                name: String::from_utf16_lossy(&name),
                start: u32_at(entry, 116)?,
                size: usize::try_from(u32_at(entry, 120)?).map_err(damaged)?,
            });
        }
        let root = file.entries.first().ok_or_else(|| damaged("the directory is empty"))?;
        if u32_at(bytes, 64)? > 0 {
            let (start, size) = (root.start, root.size);
            file.small = file.chain(start)?;
            file.small.truncate(size);
            let small_fat = file.chain(u32_at(bytes, 60)?)?;
            file.small_fat = words(&small_fat).collect();
        }
        Ok(file)
    }

    /// Whether the directory names an entry.
    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The bytes of a stream.
    pub fn stream(&self, name: &str) -> Result<Vec<u8>, Unreadable> {
        let entry = self.entry(name).ok_or_else(|| damaged("a stream is missing"))?;
        let mut stream = if entry.size < SMALL_STREAM {
            let sectors = self.small.chunks(SMALL_SECTOR);
            follow(entry.start, &self.small_fat, &sectors.collect::<Vec<_>>())?
        } else {
            self.chain(entry.start)?
        };
        if stream.len() < entry.size {
            return Err(Unreadable::Truncated);
        }
        stream.truncate(entry.size);
        Ok(stream)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn read_fat(&mut self) -> Result<(), Unreadable> {
        let mut table: Vec<u32> = words(&self.bytes[76..HEADER]).collect();
        let mut next = u32_at(self.bytes, 68)?;
        let sectors = self.bytes.len() / self.sector + 1;
        let mut left = sectors;
        while next <= LAST_SECTOR {
            left = left.checked_sub(1).ok_or_else(|| damaged("a chain of sectors has no end"))?;
            table.extend(words(self.sector(next)?));
            next = table.pop().unwrap_or(END_OF_CHAIN);
        }
        for id in table.into_iter().filter(|id| *id <= LAST_SECTOR) {
            let sector = self.sector(id)?;
            self.fat.extend(words(sector));
            if self.fat.len() / (self.sector / 4) > sectors {
                return Err(damaged("the table of sectors is larger than the file"));
            }
        }
        Ok(())
    }

    fn sector(&self, id: u32) -> Result<&'a [u8], Unreadable> {
        let start = usize::try_from(id)
            .ok()
            .and_then(|id| id.checked_add(1)?.checked_mul(self.sector))
            .filter(|start| *start < self.bytes.len())
            .ok_or(Unreadable::Truncated)?;
        Ok(&self.bytes[start..self.bytes.len().min(start + self.sector)])
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Unreadable> {
        let sectors = self.bytes.get(self.sector..).unwrap_or_default().chunks(self.sector);
        follow(start, &self.fat, &sectors.collect::<Vec<_>>())
    }
}

fn follow(start: u32, fat: &[u32], sectors: &[&[u8]]) -> Result<Vec<u8>, Unreadable> {
    let (mut out, mut id, mut steps) = (Vec::new(), start, 0);
    while id != END_OF_CHAIN {
        let index = usize::try_from(id).map_err(damaged)?;
        out.extend_from_slice(sectors.get(index).ok_or(Unreadable::Truncated)?);
        id = *fat.get(index).ok_or_else(|| damaged("a chain of sectors is broken"))?;
        steps += 1;
        if steps > sectors.len() {
            return Err(damaged("a chain of sectors has no end"));
        }
    }
    Ok(out)
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
}

/// A little-endian number of two bytes.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Unreadable> {
    match bytes.get(at..) {
        Some([low, high, ..]) => Ok(u16::from_le_bytes([*low, *high])),
        _ => Err(damaged("a record is too short")),
    }
}

/// A little-endian number of four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Unreadable> {
    match bytes.get(at..) {
        Some([a, b, c, d, ..]) => Ok(u32::from_le_bytes([*a, *b, *c, *d])),
        _ => Err(damaged("a record is too short")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A compound file of one stream `Workbook` over these sectors, which follow
    /// the table (sector 0) and the directory (sector 1).
    fn file(table: &[u32], size: u32, sectors: usize) -> Vec<u8> {
        let mut bytes = vec![0; HEADER * (3 + sectors)];
        bytes[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        bytes[30] = 9;
        bytes[48] = 1;
        bytes[68..72].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
        bytes[76..HEADER].fill(0xFF);
        bytes[76..80].fill(0);
        for (place, word) in table.iter().enumerate() {
            let at = HEADER + 4 * place;
            bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
        }
        let entry = HEADER * 2 + 128;
        for (place, unit) in "Workbook".encode_utf16().enumerate() {
            bytes[entry + 2 * place..][..2].copy_from_slice(&unit.to_le_bytes());
        }
        bytes[entry + 116] = 2;
        bytes[entry + 120..entry + 124].copy_from_slice(&size.to_le_bytes());
        bytes
    }

    #[test]
    fn a_stream_is_read_along_its_chain() {
        let end = END_OF_CHAIN;
        let table: Vec<u32> = [end, end].into_iter().chain(3..10).chain([end]).collect();
        let bytes = file(&table, 4096, 8);
        let file = Compound::open(&bytes).expect("a file");
        assert!(file.has("workbook") && !file.has("Book"));
        assert_eq!(file.stream("Workbook").map(|stream| stream.len()), Ok(4096));
    }

    #[test]
    fn chains_without_end_and_cut_files_are_refused() {
        let end = END_OF_CHAIN;
        let round = file(&[end, end, 3, 2], 4096, 8);
        let open = Compound::open(&round).expect("a file");
        assert!(matches!(open.stream("Workbook"), Err(Unreadable::Parser { .. })));
        assert!(Compound::open(&file(&[end, 1], 4096, 8)).is_err(), "the directory bites its tail");
        let short = file(&[end, end, 3, end], 4096, 8);
        let open = Compound::open(&short).expect("a file");
        assert_eq!(open.stream("Workbook"), Err(Unreadable::Truncated));
        assert_eq!(Compound::open(&round[..100]).err(), Some(Unreadable::Truncated));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(at: usize, byte: u8) {
            let mut bytes = file(&[END_OF_CHAIN, END_OF_CHAIN, 3, END_OF_CHAIN], 4096, 2);
            let place = at % bytes.len();
            bytes[place] = byte;
            if let Ok(file) = Compound::open(&bytes) {
                let _ = file.stream("Workbook");
            }
        }
    }
}
