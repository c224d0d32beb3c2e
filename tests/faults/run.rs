//! 45–54: the machine, while a run goes on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use zhibu::domain::Moment;
use zhibu::publish::{self, Holder, RealDisk};

use crate::binary::{Said, zhibu, zhibu_with};
use crate::clerk::{
    KILLED, NAMES, Office, Told, does, line, pay_list, plain, ran, roster, shows_no_number, sound,
    table,
};
use crate::county::{County, fill};
use crate::crash::{Breaking, How, computed, doing, killed, published};
use crate::desk::files;

type Files = BTreeMap<String, Vec<u8>>;

/// A folder for what is done very often: in memory where the machine has that.
fn scratch() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir()
        && let Ok(folder) = tempfile::tempdir_in(memory)
    {
        return folder;
    }
    tempfile::tempdir().expect("a temporary folder")
}

fn put(folder: &Path, files: &Files) {
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
}

/// A project whose older output is there, and the output that replaces it when it
/// is run again on the lists as they are now: two people, no longer three.
struct Replacing {
    folder: TempDir,
    old: Files,
    new: Files,
}

impl Replacing {
    fn new() -> Self {
        let folder = scratch();
        let county = ran(sound()).county;
        put(folder.path(), &files(county.path()));
        let target = folder.path().join("out/2020");
        let old = files(&target);
        put(
            folder.path(),
            &BTreeMap::from([
                ("roster/甲镇.csv".to_owned(), fill(&roster(2)).into_bytes()),
                ("pay-list/甲镇.csv".to_owned(), fill(&pay_list(2)).into_bytes()),
            ]),
        );
        let replacing = Self { folder, old, new: Files::new() };
        replacing.runs();
        let new = files(&target);
        assert_ne!(new, replacing.old);
        let verified = does(replacing.folder.path(), &["verify", "out/2020"]);
        assert_eq!(verified.code, 0, "{verified:?}");
        let replacing = Self { new, ..replacing };
        replacing.again();
        replacing
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn target(&self) -> PathBuf {
        self.path().join("out/2020")
    }

    /// The older output once more, and nothing else.
    fn again(&self) {
        let _ = std::fs::remove_dir_all(self.path().join("out"));
        put(&self.target(), &self.old);
    }

    /// The run is made.
    #[track_caller]
    fn runs(&self) {
        let said = does(self.path(), &["run"]);
        assert_eq!(said.code, 0, "{said:?}");
    }

    /// The older output is there, or the whole new one; where neither is, the older
    /// one waits beside, whole.
    #[track_caller]
    fn is_old_or_new(&self, when: &str) {
        let target = self.target();
        let aside = self.path().join("out/.2020.old");
        let there = files(if target.exists() { &target } else { &aside });
        assert!(there == self.old || (target.exists() && there == self.new), "{when}");
    }

    /// A rerun puts everything right, and leaves nothing beside.
    #[track_caller]
    fn recovers(&self, when: &str) {
        self.runs();
        assert!(files(&self.target()) == self.new, "{when}: the rerun's output");
        let left: Vec<String> = files(&self.path().join("out"))
            .into_keys()
            .filter(|path| path.contains(".2020"))
            .collect();
        assert!(left.is_empty(), "{when}: {left:?}");
    }
}

/// Runs a shell's line in a folder, the binary as `$0` in it.
fn shell(folder: &Path, script: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_zhibu")]).current_dir(folder);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "TZ", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).output().expect("a shell")
}

/// What a shell's line said, where it was not killed.
fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let said = Said {
        code: output.status.code().unwrap_or(-1),
        out: text(&output.stdout),
        err: text(&output.stderr),
    };
    shows_no_number(&said);
    said
}

const RUN: &str = "\"$0\" run -q --lang zh";

