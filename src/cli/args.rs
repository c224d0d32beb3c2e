//! What the command line may say.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::domain::Lang;
use crate::run::Part;

/// Verifies rosters of people resettled by reservoirs and turns the direct subsidy
/// into payments. What people read of it stands in the catalogue: `help`.
#[derive(Debug, Parser)]
#[command(name = "zhibu", version, propagate_version = true, max_term_width = 80)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Global {
    /// How results are printed.
    #[arg(long, global = true, value_enum, default_value = "text")]
    pub(super) format: Format,
    /// Language (default: the locale's; files: the project's)
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<LangArg>,
    /// Threads (default: one a core); changes no byte of the output.
    #[arg(long, global = true, value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) threads: Option<u16>,
    /// Results only: no progress, no hints.
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets: `query` only.
    Csv,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LangArg {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Self {
        match arg {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Invent the reference county and run it.
    Demo(DemoArgs),
    /// Make a project folder.
    New(NewArgs),
    /// Show what the reader understands of files.
    Inspect(InspectArgs),
    /// The annual run.
    Run(RunArgs),
    /// The population-change audit alone.
    Changes(ChangesArgs),
    /// The self-evaluation: its figures and their contradictions.
    Evaluate(EvaluateArgs),
    /// The next period's lists.
    Next(NextArgs),
    /// Explain a rule, or one person's way from source cells to money.
    Explain(ExplainArgs),
    /// Re-read an output folder and check it.
    Verify(VerifyArgs),
    /// Open a sealed output.
    Open(OpenArgs),
    /// Remove the people of past periods.
    Purge(PurgeArgs),
    /// Draw households for a field check.
    Sample(SampleArgs),
    /// The payout's life.
    #[command(subcommand)]
    Pay(super::pay::PayCommand),
    /// The ledger: who signs, and whether it is whole.
    #[command(subcommand)]
    Ledger(super::ledger::LedgerCommand),
    /// The layouts of bank files.
    #[command(subcommand)]
    Bank(BankCommand),
    /// Many counties' runs against each other.
    Crosscheck(CrosscheckArgs),
    /// A run's tables by SQL.
    Query(QueryArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct DemoArgs {
    /// Where to write it.
    #[arg(default_value = "zhibu-demo")]
    pub(super) dir: PathBuf,
    /// Chooses names, numbers and where errors stand.
    #[arg(long, default_value_t = 20_201_231)]
    pub(super) seed: u64,
    /// How many times the reference county.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub(super) scale: u32,
    /// Plant no errors.
    #[arg(long)]
    pub(super) clean: bool,
    /// How many years: 2 adds last year's lists, the change register, other bodies'
    /// lists and the postings.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=2))]
    pub(super) years: u8,
    /// With a fund workbook and lists, and evaluate them.
    #[arg(long, conflicts_with_all = ["scale", "clean", "years", "people"])]
    pub(super) evaluation: bool,
    /// Invent a nation of so many people, about ten thousand a county, for
    /// `crosscheck`.
    #[arg(long, requires = "parquet", conflicts_with_all = ["scale", "clean", "years"], value_parser = clap::value_parser!(u32).range(1_000..=100_000_000))]
    pub(super) people: Option<u32>,
    /// Write the counties' outputs as Parquet, no workbooks.
    #[arg(long, requires = "people")]
    pub(super) parquet: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct NewArgs {
    /// The project folder.
    #[arg(required_unless_present = "fund")]
    pub(super) dir: Option<PathBuf>,
    /// The fund workbook's template, for `evaluate`.
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "fund.xlsx")]
    pub(super) fund: Option<PathBuf>,
    /// With one invented row a sheet.
    #[arg(long, requires = "fund")]
    pub(super) example: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct EvaluateArgs {
    /// The project folder.
    #[arg(long, short)]
    pub(super) project: Option<PathBuf>,
    /// The fund workbook; several files may be named.
    #[arg(long, value_name = "FILE")]
    pub(super) fund: Vec<PathBuf>,
    /// A written report; checked by itself where there is no project folder.
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// The subsidy's yuan for a person and year, for the report.
    #[arg(long, value_name = "YUAN")]
    pub(super) standard: Option<String>,
    /// List each relation of the report that holds.
    #[arg(long)]
    pub(super) ties: bool,
    /// The output folder.
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
    /// Exit with 1 where something is found.
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct InspectArgs {
    /// Files.
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct RunArgs {
    /// The project folder.
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// The output folder (default: out/<period> in the project)
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
    /// Write a part only.
    #[arg(long, value_delimiter = ',', value_parser = part())]
    pub(super) only: Vec<Part>,
    /// Exit with 1 where rows are on hold.
    #[arg(long)]
    pub(super) strict: bool,
    /// Seal the output for a recipient (age1…) or a file of them; repeatable.
    #[arg(long, value_name = "RECIPIENT")]
    pub(super) seal: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct NextArgs {
    /// The project folder.
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// The next period's project folder (default: next/<period> in the project)
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
}

/// The keys of the parts that a run writes.
fn part() -> impl TypedValueParser<Value = Part> {
    let of = |key: String| Part::ALL.into_iter().find(|part| part.key() == key);
    PossibleValuesParser::new(Part::ALL.map(Part::key)).try_map(move |key| of(key).ok_or("part"))
}

#[derive(Debug, ClapArgs)]
pub(super) struct ChangesArgs {
    /// The project folder.
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// The output folder (default: out/<period>-changes in the project)
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
    /// Seal the output for a recipient (age1…) or a file of them; repeatable.
    #[arg(long, value_name = "RECIPIENT")]
    pub(super) seal: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ExplainArgs {
    /// A rule's code; all of them without one.
    #[arg(conflicts_with = "person")]
    pub(super) code: Option<String>,
    /// One person's identity number, or name.
    #[arg(long, value_name = "ID|NAME")]
    pub(super) person: Option<String>,
    /// The project folder (default: this one)
    #[arg(long, short, requires = "person")]
    pub(super) project: Option<PathBuf>,
    /// Identity numbers and accounts in full.
    #[arg(long, requires = "person")]
    pub(super) full: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct VerifyArgs {
    /// The output folder.
    pub(super) out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(super) struct OpenArgs {
    /// The archive.
    #[arg(required_unless_present = "new_identity")]
    pub(super) archive: Option<PathBuf>,
    /// The folder (default: the archive's name without .tar.age)
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
    /// A file with what opens it; repeatable.
    #[arg(long, short, value_name = "FILE", required_unless_present = "new_identity")]
    pub(super) identity: Vec<PathBuf>,
    /// Write a new identity, and say its recipient.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["archive", "out", "identity"])]
    pub(super) new_identity: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct PurgeArgs {
    /// Everything that ended before this period began.
    #[arg(long, value_name = "PERIOD")]
    pub(super) before: String,
    /// The project folder.
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// Do it; without this it is only said what would be done.
    #[arg(long)]
    pub(super) yes: bool,
    /// Who does it: an enrolled name; needed where there is a ledger.
    #[arg(long)]
    pub(super) by: Option<String>,
    /// A key file; else the passphrase is asked for, or taken from `ZHIBU_PASSPHRASE`.
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct SampleArgs {
    /// The project folder.
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// A seed that was announced before the lists were closed.
    #[arg(long, value_name = "TEXT")]
    pub(super) seed: Option<String>,
    /// How many townships.
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(super) townships: usize,
    /// How many households in each.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) households: usize,
    /// The workbook.
    #[arg(long, short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum BankCommand {
    /// Which layouts there are.
    List(BankListArgs),
    /// Whether a file is what its layout says.
    Check(BankCheckArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct BankListArgs {
    /// A project folder with layouts of its own.
    #[arg(long, short)]
    pub(super) project: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct BankCheckArgs {
    /// A layout's id, or its file (.toml)
    pub(super) profile: String,
    /// The bank file.
    pub(super) file: PathBuf,
    /// A project folder with layouts of its own.
    #[arg(long, short)]
    pub(super) project: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct CrosscheckArgs {
    /// Where a county does not show its people.
    #[command(subcommand)]
    pub(super) keyed: Option<super::keyed::KeyedCommand>,
    /// Counties' output folders, or folders that contain them one or two levels down.
    #[arg(required = true, value_name = "OUT")]
    pub(super) folders: Vec<PathBuf>,
    /// Write the totals and what is found as CSV, numbers in full.
    #[arg(long, short, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Exit with 1 where something is found.
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct QueryArgs {
    /// One SQL statement that reads; tables: dispositions, findings, control, inputs.
    pub(super) sql: String,
    /// The project folder.
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// The output folder (default: out/<period> in the project)
    #[arg(long, short, conflicts_with = "project")]
    pub(super) out: Option<PathBuf>,
    /// Identity numbers and accounts in full.
    #[arg(long)]
    pub(super) full: bool,
    /// How many rows are shown, as text.
    #[arg(long, default_value_t = 50)]
    pub(super) limit: usize,
}
