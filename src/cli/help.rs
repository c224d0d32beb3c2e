//! The help of the command line, in one language, from the catalogue.
//!
//! In: the commands and arguments that are derived in `args`, and a language. Out:
//! the same `clap::Command`, said in that language, with an example under each
//! help. Message ids are made of the place: `help-pay-prepare` is the command,
//! `help-example-pay-prepare` its example, `help-pay-prepare-out` its argument.
//! An argument that means the same wherever it stands has one message for all,
//! `help-arg-project`; its own goes first.

use std::ffi::OsString;
use std::num::{IntErrorKind, ParseIntError};

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command, CommandFactory as _, FromArgMatches as _};
use unicode_width::UnicodeWidthStr as _;

use super::args::Args;
use crate::domain::Lang;
use crate::{say, words};

/// How far down an option stands that every command takes.
const GLOBAL: usize = 500;
/// How far down help and version stand.
const LAST: usize = 900;
/// How wide what is said of an argument may become: its name stands before it.
const WIDTH: usize = 50;

/// Reads the command line; the language is for what is said of it.
pub(super) fn parse(given: Vec<OsString>, lang: Lang) -> Result<Args, clap::Error> {
    let command = command(lang);
    let given = help_at_the_end(given, &command);
    let matches = command.try_get_matches_from(given)?;
    Args::from_arg_matches(&matches)
}

/// What `--lang` says, looked for before anything is parsed: help and errors are
/// said in it too.
pub(super) fn lang_of(given: &[OsString]) -> Option<Lang> {
    let mut words = given.iter().skip(1).map_while(|word| {
        let word = word.to_str().unwrap_or_default();
        (word != "--").then_some(word)
    });
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => continue,
        };
        match value {
            Some("zh") => return Some(Lang::Zh),
            Some("en") => return Some(Lang::En),
            _ => {}
        }
    }
    None
}

/// `zhibu help pay` as `zhibu pay --help`: so it is said with the same words.
fn help_at_the_end(mut given: Vec<OsString>, command: &Command) -> Vec<OsString> {
    let mut command = command;
    let mut at = 1;
    while let Some(word) = given.get(at).and_then(|word| word.to_str()) {
        if word == "help" && command.has_subcommands() {
            given.remove(at);
            given.push("--help".into());
            break;
        }
        if let Some(sub) = command.find_subcommand(word) {
            command = sub;
        } else if ["--lang", "--format", "--threads"].contains(&word) {
            at += 1;
        } else if !word.starts_with('-') {
            break;
        }
        at += 1;
    }
    given
}

/// The ids of every message that the help asks for.
pub(super) fn messages() -> Vec<String> {
    let mut help = Help { lang: Lang::Zh, asked: Vec::new() };
    help.told(Args::command(), &[]);
    help.asked
}

/// The command line, said in a language.
fn command(lang: Lang) -> Command {
    let mut help = Help { lang, asked: Vec::new() };
    let told = help.told(Args::command(), &[]);
    // Usages name the whole way to a command, which clap knows of a built one.
    let mut built = told.clone();
    built.build();
    with_usage(told, &built, lang)
}

/// Gives each command its usage without clap's English words.
fn with_usage(command: Command, built: &Command, lang: Lang) -> Command {
    let usage = built.clone().render_usage().to_string();
    let mut command = command.override_usage(usage_words(&usage, lang));
    for sub in built.get_subcommands().filter(|sub| sub.get_name() != "help") {
        command = command.mut_subcommand(sub.get_name(), |own| with_usage(own, sub, lang));
    }
    command
}

fn usage_words(usage: &str, lang: Lang) -> String {
    usage
        .trim_start_matches("Usage:")
        .trim()
        .replace("[OPTIONS]", &format!("[{}]", say!(lang, "help-usage-options")))
        .replace("<COMMAND>", &format!("<{}>", say!(lang, "help-usage-command")))
}

/// The walk over commands and arguments.
struct Help {
    lang: Lang,
    asked: Vec<String>,
}

impl Help {
    /// A message of a computed id; a test says where there is none.
    fn text(&mut self, id: String) -> &'static str {
        let text = if words::has(self.lang, &id) { words::text(self.lang, &id) } else { "" };
        self.asked.push(id);
        text
    }

    /// A command and all below it.
    fn told(&mut self, command: Command, path: &[&str]) -> Command {
        let lang = self.lang;
        let id = |family: &str| {
            let parts = [family].into_iter().chain(path.iter().copied());
            parts.collect::<Vec<_>>().join("-")
        };
        let about = if path.is_empty() { "help-about".to_owned() } else { id("help") };
        let about = self.text(about);
        let example = indented(self.text(id("help-example")));
        let mut command = command
            .about(about)
            .long_about(None)
            .after_help(format!("{}\n{example}", say!(lang, "help-example-heading")))
            .help_template(template(lang))
            .subcommand_help_heading(say!(lang, "help-commands"))
            .disable_help_flag(true)
            .disable_version_flag(true)
            .disable_help_subcommand(true);
        let mut place = 0;
        command = command.mut_args(|arg| {
            place += 1;
            self.argument(arg, path, place)
        });
        let options = say!(lang, "help-options");
        let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command
            .arg(help.help(say!(lang, "help-help")).help_heading(options).display_order(LAST))
            .arg(
                version.help(say!(lang, "help-version")).help_heading(options).display_order(LAST),
            );
        let names: Vec<String> =
            command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        for name in &names {
            let below: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
            command = command.mut_subcommand(name, |sub| self.told(sub, &below));
        }
        if !names.is_empty() {
            // It is there to be listed: `help_at_the_end` answers it.
            let help = Command::new("help").about(say!(lang, "help-command-help"));
            command = command.subcommand(help);
        }
        command
    }

    /// An argument: what it is, what it may be, and what it is where nothing is said.
    fn argument(&mut self, arg: Arg, path: &[&str], place: usize) -> Arg {
        let lang = self.lang;
        let name = arg.get_id().as_str().replace('_', "-");
        let own = format!("help-{}-{name}", path.join("-"));
        let shared = format!("help-arg-{name}");
        let global = format!("help-global-{name}");
        let id = match arg.is_global_set() {
            true => global,
            false if words::has(lang, &own) => own,
            false => shared,
        };
        let mut text = self.text(id).to_owned();
        let more = limits(&arg, lang);
        if text.width() + more.width() > WIDTH && !more.is_empty() {
            text.push('\n');
            text.push_str(more.trim_start());
        } else {
            text.push_str(&more);
        }
        let place = if arg.is_global_set() { GLOBAL + place } else { place };
        let heading = if arg.is_positional() {
            say!(lang, "help-arguments")
        } else {
            say!(lang, "help-options")
        };
        arg.help(text)
            .long_help(None)
            .help_heading(heading)
            .display_order(place)
            .hide_default_value(true)
            .hide_possible_values(true)
    }
}

