//! A bank that is played: it reads the files that were exported, and answers.

use std::path::PathBuf;

use super::error::PayError;
use super::{FOLDER, Office};
use crate::bank;
use crate::bank::simulate::{self, Sent, SentHead, Shares};
use crate::domain::Date;
use crate::payout::batch::line_reference;
use crate::publish::{Disk as _, PublishError, RealDisk, create_all};

/// What the bank that is played sent back.
#[derive(Debug)]
pub struct Simulated {
    /// The files.
    pub files: Vec<PathBuf>,
    /// The lines that it read.
    pub lines: u64,
}

impl Office {
    /// Answers a batch's exported files, a file each, in the profile's layout.
    ///
    /// # Errors
    /// Where the batch was not exported, its profile has no `[return]` section,
    /// or a file of another content is in the way.
    pub fn simulate(
        &mut self,
        batch: &str,
        seed: u64,
        shares: Shares,
        day: Date,
    ) -> Result<Simulated, PayError> {
        let (header, payments) = self.ledger.payments(batch)?;
        let profile = self.profile(&header)?;
        if profile.returns.is_none() {
            let source = bank::returns::NotAReturn::NoLayout { profile: profile.id.clone() };
            return Err(PayError::NotAReturn { file: batch.to_owned(), source });
        }
        let folder = self.export_folder(batch);
        let not_exported =
            || PayError::NotExported { batch: batch.to_owned(), folder: folder.clone() };
        let approval = self.ledger.approval(batch)?.ok_or_else(not_exported)?;
        let target = self.project.folder.join(FOLDER).join(format!("{batch}-answers"));
        let mut simulated = Simulated { files: Vec::new(), lines: 0 };
        let mut numbered = payments.iter().map(|payment| payment.line);
        for (number, file) in (1u32..).zip(&approval.files) {
            let path = folder.join(&file.path);
            let bytes = match std::fs::read(&path) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    return Err(not_exported());
                }
                Err(source) => return Err(PayError::Read { path, source }),
            };
            let mut sent = Vec::new();
            let read = bank::read(&bytes, &profile, &mut |line| {
                // A layout without references: the bank's own numbers serve as well.
                let own = numbered.next().unwrap_or_default();
                let reference = line.reference.as_ref().map(ToString::to_string);
                sent.push(Sent {
                    line: line.line,
                    reference: reference.unwrap_or_else(|| line_reference(batch, own)),
                    account: line.account.to_string(),
                    payee: line.payee.to_string(),
                    amount: line.amount,
                });
            });
            if read.is_err() {
                return Err(not_exported());
            }
            let head = SentHead { batch: batch.to_owned(), file: number, date: day };
            let (name, answer) = simulate::answer(&file.path, &head, &sent, &profile, seed, shares);
            simulated.lines += sent.len() as u64;
            let path = target.join(name);
            write_new(&path, &answer)?;
            simulated.files.push(path);
        }
        Ok(simulated)
    }
}

/// Writes a file; one of the same content may be there.
fn write_new(path: &std::path::Path, bytes: &[u8]) -> Result<(), PayError> {
    let failed = |doing: &'static str| {
        move |source| PublishError::Failed { doing, path: path.to_owned(), source }
    };
    if let Some(folder) = path.parent() {
        create_all(&RealDisk, folder)?;
    }
    match std::fs::read(path) {
        Ok(there) if there == bytes => Ok(()),
        Ok(_) => Err(PayError::InTheWay { path: path.to_owned() }),
        Err(_) => Ok(RealDisk.write_file(path, bytes).map_err(failed("write"))?),
    }
}
