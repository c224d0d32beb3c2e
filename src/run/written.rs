//! What a run writes: its files, each on the shelf as soon as it is made.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::{Part, Run, RunError};
use crate::bank::{self, FileHead};
use crate::catalogue;
use crate::domain::{Moment, Money};
use crate::payout::batch::proposal;
use crate::report::control::ControlRow;
use crate::report::figures::Figures;
use crate::report::page::{self, Made};
use crate::report::quality::Quality;
use crate::report::{self, InMemory, NotTaken, OutputFile, RunView, Shelf, Written, manifest};

/// Writes a run's files on a shelf, each as soon as it is made; the page, which
/// says what was written, after the others, and the manifest last. What was
/// written, by path, the manifest included.
///
/// A refused run has no payout, no dispositions and no summary: its exceptions,
/// findings, page and manifest only.
///
/// # Errors
/// Where the shelf cannot take a file.
///
/// # Panics
/// Where the bytes of a payout file do not add up to what was decided.
pub fn render(run: &Run, only: &[Part], shelf: &dyn Shelf) -> Result<Vec<Written>, RunError> {
    let view = run.view();
    let wanted = |part: Part| only.is_empty() || only.contains(&part);
    let paid = !run.refused;
    // Two reports need them; they are counted once.
    let counted: OnceLock<Figures> = OnceLock::new();
    let figures = || counted.get_or_init(|| report::figures::figures(&view));
    let compared: OnceLock<Quality> = OnceLock::new();
    let quality = || compared.get_or_init(|| report::quality::quality(&view, &catalogue::all()));
    let ((payout, (exceptions, posting)), (data, summary)) = rayon::join(
        || {
            rayon::join(
                || made(paid && wanted(Part::Payout), || payout(&view, shelf)),
                || {
                    rayon::join(
                        || {
                            let write = || report::exceptions::write(&view, shelf);
                            part(wanted(Part::Exceptions), write)
                        },
                        || made(paid && wanted(Part::Posting), || posting(&view, shelf)),
                    )
                },
            )
        },
        || {
            rayon::join(
                || part(wanted(Part::Data), || data(&view, quality, shelf)),
                || {
                    part(paid && wanted(Part::Summary), || {
                        let book = report::summary::write(&view, figures(), quality());
                        Ok(vec![shelf.take(&book)?])
                    })
                },
            )
        },
    );
    let changes = part(wanted(Part::Changes), || report::changes::write(&view, shelf))?;
    let (payout, control) = payout?.unzip();
    let (posting, posted) = posting?.unzip();
    let (payout, posting) = (payout.unwrap_or_default(), posting.unwrap_or_default());
    let mut written = [payout, exceptions?, posting, data?, summary?, changes].concat();
    written.sort_by(|a, b| a.path.cmp(&b.path));
    if wanted(Part::Page) {
        let made = Made { control, posted, written };
        let page = page::write(&view, figures(), &made, shelf)?;
        written = made.written;
        written.push(page);
        written.sort_by(|a, b| a.path.cmp(&b.path));
    }
    let only: Vec<String> = only.iter().map(|part| part.key().to_owned()).collect();
    written.push(shelf.take(&manifest::write(&view, &written, &only))?);
    Ok(written)
}

/// Writes a run's files in memory, in the order of [`render`].
///
/// # Errors
/// Never: memory takes every file.
///
/// # Panics
/// As [`render`].
pub fn render_in_memory(run: &Run, only: &[Part]) -> Result<Vec<OutputFile>, RunError> {
    let shelf = InMemory::default();
    let order = render(run, only, &shelf)?;
    let mut files = shelf.into_files();
    let place = |path: &str| order.iter().position(|written| written.path == path);
    files.sort_by_key(|file| place(&file.path));
    Ok(files)
}

/// The files of a part, where it is wanted.
fn part(
    wanted: bool,
    write: impl FnOnce() -> Result<Vec<Written>, NotTaken>,
) -> Result<Vec<Written>, NotTaken> {
    if wanted { write() } else { Ok(Vec::new()) }
}

/// The same of a part that other reports speak of.
fn made<T>(
    wanted: bool,
    write: impl FnOnce() -> Result<T, NotTaken>,
) -> Result<Option<T>, NotTaken> {
    if wanted { write().map(Some) } else { Ok(None) }
}

