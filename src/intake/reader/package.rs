//! The zip container of a workbook, counted before any parser sees it.
//!
//! In: the file's bytes and the caps. Out: a [`Package`] whose entries were
//! named safely, once, without overlap, and whose parts can be inflated one by
//! one against the caps: the bytes that come out are counted, never the sizes
//! that the headers claim. It refuses links, encrypted entries, document types
//! and entities.

use std::io::{Cursor, Read};

use memchr::{memchr, memchr_iter, memmem};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::room::Limits;

use super::tags::{TAG_BYTES, next_tag};
use super::unreadable::{Excess, Unreadable, damaged};

const CHUNK_BYTES: usize = 64 << 10;
/// How much of a part is looked at at a time …
const WINDOW_BYTES: usize = 128 << 10;
/// … unless one cell or string is longer, up to here: a cell holds 32,767
/// characters.
const UNIT_BYTES: usize = 8 << 20;

/// What looks at a part's windows: a window and whether it is the last, then
/// how many of its bytes are done with.
pub(super) type Scan<'s> = &'s mut dyn FnMut(&[u8], bool) -> Result<usize, Unreadable>;

/// A checked container.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names as parsers look them up: lower case, `/` between folders.
    names: Vec<String>,
    limits: Limits,
    bytes_left: u64,
    window_bytes: usize,
    /// The last part's window, for the next part.
    spare: Vec<u8>,
}

