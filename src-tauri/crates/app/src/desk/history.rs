//! The journal in words.

use jixiao_check::FindingKey;
use jixiao_model::{FieldRef, IndicatorColumn, Method};
use jixiao_rollup::SECTIONS;
use jixiao_store::{EntryKind, Item, JournalEntry, RowPlace, Subject};

use super::actor::Actor;
use super::view::HistoryLine;
use crate::catalogue::Catalogue;
use crate::describe::describe;

/// What 撤销 and 重做 say: `修改 实际完成值`.
#[must_use]
pub fn label(entry: &JournalEntry) -> String {
    match (entry.kind, entry.items.as_slice()) {
        (EntryKind::SetText | EntryKind::SetTexts, [item]) => format!("修改 {}", subject(&item.subject)),
        (EntryKind::SetTexts, [first, others @ ..])
            if others.iter().all(|item| is_same_cell(item, first)) =>
        {
            format!("修改 {}", subject(&first.subject))
        }
        (EntryKind::SetTexts, [first, ..]) => {
            format!("修改 {} 等 {} 处", subject(&first.subject), entry.items.len())
        }
        (kind, _) => done(kind).to_owned(),
    }
}

/// A sum and what it comes to stand in one cell.
fn is_same_cell(one: &Item, other: &Item) -> bool {
    one.form == other.form && one.subject == other.subject
}

/// The field that an entry changed; the first of several.
#[must_use]
pub fn field(entry: &JournalEntry) -> Option<FieldRef> {
    entry.items.iter().find_map(|item| match &item.subject {
        Subject::Field(field) => Some(field.clone()),
        Subject::Waiver(key) => serde_json::from_str::<FindingKey>(key).ok().map(|key| key.field),
        Subject::Evidence(RowPlace { goal, row }) => {
            Some(FieldRef::Indicator { goal: *goal, row: *row, column: IndicatorColumn::Actual })
        }
        _ => None,
    })
}

/// The lines of an entry, one for each thing that it changed. `target` is the entry that it undid or made again.
#[must_use]
pub fn lines(
    entry: &JournalEntry,
    target: Option<&JournalEntry>,
    actor: &Actor,
    catalogue: &Catalogue,
) -> Vec<HistoryLine> {
    let head = HistoryLine {
        entry: entry.id.0,
        who: entry.who.clone(),
        when: actor.shown(entry.at),
        ..HistoryLine::default()
    };
    if entry.items.is_empty() {
        let what = target.map_or_else(
            || done(entry.kind).to_owned(),
            |target| format!("{}：{}", done(entry.kind), label(target)),
        );
        let form = target.and_then(|target| target.items.first()).map(|item| item.form_name.clone());
        return vec![HistoryLine { what, form: form.unwrap_or_default(), ..head }];
    }
    let line = |item: &Item| HistoryLine {
        form: item.form_name.clone(),
        what: what(entry.kind, item),
        old: display_value(&item.subject, item.before.as_deref(), catalogue),
        new: display_value(&item.subject, item.after.as_deref(), catalogue),
        ..head.clone()
    };
    entry.items.iter().map(line).collect()
}

fn what(kind: EntryKind, item: &Item) -> String {
    let place = match item.row_name.as_str() {
        "" => subject(&item.subject),
        row => format!("{row} · {}", subject(&item.subject)),
    };
    match kind {
        EntryKind::SetText | EntryKind::SetTexts => place,
        kind => format!("{}：{place}", done(kind)),
    }
}

/// The same where nothing stood there, which means something of its own for links and own words.
fn display_value(subject: &Subject, text: Option<&str>, catalogue: &Catalogue) -> String {
    match (subject, text) {
        (Subject::Links(_), None) => "未确认".to_owned(),
        (Subject::Links(_), Some("")) => "不由项目汇总".to_owned(),
        (Subject::OwnWords(_), Some("")) => "不写这一段".to_owned(),
        (subject, text) => shown(subject, text.unwrap_or_default(), catalogue),
    }
}

/// What stood or stands there, as a person reads it.
fn shown(subject: &Subject, text: &str, catalogue: &Catalogue) -> String {
    match subject {
        Subject::FundPlace(_) => nth(text, "行"),
        Subject::GoalPlace(_) => nth(text, "个"),
        Subject::Position => nth(text, "张"),
        Subject::IndicatorPlace(_) => row(text),
        Subject::Edition => edition_name(text, catalogue),
        Subject::Rules => rules_name(text, catalogue),
        Subject::Method(_) => method_name(text),
        Subject::Classified | Subject::Done => yes_or_no(text),
        Subject::Library(_) if !text.is_empty() => format!("{text} 个指标"),
        _ => text.to_owned(),
    }
}

/// An index from zero: `第2行`.
fn nth(index: &str, counter: &str) -> String {
    index.parse::<usize>().map_or_else(|_| index.to_owned(), |index| format!("第{}{counter}", index + 1))
}