pub fn f45_a_full_disk_leaves_the_old_output() -> Told {
    let place = Replacing::new();
    // Each operation of the disk fails, half done, and each one after it.
    let run = computed(place.path());
    for at in 0.. {
        let disk = Breaking::new(How::Full, at);
        let result = published(&disk, &run);
        let when = format!("the disk is full at operation {at}: {:?}", disk.log().get(at));
        place.is_old_or_new(&when);
        if !disk.broke() {
            result.expect("nothing failed");
            assert!(at > 40, "{at} operations");
            break;
        }
        let undoing = disk.log().get(at) == Some(&("sync", place.path().join("out")));
        if result.is_err() && place.target().exists() && !undoing {
            assert_eq!(files(&place.target()), place.old, "{when}");
        } else if result.is_err() {
            // A rename could be neither made nor undone: the next run begins with it.
            place.recovers(&when);
        }
        place.again();
    }
    once(&place, &run);
    // A file may not grow past so many blocks: the binary itself.
    let office = Office::new();
    let mut told = Told::new();
    for blocks in (0..6).chain((6..).step_by(7)) {
        let limited =
            shell(office.path(), &format!("trap '' XFSZ; ulimit -f {blocks}; exec {RUN}"));
        let limited = said(&limited);
        if limited.code == 0 {
            assert!(blocks > 3, "{blocks} blocks");
            break;
        }
        let line = office.stopped(&limited, 4, &["File too large", "原有的结果没有动"]);
        if blocks == 0 {
            told.push(line);
        }
        // The same without a word from the system: the process is killed.
        shell(office.path(), &format!("ulimit -c 0; ulimit -f {blocks}; exec {RUN}"));
        office.old_is_intact();
    }
    full_disk(&told);
    told
}

/// An operation fails, and the ones after it do not: what was begun is undone.
fn once(place: &Replacing, run: &zhibu::run::Run) {
    for at in 0.. {
        place.again();
        let disk = Breaking::new(How::Once, at);
        let result = published(&disk, run);
        let failed = format!("operation {at} fails once: {:?}", disk.log().get(at));
        if !disk.broke() {
            result.expect("nothing failed");
            break;
        }
        let expected = if result.is_ok() { &place.new } else { &place.old };
        assert!(files(&place.target()) == *expected, "{failed}");
    }
}

/// A disk of so many kilobytes, where this machine lets us have one.
fn full_disk(told: &Told) {
    let source = ran(sound()).county;
    let disk = tempfile::tempdir().expect("a folder");
    let mut refused = 0;
    for kilobytes in (32..=1024).step_by(32) {
        let script = format!(
            "mount -t tmpfs -o size={kilobytes}k none '{to}' || exit 99\n\
             cp -r '{from}'/* '{to}' || exit 98\ncd '{to}' || exit 97\n\
             find out | sort | xargs cat 2>/dev/null | cksum >/tmp/zhibu-$$ \n\
             {RUN}; code=$?\n\
             find out | sort | xargs cat 2>/dev/null | cksum | cmp -s - /tmp/zhibu-$$ || code=$((code + 50))\n\
             rm -f /tmp/zhibu-$$; exit $code",
            to = disk.path().display(),
            from = source.path().display(),
        );
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", &script, env!("CARGO_BIN_EXE_zhibu")]);
        let output = command.stdin(Stdio::null()).output();
        match output.as_ref().map(|output| output.status.code()) {
            // The disk has no room for the project itself.
            Ok(Some(98)) => {}
            Ok(Some(4)) => {
                let said = said(&output.expect("run"));
                assert!(said.err.contains("No space left"), "{said:?}");
                refused += 1;
            }
            Ok(Some(0)) => {
                assert!(refused > 0, "no size was too small for the run alone");
                return;
            }
            Ok(Some(1 | 99)) | Err(_) => {
                eprintln!("SKIPPED: no disk of our own on this machine; the limit was enough");
                assert!(!told.is_empty());
                return;
            }
            Ok(other) => panic!("{kilobytes} KB: {other:?} {output:?}"),
        }
    }
    panic!("no size was enough");
}

pub fn f46_a_kill_at_every_step_leaves_old_or_new() -> Told {
    let places = [Replacing::new(), Replacing::new()];
    let next = std::sync::atomic::AtomicUsize::new(0);
    let done = std::sync::atomic::AtomicUsize::new(usize::MAX);
    let order = std::sync::atomic::Ordering::SeqCst;
    std::thread::scope(|scope| {
        for place in &places {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, order);
                    if at > done.load(order) {
                        break;
                    }
                    place.again();
                    let ended = killed(place.path(), at);
                    let when = format!("killed at operation {at}");
                    place.is_old_or_new(&when);
                    if ended {
                        assert!(files(&place.target()) == place.new, "nothing was killed");
                        done.fetch_min(at, order);
                    }
                    place.recovers(&when);
                }
            });
        }
    });
    let operations = done.load(order);
    assert!((40..1000).contains(&operations), "{operations} operations");
    stopped_from_outside(&places[0]);
    vec![line(KILLED, "", "旧的或完整的新的；重新运行即可")]
}

