//! Which parts of an xlsx hold what: the workbook, its sheets, strings, styles.
//!
//! In: a package. Out: a [`Plan`]: the sheets in the workbook's order with
//! their names and states, and where strings and styles lie. Parts are found by
//! their relations, never by their usual names.

use super::package::Package;
use super::tags::{Tag, TagKind, Tags, attributes};
use super::unreadable::{Unreadable, damaged};

/// What a workbook is made of.
#[derive(Debug)]
pub(super) struct Plan {
    /// The sheets (also those that are charts), in the workbook's order.
    pub sheets: Vec<SheetPart>,
    /// The part of shared strings, if there is one.
    pub strings: Option<String>,
    /// The part of styles, if there is one.
    pub styles: Option<String>,
    /// Whether dates count from 1904.
    pub from_1904: bool,
    /// The folder of the workbook's part, lower case, with its `/`.
    pub folder: String,
    /// Entries that were inflated for the plan.
    pub seen: Vec<usize>,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub(super) struct SheetPart {
    /// Its name.
    pub name: String,
    /// Hidden, or very hidden.
    pub hidden: bool,
    /// Whether it holds cells of a table; a chart, a dialogue or a sheet of
    /// macros does not.
    pub worksheet: bool,
    /// Its part, lower case.
    pub part: String,
}

impl Plan {
    /// Reads the workbook's own parts.
    pub fn read(package: &mut Package) -> Result<Self, Unreadable> {
        let mut seen = Vec::new();
        let links = relations(package, "_rels/.rels", &mut seen)?;
        let target = links
            .iter()
            .rfind(|link| link.is("officeDocument"))
            .map(|link| resolved("", &link.target))
            .ok_or_else(|| damaged("no part is named as the workbook"))?;
        let (folder, file) = target.rsplit_once('/').map_or(("", target.as_str()), |pair| pair);
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let links = relations(package, &format!("{folder}_rels/{file}.rels"), &mut seen)?;
        let mut sheets = Vec::new();
        let mut from_1904 = false;
        each_tag(package, &target, &mut seen, |tag| {
            if tag.opens(b"sheet") {
                sheets.push(sheet(tag, &links, &folder)?);
            } else if tag.opens(b"workbookPr") && tag.attribute(b"date1904").is_some() {
                from_1904 = tag.says_yes(b"date1904");
            }
            Ok(())
        })?;
        let part = |kind: &str| {
            // Some programs leave the relation out and use the usual name.
            let usual = format!("{folder}{kind}.xml").to_ascii_lowercase();
            let named = links.iter().rfind(|link| link.is(kind)).map(|link| link.part(&folder));
            named.or_else(|| package.find(&usual).map(|_| usual))
        };
        let (strings, styles) = (part("sharedStrings"), part("styles"));
        let folder = folder.to_ascii_lowercase();
        Ok(Self { sheets, strings, styles, from_1904, folder, seen })
    }

    /// Whether an entry of that name is one of the plan's own parts.
    pub fn names(&self, name: &str) -> bool {
        self.strings.as_deref() == Some(name)
            || self.styles.as_deref() == Some(name)
            || self.is_sheet(name)
    }

    /// Whether an entry of that name is a sheet.
    pub fn is_sheet(&self, name: &str) -> bool {
        self.sheets.iter().any(|sheet| sheet.part == name)
    }
}

fn sheet(tag: &Tag, links: &[Link], folder: &str) -> Result<SheetPart, Unreadable> {
    let id = tag.attribute_text(b"id").unwrap_or_default();
    let link = links.iter().rfind(|link| link.id == id);
    let link = link.ok_or_else(|| damaged("a sheet has no part"))?;
    let hidden = match tag.attribute(b"state") {
        None | Some(b"visible") => false,
        Some(b"hidden" | b"veryHidden") => true,
        Some(_) => return Err(damaged("a sheet has a state that is not known")),
    };
    let worksheet = link.is("worksheet");
    let others = ["chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"];
    if !worksheet && !others.into_iter().any(|kind| link.is(kind)) {
        return Err(damaged("a sheet is of a kind that is not known"));
    }
    let name = tag.attribute_text(b"name").ok_or_else(|| damaged("a sheet has no name"))?;
    Ok(SheetPart { name: name.into_owned(), hidden, worksheet, part: link.part(folder) })
}

/// A relation of one part to another.
pub(super) struct Link {
    /// Its name.
    pub id: String,
    kind: String,
    target: String,
}

impl Link {
    /// Whether it is a relation of that kind, in either edition of the format.
    fn is(&self, kind: &str) -> bool {
        self.kind.rsplit_once('/').is_some_and(|(_, last)| last == kind)
    }

