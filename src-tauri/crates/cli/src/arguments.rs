use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jixiao_app::official_date;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

const NOTES: &str = "\
生成的文件与窗口导出的同名：
  单位、年度和内容，如“某局2023年度绩效自评表.xlsx”；每张表一个文件时是序号和项目名称，如“01-业务费.pdf”
  一次给出多个工作簿或文档时，后面再加各自的文件名，如“某局2023年度绩效自评表-一科.xlsx”

退出码：
  0  全部完成
  1  已完成，但有表或单元格未能识别（详见提示）
  2  没有可处理的内容，或参数有误";

/// 绩效自评：读取上年自评表，逐项核算得分并说明依据，生成规定格式的 Excel 与 PDF
#[derive(Debug, Parser)]
#[command(name = "jixiao", bin_name = "jixiao", version, help_template = TEMPLATE, after_help = NOTES)]
#[command(subcommand_help_heading = "命令", subcommand_value_name = "命令", disable_help_subcommand = true)]
#[command(disable_help_flag = true, disable_version_flag = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// 显示帮助
    #[arg(short, long, action = ArgAction::Help, global = true, help_heading = "选项")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "选项")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// 在本机的浏览器中打开界面，填报、核对和导出；没有网页组件、打不开窗口的系统用它
    #[command(help_template = TEMPLATE, override_usage = "jixiao open [选项] [文档或工作簿]")]
    Open(OpenArguments),
    /// 读取工作簿中的自评表
    #[command(help_template = TEMPLATE, override_usage = "jixiao read [选项] <工作簿>...")]
    Read(ReadArguments),
    /// 按评分规则逐项核算得分
    #[command(help_template = TEMPLATE, override_usage = "jixiao score [选项] <工作簿>...")]
    Score(ScoreArguments),
    /// 把上年自评表变成今年的空白模板（Excel 与 PDF）
    #[command(help_template = TEMPLATE, override_usage = "jixiao template [选项] --year <年度> --out <文件夹> <工作簿>...")]
    Template(TemplateArguments),
    /// 核算得分并生成规定格式的 Excel、PDF、Word 和得分说明
    #[command(help_template = TEMPLATE, override_usage = "jixiao report [选项] --out <文件夹> <工作簿>...")]
    Report(ReportArguments),
    /// 汇总项目自评表：项目支出绩效自评汇总表（Excel 与 PDF）和预算绩效情况说明（Word）
    #[command(help_template = TEMPLATE, override_usage = "jixiao summary [选项] --out <文件夹> <工作簿或文档>...")]
    Summary(SummaryArguments),
    /// 把文件夹中各单位的工作簿和文档收集到一个部门文档里，单位改正后可以重新收集
    #[command(help_template = TEMPLATE, override_usage = "jixiao collect [选项] <文件夹> --out <部门文档>")]
    Collect(CollectArguments),
    /// 检查自评表：一并给出的工作簿作为一批互相核对，每个文档自成一批
    #[command(help_template = TEMPLATE, override_usage = "jixiao check [选项] <工作簿或文档>...")]
    Check(CheckArguments),
    /// 检查文件夹（连同下级文件夹）中的全部工作簿和文档，每个文件自成一批，列成一张汇总表
    #[command(help_template = TEMPLATE, override_usage = "jixiao audit [选项] <文件夹>")]
    Audit(AuditArguments),
    /// 表式：从填好的表学到自己的表式，列出、检查和查看表式
    #[command(help_template = TEMPLATE, override_usage = "jixiao edition <命令>")]
    #[command(
        subcommand_help_heading = "命令",
        subcommand_value_name = "命令",
        disable_help_subcommand = true
    )]
    Edition(EditionArguments),
    /// 评分规则：列出可用的规则，检查规则文件
    #[command(
        help_template = TEMPLATE,
        override_usage = "jixiao rules <命令>",
        subcommand_help_heading = "命令",
        subcommand_value_name = "命令",
        disable_help_subcommand = true
    )]
    Rules(RulesArguments),
}

#[derive(Debug, Args)]
pub struct EditionArguments {
    #[command(subcommand)]
    pub command: EditionCommand,
}

#[derive(Debug, Subcommand)]
pub enum EditionCommand {
    /// 从填好的一张表学到表式，写成可以修改的文件
    #[command(help_template = TEMPLATE, override_usage = "jixiao edition learn [选项] <工作簿> --out <文件>")]
    Learn(LearnArguments),
    /// 列出可用的表式：随程序提供的和自己的
    #[command(help_template = TEMPLATE, override_usage = "jixiao edition list [选项]")]
    List(ListArguments),
    /// 检查一个表式文件，有误时指出在第几行
    #[command(help_template = TEMPLATE, override_usage = "jixiao edition check <文件>")]
    Check(CheckEditionArguments),
    /// 按表式生成一张空表（Excel 与 PDF）
    #[command(help_template = TEMPLATE, override_usage = "jixiao edition show [选项] <表式> --out <文件夹>")]
    Show(ShowArguments),
}

