//! The help of the command line, read as a person reads it: one language, an
//! example under each, lines that fit a terminal.

use std::path::Path;

use unicode_width::UnicodeWidthStr as _;

use crate::binary::{Said, zhibu};

const COMMANDS: &[&[&str]] = &[
    &[],
    &["demo"],
    &["new"],
    &["inspect"],
    &["run"],
    &["changes"],
    &["sample"],
    &["evaluate"],
    &["next"],
    &["explain"],
    &["verify"],
    &["open"],
    &["purge"],
    &["pay"],
    &["pay", "prepare"],
    &["pay", "approve"],
    &["pay", "withdraw"],
    &["pay", "export"],
    &["pay", "return"],
    &["pay", "reissue"],
    &["pay", "close"],
    &["pay", "status"],
    &["pay", "simulate"],
    &["ledger"],
    &["ledger", "enrol"],
    &["ledger", "verify"],
    &["bank"],
    &["bank", "list"],
    &["bank", "check"],
    &["crosscheck"],
    &["crosscheck", "key"],
    &["crosscheck", "prepare"],
    &["crosscheck", "resolve"],
    &["query"],
];

fn said(lang: &str, args: &[&str]) -> Said {
    zhibu(Path::new("."), &[&["--lang", lang], args].concat())
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn each_help_is_in_one_language_fits_and_shows_an_example() {
    for command in COMMANDS {
        for (lang, heading) in [("zh", "\n例：\n"), ("en", "\nexample:\n")] {
            let help = said(lang, &[*command, &["--help"]].concat());
            assert_eq!((help.code, help.err.as_str()), (0, ""), "{command:?}");
            let (words, example) = help.out.split_once(heading).expect("an example");
            let line = format!("  zhibu {}", command.join(" "));
            assert!(example.contains(line.trim_end()), "{command:?}: {example}");
            for line in words.lines() {
                assert!(line.width() <= 80, "{command:?}: {line}");
            }
            if lang == "en" {
                assert!(!words.contains(is_han), "{command:?}: {words}");
            } else {
                let clap = ["Usage", "Options", "OPTIONS", "Commands", "Print", "default"];
                let left = clap.into_iter().find(|word| words.contains(word));
                assert_eq!(left, None, "{command:?}: {words}");
                // Whatever is described is described in Chinese.
                let about = words.lines().next().unwrap_or_default();
                assert!(about.contains(is_han), "{command:?}: {about}");
            }
            let as_command = said(lang, &[&["help"], *command].concat());
            assert_eq!(as_command, help, "{command:?}");
        }
    }
}

#[test]
fn every_command_that_is_listed_has_been_looked_at() {
    let help = said("en", &["--help"]).out;
    let list = help.split("\nCommands:\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    for line in list.expect("commands").lines() {
        let name = line.split_whitespace().next().expect("a name");
        assert!(name == "help" || COMMANDS.contains(&&[name][..]), "{name}");
    }
}

#[test]
fn a_wrong_command_line_is_said_in_one_language() {
    let wrong: &[(&[&str], &str, &str)] = &[
        (&["rum"], "最接近的是 run", "the nearest is run"),
        (&["run", "--foo"], "没有 --foo 这个参数", "no argument --foo"),
        (&["run", "--only", "payot"], "最接近的是 payout", "the nearest is payout"),
        (&["run", "-p"], "后面要写值", "a value is required"),
        (&["demo", "--scale", "900"], "要在 1..=200 之内", "it must be in 1..=200"),
        (&["demo", "--scale", "x"], "要写整数", "a whole number is needed"),
        (&["run", "--threads", "0"], "要在 1..=512 之内", "it must be in 1..=512"),
        (&["pay", "prepare"], "还缺：--by <BY>", "missing: --by <BY>"),
        (&["explain", "V004", "--person", "x"], "不能与 --person", "cannot be used with --person"),
        (&["--quiet"], "还要写一个命令", "a command is missing"),
    ];
    for (args, zh, en) in wrong {
        for (lang, words) in [("zh", zh), ("en", en)] {
            let said = said(lang, args);
            assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}");
            assert!(said.err.contains(words), "{args:?}: {}", said.err);
            assert_eq!(said.err.contains(is_han), lang == "zh", "{args:?}: {}", said.err);
        }
    }
}
