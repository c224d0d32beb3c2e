//! What we are made of: no unsafe code, dependencies that are named to the byte,
//! builds that take no others, a compiler that is stated.

use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn toml(path: &str) -> toml::Table {
    text(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file of the repository but what is built and git's own.
fn files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() && !["target", ".git", "dist"].contains(&name.as_str()) {
                folders.push(path);
            } else if path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The lint holds for library, binary, tests, benches and build script alike, and
/// `forbid` cannot be lifted in code; what could escape it is a package beside ours.
#[test]
fn unsafe_code_is_forbidden_in_all_that_is_ours() {
    let manifest = toml("Cargo.toml");
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    let of_ours = |path: &&PathBuf| {
        // The fuzz targets are a package of their own, and none of it is shipped.
        !path.strip_prefix(root()).expect("below").starts_with("fuzz")
    };
    let all = files();
    let packages: Vec<&PathBuf> =
        all.iter().filter(of_ours).filter(|path| path.ends_with("Cargo.toml")).collect();
    assert_eq!(packages, [&root().join("Cargo.toml")], "one package, one set of lints");
    let code = all.iter().filter(of_ours).filter(|p| p.extension().is_some_and(|e| e == "rs"));
    let mut seen = 0;
    for path in code {
        let text = std::fs::read_to_string(path).expect("readable");
        let tries = text.lines().filter(|line| {
            let code = line.split("//").next().unwrap_or_default();
            code.contains(concat!("unsafe", " {")) || code.contains(concat!("unsafe", " fn"))
        });
        assert_eq!(tries.count(), 0, "{}", path.display());
        seen += 1;
    }
    assert!(seen > 300, "{seen} files");
}

#[test]
fn every_dependency_is_of_crates_io_and_has_its_hash() {
    let lock = toml("Cargo.lock");
    let packages = lock["package"].as_array().expect("packages");
    let mut others = 0;
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        if name == env!("CARGO_PKG_NAME") {
            continue;
        }
        let source = package.get("source").and_then(toml::Value::as_str);
        let index = "registry+https://github.com/rust-lang/crates.io-index";
        assert_eq!(source, Some(index), "{name}");
        let hash = package.get("checksum").and_then(toml::Value::as_str).unwrap_or_default();
        assert_eq!(hash.len(), 64, "{name}");
        others += 1;
    }
    assert!(others > 300, "{others}");
    // Kept beside the code, not made anew by each build.
    assert!(!text(".gitignore").lines().any(|line| line.contains("Cargo.lock")));
}

#[test]
fn every_build_takes_the_versions_of_the_lock_file() {
    let builds = ["build", "test", "run", "clippy", "doc", "bench", "install", "fetch", "deny"];
    let mut seen = 0;
    for path in [".ci/run", "justfile", "README.md", "CONTRIBUTING.md", "tools/release"] {
        for line in text(path).lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let pairs = words.windows(2);
            let mut built =
                pairs.filter(|pair| pair[0].ends_with("cargo") && builds.contains(&pair[1]));
            if built.next().is_some() {
                assert!(line.contains("--locked"), "{path}: {line}");
                seen += 1;
            }
        }
    }
    assert!(seen > 12, "{seen} builds");
}

#[test]
fn the_oldest_compiler_is_stated_where_people_look() {
    let manifest = toml("Cargo.toml");
    let version = manifest["package"]["rust-version"].as_str().expect("stated");
    for path in ["README.md", "CONTRIBUTING.md"] {
        assert!(text(path).contains(&format!("Rust {version}")), "{path} names Rust {version}");
    }
}

/// Whoever lists what is denied by name lists it with a reason.
#[test]
fn what_is_denied_has_a_reason() {
    let deny = toml("deny.toml");
    let denied = deny["bans"]["deny"].as_array().expect("a list");
    for one in denied {
        let reason = one.get("reason").and_then(toml::Value::as_str).unwrap_or_default();
        assert!(reason.len() > 10, "{one}");
    }
    assert!(denied.len() > 10);
    assert!(text(".ci/run").contains("deny --offline --locked check bans licenses sources"));
}