#[derive(Debug, Args)]
pub struct LearnArguments {
    /// 填好的自评表（.xlsx、.xls、.et、.ods、.docx、.htm 等）
    #[arg(value_name = "工作簿", help_heading = "参数")]
    pub book: PathBuf,
    /// 学哪一张工作表；不指定时学第一张自评表
    #[arg(long, value_name = "工作表", help_heading = "选项")]
    pub sheet: Option<String>,
    /// 表式文件（.toml）
    #[arg(short, long, value_name = "文件", help_heading = "选项")]
    pub out: PathBuf,
    /// 覆盖同名文件（不加此项时另起名字）
    #[arg(long, help_heading = "选项")]
    pub overwrite: bool,
}

#[derive(Debug, Args)]
pub struct ListArguments {
    /// 以 JSON 输出
    #[arg(long, help_heading = "选项")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CheckEditionArguments {
    /// 表式文件（.toml）
    #[arg(value_name = "文件", help_heading = "参数")]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct ShowArguments {
    /// 表式的编号，或表式文件（.toml）
    #[arg(value_name = "表式", help_heading = "参数")]
    pub edition: String,
    /// 存放结果的文件夹
    #[arg(short, long, value_name = "文件夹", help_heading = "选项")]
    pub out: PathBuf,
    /// 覆盖同名文件（不加此项时另起名字）
    #[arg(long, help_heading = "选项")]
    pub overwrite: bool,
}

