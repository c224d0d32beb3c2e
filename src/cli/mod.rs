//! The command line: one file a command; all printing and exit codes.
//!
//! Results go to standard output, the rest to standard error. Nothing below
//! this module prints.

mod args;
mod bank;
mod changes;
mod crosscheck;
mod demo;
mod evaluate;
mod explain;
mod guard;
mod help;
mod hold;
mod inspect;
mod keyed;
mod ledger;
mod new;
mod next;
mod open;
mod pay;
mod person;
mod progress;
mod purge;
mod query;
mod run;
mod sample;
mod sign;
mod statement;
mod terminal;
mod verify;
mod watch;
mod way_out;

use std::process::ExitCode;

use crate::domain::Lang;
use crate::intake::reader::apart;
use crate::say;
use args::{Command, Format};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; rows on hold are normal.
    Done = 0,
    /// Done with holds, under `--strict`; `demo`: something planted was missed.
    Holds = 1,
    /// The command line or the project file is wrong.
    Usage = 2,
    /// Refused: nothing was paid.
    Refused = 3,
    /// The environment failed: disk, permissions, lock.
    Environment = 4,
    /// Our own fault.
    Fault = 70,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Why a command stopped, as the person reads it.
#[derive(Debug)]
struct Stop {
    exit: Exit,
    message: String,
}

impl Stop {
    fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into() }
    }
}

/// What every command is told.
struct Session {
    lang: Lang,
    /// Whether `--lang` was given: then it also decides the files' language.
    lang_given: Option<Lang>,
    format: Format,
    quiet: bool,
}

/// Reads the command line, does what it says, and tells how it ended.
#[must_use]
pub fn main() -> ExitCode {
    guard::keep_to_itself();
    let given: Vec<std::ffi::OsString> = std::env::args_os().collect();
    if let Some(ended) = apart::answer_if_asked(&given) {
        return ended;
    }
    apart::allow();
    let lang = help::lang_of(&given).unwrap_or_else(locale_lang);
    let args = match help::parse(given, lang) {
        Ok(args) => args,
        Err(error) => return unread(&error, lang),
    };
    let lang = args.global.lang.map_or_else(locale_lang, Lang::from);
    if watch::is_for(&args.command)
        && let Some(ended) = watch::in_a_child(lang)
    {
        return ended;
    }
    if let Some(threads) = args.global.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
        if let Err(error) = pool {
            eprintln!("{error}");
            return Exit::Environment.into();
        }
    }
    let session = Session {
        lang,
        lang_given: args.global.lang.map(Lang::from),
        format: args.global.format,
        quiet: args.global.quiet,
    };
    let command = args.command;
    let ended =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| dispatch(&session, command)));
    match ended {
        Ok(Ok(exit)) => exit.into(),
        Ok(Err(stop)) => {
            let message = format!("{}{}", say!(lang, "cli-error"), stop.message);
            eprint!("{}", terminal::told(&guard::without_numbers(&message)));
            stop.exit.into()
        }
        Err(panic) if watch::is_want_of_a_thread(&*panic) => watch::cut_off(lang),
        Err(_) => {
            eprintln!("{}", say!(lang, "cli-own-fault"));
            Exit::Fault.into()
        }
    }
}

/// Sets this process up as [`main`] does: for the tests of what it keeps to itself.
#[doc(hidden)]
pub fn keep_to_itself() {
    guard::keep_to_itself();
}

/// The ids of the messages that the help of the command line is made of.
#[doc(hidden)]
#[must_use]
pub fn help_messages() -> Vec<String> {
    help::messages()
}

/// A command line that is no command: a wish for help or the version, or wrong.
fn unread(error: &clap::Error, lang: Lang) -> ExitCode {
    use clap::error::ErrorKind;
    let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
    let helps = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if helps || exit == Exit::Done {
        return if error.print().is_err() { Exit::Environment.into() } else { exit.into() };
    }
    let message = format!("{}{}\n", say!(lang, "cli-error"), help::wrong(error, lang));
    eprint!("{}", terminal::told(&guard::without_numbers(&message)));
    exit.into()
}

fn dispatch(session: &Session, command: Command) -> Result<Exit, Stop> {
    if session.format == Format::Csv && !matches!(command, Command::Query(_)) {
        return Err(Stop::new(Exit::Usage, say!(session.lang, "cli-csv-is-for-query")));
    }
    match command {
        Command::Demo(args) => demo::demo(session, &args),
        Command::New(args) => new::new(session, &args),
        Command::Inspect(args) => inspect::inspect(session, &args),
        Command::Next(args) => next::next(session, &args),
        Command::Pay(command) => pay::pay(session, &command),
        Command::Ledger(command) => ledger::ledger(session, &command),
        Command::Run(args) => run::run(session, &args),
        Command::Changes(args) => changes::changes(session, &args),
        Command::Evaluate(args) => evaluate::evaluate(session, &args),
        Command::Explain(args) => explain::explain(session, &args),
        Command::Verify(args) => verify::verify(session, &args),
        Command::Open(args) => open::open(session, &args),
        Command::Purge(args) => purge::purge(session, &args),
        Command::Sample(args) => sample::draw(session, &args),
        Command::Query(args) => query::query(session, &args),
        Command::Bank(command) => bank::bank(session, &command),
        Command::Crosscheck(args) => crosscheck::crosscheck(session, &args),
    }
}

/// The language of the locale: Chinese where it says so, else English.
fn locale_lang() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    if set.is_some_and(|value| value.starts_with("zh")) { Lang::Zh } else { Lang::En }
}
