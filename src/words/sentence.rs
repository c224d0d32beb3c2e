//! A message that is found once and said often.
//!
//! In: its pattern of the catalogue, and a value for each argument. Out: the text.

use std::borrow::Cow;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::Value;

/// A message, or one attribute of it, in one language.
#[derive(Clone, Copy)]
pub struct Sentence {
    id: &'static str,
    bundle: &'static FluentBundle<FluentResource>,
    pattern: &'static Pattern<&'static str>,
    plain: Option<&'static str>,
}

impl fmt::Debug for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sentence({})", self.id)
    }
}

impl Sentence {
    pub(super) fn new(
        id: &'static str,
        bundle: &'static FluentBundle<FluentResource>,
        pattern: &'static Pattern<&'static str>,
    ) -> Self {
        let mut sentence = Self { id, bundle, pattern, plain: None };
        if sentence.arguments().is_empty() {
            sentence.plain = Some(match &pattern.elements[..] {
                [PatternElement::TextElement { value }] => value,
                _ => &*Box::leak(sentence.fill(|_| None).into_boxed_str()),
            });
        }
        sentence
    }

    /// The text, where it takes no arguments.
    #[must_use]
    pub fn plain(self) -> Option<&'static str> {
        self.plain
    }

    /// The names of its arguments, each once, in the order of the text.
    #[must_use]
    pub fn arguments(self) -> Vec<&'static str> {
        let mut found = Vec::new();
        collect(self.pattern, &mut found);
        found
    }

    /// The text with each argument's name in its place, as `{count}`.
    #[must_use]
    pub fn template(self) -> String {
        self.fill(|name| Some(format!("{{{name}}}").into()))
    }

    /// The text with the value of each argument put in.
    ///
    /// # Panics
    /// Where an argument has no value: our bug, which a test finds.
    #[must_use]
    pub fn fill<'a>(self, mut value: impl FnMut(&'static str) -> Option<Value<'a>>) -> String {
        if let Some(text) = self.plain {
            return text.to_owned();
        }
        let mut args = FluentArgs::new();
        for name in self.arguments() {
            match value(name) {
                Some(Value::Text(text)) => args.set(name, FluentValue::String(text)),
                Some(Value::Count(count)) => args.set(name, FluentValue::from(count)),
                None => panic!("message `{}`: no value for `{name}`", self.id),
            }
        }
        let mut errors = Vec::new();
        let text: Cow<'_, str> = self.bundle.format_pattern(self.pattern, Some(&args), &mut errors);
        assert!(errors.is_empty(), "message `{}`: {errors:?}", self.id);
        text.into_owned()
    }
}

fn collect(pattern: &Pattern<&'static str>, found: &mut Vec<&'static str>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                for variant in variants {
                    collect(&variant.value, found);
                }
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
