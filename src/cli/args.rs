//! What the command line may say.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::domain::Lang;
use crate::run::Part;

/// 移民直补：核对花名册，编制发放文件。
///
/// Verifies rosters of people resettled by reservoirs and turns the direct
/// subsidy into payments that nobody has to doubt.
#[derive(Debug, Parser)]
#[command(name = "zhibu", version, propagate_version = true, max_term_width = 80)]
#[command(verbatim_doc_comment)]
#[command(
    after_help = "例 · example:\n  zhibu demo\n  zhibu new 岳阳县2020\n  zhibu run -p 岳阳县2020"
)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Global {
    /// 结果的格式 · how results are printed
    #[arg(long, global = true, value_enum, default_value = "text")]
    pub(super) format: Format,
    /// 语言 · language (default: the locale's; files: the project's)
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<LangArg>,
    /// 线程数 · threads (default: one a core); changes no byte of the output
    #[arg(long, global = true)]
    pub(super) threads: Option<NonZeroUsize>,
    /// 只输出结果 · results only: no progress, no hints
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
    /// 中文
    Zh,
    /// English
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
    /// 造一个虚构的参考县并试运行 · invent the reference county and run it
    #[command(
        after_help = "例 · example:\n  zhibu demo /tmp/demo-county\n  zhibu demo --years 2 /tmp/two-years\n  zhibu demo --people 200000 --parquet /tmp/nation"
    )]
    Demo(DemoArgs),
    /// 新建项目文件夹 · make a project folder
    #[command(after_help = "例 · example:\n  zhibu new 岳阳县2020")]
    New(NewArgs),
    /// 看看程序读懂了什么 · show what the reader understands of files
    #[command(after_help = "例 · example:\n  zhibu inspect roster/荣家湾镇.xlsx")]
    Inspect(InspectArgs),
    /// 年度核发 · the annual run
    #[command(
        after_help = "例 · example:\n  zhibu run -p 岳阳县2020\n  zhibu run -p 岳阳县2020 --only payout,exceptions -o /tmp/try"
    )]
    Run(RunArgs),
    /// 人口变动核对 · the population-change audit alone
    #[command(
        after_help = "例 · example:\n  zhibu changes -p 岳阳县2021\n  zhibu changes -p 岳阳县2021 -o /tmp/try"
    )]
    Changes(ChangesArgs),
    /// 生成下期名册 · the next period's lists
    #[command(after_help = "例 · example:\n  zhibu next -p 岳阳县2020 -o 岳阳县2021")]
    Next(NextArgs),
    /// 核对绩效自评报告的数 · check a self-evaluation report's figures
    #[command(after_help = "例 · example:\n  zhibu evaluate --report 自评报告.docx")]
    Evaluate(EvaluateArgs),
    /// 解释一条规则，或一个人的来龙去脉 · explain a rule, or one person's way
    /// from source cells to money
    #[command(
        after_help = "例 · example:\n  zhibu explain V004\n  zhibu explain --person 张三 -p 岳阳县2021\n  zhibu explain --person 身份证号 -p 岳阳县2021"
    )]
    Explain(ExplainArgs),
    /// 复核输出文件夹 · re-read an output folder and check it
    #[command(after_help = "例 · example:\n  zhibu verify 岳阳县2020/out/2020")]
    Verify(VerifyArgs),
    /// 发放：编制、审批、导出、回盘、重发、结清 · the payout's life
    #[command(
        after_help = "例 · example:\n  zhibu ledger enrol 张三 -p 岳阳县2020\n  zhibu ledger enrol 李四 -p 岳阳县2020 --by 张三\n  zhibu pay prepare -p 岳阳县2020 --by 张三\n  zhibu pay approve 2020-001 -p 岳阳县2020 --by 李四 --people 42198 --amount 25318800.00\n  zhibu pay export 2020-001 -p 岳阳县2020 --by 张三\n  zhibu pay return 回盘.csv -p 岳阳县2020 --by 张三\n  zhibu pay status -p 岳阳县2020"
    )]
    #[command(subcommand)]
    Pay(super::pay::PayCommand),
    /// 账本：登记签署人、查验 · the ledger: who signs, and whether it is whole
    #[command(
        after_help = "例 · example:\n  zhibu ledger enrol 张三 -p 岳阳县2020\n  zhibu ledger verify -p 岳阳县2020"
    )]
    #[command(subcommand)]
    Ledger(super::ledger::LedgerCommand),
    /// 银行文件格式 · the layouts of bank files
    #[command(
        subcommand,
        after_help = "例 · example:\n  zhibu bank list\n  zhibu bank check plain-csv 岳阳县2020/out/2020/payout/某银行/某镇.csv"
    )]
    Bank(BankCommand),
    /// 各县结果互相比对 · many counties' runs against each other
    #[command(
        after_help = "例 · example:\n  zhibu crosscheck 岳阳县2020/out/2020 平江县2020/out/2020\n  zhibu crosscheck /data/counties -o /data/crosscheck"
    )]
    Crosscheck(CrosscheckArgs),
    /// 用 SQL 查询核发结果 · a run's tables by SQL
    #[command(
        after_help = "例 · example:\n  zhibu query -p 岳阳县2020 \"SELECT township, sum(amount) AS yuan FROM dispositions WHERE disposition = 'paid' GROUP BY township\"\n  zhibu query --out 岳阳县2020/out/2020 \"SHOW TABLES\"\n  zhibu query -p 岳阳县2020 \"DESCRIBE findings\""
    )]
    Query(QueryArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct DemoArgs {
    /// 写到哪里 · where to write it
    #[arg(default_value = "zhibu-demo")]
    pub(super) dir: PathBuf,
    /// 随机种子 · chooses names, numbers and where errors stand
    #[arg(long, default_value_t = 20_201_231)]
    pub(super) seed: u64,
    /// 几倍的参考县 · how many times the reference county
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub(super) scale: u32,
    /// 不埋错误 · plant no errors
    #[arg(long)]
    pub(super) clean: bool,
    /// 几年：2 则附上年名册、变动登记、外部名单和公示 · how many years: 2 adds last
    /// year's lists, the change register, other bodies' lists and the postings
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=2))]
    pub(super) years: u8,
    /// 造一个全国：多少登记人口，每县约一万 · invent a nation of so many people,
    /// about ten thousand a county, for `crosscheck`
    #[arg(long, requires = "parquet", conflicts_with_all = ["scale", "clean", "years"], value_parser = clap::value_parser!(u32).range(1_000..=100_000_000))]
    pub(super) people: Option<u32>,
    /// 各县只写核发结果 · write the counties' outputs as Parquet, no workbooks
    #[arg(long, requires = "people")]
    pub(super) parquet: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct NewArgs {
    /// 项目文件夹 · the project folder
    pub(super) dir: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(super) struct InspectArgs {
    /// 文件 · files
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct RunArgs {
    /// 项目文件夹 · the project folder
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// 输出文件夹 · the output folder (default: out/<period> in the project)
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
    /// 只写一部分 · write a part only
    #[arg(long, value_delimiter = ',', value_parser = part)]
    pub(super) only: Vec<Part>,
    /// 有暂缓时退出码为 1 · exit with 1 where rows are on hold
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct NextArgs {
    /// 项目文件夹 · the project folder
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// 下期的项目文件夹 · the next period's project folder (default:
    /// next/<period> in the project)
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
}

fn part(text: &str) -> Result<Part, String> {
    Part::ALL.into_iter().find(|part| part.key() == text).ok_or_else(|| {
        let known: Vec<&str> = Part::ALL.iter().map(|part| part.key()).collect();
        format!("one of: {}", known.join(", "))
    })
}

#[derive(Debug, ClapArgs)]
pub(super) struct ChangesArgs {
    /// 项目文件夹 · the project folder
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// 输出文件夹 · the output folder (default: out/<period>-changes in the project)
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ExplainArgs {
    /// 规则代码，如 V004；不写则列出全部 · a rule's code; all of them without one
    #[arg(conflicts_with = "person")]
    pub(super) code: Option<String>,
    /// 身份证号或姓名 · one person's identity number, or name
    #[arg(long, value_name = "ID|NAME")]
    pub(super) person: Option<String>,
    /// 项目文件夹（默认当前文件夹） · the project folder (default: this one)
    #[arg(long, short, requires = "person")]
    pub(super) project: Option<PathBuf>,
    /// 号码不遮掩 · identity numbers and accounts in full
    #[arg(long, requires = "person")]
    pub(super) full: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct VerifyArgs {
    /// 输出文件夹 · the output folder
    pub(super) out: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(super) enum BankCommand {
    /// 有哪些格式 · which layouts there are
    #[command(after_help = "例 · example:\n  zhibu bank list\n  zhibu bank list -p 岳阳县2020")]
    List(BankListArgs),
    /// 一个文件是否符合格式 · whether a file is what its layout says
    #[command(
        after_help = "例 · example:\n  zhibu bank check icbc-bpt 2020-001-001.bpt\n  zhibu bank check rules/banks/我行.toml 试发.txt"
    )]
    Check(BankCheckArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct BankListArgs {
    /// 项目文件夹，可有自己的格式 · a project folder with layouts of its own
    #[arg(long, short)]
    pub(super) project: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct BankCheckArgs {
    /// 格式的名称，或格式文件（.toml） · a layout's id, or its file (.toml)
    pub(super) profile: String,
    /// 银行文件 · the bank file
    pub(super) file: PathBuf,
    /// 项目文件夹，可有自己的格式 · a project folder with layouts of its own
    #[arg(long, short)]
    pub(super) project: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct CrosscheckArgs {
    /// 各县的输出文件夹，或含有它们的文件夹 · counties' output folders, or folders
    /// that contain them one or two levels down
    #[arg(required = true, value_name = "OUT")]
    pub(super) folders: Vec<PathBuf>,
    /// 把合计和各项结果写成 CSV（号码完整） · write the totals and what is found
    /// as CSV, numbers in full
    #[arg(long, short, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// 有发现时退出码为 1 · exit with 1 where something is found
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct QueryArgs {
    /// 一条只读的 SQL 语句 · one SQL statement that reads; tables: dispositions,
    /// findings, control, inputs
    pub(super) sql: String,
    /// 项目文件夹 · the project folder
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// 输出文件夹 · the output folder (default: out/<period> in the project)
    #[arg(long, short, conflicts_with = "project")]
    pub(super) out: Option<PathBuf>,
    /// 号码不遮掩 · identity numbers and accounts in full
    #[arg(long)]
    pub(super) full: bool,
    /// 最多显示多少行（仅 text） · how many rows are shown, as text
    #[arg(long, default_value_t = 50)]
    pub(super) limit: usize,
}

#[derive(Debug, ClapArgs)]
pub(super) struct EvaluateArgs {
    /// 自评报告（txt 或 docx） · the written report (txt or docx)
    #[arg(long)]
    pub(super) report: PathBuf,
    /// 直补标准，每人每年多少元 · the subsidy's yuan for a person and year
    #[arg(long)]
    pub(super) standard: Option<String>,
    /// 列出对得上的每一项 · list each relation that holds
    #[arg(long)]
    pub(super) ties: bool,
    /// 有矛盾时退出码为 1 · exit code 1 where anything contradicts itself
    #[arg(long)]
    pub(super) strict: bool,
}