#[derive(Debug, Args)]
pub struct Books {
    /// 工作簿、Word 文档或网页（.xlsx、.xls、.et、.ods、.docx、.htm 等），可以有多个
    #[arg(value_name = "工作簿", required = true, help_heading = "参数")]
    pub books: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ReadArguments {
    #[command(flatten)]
    pub books: Books,
    /// 以 JSON 输出
    #[arg(long, help_heading = "选项")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ScoreArguments {
    #[command(flatten)]
    pub books: Books,
    /// 评分规则的编号，或规则文件（.toml）；不指定时按各表式自己的规则
    #[arg(long, value_name = "规则", help_heading = "选项")]
    pub rules: Option<String>,
    /// 以 JSON 输出
    #[arg(long, help_heading = "选项")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct TemplateArguments {
    #[command(flatten)]
    pub books: Books,
    /// 新表的评价年度，如 2026
    #[arg(long, value_name = "年度", value_parser = clap::value_parser!(u16).range(1990..2100), help_heading = "选项")]
    pub year: u16,
    /// 存放结果的文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub out: PathBuf,
    /// 改用另一表式：表式的编号，或表式文件（.toml）；不指定时用原来的表式
    #[arg(long, value_name = "表式", help_heading = "选项")]
    pub edition: Option<String>,
    /// 把名称和文字里的上年年份一并改为新年度（不加此项时只列出）
    #[arg(long, help_heading = "选项")]
    pub replace_year: bool,
    /// 覆盖同名文件（不加此项时另起名字）
    #[arg(long, help_heading = "选项")]
    pub overwrite: bool,
    /// 以 JSON 输出
    #[arg(long, help_heading = "选项")]
    pub json: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct ReportArguments {
    #[command(flatten)]
    pub books: Books,
    /// 存放结果的文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub out: PathBuf,
    /// 评分规则的编号，或规则文件（.toml）；不指定时按各表式自己的规则
    #[arg(long, value_name = "规则", help_heading = "选项")]
    pub rules: Option<String>,
    /// 输出格式 xlsx、pdf、docx（Word），逗号分隔；不指定时为 xlsx,pdf
    #[arg(
        long,
        value_name = "格式",
        value_enum,
        value_delimiter = ',',
        default_value = "xlsx,pdf",
        help_heading = "选项"
    )]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub formats: Vec<Format>,
    /// 每张表一个文件（默认全部表在一个文件里）
    #[arg(long, help_heading = "选项")]
    pub per_form: bool,
    /// 版式：own 按来源文件自己的版式，official 按规定表式；不指定时，与规定表式完全一致的按规定表式，其余按自己的版式
    #[arg(long, value_name = "版式", value_enum, hide_possible_values = true, help_heading = "选项")]
    pub layout: Option<Layout>,
    /// 全部按这一表式：表式的编号，或表式文件（.toml）
    #[arg(long, value_name = "表式", conflicts_with = "layout", help_heading = "选项")]
    pub edition: Option<String>,
    /// Excel 里合计、执行率和得分只写数，不写公式（默认与规则算出的结果一致的写成公式，改了数会跟着变）
    #[arg(long, help_heading = "选项")]
    pub values: bool,
    /// PDF 装订成册：封面、目录、左侧装订边，页码连续
    #[arg(long, help_heading = "选项")]
    pub volume: bool,
    /// 成册封面的编制日期，如 2024-03-01；不指定时留空待填
    #[arg(long, value_name = "日期", value_parser = official_date, requires = "volume", help_heading = "选项")]
    pub date: Option<String>,
    /// PDF 页码按每张表单独编（默认全部连续编）
    #[arg(long, conflicts_with = "volume", help_heading = "选项")]
    pub number_each: bool,
    /// PDF 每页印“草稿”水印
    #[arg(long, help_heading = "选项")]
    pub draft: bool,
    /// 公开用：隐去签字栏的姓名、身份证号和电话（逐处列出，请核对），不生成得分说明
    #[arg(long, help_heading = "选项")]
    pub public: bool,
    /// 公开用时不印的涉密项目的名称，可以有多个
    #[arg(long, value_name = "项目名称", requires = "public", help_heading = "选项")]
    pub classified: Vec<String>,
    /// 用核算得分替换表上已填的得分（不加此项时只补空白，已填的照录并在得分说明中列出差异）
    #[arg(long, help_heading = "选项")]
    pub recompute: bool,
    /// 覆盖同名文件（不加此项时另起名字）
    #[arg(long, help_heading = "选项")]
    pub overwrite: bool,
    /// 以 JSON 输出
    #[arg(long, help_heading = "选项")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct SummaryArguments {
    /// 工作簿、Word 文档或网页（.xlsx、.xls、.et、.ods、.docx、.htm 等），可以有多个；或者一个文档（.jixiao）
    #[arg(value_name = "工作簿或文档", required = true, help_heading = "参数")]
    pub files: Vec<PathBuf>,
    /// 存放结果的文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub out: PathBuf,
    /// 编报单位；不指定时取表上的主管部门，文档取它的单位
    #[arg(long, alias = "unit", value_name = "单位", help_heading = "选项")]
    pub agency: Option<String>,
    /// 评分规则的编号，或规则文件（.toml）；不指定时按各表式自己的规则
    #[arg(long, value_name = "规则", help_heading = "选项")]
    pub rules: Option<String>,
    /// 情况说明落款的日期，如 2024-03-01；不指定时留空待填
    #[arg(long, value_name = "日期", value_parser = official_date, help_heading = "选项")]
    pub date: Option<String>,
    /// 涉密项目的名称，可以有多个：金额计入合计，不列名称
    #[arg(long, value_name = "项目名称", help_heading = "选项")]
    pub classified: Vec<String>,
    /// 覆盖同名文件（不加此项时另起名字）
    #[arg(long, help_heading = "选项")]
    pub overwrite: bool,
    /// 以 JSON 输出
    #[arg(long, help_heading = "选项")]
    pub json: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct CollectArguments {
    /// 存放各单位工作簿和文档的文件夹，下级文件夹也在内
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub folder: PathBuf,
    /// 部门文档（.jixiao）；没有时新建，已有时只更新单位改过的表
    #[arg(short, long, value_name = "部门文档", help_heading = "选项")]
    pub out: PathBuf,
    /// 新建文档的单位名称；不指定时取表上的主管部门
    #[arg(long, alias = "unit", value_name = "单位", help_heading = "选项")]
    pub agency: Option<String>,
    /// 新建文档的评价年度；不指定时取多数表的年度。其他年度的表不收集
    #[arg(long, value_name = "年度", value_parser = clap::value_parser!(u16).range(1990..2100), help_heading = "选项")]
    pub year: Option<u16>,
    /// 有冲突时改用文件中的
    #[arg(long, group = "answer", help_heading = "选项")]
    pub take_theirs: bool,
    /// 有冲突时保留文档中的（不加这两项时也保留，但下次仍会提示）
    #[arg(long, group = "answer", help_heading = "选项")]
    pub keep_ours: bool,
    /// 同一项目在两个文件中时两张都要
    #[arg(long, group = "answer", help_heading = "选项")]
    pub keep_both: bool,
    /// 以 JSON 输出
    #[arg(long, help_heading = "选项")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CheckArguments {
    /// 工作簿、Word 文档或网页（.xlsx、.xls、.et、.ods、.docx、.htm 等）或文档（.jixiao），可以有多个
    #[arg(value_name = "工作簿或文档", required = true, help_heading = "参数")]
    pub files: Vec<PathBuf>,
    /// 评分规则的编号，或规则文件（.toml）；不指定时按各表式自己的规则
    #[arg(long, value_name = "规则", help_heading = "选项")]
    pub rules: Option<String>,
    /// 公开的项目个数，用来核对有没有漏表（C53）
    #[arg(long, value_name = "个数", help_heading = "选项")]
    pub published_projects: Option<usize>,
    /// 公开的项目全年预算数合计，单位与表上相同（C53）
    #[arg(long, value_name = "金额", help_heading = "选项")]
    pub published_budget: Option<String>,
    /// 公开的项目全年执行数合计（C53）
    #[arg(long, value_name = "金额", help_heading = "选项")]
    pub published_executed: Option<String>,
    /// 部门的基本支出，部门表上没有这一栏时用来核对部门支出总额（C55）
    #[arg(long, value_name = "金额", help_heading = "选项")]
    pub basic_expenditure: Option<String>,
    /// 把检查报告（Excel 与 PDF）存入这个文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub out: Option<PathBuf>,
    /// 覆盖同名文件（不加此项时另起名字）
    #[arg(long, help_heading = "选项")]
    pub overwrite: bool,
    /// 以 JSON 输出
    #[arg(long, help_heading = "选项")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct AuditArguments {
    /// 存放工作簿和文档的文件夹
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub folder: PathBuf,
    /// 把汇总表和每个文件的检查报告（Excel 与 PDF）存入这个文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub out: Option<PathBuf>,
    /// 把全部自评表、资金、指标、检查结果写成数据表（Parquet）存入这个文件夹；中断后再运行，接着做没有做完的
    #[arg(long, value_name = "文件夹", conflicts_with = "out", help_heading = "选项")]
    pub parquet: Option<PathBuf>,
    /// 覆盖同名文件（不加此项时另起名字）；与 --parquet 一起用时，全部重新检查
    #[arg(long, help_heading = "选项")]
    pub overwrite: bool,
    /// 以 JSON 输出
    #[arg(long, help_heading = "选项")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct OpenArguments {
    /// 要打开的文档（.jixiao），或要导入的工作簿；不指定时显示开始页
    #[arg(value_name = "文档或工作簿", help_heading = "参数")]
    pub file: Option<PathBuf>,
    /// 打开示例
    #[arg(long, conflicts_with = "file", help_heading = "选项")]
    pub sample: bool,
    /// 只显示地址，不启动浏览器
    #[arg(long, help_heading = "选项")]
    pub no_browser: bool,
}

#[derive(Debug, Args)]
pub struct RulesArguments {
    #[command(subcommand)]
    pub command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// 列出可用的评分规则：随程序提供的，和程序数据的 rules 文件夹里的
    #[command(help_template = TEMPLATE, override_usage = "jixiao rules list [选项]")]
    List(ListArguments),
    /// 检查一个规则文件（.toml）写得对不对，有错时指出是第几行
    #[command(help_template = TEMPLATE, override_usage = "jixiao rules check <规则文件>")]
    Check(RulesCheckArguments),
}

#[derive(Debug, Args)]
pub struct RulesCheckArguments {
    /// 规则文件（.toml）
    #[arg(value_name = "规则文件", help_heading = "参数")]
    pub file: PathBuf,
}

/// Which layout the forms are printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    Own,
    Official,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Xlsx,
    Pdf,
    Docx,
}

