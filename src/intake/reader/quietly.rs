//! Parsers that may panic on damaged files, kept from doing so.
//!
//! In: a piece of work that calls such a parser. Out: its result, or
//! [`Unreadable::Parser`] where it panicked, without a word on the terminal.
//! Panics of any other thread, or outside of such work, are told as ever.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use super::unreadable::{Unreadable, damaged};

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Runs the work; a panic in it is damage of the file.
pub(super) fn quietly<T>(work: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |info| {
            if !QUIET.get() {
                usual(info);
            }
        }));
    });
    let before = QUIET.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    QUIET.set(before);
    outcome.unwrap_or_else(|_| Err(damaged("the parser gave up on it")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_damage_and_the_next_work_runs() {
        let empty: Vec<u8> = Vec::new();
        let outcome = quietly(|| Ok(empty[std::hint::black_box(3)]));
        assert!(matches!(outcome, Err(Unreadable::Parser { .. })));
        assert_eq!(quietly(|| Ok(7)), Ok(7));
        assert!(!QUIET.get());
    }
}
