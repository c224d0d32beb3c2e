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
            follow(entry.start, &self.small_fat, sectors.collect())?
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
        follow(start, &self.fat, sectors.collect())
    }
}

fn follow(start: u32, fat: &[u32], sectors: Vec<&[u8]>) -> Result<Vec<u8>, Unreadable> {
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
