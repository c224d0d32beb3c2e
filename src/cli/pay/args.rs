//! What the command line of `zhibu pay` may say.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use crate::cli::sign::Signing;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PayCommand {
    /// Make up a batch from a run's output.
    Prepare(PrepareArgs),
    /// Another person states head count and sum.
    Approve(ApproveArgs),
    /// Take back lines or a batch before it is sent.
    Withdraw(WithdrawArgs),
    /// Write the bank's files of an approved batch.
    Export(ExportArgs),
    /// Take in what the bank sent back.
    Return(ReturnArgs),
    /// Make again what is proven failed.
    Reissue(PrepareArgs),
    /// Every line is accounted for.
    Close(BatchArgs),
    /// Where every batch and every yuan stands.
    Status(StatusArgs),
    /// Play the bank, to try the whole life.
    Simulate(SimulateArgs),
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct PrepareArgs {
    #[command(flatten)]
    pub(super) signing: Signing,
    /// The run's output (default: out/<period> in the project)
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct ApproveArgs {
    /// The batch.
    pub(super) batch: String,
    #[command(flatten)]
    pub(super) signing: Signing,
    /// The head count, typed by the approver.
    #[arg(long)]
    pub(super) people: Option<u64>,
    /// The sum in yuan, typed by the approver.
    #[arg(long, value_name = "YUAN")]
    pub(super) amount: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct BatchArgs {
    /// The batch.
    pub(super) batch: String,
    #[command(flatten)]
    pub(super) signing: Signing,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct WithdrawArgs {
    /// The batch.
    pub(super) batch: String,
    /// Which lines; the whole batch without any.
    #[arg(long, value_delimiter = ',')]
    pub(super) line: Vec<u64>,
    /// Why.
    #[arg(long)]
    pub(super) reason: String,
    #[command(flatten)]
    pub(super) signing: Signing,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct ExportArgs {
    /// The batch.
    pub(super) batch: String,
    #[command(flatten)]
    pub(super) signing: Signing,
    /// Where to (default: pay/<batch> in the project)
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
    /// Seal the files for a recipient (age1…) or a file of them; repeatable.
    #[arg(long, value_name = "RECIPIENT")]
    pub(super) seal: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct ReturnArgs {
    /// The files that the bank sent back.
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The batch, where neither name nor content says.
    #[arg(long)]
    pub(super) batch: Option<String>,
    #[command(flatten)]
    pub(super) signing: Signing,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct StatusArgs {
    /// One batch, line by line; all batches without one.
    pub(super) batch: Option<String>,
    /// The project folder.
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// Lines that were credited too.
    #[arg(long, requires = "batch")]
    pub(super) all: bool,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct SimulateArgs {
    /// The batch.
    pub(super) batch: String,
    /// The project folder.
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// Chooses who fails.
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    /// How many fail, of ten thousand.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(super) failed: u32,
    /// How many are pending, of ten thousand.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(super) pending: u32,
    /// How many get an unknown code, of ten thousand.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(super) unknown: u32,
}