/// The bank files with their control totals, added up again from their bytes.
fn payout(
    view: &RunView<'_>,
    shelf: &dyn Shelf,
) -> Result<(Vec<Written>, Vec<ControlRow>), NotTaken> {
    let (project, profile) = (view.project, &view.rulebook.bank);
    let (batch, splitting) = (proposal(project.period), view.splitting());
    let purpose = view.rulebook.programme.purpose(project.period);
    let written: Vec<(Written, ControlRow)> = view
        .payments
        .par_iter()
        .with_max_len(1)
        .map(|payment| {
            let head = FileHead {
                batch: &batch,
                file: payment.file,
                part: payment.part,
                parts: payment.parts,
                bank: &payment.bank,
                township: &payment.township,
                period: project.period,
                purpose: &purpose,
                payer: project.payer.as_ref(),
                // What is proposed bears the day on which everything is judged.
                made_at: Moment::start_of(project.as_of),
            };
            let bytes = bank::write(&head, &splitting.lines(payment), profile);
            let back = bank::read(&bytes, profile, &mut |_| ()).expect("what we wrote reads back");
            assert_eq!(back.people, payment.people(), "people in the bytes = people in the file");
            assert_eq!(back.amount, payment.amount(), "fen in the bytes = fen in the file");
            let file = shelf.take(&OutputFile { path: payment.path.clone(), bytes })?;
            let row = report::control::row(&file, back.people, back.amount);
            Ok((file, row))
        })
        .collect::<Result<_, NotTaken>>()?;
    let (mut files, rows): (Vec<Written>, Vec<_>) = written.into_iter().unzip();
    let people: u64 = rows.iter().map(|row| row.people).sum();
    let amount: Money = rows.iter().map(|row| row.amount).sum();
    assert_eq!(people, view.totals.paid_people, "people in the bytes = people paid");
    assert_eq!(amount, view.totals.paid_amount, "fen in the bytes = fen paid");
    files.push(shelf.take(&report::control::write(&rows))?);
    let write = &mut |out: &mut dyn std::io::Write| report::payments::write(view, out);
    files.push(shelf.stream(report::payments::PATH, write)?);
    Ok((files, rows))
}

/// The lists that hang in the villages, and the record of what was posted.
fn posting(
    view: &RunView<'_>,
    shelf: &dyn Shelf,
) -> Result<(Vec<Written>, (u64, Money)), NotTaken> {
    let posted = report::posting::write(view, shelf)?;
    let people: u64 = posted.iter().map(|posted| posted.people).sum();
    let amount: Money = posted.iter().map(|posted| posted.amount).sum();
    assert_eq!(people, view.totals.paid_people, "people posted = people paid");
    assert_eq!(amount, view.totals.paid_amount, "fen posted = fen paid");
    let record = shelf.take(&report::posting::index(&posted))?;
    let files = posted.into_iter().map(|posted| posted.file).chain([record]).collect();
    Ok((files, (people, amount)))
}

/// The tables, as text and as Parquet.
fn data<'a>(
    view: &RunView<'_>,
    quality: impl Fn() -> &'a Quality,
    shelf: &dyn Shelf,
) -> Result<Vec<Written>, NotTaken> {
    use report::{data, tables};
    let (text, parquet) = rayon::join(
        || shelf.stream(data::FINDINGS_CSV, &mut |out| data::findings(view, out)),
        || shelf.stream(tables::FINDINGS, &mut |out| tables::write_findings(view, out)),
    );
    let mut files = vec![text?, parquet?];
    if !view.refused {
        let codes = data::codes_by_row(view);
        let (text, parquet) = rayon::join(
            || {
                shelf.stream(data::DISPOSITIONS_CSV, &mut |out| {
                    data::dispositions(view, &codes, out)
                })
            },
            || {
                shelf.stream(tables::DISPOSITIONS, &mut |out| {
                    tables::write_dispositions(view, &codes, out)
                })
            },
        );
        files.extend([text?, parquet?]);
    }
    let compared = (!view.refused).then(|| report::quality::data::write(quality()));
    if !view.refused {
        let write = &mut |out: &mut dyn std::io::Write| report::households::write(view, out);
        files.push(shelf.stream(report::households::PATH, write)?);
    }
    let more = [compared, report::decided::decisions(view), report::decided::watchlists(view)];
    for file in more.iter().flatten() {
        files.push(shelf.take(file)?);
    }
    Ok(files)
}