/// What an argument may be, and what it is where nothing is said.
fn limits(arg: &Arg, lang: Lang) -> String {
    if !arg.get_action().takes_values() {
        return String::new();
    }
    let values: Vec<String> =
        arg.get_possible_values().iter().map(|one| one.get_name().to_owned()).collect();
    let defaults: Vec<_> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let (values, value) = (values.join("|"), defaults.join(","));
    match (values.is_empty(), value.is_empty()) {
        (true, true) => String::new(),
        (true, false) => say!(lang, "help-default", value = value),
        (false, true) => say!(lang, "help-choices", values = values),
        (false, false) => say!(lang, "help-choices-default", values = values, value = value),
    }
}

/// The lines of an example, each after two spaces.
fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

/// clap's own order, with our word for the usage.
fn template(lang: Lang) -> StyledStr {
    let styles = clap::builder::Styles::styled();
    let bold = styles.get_usage();
    let usage = say!(lang, "help-usage");
    format!(
        "{{about-with-newline}}\n{bold}{usage}:{bold:#} {{usage}}\n\n{{all-args}}{{after-help}}"
    )
    .into()
}

/// What is wrong with a command line, as the person reads it.
pub(super) fn wrong(error: &clap::Error, lang: Lang) -> String {
    use clap::error::{ContextKind, ContextValue, ErrorKind};
    let told = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(all) => Some(all.join(say!(lang, "list-comma"))),
        ContextValue::Number(number) => Some(number.to_string()),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    };
    let of = |kind| told(kind).unwrap_or_default();
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let mut text = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => {
            say!(lang, "help-wrong-no-value", argument = argument)
        }
        ErrorKind::InvalidValue => {
            say!(lang, "help-wrong-value", argument = argument, value = value)
        }
        ErrorKind::ValueValidation => say!(
            lang,
            "help-wrong-value-because",
            argument = argument,
            value = value,
            why = why(error, lang),
        ),
        ErrorKind::UnknownArgument => say!(lang, "help-wrong-argument", argument = argument),
        ErrorKind::InvalidSubcommand => {
            say!(lang, "help-wrong-command", command = of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::ArgumentConflict => say!(
            lang,
            "help-wrong-together",
            argument = argument,
            other = of(ContextKind::PriorArg),
        ),
        ErrorKind::MissingRequiredArgument => {
            say!(lang, "help-wrong-missing", arguments = argument)
        }
        ErrorKind::MissingSubcommand => say!(lang, "help-wrong-no-command").to_owned(),
        _ => {
            // Clap's own words: none of the kinds that this command line can give.
            let text = error.render().to_string();
            return text.trim_start_matches("error: ").trim_end().to_owned();
        }
    };
    if let Some(values) = told(ContextKind::ValidValue).filter(|values| !values.is_empty()) {
        text.push('\n');
        text.push_str(&say!(lang, "help-wrong-choices", values = values));
    }
    if let Some(known) = told(ContextKind::ValidSubcommand) {
        text.push('\n');
        text.push_str(&say!(lang, "help-wrong-choices", values = known));
    }
    let near =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().find_map(told) {
        text.push('\n');
        text.push_str(&say!(lang, "help-wrong-nearest", near = near));
    }
    if let Some(usage) = told(ContextKind::Usage) {
        text.push_str(&format!("\n\n{}: {}", say!(lang, "help-usage"), usage_words(&usage, lang)));
    }
    text.push_str(&format!("\n\n{}", say!(lang, "help-wrong-more")));
    text
}

/// Why a number is none that may stand there.
fn why(error: &clap::Error, lang: Lang) -> String {
    let Some(source) = std::error::Error::source(error) else { return String::new() };
    if let Some(error) = source.downcast_ref::<ParseIntError>() {
        return match error.kind() {
            IntErrorKind::Zero => say!(lang, "help-wrong-range", range = "1.."),
            _ => say!(lang, "help-wrong-number").to_owned(),
        };
    }
    let text = source.to_string();
    match text.split_once(" is not in ") {
        Some((_, range)) => say!(lang, "help-wrong-range", range = range),
        None => text,
    }
}
