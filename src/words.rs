//! Every word that people see, in Chinese and English, from one catalogue.
//!
//! In: a language, a message's id, and what it speaks of. Out: the text. The
//! messages stand in `words/<lang>/*.ftl` ([Fluent](https://projectfluent.org)),
//! a file an area, the same ids in both languages; they are embedded at build
//! time and parsed once a language. Code names a message by a literal, in
//! [`say!`] or [`word!`], so that a test can compare what is asked for with what
//! is there: a message that is missing, unused, or takes other arguments in the
//! other language fails it.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use hashbrown::HashMap;

use crate::domain::Lang;

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
const AREAS: &[(&str, [&str; 2])] = &areas!["common", "inspect", "way-out"];

/// What a message speaks of.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// Shown as it is.
    Text(Cow<'a, str>),
    /// A whole number, which may choose between one and many; shown without
    /// separators.
    Count(u64),
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
shown!(
    crate::domain::Date,
    crate::domain::Money,
    crate::domain::Period,
    std::path::Display<'_>,
    &std::io::Error,
);

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

/// One language's messages.
struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// The messages without arguments, and their attributes as `id.attribute`.
    plain: HashMap<String, &'static str>,
}

fn catalogue(lang: Lang) -> &'static Catalogue {
    static LOADED: [OnceLock<Catalogue>; 2] = [const { OnceLock::new() }; 2];
    let at = lang.pick(0, 1);
    LOADED[at].get_or_init(|| Catalogue::load(at))
}

impl Catalogue {
    /// Parses the embedded files.
    ///
    /// # Panics
    /// Where one is no Fluent or says a message twice: our bug, which a test finds.
    fn load(at: usize) -> Self {
        let language = ["zh", "en"][at].parse().expect("a language");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        let mut ids = Vec::new();
        for (area, texts) in AREAS {
            let resource = FluentResource::try_new(texts[at].to_owned())
                .unwrap_or_else(|(_, errors)| panic!("words/{area}.ftl: {errors:?}"));
            for entry in resource.entries() {
                if let fluent_syntax::ast::Entry::Message(message) = entry {
                    let id = message.id.name;
                    if message.value.is_some() {
                        ids.push((id.to_owned(), None));
                    }
                    let attributes = message.attributes.iter().map(|one| one.id.name);
                    ids.extend(attributes.map(|name| (id.to_owned(), Some(name.to_owned()))));
                }
            }
            bundle
                .add_resource(resource)
                .unwrap_or_else(|errors| panic!("words/{area}.ftl: {errors:?}"));
        }
        let mut plain = HashMap::new();
        for (id, attribute) in ids {
            let message = bundle.get_message(&id).expect("it was just added");
            let pattern = match &attribute {
                None => message.value(),
                Some(name) => message.get_attribute(name).map(|found| found.value()),
            };
            let pattern = pattern.expect("it was just added");
            if names(pattern).is_empty() {
                let text = bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned();
                let key = attribute.map_or_else(|| id.clone(), |name| format!("{id}.{name}"));
                plain.insert(key, &*Box::leak(text.into_boxed_str()));
            }
        }
        Self { bundle, plain }
    }

    fn pattern(&self, id: &str) -> Option<&Pattern<&str>> {
        match id.split_once('.') {
            None => self.bundle.get_message(id)?.value(),
            Some((id, attribute)) => {
                Some(self.bundle.get_message(id)?.get_attribute(attribute)?.value())
            }
        }
    }
}

/// The text of a message that takes no arguments. `id.attribute` names an
/// attribute.
///
/// # Panics
/// Where there is none of that id, or it takes arguments: our bug, which a test
/// finds.
#[must_use]
pub fn text(lang: Lang, id: &str) -> &'static str {
    match catalogue(lang).plain.get(id) {
        Some(text) => text,
        None => panic!("no message `{id}` without arguments"),
    }
}

/// Whether there is a message (or attribute, as `id.attribute`) of that id.
#[must_use]
pub fn has(lang: Lang, id: &str) -> bool {
    catalogue(lang).pattern(id).is_some()
}

/// The text of a message with its arguments put in.
///
/// # Panics
/// Where there is no message of that id, or it takes an argument that is not
/// given: our bug, which a test finds.
#[must_use]
pub fn fill(lang: Lang, id: &str, values: &[(&str, Value<'_>)]) -> String {
    let catalogue = catalogue(lang);
    if let Some(text) = catalogue.plain.get(id) {
        return (*text).to_owned();
    }
    let Some(pattern) = catalogue.pattern(id) else { panic!("no message `{id}`") };
    let mut args = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        let value = match value {
            Value::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Value::Count(count) => FluentValue::from(*count),
        };
        args.set(*name, value);
    }
    let mut errors = Vec::new();
    let text = catalogue.bundle.format_pattern(pattern, Some(&args), &mut errors);
    assert!(errors.is_empty(), "message `{id}`: {errors:?}");
    text.into_owned()
}

/// The names of a message's arguments, each once, in the order of the text.
#[must_use]
pub fn arguments(lang: Lang, id: &str) -> Vec<&'static str> {
    catalogue(lang).pattern(id).map(names).unwrap_or_default()
}

fn names<'a>(pattern: &Pattern<&'a str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    collect(pattern, &mut found);
    found
}

fn collect<'a>(pattern: &Pattern<&'a str>, found: &mut Vec<&'a str>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                variants.iter().for_each(|variant| collect(&variant.value, found));
                selector
            }
        };
        if let InlineExpression::VariableReference { id } = inline
            && !found.contains(&id.name)
        {
            found.push(id.name);
        }
    }
}
