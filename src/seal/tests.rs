//! What is sealed comes back, and nothing else does.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;

use super::*;

type Files = BTreeMap<String, Vec<u8>>;

/// Two keys, and a folder for archives.
struct Bench {
    folder: tempfile::TempDir,
    keys: [NewIdentity; 2],
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder, keys: [NewIdentity::default(), NewIdentity::default()] }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn identity(&self, which: usize) -> Identities {
        let path = self.path(&format!("{which}.key"));
        std::fs::write(&path, self.keys[which].file()).expect("written");
        Identities::of(&[path]).expect("an identity")
    }

    fn for_first(&self) -> Recipients {
        Recipients::of(&[self.keys[0].recipient()]).expect("a recipient")
    }

    /// An archive of these files.
    fn archive(&self, name: &str, files: &[(&str, &[u8])]) -> PathBuf {
        let mut packing = Packing::begin(&self.for_first(), Vec::new()).expect("begun");
        for (path, bytes) in files {
            packing.add(path, bytes.len() as u64, *bytes).expect("added");
        }
        let path = self.path(name);
        std::fs::write(&path, packing.finish().expect("sealed")).expect("written");
        path
    }

    /// An archive of whatever tar.
    fn of_tar(&self, tar: &[u8]) -> PathBuf {
        let mut out = encrypting(self.for_first().each(), Vec::new()).expect("begun");
        out.write_all(tar).expect("written");
        let path = self.path("made-by-hand");
        std::fs::write(&path, out.finish().expect("sealed")).expect("written");
        path
    }

    fn open(&self, path: &Path) -> Result<Files, SealError> {
        let mut files = Files::new();
        let done = unpack(path, &self.identity(0), &mut |path, from| {
            let mut bytes = Vec::new();
            let _ = from.read_to_end(&mut bytes);
            files.insert(path.to_owned(), bytes);
            Ok::<(), SealError>(())
        })?;
        assert_eq!(done.files, files.len() as u64);
        Ok(files)
    }
}

const FILES: [(&str, &[u8]); 3] = [
    ("manifest.json", b"{}"),
    ("posting/\u{8363}\u{5bb6}\u{6e7e}\u{9547}/\u{548c}\u{5e73}\u{6751}.xlsx", &[7; 70_000]),
    ("data/empty.csv", b""),
];

#[test]
fn what_is_sealed_comes_back_and_two_archives_hold_the_same() {
    let bench = Bench::new();
    let (one, two) = (bench.archive("one", &FILES), bench.archive("two", &FILES));
    let bytes = |path: &Path| std::fs::read(path).expect("there");
    assert_ne!(bytes(&one), bytes(&two), "age's bytes are random");
    let opened = bench.open(&one).expect("opens");
    assert_eq!(opened, bench.open(&two).expect("opens"));
    let given = FILES.map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
    assert_eq!(opened, Files::from(given));
}

#[test]
fn a_path_that_has_no_room_in_a_header_is_kept() {
    let bench = Bench::new();
    let long = format!("{}/{}.csv", "\u{9547}".repeat(80), "\u{6751}".repeat(80));
    let archive = bench.archive("long", &[(&long, b"x")]);
    assert!(bench.open(&archive).expect("opens").contains_key(&long));
}

#[test]
fn another_key_opens_nothing() {
    let bench = Bench::new();
    let archive = bench.archive("one", &FILES);
    let opened = unpack(&archive, &bench.identity(1), &mut |_, _| {
        panic!("nothing is handed over");
        #[expect(unreachable_code, reason = "it says what kind of error there would be")]
        Ok::<(), SealError>(())
    });
    assert!(matches!(opened, Err(SealError::OtherKey { .. })), "{opened:?}");
}

#[test]
fn an_archive_that_was_cut_off_anywhere_is_not_whole() {
    let bench = Bench::new();
    let archive = bench.archive("one", &FILES);
    let bytes = std::fs::read(&archive).expect("there");
    for end in (0..bytes.len()).step_by(997).chain([bytes.len() - 1, bytes.len() - 17]) {
        let cut = bench.path("cut");
        std::fs::write(&cut, &bytes[..end]).expect("written");
        let opened = bench.open(&cut);
        let refused =
            matches!(opened, Err(SealError::NotWhole { .. } | SealError::NotSealed { .. }));
        assert!(refused, "{end}: {opened:?}");
    }
}

#[test]
fn an_archive_of_which_a_byte_was_changed_is_not_whole() {
    let bench = Bench::new();
    let archive = bench.archive("one", &FILES);
    let bytes = std::fs::read(&archive).expect("there");
    for at in (0..bytes.len()).step_by(499).chain([bytes.len() - 1]) {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        let path = bench.path("changed");
        std::fs::write(&path, changed).expect("written");
        assert!(bench.open(&path).is_err(), "byte {at}");
    }
    let mut longer = bytes;
    longer.push(0);
    let path = bench.path("longer");
    std::fs::write(&path, longer).expect("written");
    assert!(matches!(bench.open(&path), Err(SealError::NotWhole { .. })));
}

