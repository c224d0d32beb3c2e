//! ISO 20022 messages: an XML document, told leaf by leaf.
//!
//! In: bytes. Out: the lines that the message's own reader makes of its leaves.
//! It follows namespaces, whatever the prefixes, and passes over elements of
//! another namespace. It refuses XML that is not well formed or is cut off, a
//! document type or an entity of its own, and every message and version but
//! two: a field may mean something else there.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{Error, NsReader, XmlVersion};

use super::camt054::Notification;
use super::pain002::StatusReport;
use super::{NotAReturn, ReturnFile};
use crate::domain::long_number::mask_long_numbers;
use crate::rulebook::bank_profile::returns::ReturnLayout;
use crate::rulebook::charset::Charset;

/// The namespace of the customer payment status report.
pub(in crate::bank) const PAIN_002: &str = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10";
/// The namespace of the bank-to-customer debit credit notification.
pub(super) const CAMT_054: &str = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08";

/// The most elements.
const LIMIT_ELEMENTS: usize = 40_000_000;
/// The deepest nesting; the messages themselves stay below twenty.
const LIMIT_DEPTH: usize = 64;
/// The longest tag, in bytes.
const LIMIT_TAG: usize = 2 << 10;
/// The longest text of an element, in bytes; the longest that the standard
/// allows are a few hundred characters.
const LIMIT_TEXT: usize = 64 << 10;

/// A leaf of the document: an element's own text.
pub(super) struct Leaf<'a> {
    /// The local names from the root to the element.
    pub path: &'a [String],
    /// Its text, without the spaces around it.
    pub text: &'a str,
    /// Its currency, where it has one.
    pub currency: Option<&'a str>,
    /// Its line, from 1.
    pub line: u64,
}

impl Leaf<'_> {
    /// Whether the path ends in these names.
    pub fn ends(&self, names: &[&str]) -> bool {
        self.path.len() >= names.len()
            && self.path[self.path.len() - names.len()..].iter().zip(names).all(|(a, b)| a == b)
    }

    /// Whether an element of that name encloses it.
    pub fn within(&self, name: &str) -> bool {
        self.path.iter().any(|element| element == name)
    }
}

/// What makes lines of a message's leaves.
pub(super) trait Message {
    /// An element begins; `path` ends in its name.
    fn open(&mut self, path: &[String], line: u64);
    /// A leaf's text.
    fn leaf(&mut self, leaf: &Leaf);
    /// An element ends; `path` ends in its name.
    fn close(&mut self, path: &[String]);
    /// The document has ended.
    fn finish(self: Box<Self>) -> Result<ReturnFile, NotAReturn>;
}

