//! Every stage of the annual run, and the whole, on the reference county.
//!
//! `cargo bench --bench annual_run`. Each sample is a run from files to
//! folder; a stage's time is the one that the run itself measures. `ZHIBU_SCALE`
//! makes the county so many times larger.

use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use zhibu::demo::{Options, write_county};
use zhibu::publish::{RealDisk, publish};
use zhibu::rulebook::{Project, Rulebook};
use zhibu::run::{self, Silent, Stage};
use zhibu::{catalogue, verify};

const STAGES: [(&str, Stage); 8] = [
    ("intake", Stage::Intake),
    ("normalize", Stage::Normalize),
    ("link", Stage::Link),
    ("validate", Stage::Validate),
    ("reconcile", Stage::Reconcile),
    ("pay", Stage::Pay),
    ("report", Stage::Report),
    ("publish", Stage::Publish),
];

/// One run from files to folder: how long each stage took.
fn run_once(folder: &Path, out: &Path) -> Vec<(Stage, Duration)> {
    let project = Project::load(folder, &catalogue::all()).expect("a sound project");
    let rulebook =
        Rulebook::load(Some(folder), &project.programme, &project.profile).expect("sound rules");
    let run = run::compute(project, rulebook, &Silent).expect("the run is made");
    let mut times = run.times.clone();
    let start = Instant::now();
    let files = run::render_in_memory(&run, &[]).expect("rendered");
    times.push((Stage::Report, start.elapsed()));
    let start = Instant::now();
    publish(&RealDisk, out, &files).expect("published");
    times.push((Stage::Publish, start.elapsed()));
    times
}

fn annual_run(c: &mut Criterion) {
    let scale = std::env::var("ZHIBU_SCALE").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_county(folder.path(), &Options { scale, ..Options::default() }).expect("written");
    let out = folder.path().join("out");
    let mut group = c.benchmark_group("annual_run");
    group.sample_size(10);
    group.bench_function("whole", |b| b.iter(|| run_once(folder.path(), &out)));
    for (name, stage) in STAGES {
        group.bench_function(name, |b| {
            b.iter_custom(|runs| {
                (0..runs)
                    .flat_map(|_| run_once(folder.path(), &out))
                    .filter(|(s, _)| *s == stage)
                    .map(|(_, time)| time)
                    .sum()
            });
        });
    }
    group.bench_function("verify", |b| {
        b.iter(|| verify::verify(&out, zhibu::domain::Lang::En).expect("verified"));
    });
    group.finish();
}

criterion_group!(benches, annual_run);
criterion_main!(benches);