impl<'a> Package<'a> {
    /// Opens the container and checks what its directory says.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Unreadable> {
        if memmem::rfind(bytes, b"PK\x05\x06").is_none() {
            return Err(Unreadable::Truncated);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(corrupt)?;
        if archive.len() > limits.entries {
            let limit = u64::try_from(limits.entries).unwrap_or(u64::MAX);
            return Err(Unreadable::TooLarge { what: Excess::Entries, limit });
        }
        if archive.has_duplicate_names() {
            return Err(Unreadable::DuplicateEntry);
        }
        let mut names = Vec::with_capacity(archive.len());
        let mut declared: u64 = 0;
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(corrupt)?;
            let name = entry.name().map_err(corrupt)?.replace('\\', "/");
            if unsafe_name(&name) || entry.is_symlink() {
                return Err(Unreadable::UnsafeEntryName {
                    name: name.escape_debug().take(120).collect(),
                });
            }
            if entry.encrypted() {
                return Err(Unreadable::PasswordProtected);
            }
            declared = declared.saturating_add(entry.size());
            names.push(name.to_ascii_lowercase());
        }
        if archive.has_overlapping_entries().map_err(corrupt)? || has_twins(&names) {
            return Err(Unreadable::DuplicateEntry);
        }
        let package = Self {
            archive,
            names,
            limits: *limits,
            bytes_left: limits.decompressed_bytes,
            window_bytes: WINDOW_BYTES,
            spare: Vec::new(),
        };
        if declared > limits.decompressed_bytes {
            return Err(package.too_many_bytes());
        }
        Ok(package)
    }

    /// The same, looked at through windows of another size, so that a test can
    /// have cells and tags lie across their edges.
    #[cfg(test)]
    pub(super) fn with_window(self, window_bytes: usize) -> Self {
        Self { window_bytes, ..self }
    }

    /// The number of entries.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// An entry's name: lower case, `/` between folders.
    pub(super) fn name(&self, index: usize) -> &str {
        &self.names[index]
    }

    /// The entry of that name, whatever its case.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let name = name.replace('\\', "/").to_ascii_lowercase();
        self.names.iter().position(|candidate| *candidate == name)
    }

    /// Inflates an entry. What it takes is gone from the package's room, so a
    /// caller inflates each entry once.
    pub(super) fn inflate(&mut self, index: usize) -> Result<Vec<u8>, Unreadable> {
        let mut out = Vec::new();
        self.pour(index, &mut |chunk| out.extend_from_slice(chunk))?;
        Ok(out)
    }

    /// Inflates an XML part and refuses document types, entities and floods of
    /// attributes.
    pub(super) fn inflate_xml(&mut self, index: usize) -> Result<Vec<u8>, Unreadable> {
        let xml = self.inflate(index)?;
        check_xml(&xml, &self.names[index])?;
        Ok(xml)
    }

    /// Does the same with a part that is of no use, and keeps nothing of it.
    pub(super) fn check_xml_part(&mut self, index: usize) -> Result<(), Unreadable> {
        let part = self.names[index].clone();
        self.scan(index, &mut |window, last| {
            let mut at = 0;
            while let Some(tag) = next_tag(window, &mut at)? {
                check_tag(tag.end - tag.start, &part)?;
                at = tag.end;
            }
            // Only a part that is read needs to be well formed to its end.
            Ok(if last { window.len() } else { at })
        })
    }

    /// Inflates an entry into nothing, for the count alone.
    pub(super) fn count(&mut self, index: usize) -> Result<(), Unreadable> {
        self.pour(index, &mut |_| {})
    }

    fn pour(&mut self, index: usize, sink: &mut dyn FnMut(&[u8])) -> Result<(), Unreadable> {
        let mut part = self.open_part(index)?;
        let mut chunk = vec![0; part.window(CHUNK_BYTES)];
        loop {
            match part.read(&mut chunk)? {
                0 => return Ok(()),
                read => sink(&chunk[..read]),
            }
        }
    }

    /// Hands an entry to `scan` a window at a time, so that a part of any size
    /// takes little memory. `scan` is told whether the window ends the part, and
    /// answers how many bytes it is done with; the rest comes again, with more
    /// behind it.
    ///
    /// What it takes is gone from the package's room, as for [`Self::inflate`].
    pub(super) fn scan(&mut self, index: usize, scan: Scan<'_>) -> Result<(), Unreadable> {
        let window_bytes = self.window_bytes;
        let mut window = std::mem::take(&mut self.spare);
        let mut part = self.open_part(index)?;
        window.resize(part.window(window_bytes), 0);
        let mut filled = 0;
        loop {
            let read = part.read(&mut window[filled..])?;
            filled += read;
            if read > 0 && filled < window.len() {
                continue;
            }
            if declares_a_type(&window[..filled]) {
                drop(part);
                let part = self.names[index].escape_debug().to_string();
                return Err(Unreadable::DtdOrEntity { part });
            }
            let done = scan(&window[..filled], read == 0)?;
            assert!(done <= filled, "a scan is done with no more than it was given");
            if read == 0 {
                drop(part);
                self.spare = window;
                return if done == filled { Ok(()) } else { Err(damaged("a part ends too early")) };
            }
            if done == 0 {
                if window.len() >= UNIT_BYTES {
                    let detail = format_args!("an element of more than {UNIT_BYTES} bytes");
                    return Err(damaged(detail));
                }
                window.resize(window.len() * 2, 0);
            }
            window.copy_within(done..filled, 0);
            filled -= done;
        }
    }

    fn open_part(&mut self, index: usize) -> Result<Part<'_, 'a>, Unreadable> {
        let entry = self.archive.by_index(index).map_err(corrupt)?;
        let stored = entry.compressed_size().max(1);
        let (limits, bytes_left) = (self.limits, &mut self.bytes_left);
        Ok(Part { entry, stored, inflated: 0, limits, bytes_left })
    }

    fn too_many_bytes(&self) -> Unreadable {
        let limit = self.limits.decompressed_bytes;
        Unreadable::TooLarge { what: Excess::DecompressedBytes, limit }
    }
}

/// An entry while it inflates, counted against the caps.
struct Part<'p, 'a> {
    entry: ZipFile<'p, Cursor<&'a [u8]>>,
    stored: u64,
    inflated: u64,
    limits: Limits,
    bytes_left: &'p mut u64,
}

impl Part<'_, '_> {
    /// How large a window the part calls for: what its header claims and a
    /// little more, so that its end is seen, at most `most`.
    fn window(&self, most: usize) -> usize {
        usize::try_from(self.entry.size()).unwrap_or(most).saturating_add(64).min(most)
    }