/// Parses the command line; on help or a mistake prints and gives the exit code.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, ExitCode> {
    let matches = Arguments::command().try_get_matches_from(arguments);
    matches.and_then(|matches| Arguments::from_arg_matches(&matches)).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print!("{error}");
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("错误：{}\n运行 jixiao --help 查看用法。", explain(&error));
            ExitCode::from(2)
        }
    })
}

/// clap's mistakes in Chinese.
fn explain(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("缺少必需的参数 {argument}"),
        ErrorKind::UnknownArgument => format!("不认识的选项 {argument}"),
        ErrorKind::InvalidSubcommand => format!("没有命令 {}", context(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            format!("{argument} 的值“{value}”不正确，{}", instead(&argument))
        }
        ErrorKind::ArgumentConflict => format!("{argument} 重复或与其他选项冲突"),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            "请指定一个命令".to_owned()
        }
        _ => format!("参数有误（{argument}）"),
    }
}

/// What an option takes.
fn instead(argument: &str) -> String {
    let names = |names: &[&str]| format!("可以写：{}", names.join("、"));
    match argument.split_whitespace().next().unwrap_or_default() {
        "--formats" => names(&["xlsx", "pdf", "docx"]) + "，多个用逗号隔开",
        "--layout" => names(&["own（原表式）", "official（规定表式）"]),
        "--date" => "应为年-月-日，如 2024-03-01".to_owned(),
        "--year" => "应为 1990 至 2099 的年份，如 2026".to_owned(),
        _ => "请运行 jixiao 命令 --help 查看可以写什么".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_names_the_command_line_whatever_runs_it() {
        let help =
            Arguments::command().try_get_matches_from(["jixiao-app", "--help"]).unwrap_err().to_string();
        assert!(help.contains("用法：jixiao <") || help.contains("用法：jixiao ["), "{help}");
    }
}
