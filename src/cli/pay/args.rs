//! What the command line of `zhibu pay` may say.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use crate::cli::sign::Signing;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PayCommand {
    /// 用核发结果编制一个批次 · make up a batch from a run's output
    #[command(after_help = "例 · example:\n  zhibu pay prepare -p 岳阳县2020 --by 张三")]
    Prepare(PrepareArgs),
    /// 审批：另一个人填报人数和金额 · another person states head count and sum
    #[command(
        after_help = "例 · example:\n  zhibu pay approve 2020-001 -p 岳阳县2020 --by 李四 --people 42198 --amount 25318800.00"
    )]
    Approve(ApproveArgs),
    /// 送银行之前撤下一笔或整批 · take back lines or a batch before it is sent
    #[command(
        after_help = "例 · example:\n  zhibu pay withdraw 2020-001 --line 17 --reason 已死亡 -p 岳阳县2020 --by 张三"
    )]
    Withdraw(WithdrawArgs),
    /// 写出送银行的文件 · write the bank's files of an approved batch
    #[command(after_help = "例 · example:\n  zhibu pay export 2020-001 -p 岳阳县2020 --by 张三")]
    Export(ExportArgs),
    /// 登记银行回盘 · take in what the bank sent back
    #[command(after_help = "例 · example:\n  zhibu pay return 回盘/*.csv -p 岳阳县2020 --by 张三")]
    Return(ReturnArgs),
    /// 重发已证实没有发成的 · make again what is proven failed
    #[command(
        after_help = "例 · example:\n  zhibu run -p 岳阳县2020\n  zhibu pay reissue -p 岳阳县2020 --by 张三"
    )]
    Reissue(PrepareArgs),
    /// 结清：每一笔都有结果 · every line is accounted for
    #[command(after_help = "例 · example:\n  zhibu pay close 2020-001 -p 岳阳县2020 --by 张三")]
    Close(BatchArgs),
    /// 各批次和各步的人数、金额 · where every batch and every yuan stands
    #[command(
        after_help = "例 · example:\n  zhibu pay status -p 岳阳县2020\n  zhibu pay status 2020-001 -p 岳阳县2020"
    )]
    Status(StatusArgs),
    /// 模拟银行回盘，供试用 · play the bank, to try the whole life
    #[command(
        after_help = "例 · example:\n  zhibu pay simulate 2020-001 -p 岳阳县2020 --failed 200"
    )]
    Simulate(SimulateArgs),
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct PrepareArgs {
    #[command(flatten)]
    pub(super) signing: Signing,
    /// 核发结果的文件夹 · the run's output (default: out/<period> in the project)
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct ApproveArgs {
    /// 批次 · the batch
    pub(super) batch: String,
    #[command(flatten)]
    pub(super) signing: Signing,
    /// 人数，由审批人自己填 · the head count, typed by the approver
    #[arg(long)]
    pub(super) people: Option<u64>,
    /// 金额（元），由审批人自己填 · the sum in yuan, typed by the approver
    #[arg(long, value_name = "YUAN")]
    pub(super) amount: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct BatchArgs {
    /// 批次 · the batch
    pub(super) batch: String,
    #[command(flatten)]
    pub(super) signing: Signing,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct WithdrawArgs {
    /// 批次 · the batch
    pub(super) batch: String,
    /// 第几笔（可写几次）；不写则整批撤回 · which lines; the whole batch without any
    #[arg(long, value_delimiter = ',')]
    pub(super) line: Vec<u64>,
    /// 为什么 · why
    #[arg(long)]
    pub(super) reason: String,
    #[command(flatten)]
    pub(super) signing: Signing,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct ExportArgs {
    /// 批次 · the batch
    pub(super) batch: String,
    #[command(flatten)]
    pub(super) signing: Signing,
    /// 写到哪里 · where to (default: pay/<batch> in the project)
    #[arg(long, short)]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct ReturnArgs {
    /// 银行发回的文件 · the files that the bank sent back
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    /// 批次；文件名或内容写明的不用 · the batch, where neither name nor content says
    #[arg(long)]
    pub(super) batch: Option<String>,
    #[command(flatten)]
    pub(super) signing: Signing,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct StatusArgs {
    /// 批次；不写则全部 · one batch, line by line; all batches without one
    pub(super) batch: Option<String>,
    /// 项目文件夹 · the project folder
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// 已到账的也列出 · lines that were credited too
    #[arg(long, requires = "batch")]
    pub(super) all: bool,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct SimulateArgs {
    /// 批次 · the batch
    pub(super) batch: String,
    /// 项目文件夹 · the project folder
    #[arg(long, short, default_value = ".")]
    pub(super) project: PathBuf,
    /// 随机种子 · chooses who fails
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    /// 失败的，每万笔 · how many fail, of ten thousand
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(super) failed: u32,
    /// 处理中的，每万笔 · how many are pending, of ten thousand
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(super) pending: u32,
    /// 结果码不认识的，每万笔 · how many get an unknown code, of ten thousand
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(super) unknown: u32,
}
