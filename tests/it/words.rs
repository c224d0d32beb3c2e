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

/// Where Chinese stands in code, a file or a folder below `src`, and why: it is
/// read or written as data, not said to anybody.
const CHINESE_IN_CODE: &[(&str, &str)] = &[
    ("demo/", "the invented county: its people, places, files and headings"),
    ("domain/date.rs", "how a cell may write a day"),
    ("domain/money.rs", "how a cell may write a sum"),
    ("next/carried.rs", "the name of a file that the next run reads"),
    ("next/lists.rs", "headings and words that the next run reads"),
    ("next/project.rs", "headings of places.csv, which the next run reads"),
    ("next/register.rs", "headings and kinds of change, which the next run reads"),
    ("normalize/list.rs", "how a cell may write a day"),
    ("normalize/place.rs", "how places and groups are written"),
    ("cli/evaluate.rs", "labels and units as a report writes them"),
    ("evaluation/amount.rs", "how a cell may write a sum"),
    ("evaluation/fund.rs", "units as a cell may write them"),
    ("evaluation/indicators.rs", "units as a cell may write them"),
    ("evaluation/known.rs", "units as a report writes them"),
    ("evaluation/rules.rs", "how a heading may begin"),
    ("intake/totals.rs", "how a total row writes its units"),
    ("linkage/docs.rs", "what a rule rests on"),
    ("payout/limits.rs", "what a rule rests on"),
    ("reconcile/before.rs", "how a bank may word its reasons"),
    ("reconcile/changes/docs.rs", "what a rule rests on"),
    ("reconcile/decision_docs.rs", "what a rule rests on"),
    ("reconcile/docs.rs", "what a rule rests on"),
    ("reconcile/posted.rs", "what a list without a village is called, to be read again"),
    ("reconcile/watchlist_docs.rs", "what a rule rests on"),
    ("report/evaluation/template.rs", "the choices and invented rows that are read again"),
    ("report/page/mod.rs", "the name of a language in itself"),
    ("report/workbook.rs", "a mark in both languages, where no language is at hand"),
    ("rulebook/project.rs", "what a place in the project file may look like"),
    ("statement/", "how a report is worded"),
    ("validate/", "what a rule rests on, and how a cell may write a reservoir"),
];

/// Files that choose between two literals which nobody reads as words, and why.
const PICKED_LITERALS: &[(&str, &str)] = &[("words/lang.rs", "the language's own key and tag")];

/// The code of every file without its tests and without files of tests.
fn code() -> Vec<(String, String)> {
    const TEST: &str = "#[cfg(test)]";
    let all = sources();
    let mut of_tests: BTreeSet<String> = BTreeSet::new();
    for (file, text) in &all {
        let folder = match file.strip_suffix("mod.rs") {
            Some(folder) => folder.to_owned(),
            None => format!("{}/", file.trim_end_matches(".rs")),
        };
        for after in text.split(TEST).skip(1) {
            let line = after.trim_start().lines().next().unwrap_or_default();
            if let Some(name) = line.strip_prefix("mod ").and_then(|line| line.strip_suffix(';')) {
                of_tests.insert(format!("{folder}{name}"));
            }
        }
    }
    let is_test = |file: &str| {
        let module = file.trim_end_matches(".rs");
        of_tests.iter().any(|test| module == test || module.starts_with(&format!("{test}/")))
    };
    let code = |text: &str| {
        let inline = |at: &usize| {
            let line = text[*at + TEST.len()..].trim_start().lines().next().unwrap_or_default();
            line.contains("mod ") && line.ends_with('{')
        };
        let end = text.match_indices(TEST).map(|(at, _)| at).find(inline);
        text[..end.unwrap_or(text.len())].to_owned()
    };
    let files = all.into_iter().filter(|(file, _)| !is_test(file));
    files.map(|(file, text)| (file, code(&text))).collect()
}

/// The literals of texts and characters, with the line that each begins on.
fn literals(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < code.len() {
        let rest = &code[at..];
        let one = rest.chars().next().expect("not at the end");
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(hashes) = raw(rest) {
            let end = format!("\"{}", "#".repeat(hashes));
            let from = hashes + 2;
            rest[from..].find(&end).map_or(rest.len(), |to| from + to + end.len())
        } else if one == '"' || (one == '\'' && is_character(rest)) {
            closed(rest, one)
        } else {
            one.len_utf8()
        };
        if length > one.len_utf8() && !rest.starts_with("//") {
            found.push((line, &rest[..length]));
        }
        line += rest[..length].matches('\n').count();
        at += length;
    }
    found
}

/// The hashes of a raw text that begins here.
fn raw(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// Whether a quote begins a character, and not a lifetime.
fn is_character(rest: &str) -> bool {
    let mut after = rest.chars().skip(1);
    after.next() == Some('\\') || after.next() == Some('\'')
}

/// How long a literal is, its quotes included.
fn closed(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    rest.len()
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The list's entry for a file.
fn reason<'a>(list: &[(&'a str, &str)], file: &str) -> Option<&'a str> {
    let covers = |path: &str| path == file || path.ends_with('/') && file.starts_with(path);
    list.iter().map(|(path, _)| *path).find(|path| covers(path))
}

/// Fails for what stands in no list, and for what the list names in vain.
fn held_to(list: &[(&str, &str)], found: Vec<(String, String)>, ask: &str) {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for (file, what) in found {
        match reason(list, &file) {
            Some(path) => _ = used.insert(path.to_owned()),
            None => wrong.push(what),
        }
    }
    assert!(wrong.is_empty(), "{ask}:\n{}", wrong.join("\n"));
    for (path, why) in list {
        assert!(used.contains(*path), "{path} is on the list in vain ({why})");
    }
}

#[test]
fn chinese_stands_in_code_only_where_it_is_data() {
    let mut found = Vec::new();
    for (file, text) in code() {
        for (line, literal) in literals(&text) {
            if literal.contains(is_chinese) {
                found.push((file.clone(), format!("{file}:{line}: {literal}")));
            }
        }
    }
    held_to(CHINESE_IN_CODE, found, "said by `say!`, or listed in CHINESE_IN_CODE with a reason");
}

#[test]
fn no_code_chooses_between_two_languages_words() {
    let mut found = Vec::new();
    for (file, text) in code() {
        for (at, call) in text.match_indices("pick(") {
            let first = text[at + call.len()..].trim_start();
            if first.starts_with('"') || first.starts_with("format!(") {
                let line = text[..at].matches('\n').count() + 1;
                found.push((file.clone(), format!("{file}:{line}")));
            }
        }
    }
    held_to(PICKED_LITERALS, found, "said by `say!`");
}

#[test]
fn literals_are_found_where_they_stand() {
    let code = "// 'a \"b\"\nlet a: &'a str = \"x\\\"y\"; '中' '\\'' \n r#\"z\"z\"# \"\n\" 'b'";
    let found: Vec<(usize, &str)> = literals(code);
    let expected = [
        (2, "\"x\\\"y\""),
        (2, "'中'"),
        (2, "'\\''"),
        (3, "r#\"z\"z\"#"),
        (3, "\"\n\""),
        (4, "'b'"),
    ];
    assert_eq!(found, expected);
}
