//! The house's rules, as a test: layer direction, file sizes, no floats for
//! money, no orphan files, nothing left undone.

use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src"), &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root().join("src")).expect("below src").to_owned();
            let text = std::fs::read_to_string(&path).expect("readable");
            (name.to_string_lossy().replace('\\', "/"), text)
        })
        .collect()
}

/// A file's text before its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// The modules in the order of their dependencies, as `lib.rs` lists them.
fn layers() -> Vec<String> {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).expect("readable");
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned))
        .collect()
}

#[test]
fn arrows_point_up_the_list_of_modules_only() {
    let layers = layers();
    let place = |module: &str| layers.iter().position(|layer| layer == module);
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let module = file.split('/').next().unwrap_or(&file).trim_end_matches(".rs");
        let Some(own) = place(module) else { continue };
        let uses = code(text.as_str())
            .split("crate::")
            .skip(1)
            .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next());
        for used in uses.flatten().filter_map(place) {
            if used > own {
                wrong.push(format!("{file} uses crate::{}", layers[used]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(file, text)| (file, code(&text).lines().count()))
        .filter(|(_, lines)| *lines > 700)
        .map(|(file, lines)| format!("{file}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(file, _)| file)
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn money_is_never_a_float() {
    // Cells of a workbook are floats by their format; a stage's time is one.
    let allowed = ["intake/", "report/workbook.rs", "cli/", "demo/"];
    let floats: Vec<String> = sources()
        .into_iter()
        .filter(|(file, _)| !allowed.iter().any(|prefix| file.starts_with(prefix)))
        .filter(|(_, text)| code(text).contains("f64") || code(text).contains("f32"))
        .map(|(file, _)| file)
        .collect();
    assert!(floats.is_empty(), "{floats:#?}");
}

#[test]
fn nothing_is_left_undone() {
    let words = ["todo!(", "unimplemented!(", "TODO", "FIXME", "dbg!("];
    let left: Vec<String> = sources()
        .into_iter()
        .flat_map(|(file, text)| {
            words
                .into_iter()
                .filter(|word| text.contains(*word))
                .map(|word| format!("{file}: {word}"))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn only_the_command_line_prints() {
    let printing: Vec<String> = sources()
        .into_iter()
        .filter(|(file, _)| !file.starts_with("cli/"))
        .filter(|(_, text)| code(text).contains("println!(") || code(text).contains("print!("))
        .map(|(file, _)| file)
        .collect();
    assert!(printing.is_empty(), "{printing:#?}");
}

#[test]
fn every_source_file_is_a_module() {
    let all = sources();
    let orphans: Vec<&String> = all
        .iter()
        .map(|(file, _)| file)
        .filter(|file| !["lib.rs", "main.rs"].contains(&file.as_str()))
        .filter(|file| {
            let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            let homes = if parent.is_empty() {
                vec!["lib.rs".to_owned()]
            } else {
                vec![format!("{parent}/mod.rs"), format!("{parent}.rs")]
            };
            !all.iter().any(|(home, text)| {
                homes.contains(home) && (text.contains(&format!("mod {name};")))
            })
        })
        .collect();
    assert!(orphans.is_empty(), "{orphans:#?}");
}