/// The binary is killed at some moment: the process that the clerk began, or the one
/// that does its work.
fn stopped_from_outside(place: &Replacing) {
    for (moment, whom) in (0..12).map(|moment| (moment, moment % 2)) {
        place.again();
        let holder = place.path().join(".zhibu.holder");
        let _ = std::fs::remove_file(&holder);
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhibu"));
        command.args(["run", "-q", "--lang", "zh"]).current_dir(place.path());
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("started");
        while std::fs::metadata(&holder).map_or(0, |holder| holder.len()) == 0
            && child.try_wait().expect("ours").is_none()
        {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(4 * moment));
        if whom == 0 {
            // Stopped, so that it does not just come to its end meanwhile.
            let worker = worker(place.path());
            signal(&worker, "-STOP");
            child.kill().expect("killed");
            child.wait().expect("it ended");
            ends_too(&worker);
        } else {
            signal(&worker(place.path()), "-9");
            let said = said(&child.wait_with_output().expect("it ended"));
            let told = said.code == 4 && said.err.contains("被系统终止");
            assert!(told || said.code == 0, "{said:?}");
        }
        // Who does the work ends with who began it.
        for _ in 0..400 {
            if publish::lock(place.path(), &Holder::default(), Duration::ZERO).is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let when = format!("killed after {} ms", 4 * moment);
        place.is_old_or_new(&when);
        place.recovers(&when);
    }
}

/// Signals a process; one that came to its end before has no number.
fn signal(pid: &str, name: &str) {
    if !pid.is_empty() {
        let _ = Command::new("kill").args([name, pid]).stderr(Stdio::null()).status();
    }
}

/// The process that does the work does not outlive the one that watches it.
fn ends_too(worker: &str) {
    let is_there = || {
        let status = std::fs::read_to_string(format!("/proc/{worker}/status")).unwrap_or_default();
        status.contains("State:") && !status.contains("State:\tZ")
    };
    for _ in 0..400 {
        if !is_there() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    signal(worker, "-9");
    panic!("process {worker} lives on");
}

pub fn f47_a_failed_sync_is_never_trusted() -> Told {
    let place = Replacing::new();
    let run = computed(place.path());
    let mut told = Told::new();
    for at in 0.. {
        let disk = Breaking::new(How::Sync, at);
        let result = published(&disk, &run);
        if !disk.broke() {
            result.expect("nothing failed");
            assert!(at > 20, "{at} syncs");
            break;
        }
        let error = result.expect_err("a sync failed");
        assert_eq!(doing(&error), "sync", "{error}");
        assert_eq!(files(&place.target()), place.old, "sync {at}: {:?}", disk.log().last());
        // No file is synced twice, in the hope that it will do then.
        let mut synced: Vec<PathBuf> =
            disk.log().into_iter().filter(|op| op.0 == "sync").map(|op| op.1).collect();
        let all = synced.len();
        synced.sort();
        synced.dedup();
        assert_eq!(synced.len(), all, "sync {at} was tried again");
        if at == 0 {
            let zhibu::run::RunError::Publish(error) = &error else { panic!("{error}") };
            let words = error.words(zhibu::domain::Lang::Zh);
            let words = words.replace(&*place.path().to_string_lossy(), "…");
            let file = words.split('：').next().expect("a path").to_owned();
            told.push(line(4, "", words.replace(&file, "…")));
        }
    }
    place.recovers("after syncs that failed");
    told
}

pub fn f48_a_read_only_folder_is_refused_at_once() -> Told {
    // A folder among the files, which ends the run (exit 2) as soon as they are read.
    let office = Office::new().after(|county| county.file("roster/补充/b.csv", b""));
    std::fs::write(office.path().join("file"), b"").expect("written");
    let args = ["run", "-o", "file/2020"];
    let told = office.stops(4, &args, &["file/2020", "请"]);
    // As root no mode binds: a mount that is read-only does, where we may make one.
    let folder = office.path().display();
    let script = format!(
        "mount --bind '{folder}/out' '{folder}/out' && mount -o remount,bind,ro '{folder}/out' || \
         exit 99\ncd '{folder}' && exec {RUN}"
    );
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", &script, env!("CARGO_BIN_EXE_zhibu")]);
    match command.stdin(Stdio::null()).output() {
        Ok(output) if !matches!(output.status.code(), Some(1 | 99)) => {
            office.stopped(&said(&output), 4, &["Read-only file system", "请"]);
        }
        _ => {
            eprintln!("SKIPPED: no read-only mount here; the file in the way was enough");
        }
    }
    vec![told]
}

/// Somebody at another machine, as a run there would say it.
fn elsewhere() -> Holder {
    Holder {
        user: "李主任".to_owned(),
        machine: "PC-03".to_owned(),
        doing: "pay prepare".to_owned(),
        since: Moment::parse("2020-12-10T09:00:00+08:00"),
        pid: 4_270,
    }
}

pub fn f49_two_runs_at_once_are_told_of_the_holder() -> Told {
    let office = Office::new();
    let held = publish::lock(office.path(), &elsewhere(), Duration::ZERO).expect("free");
    let who = ["李主任", "PC-03", "zhibu pay prepare", "2020-12-10 09:00", "4270"];
    let told = office.stops(4, &["run"], &[&who[..], &[".zhibu.lock", "请等"]].concat());
    drop(held);
    // Several at once: each is made, or is told; what is there at the end is whole.
    let children: Vec<_> = (0..5)
        .map(|_| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_zhibu"));
            command.args(["run", "-q", "--lang", "zh"]).current_dir(office.path());
            command.env("USER", "王会计");
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("started")
        })
        .collect();
    let ended: Vec<Said> = children
        .into_iter()
        .map(|child| said(&child.wait_with_output().expect("it ended")))
        .collect();
    assert!(ended.iter().any(|said| said.code == 0), "{ended:?}");
    for one in ended.iter().filter(|said| said.code != 0) {
        let told = one.err.contains("王会计") && one.err.contains("zhibu run");
        assert!(one.code == 4 && told, "{one:?}");
    }
    office.old_is_intact();
    vec![told]
}

pub fn f50_a_stale_lock_frees_itself() -> Told {
    let office = Office::new();
    // What a run leaves that was killed, or a machine that lost its power.
    let left = |holder: &str| {
        std::fs::write(office.path().join(".zhibu.lock"), "").expect("written");
        std::fs::write(office.path().join(".zhibu.holder"), holder).expect("written");
    };
    left("pid 999999999\n");
    let said = does(office.path(), &["run"]);
    assert_eq!(said.code, 0, "{said:?}");
    office.old_is_intact();
    // Of another machine: it frees itself too, and is told of.
    left("pid 7\nuser 李主任\nmachine PC-03\ndoing run\nsince 2020-12-10T09:00:00+08:00\n");
    let said = does(office.path(), &["run"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("李主任") && said.err.contains("PC-03"), "{said:?}");
    let note = plain(office.path(), &said.err);
    let said = does(office.path(), &["run"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "told once: {said:?}");
    office.old_is_intact();
    // One that is killed while it holds the lock.
    let place = Replacing::new();
    assert!(!killed(place.path(), 3));
    assert!(place.path().join(".zhibu.holder").exists());
    place.recovers("after a run that was killed");
    assert!(!place.path().join(".zhibu.holder").exists(), "nobody holds it");
    vec![line(0, "", "发放 3 人；旧锁不用删"), line(0, "", note)]
}

pub fn f51_clock_zone_locale_and_cores_change_no_byte() -> Told {
    let bytes = |environment: &[(&str, &str)], more: &[&str]| {
        let county = sound();
        let folder = county.ready();
        let said = zhibu_with(&folder, environment, &[&["run", "-q"], more].concat());
        assert_eq!(said.code, 0, "{said:?}");
        files(&folder.join("out/2020"))
    };
    let usual = bytes(&[], &[]);
    for (environment, more) in [
        (&[("TZ", "Asia/Shanghai")][..], &[][..]),
        (&[("TZ", "America/St_Johns"), ("LC_ALL", "zh_CN.GB18030")], &["--threads", "1"]),
        (&[("LANG", "tr_TR.UTF-8")], &["--threads", "7"]),
        (&[("SOURCE_DATE_EPOCH", "0"), ("LC_ALL", "de_DE.UTF-8")], &["--threads", "2"]),
        (&[("SOURCE_DATE_EPOCH", "4102444800"), ("RAYON_NUM_THREADS", "3")], &[]),
    ] {
        assert!(bytes(environment, more) == usual, "{environment:?} {more:?}");
    }
    // Another second, so that a clock that got in would show.
    std::thread::sleep(Duration::from_millis(1_100));
    assert!(bytes(&[], &[]) == usual, "a second later");
    vec![line(0, "", "各次的字节完全相同")]
}

pub fn f52_a_link_a_pipe_or_a_file_is_no_output_folder() -> Told {
    let office = Office::new();
    let path = |name: &str| office.path().join(name);
    std::fs::write(path("file"), b"a letter").expect("written");
    std::fs::create_dir(path("letters")).expect("made");
    std::fs::write(path("letters/letter.txt"), b"a letter").expect("written");
    let words = ["不是 zhibu 的输出文件夹", "--out"];
    let mut told = vec![office.stops(4, &["run", "-o", "file"], &words)];
    office.stops(4, &["run", "-o", "letters"], &words);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("out/2020", path("link")).expect("linked");
        std::os::unix::fs::symlink("nowhere", path("loose")).expect("linked");
        assert!(Command::new("mkfifo").arg(path("pipe")).status().is_ok_and(|done| done.success()));
        for name in ["link", "loose", "pipe"] {
            let line = office.stops(4, &["run", "-o", name], &words);
            told.extend((name == "link").then_some(line));
        }
        assert!(!path("nowhere").exists());
    }
    assert_eq!(std::fs::read(path("file")).expect("there"), b"a letter");
    assert_eq!(std::fs::read(path("letters/letter.txt")).expect("there"), b"a letter");
    told
}

/// A county with so many people that its files take a while to write.
fn larger(people: u32) -> County {
    let name = "赵";
    let rows = |row: &dyn Fn(u32) -> String| (1..=people).map(row).collect::<String>();
    let roster = rows(&|n| format!("\n第{}村,{name}某,#{n}", n % 40));
    let pay = rows(&|n| format!("\n第{}村,{name}某,#{n},某农商银行,@{n}", n % 40));
    County::new().lists(
        &format!("村,姓名,身份证号{roster}"),
        &format!("村,姓名,身份证号,开户银行,银行账号{pay}"),
    )
}

/// Sets it at the end, also where an assertion failed.
struct Stopping<'a>(&'a std::sync::atomic::AtomicBool);

impl Drop for Stopping<'_> {
    fn drop(&mut self) {
        self.0.store(true, std::sync::atomic::Ordering::SeqCst);
    }
}