    /// The part it leads to, lower case, from a part in that folder.
    pub fn part(&self, folder: &str) -> String {
        resolved(folder, &self.target).to_ascii_lowercase()
    }
}

/// The name of the part that a target leads to from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let path = if target.starts_with('/') { target } else { format!("{folder}{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Reads a part of relations; its entry is added to those `seen`.
pub(super) fn relations(
    package: &mut Package,
    part: &str,
    seen: &mut Vec<usize>,
) -> Result<Vec<Link>, Unreadable> {
    let mut links = Vec::new();
    each_tag(package, part, seen, |tag| {
        if tag.opens(b"Relationship") {
            let text = |key| tag.attribute_text(key).unwrap_or_default().into_owned();
            links.push(Link { id: text(b"Id"), kind: text(b"Type"), target: text(b"Target") });
        }
        Ok(())
    })?;
    Ok(links)
}

fn each_tag(
    package: &mut Package,
    part: &str,
    seen: &mut Vec<usize>,
    mut look: impl FnMut(&Tag) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let index =
        package.find(part).ok_or_else(|| damaged(format_args!("the part {part} is missing")))?;
    seen.push(index);
    let xml = package.inflate_xml(index)?;
    check_encoding(&xml)?;
    let mut tags = Tags::new(&xml);
    let (mut root, mut closed) = (None, false);
    while let Some(tag) = tags.next()? {
        let root = *root.get_or_insert(tag.name);
        closed = tag.name == root && tag.kind != TagKind::Open;
        look(&tag)?;
    }
    // What was cut off would be sheets or relations.
    if closed { Ok(()) } else { Err(damaged(format_args!("the part {part} has no end"))) }
}

/// Looks at a part's first window, once: `false` where it does not yet hold the
/// declaration up to its end. Refuses another encoding than UTF-8.
pub(super) fn begins(begun: &mut bool, window: &[u8], last: bool) -> Result<bool, Unreadable> {
    if !*begun {
        if !last && !is_declared(window) {
            return Ok(false);
        }
        check_encoding(window)?;
        *begun = true;
    }
    Ok(true)
}

/// Whether the first bytes of a part hold its declaration up to its end.
fn is_declared(start: &[u8]) -> bool {
    let head = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    !head.starts_with(b"<?xml") || memchr::memchr(b'>', head).is_some()
}

/// Refuses a part in another encoding than UTF-8, by its first bytes and by what
/// its declaration says.
pub(super) fn check_encoding(start: &[u8]) -> Result<(), Unreadable> {
    let other = || damaged("a part is written in another encoding than UTF-8");
    let head = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    if head.iter().take(4).any(|byte| matches!(byte, 0 | 0xFE | 0xFF)) {
        return Err(other());
    }
    let Some(declaration) = head.strip_prefix(b"<?xml") else { return Ok(()) };
    let end = memchr::memchr(b'>', declaration).unwrap_or(declaration.len());
    match attributes(&declaration[..end]).find(|(key, _)| *key == b"encoding") {
        Some((_, name))
            if !name.eq_ignore_ascii_case(b"utf-8") && !name.eq_ignore_ascii_case(b"us-ascii") =>
        {
            Err(other())
        }
        _ => Ok(()),
    }
}
