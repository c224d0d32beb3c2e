//! Every word that people see, in Chinese and English, from one catalogue.
//!
//! In: a language, a message's id, and what it speaks of. Out: the text. The
//! messages stand in `words/<lang>/*.ftl` ([Fluent](https://projectfluent.org)),
//! a file an area, the same ids in both languages; they are embedded at build
//! time and parsed once a language. Code names a message by a literal, in
//! `say!` or `word!`, so that a test can compare what is asked for with what
//! is there: a message that is missing, unused, or takes other arguments in the
//! other language fails it.

mod lang;
mod sentence;

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use hashbrown::HashMap;

pub use lang::Lang;
pub use sentence::Sentence;

/// The catalogue's files: area, Chinese, English.
macro_rules! areas {
    ($($area:literal),* $(,)?) => {
        [$(($area, [
            include_str!(concat!("../words/zh/", $area, ".ftl")),
            include_str!(concat!("../words/en/", $area, ".ftl")),
        ])),*]
    };
}

/// Every area with its messages in Chinese and English.
const AREAS: &[(&str, [&str; 2])] = &areas![
    "bank",
    "changes",
    "cli",
    "cli-help",
    "common",
    "crosscheck",
    "evaluation",
    "exceptions",
    "fieldcheck",
    "fields",
    "findings",
    "inspect",
    "intake",
    "ledger",
    "next",
    "page",
    "pay",
    "payout",
    "person",
    "posting",
    "publish",
    "purge",
    "quality",
    "query",
    "reconcile",
    "returns",
    "rulebook",
    "rules",
    "seal",
    "stages",
    "statement",
    "summary",
    "trace",
    "verdict",
    "verify",
    "way-out",
];

/// What a message speaks of.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// Shown as it is.
    Text(Cow<'a, str>),
    /// A whole number, which may choose between one and many; shown without
    /// separators.
    Count(u64),
}

impl Value<'_> {
    fn borrowed(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
            Self::Count(count) => Value::Count(*count),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a std::sync::Arc<str>> for Value<'a> {
    fn from(text: &'a std::sync::Arc<str>) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

macro_rules! counts {
    ($($number:ty),*) => {$(
        impl From<$number> for Value<'_> {
            fn from(count: $number) -> Self {
                Self::Count(u64::from(count))
            }
        }
    )*};
}
counts!(u8, u16, u32, u64);

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

macro_rules! shown {
    ($($shown:ty),* $(,)?) => {$(
        impl From<$shown> for Value<'_> {
            fn from(shown: $shown) -> Self {
                Self::Text(Cow::Owned(shown.to_string()))
            }
        }
    )*};
}
shown!(std::path::Display<'_>, &std::io::Error);

/// The text of a message in a language: a `&'static str` without arguments, a
/// `String` with them.
///
/// ```ignore
/// say!(lang, "people")
/// say!(lang, "run-held", people = count(held), amount = yuan(sum))
/// ```
#[macro_export]
macro_rules! say {
    ($lang:expr, $id:literal $(,)?) => { $crate::words::text($lang, $id) };
    ($lang:expr, $id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::words::fill(
            $lang,
            $id,
            &[$((stringify!($name), $crate::words::Value::from($value))),+],
        )
    };
}

/// The id of a message that is chosen in one place and said in another.
#[macro_export]
macro_rules! word {
    ($id:literal) => {
        $id
    };
}

/// One language's messages, each with its attributes; its own text has no name.
type Catalogue = HashMap<&'static str, Vec<(&'static str, Sentence)>>;

fn catalogue(lang: Lang) -> &'static Catalogue {
    static LOADED: [OnceLock<Catalogue>; 2] = [const { OnceLock::new() }; 2];
    let at = lang.pick(0, 1);
    LOADED[at].get_or_init(|| load(at))
}

/// Parses the embedded files. What is parsed stays until the program ends.
///
/// # Panics
/// Where one is no Fluent or says a message twice: our bug, which a test finds.
fn load(at: usize) -> Catalogue {
    let language = ["zh", "en"][at].parse().expect("a language");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    let mut ids = Vec::new();
    for (area, texts) in AREAS {
        let resource = FluentResource::try_new(texts[at].to_owned())
            .unwrap_or_else(|(_, errors)| panic!("words/{area}.ftl: {errors:?}"));
        for entry in resource.entries() {
            if let fluent_syntax::ast::Entry::Message(message) = entry {
                ids.push(&*Box::leak(message.id.name.to_owned().into_boxed_str()));
            }
        }
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("words/{area}.ftl: {errors:?}"));
    }
    let bundle: &'static FluentBundle<FluentResource> = Box::leak(Box::new(bundle));
    let messages = ids.into_iter().map(|id| {
        let message = bundle.get_message(id).expect("it was just added");
        let own = message.value().map(|pattern| ("", pattern));
        let attributes = message.attributes().map(|one| (one.id(), one.value()));
        let sentence = |(name, pattern)| (name, Sentence::new(id, bundle, pattern));
        (id, own.into_iter().chain(attributes).map(sentence).collect())
    });
    messages.collect()
}

/// A message of that id; `id.attribute` names an attribute.
fn find(lang: Lang, id: &str) -> Option<Sentence> {
    let (id, attribute) = id.split_once('.').unwrap_or((id, ""));
    attribute_of(lang, id, attribute)
}

fn attribute_of(lang: Lang, id: &str, attribute: &str) -> Option<Sentence> {
    let found = catalogue(lang).get(id)?;
    found.iter().find(|(name, _)| *name == attribute).map(|(_, sentence)| *sentence)
}

/// An attribute of a message, to be filled in often.
///
/// # Panics
/// Where there is none: our bug, which a test finds.
#[must_use]
pub fn attribute(lang: Lang, id: &str, attribute: &str) -> Sentence {
    attribute_of(lang, id, attribute).unwrap_or_else(|| panic!("no message `{id}.{attribute}`"))
}

/// The text of a message that takes no arguments. `id.attribute` names an
/// attribute.
///
/// # Panics
/// Where there is none of that id, or it takes arguments: our bug, which a test
/// finds.
#[must_use]
pub fn text(lang: Lang, id: &str) -> &'static str {
    match find(lang, id).and_then(Sentence::plain) {
        Some(text) => text,
        None => panic!("no message `{id}` without arguments"),
    }
}

/// Whether there is a message (or attribute, as `id.attribute`) of that id.
#[must_use]
pub fn has(lang: Lang, id: &str) -> bool {
    find(lang, id).is_some()
}

/// The text of a message with its arguments put in.
///
/// # Panics
/// Where there is no message of that id, or it takes an argument that is not
/// given: our bug, which a test finds.
#[must_use]
pub fn fill(lang: Lang, id: &str, values: &[(&str, Value<'_>)]) -> String {
    let Some(sentence) = find(lang, id) else { panic!("no message `{id}`") };
    let value = |name| values.iter().find(|(given, _)| *given == name);
    sentence.fill(|name| value(name).map(|(_, value)| value.borrowed()))
}

/// The names of a message's arguments, each once, in the order of the text.
#[must_use]
pub fn arguments(lang: Lang, id: &str) -> Vec<&'static str> {
    find(lang, id).map(Sentence::arguments).unwrap_or_default()
}