pub fn f53_an_input_edited_during_the_run_is_refused() -> Told {
    // What is hashed is what is parsed: while a list is replaced again and again, an
    // output is of one of its versions, and says of which.
    let county = sound();
    let folder = county.ready();
    let versions = [fill(&pay_list(3)), fill(&pay_list(2))];
    let hashes = versions.each_ref().map(|text| {
        use sha2::Digest as _;
        zhibu::intake::files::hex(&sha2::Sha256::digest(text))
    });
    let stop = std::sync::atomic::AtomicBool::new(false);
    let order = std::sync::atomic::Ordering::SeqCst;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for text in versions.iter().cycle() {
                if stop.load(order) {
                    break;
                }
                let aside = folder.join("aside");
                std::fs::write(&aside, text).expect("written");
                std::fs::rename(&aside, folder.join("pay-list/甲镇.csv")).expect("replaced");
                std::thread::sleep(Duration::from_millis(3));
            }
        });
        let _stopping = Stopping(&stop);
        let mut accepted = 0;
        for _ in 0..60 {
            if accepted == 12 {
                break;
            }
            let said = zhibu(&folder, &["run", "-q", "--lang", "zh"]);
            assert!([0, 3].contains(&said.code), "{said:?}");
            let out = folder.join("out/2020");
            if said.code == 3 || !out.is_dir() {
                continue;
            }
            accepted += 1;
            let manifest = std::fs::read_to_string(out.join("manifest.json")).expect("there");
            let version = hashes.iter().position(|hash| manifest.contains(hash.as_str()));
            let rows = table(&std::fs::read(out.join("data/dispositions.csv")).expect("there"));
            let paid = rows.iter().filter(|row| row[0] == "pay_list").count();
            assert_eq!(version.map(|version| 3 - version), Some(paid));
        }
    });
    vec![edited_while_written()]
}