/// A tar of one entry under a path as it is given, of a kind, with these bytes.
fn tar_of(entries: &[(&str, tar::EntryType, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (path, kind, bytes) in entries {
        let mut header = tar::Header::new_ustar();
        // Past the crate's own checks, as a hostile hand would.
        let name = &mut header.as_mut_bytes()[..100];
        name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(bytes.len() as u64);
        if kind.is_symlink() || kind.is_hard_link() {
            header.set_link_name("/etc/passwd").expect("a name");
        }
        header.set_cksum();
        tar.append(&header, *bytes).expect("added");
    }
    tar.into_inner().expect("made")
}

/// What stands in an archive: name, kind and bytes.
type Entries<'a> = &'a [(&'a str, tar::EntryType, &'a [u8])];

#[test]
fn what_no_output_holds_is_refused() {
    use tar::EntryType::{Directory, Link, Regular, Symlink};
    let bench = Bench::new();
    let cases: [(Entries, Strange); 11] = [
        (&[("../out.csv", Regular, b"x")], Strange::LeadsOut),
        (&[("a/../../out.csv", Regular, b"x")], Strange::LeadsOut),
        (&[("/etc/cron.d/x", Regular, b"x")], Strange::LeadsOut),
        (&[("C:\\x", Regular, b"x")], Strange::LeadsOut),
        (&[("a\\..\\..\\x", Regular, b"x")], Strange::LeadsOut),
        (&[("file:stream", Regular, b"x")], Strange::LeadsOut),
        (&[("..", Directory, b"")], Strange::LeadsOut),
        (&[(".", Regular, b"x")], Strange::LeadsOut),
        (&[("link", Symlink, b"")], Strange::NoFile),
        (&[("link", Link, b"")], Strange::NoFile),
        (&[("a", Regular, b"x"), ("./a", Regular, b"y")], Strange::Twice),
    ];
    for (entries, expected) in cases {
        let opened = bench.open(&bench.of_tar(&tar_of(entries)));
        match opened {
            Err(SealError::Strange { why, .. }) => assert_eq!(why, expected, "{entries:?}"),
            other => panic!("{entries:?}: {other:?}"),
        }
    }
    let plain = bench.of_tar(&tar_of(&[("./", Directory, b""), ("./a/b", Regular, b"x")]));
    assert_eq!(bench.open(&plain).expect("opens").into_keys().collect::<Vec<_>>(), ["a/b"]);
}

#[test]
fn what_follows_the_last_file_is_looked_at() {
    let bench = Bench::new();
    let mut tar = tar_of(&[("a", tar::EntryType::Regular, b"x")]);
    tar.extend([0; 10_240]);
    assert!(bench.open(&bench.of_tar(&tar)).is_ok(), "padding");
    tar.push(1);
    assert!(matches!(bench.open(&bench.of_tar(&tar)), Err(SealError::NotWhole { .. })));
    // A size that promises more than follows.
    let mut short = tar_of(&[("a", tar::EntryType::Regular, &[1; 4_000])]);
    short.truncate(1_024);
    assert!(matches!(bench.open(&bench.of_tar(&short)), Err(SealError::NotWhole { .. })));
}

#[test]
fn recipients_are_read_from_what_is_given_and_from_files() {
    let bench = Bench::new();
    let [first, second] = &bench.keys;
    let file = bench.path("recipients.txt");
    let text = format!("\u{feff}# auditors\n\n{}\n  {}\r\n", first.recipient(), second.recipient());
    std::fs::write(&file, text).expect("written");
    let file = file.to_string_lossy().into_owned();
    let both = Recipients::of(&[file, first.recipient()]).expect("recipients");
    assert_eq!(both.count(), 3);

    let secret = first.file().lines().last().expect("a line").to_owned();
    for given in [secret.clone(), bench.path("secret.txt").to_string_lossy().into_owned()] {
        std::fs::write(bench.path("secret.txt"), &secret).expect("written");
        let error = Recipients::of(&[given]).expect_err("a secret");
        assert!(matches!(error, SealError::Secret { .. }), "{error}");
        assert!(!error.to_string().contains(&secret), "a secret is not repeated");
    }
    for wrong in ["age1qqqq", "nobody", ""] {
        assert!(matches!(
            Recipients::of(&[wrong.to_owned()]),
            Err(SealError::NotARecipient { .. })
        ));
    }
    std::fs::write(bench.path("none.txt"), "# nobody yet\n").expect("written");
    let none = [bench.path("none.txt").to_string_lossy().into_owned()];
    assert!(matches!(Recipients::of(&none), Err(SealError::NoRecipient { .. })));
    assert!(matches!(Identities::of(&[bench.path("none.txt")]), Err(SealError::NoIdentity { .. })));
}

#[test]
fn what_waits_on_the_disk_is_noise_to_everybody_else() {
    let scratch = Scratch::default();
    let mut out = scratch.hide(Vec::new()).expect("begun");
    out.write_all(b"430621").expect("written");
    let hidden = out.finish().expect("hidden");
    assert!(!hidden.windows(6).any(|six| six == b"430621"));
    let mut shown = Vec::new();
    scratch.show(&hidden[..]).expect("shown").read_to_end(&mut shown).expect("read");
    assert_eq!(shown, b"430621");
    assert!(Scratch::default().show(&hidden[..]).is_err(), "another process has another key");
}

#[test]
fn an_archive_and_its_folder_name_each_other() {
    let folder = Path::new("out/2020");
    let archive = archive_of(folder);
    assert_eq!(archive, Path::new("out/2020.tar.age"));
    assert_eq!(folder_of(&archive), folder);
    assert_eq!(archive_of(&archive), archive);
    assert_eq!(folder_of(Path::new("letter.age")), Path::new("letter.age-opened"));
}