    /// The next bytes; 0 at the end, whose checksum then holds.
    fn read(&mut self, chunk: &mut [u8]) -> Result<usize, Unreadable> {
        let read = loop {
            match self.entry.read(chunk) {
                Ok(read) => break read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Unreadable::CorruptZip { detail: error.to_string() }),
            }
        };
        let count = u64::try_from(read).unwrap_or(u64::MAX);
        self.inflated = self.inflated.saturating_add(count);
        if count > *self.bytes_left {
            let limit = self.limits.decompressed_bytes;
            return Err(Unreadable::TooLarge { what: Excess::DecompressedBytes, limit });
        }
        *self.bytes_left -= count;
        let Limits { ratio, ratio_from_bytes, .. } = self.limits;
        if self.inflated > ratio_from_bytes && self.inflated / self.stored > ratio {
            return Err(Unreadable::TooLarge { what: Excess::Ratio, limit: ratio });
        }
        Ok(read)
    }
}

/// Refuses what no workbook's XML has: a document type, entities, a tag of
/// hundreds of kilobytes.
fn check_xml(xml: &[u8], part: &str) -> Result<(), Unreadable> {
    if declares_a_type(xml) {
        return Err(Unreadable::DtdOrEntity { part: part.escape_debug().to_string() });
    }
    // Any stretch without `>` that long holds either no tag at all or one flood
    // of attributes; only then is it worth a closer look.
    let mut last = 0;
    for end in memchr_iter(b'>', xml).chain([xml.len()]) {
        if end - last > TAG_BYTES
            && let Some(open) = memchr::memrchr(b'<', &xml[last..end])
            && xml.get(last + open + 1) != Some(&b'!')
        {
            check_tag(end - last - open, part)?;
        }
        last = end;
    }
    Ok(())
}

fn check_tag(bytes: usize, part: &str) -> Result<(), Unreadable> {
    if bytes > TAG_BYTES {
        return Err(damaged(format_args!("{part} has a tag of more than {TAG_BYTES} bytes")));
    }
    Ok(())
}

/// Whether a document type or an entity is declared.
fn declares_a_type(xml: &[u8]) -> bool {
    memmem::find_iter(xml, b"<!").any(|at| {
        let tail = &xml[at + 2..];
        starts_without_case(tail, b"DOCTYPE") || starts_without_case(tail, b"ENTITY")
    })
}

fn starts_without_case(text: &[u8], word: &[u8]) -> bool {
    text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
}

/// Whether an entry (its name in lower case) is read as XML.
pub(super) fn is_xml(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    matches!(extension, "xml" | "rels")
}

fn unsafe_name(name: &str) -> bool {
    name.is_empty()
        || name.starts_with('/')
        || name.contains(':')
        || memchr(0, name.as_bytes()).is_some()
        || name.split('/').any(|part| part == "..")
}

fn has_twins(names: &[String]) -> bool {
    let mut sorted: Vec<&str> = names.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted.windows(2).any(|pair| pair[0] == pair[1])
}

