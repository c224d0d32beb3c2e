//! What a process that holds full numbers keeps to itself: what it writes is its
//! owner's, its memory is not written to disk, and where it fails it says no number.

use std::panic::PanicHookInfo;

use crate::domain::long_number::mask_long_numbers;

/// Sets the process up. The first thing that is done.
pub(super) fn keep_to_itself() {
    std::panic::set_hook(Box::new(|panic| eprint!("{}", told(panic))));
    private();
}

/// What a panic says, as it is read on a terminal and in logs: the place, and the
/// words with every long number hidden. An assert that fails may format a row.
fn told(panic: &PanicHookInfo<'_>) -> String {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("<unnamed>");
    format!("thread '{name}' {}\n", mask_long_numbers(&panic.to_string()))
}

/// The shortest number that nobody may see: an identity number of before 1999.
const SHORTEST: usize = 15;

/// An error with the numbers in it hidden, whoever typed or wrote them there: errors
/// end up in logs and in letters to us. A reference of a payment, a day or a hash is
/// left as it is.
pub(super) fn without_numbers(text: &str) -> String {
    let part = |c: char| c.is_ascii_alphanumeric();
    let mut hidden = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(|c| !part(c)).unwrap_or(rest.len());
        let (token, after) = rest.split_at(word);
        let digits = token.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
        if digits.is_some_and(|digits| digits >= SHORTEST) {
            hidden.push_str(&mask_long_numbers(token));
        } else {
            hidden.push_str(token);
        }
        let between = after.find(part).unwrap_or(after.len());
        hidden.push_str(&after[..between]);
        rest = &after[between..];
    }
    hidden
}

/// Nothing that this process makes is for the group or for others, whatever the
/// shell's mask says and whichever library makes it. And it leaves no core: that
/// would be the memory of a run, every number of the county in it, written into the
/// project folder or into the system's collection of crashes.
#[cfg(target_os = "linux")]
fn private() {
    use rustix::fs::Mode;
    use rustix::process::{Resource, Rlimit, setrlimit, umask};
    umask(Mode::RWXG | Mode::RWXO);
    // Where the system will not, the limit is what it was: no reason not to work.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

/// Elsewhere a file's own mode or the folder's rights say who may read it.
#[cfg(not(target_os = "linux"))]
fn private() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_no_number_and_everything_else() {
        for (text, hidden) in [
            ("no rule 430623195001010011; nearest", "no rule 430623••••••••0011; nearest"),
            ("43062319500101001x", "430623••••••••001x"),
            ("payment 2020-001-000001 of 2020-12-31", "payment 2020-001-000001 of 2020-12-31"),
            ("out/20201231093000/甲镇.xlsx", "out/20201231093000/甲镇.xlsx"),
        ] {
            assert_eq!(without_numbers(text), hidden);
        }
        let hash = "a".repeat(20) + &"1".repeat(44);
        assert_eq!(without_numbers(&hash), hash);
    }
}
