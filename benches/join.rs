//! The hot join, three ways: a pay list of 42,341 against a roster of 60,607
//! (and ten times that) on packed numbers in a hash map, by polars on packed
//! numbers, and by polars on text.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use polars::prelude::*;
use zhibu::domain::IdentityNumber;
use zhibu::domain::identity_number::check_character;
use zhibu::linkage::index::{KeyMap, key_map};

/// So many well-formed numbers, in an order that is not that of their digits.
fn numbers(count: usize) -> Vec<IdentityNumber> {
    (0..count)
        .map(|n| {
            let shuffled = (n * 7_919) % 1_000_003;
            let (day, month, year) = (shuffled % 28 + 1, shuffled / 28 % 12 + 1, 1930 + n % 75);
            let digits = format!("430621{year}{month:02}{day:02}{:03}", n / 25 % 1000);
            let check = char::from(check_character(digits.as_bytes()));
            IdentityNumber::from_current(&format!("{digits}{check}")).expect("well-formed")
        })
        .collect()
}

fn join_by_map(roster: &[u64], pay: &[u64]) -> usize {
    let mut rows: KeyMap<u64, u32> = key_map(roster.len());
    for (row, key) in (0..).zip(roster) {
        rows.entry(*key).or_insert(row);
    }
    pay.iter().filter(|key| rows.contains_key(*key)).count()
}

fn join_by_polars(roster: &DataFrame, pay: &DataFrame) -> usize {
    let right = roster.clone().lazy();
    let joined =
        pay.clone().lazy().join(right, [col("id")], [col("id")], JoinArgs::new(JoinType::Left));
    joined.collect().expect("joined").height()
}

fn frame(column: Column) -> DataFrame {
    let rows = column.len();
    let row_numbers: Vec<u32> = (0..u32::try_from(rows).expect("few")).collect();
    DataFrame::new(rows, vec![column, Column::new("row".into(), row_numbers)]).expect("a frame")
}

fn join(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("join");
    group.sample_size(10);
    for scale in [1, 10] {
        let roster = numbers(60_607 * scale);
        let pay: Vec<IdentityNumber> = roster.iter().copied().take(42_341 * scale).collect();
        let packed =
            |ids: &[IdentityNumber]| ids.iter().map(|id| id.packed()).collect::<Vec<u64>>();
        let text = |ids: &[IdentityNumber]| {
            let texts: Vec<String> = ids.iter().map(ToString::to_string).collect();
            frame(Column::new("id".into(), texts))
        };
        let (a, b) = (packed(&roster), packed(&pay));
        group.bench_function(BenchmarkId::new("hash map, packed", scale), |bench| {
            bench.iter(|| black_box(join_by_map(&a, &b)));
        });
        let (x, y) = (frame(Column::new("id".into(), a)), frame(Column::new("id".into(), b)));
        group.bench_function(BenchmarkId::new("polars, packed", scale), |bench| {
            bench.iter(|| black_box(join_by_polars(&x, &y)));
        });
        let (x, y) = (text(&roster), text(&pay));
        group.bench_function(BenchmarkId::new("polars, text", scale), |bench| {
            bench.iter(|| black_box(join_by_polars(&x, &y)));
        });
    }
    group.finish();
}

criterion_group!(benches, join);
criterion_main!(benches);