/// `goal/row`, from zero. The goal is told apart where there may be several.
fn row(place: &str) -> String {
    match place.split_once('/') {
        Some(("0", row)) => nth(row, "行"),
        Some((goal, at)) => format!("{}{}", nth(goal, "个目标"), nth(at, "行")),
        None => place.to_owned(),
    }
}

fn yes_or_no(text: &str) -> String {
    match text {
        "true" => "是",
        "false" => "否",
        other => other,
    }
    .to_owned()
}

fn rules_name(id: &str, catalogue: &Catalogue) -> String {
    let found = catalogue.find_rules(&id.into());
    found.map_or_else(|| id.to_owned(), |rules| rules.name.clone())
}

fn method_name(id: &str) -> String {
    let found = Method::ALL.into_iter().find(|method| method.name() == id);
    found.map_or_else(|| id.to_owned(), |method| method.title().to_owned())
}

fn edition_name(id: &str, catalogue: &Catalogue) -> String {
    let found = catalogue.editions.iter().find(|edition| edition.id.0 == id);
    found.map_or_else(|| id.to_owned(), |edition| edition.name.clone())
}

fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Field(field) => describe(field),
        Subject::Indicator(_) => "指标行".to_owned(),
        Subject::IndicatorPlace(_) => "指标行的位置".to_owned(),
        Subject::Fund(_) => "资金来源".to_owned(),
        Subject::FundPlace(_) => "资金来源的位置".to_owned(),
        Subject::Goal(goal) => format!("年度目标{}", goal + 1),
        Subject::GoalPlace(goal) => format!("年度目标{}的位置", goal + 1),
        Subject::Edition => "表式".to_owned(),
        Subject::Method(_) => "计分方法".to_owned(),
        Subject::ManualScore(_) => "人工评分".to_owned(),
        Subject::ManualReason(_) => "人工评分的理由".to_owned(),
        Subject::Form => "自评表".to_owned(),
        Subject::Collected(source) | Subject::Library(source) => source.clone(),
        Subject::Position => "自评表的位置".to_owned(),
        Subject::Rules => "评分规则".to_owned(),
        Subject::Classified => "涉密".to_owned(),
        Subject::Done => "完成".to_owned(),
        Subject::Agency => "单位名称".to_owned(),
        Subject::Year => "年度".to_owned(),
        Subject::Waiver(key) => waived(key),
        Subject::Evidence(_) => "佐证材料".to_owned(),
        Subject::Links(_) => "关联的项目指标".to_owned(),
        Subject::OwnWords(section) => format!("情况说明“{}”", section_title(section)),
    }
}

/// The heading of a section of 预算绩效情况说明.
fn section_title(key: &str) -> &str {
    SECTIONS.iter().find(|(known, _)| *known == key).map_or(key, |(_, title)| title)
}

/// The finding that a waiver names: what was checked, and where.
fn waived(key: &str) -> String {
    let key: Option<FindingKey> = serde_json::from_str(key).ok();
    key.map_or_else(
        || "核对结果".to_owned(),
        |key| format!("{} · {}", key.check.title(), describe(&key.field)),
    )
}

const fn done(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Create => "新建文档",
        EntryKind::SetText => "修改",
        EntryKind::SetTexts => "粘贴",
        EntryKind::InsertIndicator => "插入指标",
        EntryKind::RemoveIndicator => "删除指标",
        EntryKind::MoveIndicator => "移动指标",
        EntryKind::InsertFund => "增加资金来源",
        EntryKind::RemoveFund => "删除资金来源",
        EntryKind::MoveFund => "移动资金来源",
        EntryKind::InsertGoal => "增加年度目标",
        EntryKind::RemoveGoal => "删除年度目标",
        EntryKind::MoveGoal => "移动年度目标",
        EntryKind::SetEdition => "更换表式",
        EntryKind::AddForm => "新增自评表",
        EntryKind::ImportForms => "导入自评表",
        EntryKind::Collect => "收集各单位",
        EntryKind::RemoveForm => "删除自评表",
        EntryKind::MoveForm => "移动自评表",
        EntryKind::CopyForm => "复制自评表",
        EntryKind::SetRules => "更换评分规则",
        EntryKind::SetMethod => "更换计分方法",
        EntryKind::SetManual => "人工评分",
        EntryKind::SetClassified => "设置涉密",
        EntryKind::SetDone => "标记完成",
        EntryKind::SetAgency => "修改单位和年度",
        EntryKind::SetYear => "修改年度",
        EntryKind::Waive => "豁免核对结果",
        EntryKind::Unwaive => "取消豁免",
        EntryKind::SetLinks => "关联项目指标",
        EntryKind::RollUp => "填入汇总结果",
        EntryKind::SetOwnWords => "改写情况说明",
        EntryKind::AddToLibrary => "添加到指标库",
        EntryKind::RemoveFromLibrary => "从指标库移除",
        EntryKind::AttachEvidence => "添加佐证材料",
        EntryKind::DetachEvidence => "移除佐证材料",
        EntryKind::Undo => "撤销",
        EntryKind::Redo => "重做",
    }
}