/// Reads a message.
pub(super) fn read(bytes: &[u8], layout: &ReturnLayout) -> Result<ReturnFile, NotAReturn> {
    let text = decode(bytes)?;
    let mut reader = NsReader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut scan = Scan::new(text, layout);
    loop {
        let before = offset(&reader);
        let event = reader.read_event().map_err(|error| scan.damaged(before, &error))?;
        match event {
            Event::Start(tag) => scan.start(&reader, &tag, before)?,
            Event::Empty(tag) => {
                scan.start(&reader, &tag, before)?;
                scan.end();
            }
            Event::End(_) => scan.end(),
            Event::Text(text) => scan.text(&text.xml_content(XmlVersion::Implicit1_0), before)?,
            Event::CData(text) => scan.text(&text.xml_content(XmlVersion::Implicit1_0), before)?,
            Event::GeneralRef(entity) => {
                let c = scan.character(&entity, before)?;
                scan.text(c.encode_utf8(&mut [0; 4]), before)?;
            }
            Event::DocType(_) => {
                return Err(NotAReturn::DocumentType { line: scan.line(before) });
            }
            Event::Decl(decl) => {
                let encoding = decl.encoding().transpose().ok().flatten();
                if encoding.is_some_and(|encoding| !encoding.eq_ignore_ascii_case("utf-8")) {
                    let charset = Charset::Utf8.name();
                    return Err(NotAReturn::Charset { charset, line: scan.line(before) });
                }
            }
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    scan.finish()
}

/// Where the reader stands, in bytes.
fn offset(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn decode(bytes: &[u8]) -> Result<&str, NotAReturn> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let wrong = |up_to: usize| NotAReturn::Charset {
        charset: Charset::Utf8.name(),
        line: line_at(&bytes[..up_to.min(bytes.len())]),
    };
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(wrong(at));
    }
    std::str::from_utf8(bytes).map_err(|error| wrong(error.valid_up_to()))
}

/// The line behind these bytes, from 1.
fn line_at(before: &[u8]) -> u64 {
    1 + u64::try_from(memchr::memchr_iter(b'\n', before).count()).unwrap_or(u64::MAX - 1)
}

/// The document while it is read.
struct Scan<'a> {
    text: &'a str,
    layout: &'a ReturnLayout,
    path: Vec<String>,
    /// The namespace of the message; empty until the root.
    space: &'static str,
    message: Option<Box<dyn Message + 'a>>,
    /// The text of the innermost element, and its currency.
    own: String,
    currency: Option<String>,
    /// Whether the innermost element has no element in it so far.
    is_leaf: bool,
    /// How deep the reader stands in elements of another namespace.
    foreign: usize,
    elements: usize,
    /// Where lines were counted up to, and how many.
    counted: (usize, u64),
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, layout: &'a ReturnLayout) -> Self {
        Self {
            text,
            layout,
            path: Vec::new(),
            space: "",
            message: None,
            own: String::new(),
            currency: None,
            is_leaf: false,
            foreign: 0,
            elements: 0,
            counted: (0, 1),
        }
    }

    /// The line of a byte; bytes are asked for in ascending order.
    fn line(&mut self, offset: usize) -> u64 {
        let (from, line) = self.counted;
        let to = offset.min(self.text.len()).max(from);
        let between = &self.text.as_bytes()[from..to];
        self.counted = (to, line - 1 + line_at(between));
        self.counted.1
    }

    fn damaged(&mut self, offset: usize, error: &Error) -> NotAReturn {
        let cut_off = match error {
            Error::Syntax(_) => true,
            Error::IllFormed(error) => {
                matches!(error, quick_xml::errors::IllFormedError::MissingEndTag(_))
            }
            _ => false,
        };
        let line = self.line(offset);
        // The parser's words name tags, never what stands in them.
        if cut_off {
            return NotAReturn::CutOff { line };
        }
        self.xml(offset, &mask_long_numbers(&error.to_string()))
    }

    fn xml(&mut self, offset: usize, detail: &str) -> NotAReturn {
        NotAReturn::Xml { line: self.line(offset), detail: detail.to_owned() }
    }

    fn start(
        &mut self,
        reader: &NsReader<&[u8]>,
        tag: &BytesStart,
        offset: usize,
    ) -> Result<(), NotAReturn> {
        self.elements += 1;
        if self.elements > LIMIT_ELEMENTS || self.path.len() + self.foreign >= LIMIT_DEPTH {
            return Err(NotAReturn::TooLarge { limit: LIMIT_ELEMENTS });
        }
        if tag.len() > LIMIT_TAG {
            return Err(NotAReturn::TooLarge { limit: LIMIT_TAG });
        }
        let (space, name) = reader.resolver().resolve_element(tag.name());
        let space = match &space {
            ResolveResult::Bound(space) => space.0,
            ResolveResult::Unbound => "",
            ResolveResult::Unknown(_) => return Err(self.xml(offset, "an unknown prefix")),
        };
        if self.path.is_empty() {
            self.root(space, name.as_ref(), offset)?;
        }
        if self.foreign > 0 || space != self.space {
            self.foreign += 1;
            return Ok(());
        }
        self.currency = None;
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.xml(offset, &error.to_string()))?;
            if attribute.key.as_ref() == "Ccy" {
                self.currency = Some(attribute.value.trim().to_owned());
            }
        }
        self.path.push(name.as_ref().to_owned());
        self.own.clear();
        self.is_leaf = true;
        let line = self.line(offset);
        if let Some(message) = &mut self.message {
            message.open(&self.path, line);
        }
        Ok(())
    }

    fn root(&mut self, space: &str, name: &str, offset: usize) -> Result<(), NotAReturn> {
        if self.message.is_some() {
            return Err(self.xml(offset, "a second root"));
        }
        let (own, message): (_, Box<dyn Message + 'a>) = match space {
            PAIN_002 => (PAIN_002, Box::new(StatusReport::new(self.layout))),
            CAMT_054 => (CAMT_054, Box::new(Notification::new(self.layout))),
            other => {
                let found = other.rsplit(':').next().unwrap_or_default();
                let found = found.chars().take(40).collect();
                return Err(NotAReturn::Message { line: self.line(offset), found });
            }
        };
        if name != "Document" {
            let found = name.chars().take(40).collect();
            return Err(NotAReturn::Message { line: self.line(offset), found });
        }
        self.space = own;
        self.message = Some(message);
        Ok(())
    }

    fn end(&mut self) {
        if self.foreign > 0 {
            self.foreign -= 1;
            return;
        }
        let line = self.counted.1;
        if let Some(message) = &mut self.message {
            if self.is_leaf {
                message.leaf(&Leaf {
                    path: &self.path,
                    text: self.own.trim(),
                    currency: self.currency.as_deref(),
                    line,
                });
            }
            message.close(&self.path);
        }
        self.path.pop();
        self.is_leaf = false;
        self.own.clear();
    }

    fn text(&mut self, text: &str, offset: usize) -> Result<(), NotAReturn> {
        if self.foreign > 0 {
            return Ok(());
        }
        if self.path.is_empty() && !text.trim().is_empty() {
            return Err(self.xml(offset, "text outside the root"));
        }
        if self.own.len() + text.len() > LIMIT_TEXT {
            return Err(NotAReturn::TooLarge { limit: LIMIT_TEXT });
        }
        self.own.push_str(text);
        Ok(())
    }

    /// The character of a reference; only XML's own five names are known.
    fn character(&mut self, entity: &BytesRef, offset: usize) -> Result<char, NotAReturn> {
        let resolved = entity.resolve_char_ref();
        if let Some(c) = resolved.map_err(|error| self.damaged(offset, &error))? {
            return Ok(c);
        }
        let known =
            quick_xml::escape::resolve_xml_entity(&entity.xml_content(XmlVersion::Implicit1_0));
        let known = known.and_then(|text| text.chars().next());
        known.ok_or_else(|| NotAReturn::DocumentType { line: self.line(offset) })
    }

    fn finish(mut self) -> Result<ReturnFile, NotAReturn> {
        let end = self.text.len();
        if !self.path.is_empty() || self.foreign > 0 {
            return Err(NotAReturn::CutOff { line: self.line(end) });
        }
        match self.message.take() {
            Some(message) => message.finish(),
            None => Err(self.xml(end, "no root element")),
        }
    }
}