fn corrupt(error: ZipError) -> Unreadable {
    match error {
        ZipError::InvalidPassword => Unreadable::PasswordProtected,
        other => Unreadable::CorruptZip { detail: other.to_string() },
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    /// A zip of these entries.
    pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
            writer.write_all(content).expect("its content");
        }
        writer.finish().expect("a zip").into_inner()
    }

    fn opened(bytes: &[u8], limits: &Limits) -> Result<(), Unreadable> {
        let mut package = Package::open(bytes, limits)?;
        for index in 0..package.len() {
            package.inflate_xml(index)?;
        }
        Ok(())
    }

    #[test]
    fn entries_come_out_whole_whatever_the_case_of_their_name() {
        let bytes = zipped(&[("xl/Workbook.xml", b"<workbook/>")]);
        let mut package = Package::open(&bytes, &Limits::default()).expect("a package");
        let index = package.find("XL\\workbook.xml").expect("the entry");
        assert_eq!(package.inflate_xml(index).expect("content"), b"<workbook/>");
    }

    #[test]
    fn a_bomb_is_refused_at_the_cap() {
        let limits =
            Limits { decompressed_bytes: 1 << 20, ratio_from_bytes: 1 << 19, ..Limits::default() };
        let bomb = zipped(&[("a.xml", &vec![b' '; 2 << 20])]);
        let expected =
            Err(Unreadable::TooLarge { what: Excess::DecompressedBytes, limit: 1 << 20 });
        assert_eq!(opened(&bomb, &limits), expected);

        let steep = zipped(&[("a.xml", &vec![b' '; 900 << 10])]);
        let expected = Err(Unreadable::TooLarge { what: Excess::Ratio, limit: limits.ratio });
        assert_eq!(opened(&steep, &limits), expected);
    }

    #[test]
    fn a_size_that_lies_does_not_pass() {
        let limits = Limits { decompressed_bytes: 1 << 20, ..Limits::default() };
        let mut bomb = zipped(&[("a.xml", &vec![b' '; 2 << 20])]);
        let claimed = (2_u32 << 20).to_le_bytes();
        let places: Vec<usize> = memmem::find_iter(&bomb, &claimed).collect();
        assert_eq!(places.len(), 2, "the local and the central header");
        for place in places {
            bomb[place..place + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
        // The container notices that more comes out than it was told.
        let refused = opened(&bomb, &limits);
        assert!(matches!(refused, Err(Unreadable::CorruptZip { .. })), "{refused:?}");
    }

    #[test]
    fn too_many_entries_are_refused() {
        let limits = Limits { entries: 1, ..Limits::default() };
        let bytes = zipped(&[("a", b""), ("b", b"")]);
        let expected = Err(Unreadable::TooLarge { what: Excess::Entries, limit: 1 });
        assert_eq!(opened(&bytes, &limits), expected);
    }

    #[test]
    fn two_entries_of_one_name_are_refused() {
        let mut bytes = zipped(&[("aa.xml", b"<a/>"), ("ab.xml", b"<b/>")]);
        let places: Vec<usize> = memmem::find_iter(&bytes, b"ab.xml").collect();
        for place in places {
            bytes[place + 1] = b'a';
        }
        assert_eq!(opened(&bytes, &Limits::default()), Err(Unreadable::DuplicateEntry));
        let bytes = zipped(&[("a.xml", b"<a/>"), ("A.xml", b"<b/>")]);
        assert_eq!(opened(&bytes, &Limits::default()), Err(Unreadable::DuplicateEntry));
    }

    #[test]
    fn names_that_lead_out_of_the_container_are_refused() {
        for name in ["../a.xml", "xl/../../a.xml", "/etc/a.xml", "c:/a.xml", "..\\a.xml"] {
            let bytes = zipped(&[(name, b"<a/>")]);
            let refused = opened(&bytes, &Limits::default());
            assert!(matches!(refused, Err(Unreadable::UnsafeEntryName { .. })), "{name}");
        }
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_symlink("a.xml", "/etc/passwd", SimpleFileOptions::default()).expect("a link");
        let bytes = writer.finish().expect("a zip").into_inner();
        let refused = opened(&bytes, &Limits::default());
        assert!(matches!(refused, Err(Unreadable::UnsafeEntryName { .. })));
    }

    #[test]
    fn document_types_entities_and_floods_are_refused() {
        for xml in ["<!DOCTYPE a><a/>", "<a/><!ENTITY b \"c\">", "<!doctype a [ ]><a/>"] {
            let refused = opened(&zipped(&[("a.xml", xml.as_bytes())]), &Limits::default());
            assert!(matches!(refused, Err(Unreadable::DtdOrEntity { .. })), "{xml}");
        }
        let flood = format!("<a{}/>", " b=\"c\"".repeat(100_000));
        let refused = opened(&zipped(&[("a.xml", flood.as_bytes())]), &Limits::default());
        assert!(matches!(refused, Err(Unreadable::Parser { .. })));
        let long_text = format!("<a>{}</a>", "长".repeat(200_000));
        assert_eq!(opened(&zipped(&[("a.xml", long_text.as_bytes())]), &Limits::default()), Ok(()));
    }

    #[test]
    fn a_container_cut_short_says_so() {
        let bytes = zipped(&[("a.xml", b"<a/>")]);
        let cut = &bytes[..bytes.len() - 30];
        assert_eq!(opened(cut, &Limits::default()), Err(Unreadable::Truncated));
    }
}
