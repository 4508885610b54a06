//! The words around the tables.

use jixiao_model::Ambiguity;
use jixiao_score::{Note, Reason};

/// What the page is and how it is made.
pub const INTRODUCTION: &str = "\
# 评分规则

*In English:* how `jixiao` scores a form. Rule sets are data (`src-tauri/rules/*.toml`); this page is written by `make rules` from \
those files and from the published forms in `tests/corpus`, and a test fails when it is out of date. Part 1 lists every clause with \
its source, part 2 holds every published row against it (agrees, differs with a cause, cannot be scored with a reason), part 3 counts \
the evidence for each choice, part 4 says what is never guessed.

本页由 `make rules` 从规则文件（`src-tauri/rules/*.toml`）和公开自评表（`tests/corpus`）生成，请勿手改；与数据不符时测试不通过。
";

/// Overrides, scores by hand, and what is left to a person.
pub fn never_guessed() -> String {
    format!(
        "{TEXT}\n### 不能自动计分的情形\n\n{}\n### 允许的理解，说明里一律写明\n\n{}\n### 读不准的写法\n\n{}",
        reasons(),
        notes(),
        ambiguities()
    )
}

const TEXT: &str = "\
## 四、人工选择与不作猜测

- **换规则集**：每种表式有自己的规则集，也可以在命令行用 `--rules` 指定另一个；每行说明的末尾注明所用规则集。
- **换计分方法**：公开表在“≤”上互相矛盾，所以每一行可以另选上列任一计分方法；另选的行在说明里写明“本行另选了计分方法”，不会悄悄改变。
- **人工评定**：人工给的分优先于核算分；核算分和理由并列保留，说明以“人工评定 … 分（理由）”开头；没有写理由的会写明“未写理由”。
- **表上已有的得分**：只比较，不改动；不一致时写出表上得分、应得分和可能原因。`report --recompute` 才会用核算分替换。
- **不一致的原因**是能够重算出表上数字的另一种算法，或一看即知的事实（超出档次、漏给分、一位数字不同）；都不是的写“原因不明”，不作猜测。
- **档次有范围的定性指标**（如 80%–100%）由人工在档内定分；表上得分落在档内即为一致。
- **没有比较符号或写“=”的目标**：按指标名称里的词（`src-tauri/rules/words.toml` 的 `[[better]]`，如响应时间、差错率、投诉、事故越低越好）和单位看方向，\
说明里写明理由；名称看不出的，正好等于目标的为达标，其余不猜，请补上 ≥、≤，或为本行选计分方法。
- **日期**：没有写年份的按评价年度；没有写到日的按整段时间比较，看不出是否按期的不猜；年底的期限、年初的日期没有写年份的，可能是次年的，也不猜。
- **没有写单位的数**：与对方相差太大、可能是另一种单位的（80万元与 793500）不猜。
- **没有预算数或执行数**：预算执行得分、总分和等次都等着，表上已印的 10 分也不算数。
- **没有印分值的表**（湖北）：只说明应得分值的几成，补填分值后才计分；在窗口里填在“得分依据”下面的“分值”栏，只用来计算，不会印出来。
";

fn reasons() -> String {
    let reasons = [
        Reason::NoTarget,
        Reason::ActualCrossedOut,
        Reason::NoWeight(None),
        Reason::NegativeWeight,
        Reason::TargetIsWords,
        Reason::ActualIsWords,
        Reason::UnknownWords,
        Reason::DifferentUnits("次".to_owned(), "场".to_owned()),
        Reason::PercentOrFraction,
        Reason::FarApart("793500".to_owned(), "80万元".to_owned()),
        Reason::DirectionUnknown(String::new()),
        Reason::MonthOrMonths,
        Reason::ActualIsBound,
        Reason::DifferentDates,
        Reason::DateTooCoarse,
        Reason::YearUnknown,
        Reason::ZeroTarget,
        Reason::Negative,
        Reason::ByPerson,
        Reason::TooLarge,
    ];
    list(reasons.iter().map(ToString::to_string))
}

fn notes() -> String {
    let notes = [
        Note::UnitTaken("万元".to_owned()),
        Note::PeopleAlike("人".to_owned(), "人次".to_owned()),
        Note::YearTaken,
        Note::Bound,
        Note::BothReadings,
        Note::AsMonth,
        Note::AsDuration,
        Note::SameText,
        Note::TierWords,
        Note::DirectionTaken("≤", "“响应时间”越短越好".to_owned()),
        Note::MethodChosen,
        Note::ByPerson,
        Note::MethodUnused,
    ];
    list(notes.iter().map(ToString::to_string))
}

fn ambiguities() -> String {
    let examples = [
        (Ambiguity::Separator, "`1,5`、`1 31`"),
        (Ambiguity::Approximate, "`约300人`、`300余人`"),
        (Ambiguity::Operators, "`≤95%以上`"),
        (Ambiguity::Fraction, "`3/4`"),
        (Ambiguity::DateOrNumber, "`12-31`、`2021.12`"),
    ];
    list(examples.iter().map(|(ambiguity, example)| format!("{example}：{}", ambiguity.text())))
}

fn list(lines: impl Iterator<Item = String>) -> String {
    lines.fold(String::new(), |list, line| list + "- " + &line + "\n")
}