/// A list is saved while the output is being written.
fn edited_while_written() -> crate::clerk::Line {
    for people in [400, 1600, 6400] {
        let county = larger(people);
        let folder = county.ready();
        let first = does(&folder, &["run"]);
        assert_eq!(first.code, 0, "{first:?}");
        let old = files(&folder.join("out/2020"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhibu"));
        command.args(["run", "-q", "--lang", "zh"]).current_dir(&folder);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
        let staged = folder.join("out/.2020.new/data/findings.csv");
        let (mut seen, mut pid) = (false, String::new());
        for _ in 0..20_000 {
            if staged.exists() {
                pid = worker(&folder);
                signal(&pid, "-STOP");
                // Still at it: what was read is not yet published.
                seen = staged.exists();
                break;
            }
            std::thread::sleep(Duration::from_micros(500));
        }
        let list = folder.join("pay-list/甲镇.csv");
        let text = std::fs::read_to_string(&list).expect("there");
        let fewer: Vec<&str> = text.lines().take(3).collect();
        std::fs::write(&list, fewer.join("\n")).expect("saved");
        signal(&pid, "-CONT");
        let said = said(&child.wait_with_output().expect("it ended"));
        if !seen && said.code == 0 {
            continue;
        }
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{said:?}");
        assert!(
            said.err.contains("pay-list/甲镇.csv") && said.err.contains("重新运行"),
            "{said:?}"
        );
        assert!(files(&folder.join("out/2020")) == old, "the older output was touched");
        assert!(!folder.join("out/.2020.new").exists());
        return line(3, "", plain(&folder, &said.err));
    }
    panic!("no run was slow enough to be edited under");
}

/// The process that does a run's work, as it says that holds the project; empty
/// where it has come to its end.
fn worker(folder: &Path) -> String {
    let held = std::fs::read_to_string(folder.join(".zhibu.holder")).unwrap_or_default();
    let pid = held.lines().find_map(|line| line.strip_prefix("pid "));
    pid.unwrap_or_default().to_owned()
}

/// How long a cell's text is: as much as a reader takes, and many times what it
/// takes otherwise.
const LONG_TEXT: usize = 7 << 20;
/// What more memory is given at a time, in kilobytes.
const STEP: usize = 4_000;

pub fn f54_out_of_memory_leaves_the_old_output() -> Told {
    let rows = format!("村,姓名,身份证号,备注\n和平村,赵六,#4,{}", "长".repeat(LONG_TEXT / 3));
    let book = crate::zips::book(&rows);
    let office = Office::new().after(|county| county.file("roster/乙镇.xlsx", book));
    let within = |kilobytes: usize, command: &str| {
        shell(office.path(), &format!("ulimit -c 0; ulimit -v {kilobytes}; exec {command}"))
    };
    // As much as the program needs to begin at all.
    let least = (1..1000)
        .map(|step| step * STEP)
        .find(|kilobytes| within(*kilobytes, "\"$0\" --version").status.success());
    let mut told = Told::new();
    for step in 0.. {
        let limited = said(&within(least.expect("some") + step * STEP, RUN));
        if limited.code == 0 {
            break;
        }
        // By a signal never: the clerk is told.
        let line = office.stopped(&limited, 4, &["没有发放任何款项，原有的结果没有动"]);
        if limited.err.contains("多半是内存不够") && told.is_empty() {
            let from = line.says.find("错误：").expect("its words");
            told.push(crate::clerk::Line { says: line.says[from..].to_owned(), ..line });
        }
        assert!(step < 100, "no memory was enough");
    }
    assert_eq!(told.len(), 1, "it never ran out of memory");
    // Where the parser is not ours, its child dies and the file is named.
    let book = crate::ole::xls_of_one_text(u16::MAX, 8_000);
    assert!(book.len() < 256 << 10, "little on the disk, half a gigabyte in memory");
    told.push(crate::clerk::unreadable("乙镇.xls", book, "I002", "解析这种旧格式所需的内存字节数"));
    told
}

#[test]
fn the_three_are_paid_where_nothing_is_wrong() {
    let office = Office::new();
    let said = does(office.path(), &["run"]);
    assert_eq!(said.code, 0, "{said:?}");
    office.old_is_intact();
    assert_eq!(NAMES.len(), 8);
    let _ = RealDisk;
}
