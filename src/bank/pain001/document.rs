//! An XML document as a tree, small and without surprises: no document type, no
//! entity but XML's own five, no depth beyond the standard's.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::What;

/// The deepest element that the standard has, and some more.
const MOST_DEPTH: usize = 24;

/// An element.
#[derive(Debug)]
pub(super) struct Node {
    /// Its name, with its prefix where it has one.
    pub(super) name: String,
    /// The line that it begins in, from 1.
    pub(super) line: u64,
    /// Its attributes.
    pub(super) attributes: Vec<(String, String)>,
    /// Its text, that of its children left out.
    pub(super) text: String,
    /// The elements in it.
    pub(super) inside: Vec<Node>,
}

impl Node {
    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.inside.iter().find(|node| node.name == name)
    }

    /// The children of a name.
    pub(super) fn children<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node> {
        self.inside.iter().filter(move |node| node.name == name)
    }

    /// The element at the end of a way.
    pub(super) fn at(&self, way: &[&str]) -> Option<&Node> {
        way.iter().try_fold(self, |node, name| node.child(name))
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Where it was, and what is wrong there.
type Broken = (Option<u64>, What);

/// The document's root element.
pub(super) fn parse(bytes: &[u8]) -> Result<Node, Broken> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        return Err((Some(1 + line_breaks(&bytes[..valid])), What::Charset));
    };
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let (mut line, mut seen) = (1, 0);
    let mut open: Vec<Node> = Vec::new();
    let mut root = None;
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(seen).min(text.len());
        line += line_breaks(&bytes[seen..before.max(seen)]);
        seen = before.max(seen);
        let event = reader.read_event();
        let event = event.map_err(|error| (Some(line), What::Xml(error.to_string())))?;
        let broken = |detail: &str| Err((Some(line), What::Xml(detail.to_owned())));
        match event {
            Event::Start(tag) => {
                if root.is_some() || open.len() >= MOST_DEPTH {
                    return broken("an element where none belongs");
                }
                open.push(node(&tag, line).map_err(|detail| (Some(line), What::Xml(detail)))?);
            }
            Event::End(_) => match (open.pop(), open.last_mut()) {
                (Some(node), Some(parent)) => parent.inside.push(node),
                (node, _) => root = node,
            },
            Event::Text(part) => add(&mut open, &part.xml10_content()),
            Event::CData(part) => add(&mut open, &part.xml10_content()),
            Event::GeneralRef(entity) => {
                let whole = format!("&{};", &*entity);
                match unescape(&whole) {
                    Ok(part) => add(&mut open, &part),
                    Err(error) => return broken(&error.to_string()),
                }
            }
            Event::DocType(_) => return broken("a document type"),
            Event::Eof => break,
            _ => {}
        }
    }
    match root {
        Some(root) if open.is_empty() => Ok(root),
        _ => Err((Some(line), What::Xml("an element has no end".to_owned()))),
    }
}

fn line_breaks(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

fn node(tag: &BytesStart<'_>, line: u64) -> Result<Node, String> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = unescape(&attribute.value).map_err(|error| error.to_string())?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    let name = tag.name().as_ref().to_owned();
    Ok(Node { name, line, attributes, text: String::new(), inside: Vec::new() })
}

/// Adds text to the innermost element. Between elements it is white space only,
/// which the schema's check sees to.
fn add(open: &mut [Node], text: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(text);
    }
}
