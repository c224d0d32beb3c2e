//! The catalogue of words: every message that is asked for is there, in both
//! languages and with the same arguments, and none is there that nobody asks for.

use std::collections::{BTreeMap, BTreeSet};

use zhibu::domain::Lang;
use zhibu::words;

use crate::tidy::sources;

/// What one place in the code asks for: the file, the message, the arguments.
struct Asked {
    file: String,
    id: String,
    arguments: Option<BTreeSet<String>>,
}

/// Each `say!` and `word!` of the code, and each computed id.
fn asked() -> Vec<Asked> {
    let mut found = Vec::new();
    for (file, text) in sources() {
        if file == "words.rs" {
            continue;
        }
        for rest in text.split("say!(").skip(1) {
            let (_, after) = rest.split_once('"').expect("say! names its message");
            let (id, after) = after.split_once('"').expect("a literal ends");
            let arguments = arguments(after);
            found.push(Asked { file: file.clone(), id: id.to_owned(), arguments: Some(arguments) });
        }
        for rest in text.split("word!(").skip(1) {
            let id = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
            let (id, _) = id.unwrap_or_else(|| panic!("{file}: word! takes a literal"));
            found.push(Asked { file: file.clone(), id: id.to_owned(), arguments: None });
        }
    }
    // The help of the command line asks by the names of commands and arguments.
    for id in zhibu::cli::help_messages() {
        found.push(Asked { file: "cli/help.rs".to_owned(), id, arguments: Some(BTreeSet::new()) });
    }
    found
}

/// The names before `=` in a macro's call, up to the bracket that ends it.
fn arguments(call: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let (mut depth, mut piece, mut quoted, mut escaped) = (0_i32, String::new(), false, false);
    for c in call.chars() {
        if quoted {
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        match c {
            '"' => quoted = true,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => piece.clear(),
            '=' if depth == 0 && !piece.contains('=') => {
                let name = piece.trim();
                if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                    names.insert(name.to_owned());
                }
                piece.push('=');
            }
            c => piece.push(c),
        }
    }
    names
}

/// The ids of a language's files, attributes as `id.attribute`, with the area.
fn written(lang: &str) -> BTreeMap<String, String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("words").join(lang);
    let mut ids = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("words") {
        let path = entry.expect("readable").path();
        let area = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("readable");
        let mut message = String::new();
        for line in text.lines() {
            let name = |line: &str| {
                let (name, _) = line.split_once('=')?;
                let name = name.trim_end();
                let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
                (!name.is_empty() && name.chars().all(plain)).then(|| name.to_owned())
            };
            let id = if let Some(attribute) = line.trim_start().strip_prefix('.') {
                name(attribute).map(|attribute| format!("{message}.{attribute}"))
            } else if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                message = name(line).unwrap_or_default();
                Some(message.clone())
            } else {
                None
            };
            if let Some(id) = id.filter(|id| words::has(Lang::Zh, id) || words::has(Lang::En, id)) {
                assert_eq!(ids.insert(id.clone(), area.clone()), None, "{lang}: {id} stands twice");
            }
        }
    }
    ids
}

#[test]
fn both_languages_say_the_same_messages_with_the_same_arguments() {
    let (zh, en) = (written("zh"), written("en"));
    assert_eq!(zh, en, "the same ids, in files of the same names");
    // A rule's words take the details of a finding, as many as a language needs.
    for (id, _) in zh.iter().filter(|(_, area)| *area != "rules") {
        let sorted = |lang| words::arguments(lang, id).into_iter().collect::<BTreeSet<_>>();
        let (zh, en) = (sorted(Lang::Zh), sorted(Lang::En));
        // A count that English says in words (one, many) Chinese may write as it is.
        assert_eq!(zh, en, "{id}: the same arguments in both languages");
    }
}

#[test]
fn every_message_that_is_asked_for_is_there_and_takes_what_it_is_given() {
    for Asked { file, id, arguments } in asked() {
        assert!(words::has(Lang::Zh, &id), "{file}: no message `{id}`");
        let Some(given) = arguments else { continue };
        let taken: BTreeSet<String> =
            words::arguments(Lang::Zh, &id).into_iter().map(str::to_owned).collect();
        assert_eq!(given, taken, "{file}: `{id}` is given what it takes");
    }
}

/// What each rule asks for: the message of its code, with what is said about it.
fn ruled() -> BTreeSet<String> {
    let texts = ["", ".cause", ".fix", ".example"];
    let of = |code| texts.map(|attribute| format!("{code}{attribute}"));
    zhibu::catalogue::all().into_iter().flat_map(|doc| of(doc.code)).collect()
}

#[test]
fn every_rule_has_its_message_and_no_other_stands_among_them() {
    for lang in ["zh", "en"] {
        let mut there = written(lang);
        there.retain(|_, area| area == "rules");
        let there: BTreeSet<String> = there.into_keys().collect();
        let ruled = ruled();
        let missing: Vec<_> = ruled.difference(&there).collect();
        assert!(missing.is_empty(), "rules without their words ({lang}): {missing:?}");
        let strange: Vec<_> = there.difference(&ruled).collect();
        assert!(strange.is_empty(), "words of no rule ({lang}): {strange:?}");
    }
}

#[test]
fn no_message_is_there_that_nobody_asks_for() {
    let mut asked: BTreeSet<String> = asked().into_iter().map(|asked| asked.id).collect();
    asked.extend(ruled());
    let unused: Vec<String> = written("zh").into_keys().filter(|id| !asked.contains(id)).collect();
    assert!(unused.is_empty(), "{unused:#?}");
}
