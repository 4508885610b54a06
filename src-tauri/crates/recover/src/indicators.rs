use jixiao_edition::Side;
use jixiao_model::{FieldName, FieldRef, Goal, Indicator, IndicatorColumn, is_cross, one_line};

use crate::foot;
use crate::funds_across;
use crate::goals::is_goal_heading_row;
use crate::grid::{Columns, Entry};
use crate::header::{self, Header};
use crate::label::{inline_label, is_continued, is_number, year};
use crate::labelled::is_own_label;
use crate::reading::{Reading, unclear};
use crate::{subtotals, total};

/// Reads the table under `header` into the last goal. Returns the first row below it.
pub fn read(reading: &mut Reading, header: &Header) -> u32 {
    if reading.form.goals.is_empty() {
        reading.form.goals.push(Goal::default());
    }
    reading.done.indicators = true;
    let mut classes = (String::new(), String::new());
    let mut begun = false;
    let mut next = reading.first.max(header.last + 1);
    while let Some(row) = reading.rows(next, reading.end).next() {
        let sums_up = total::is_total(reading, row, Some(header));
        let is_class_total = sums_up && subtotals::is_class_total(reading, row, header);
        let is_total = sums_up && !is_class_total;
        if is_total && begun || is_below(reading, row, header) {
            return row;
        }
        next = row + 1;
        if is_total {
            total::read(reading, row, Some(header)); // above the indicators
        } else if reading.grid.heads_indicators(row) {
            let again = header::find(reading.grid, row, reading.end); // printed again at the head of a page
            header::take_again(reading, &again, header);
            next = again.last + 1;
        } else if reading.row(row).iter().any(|entry| is_continued(entry.key())) {
            foot::read(reading, row);
            if has_own_head(reading, next) {
                return next;
            }
            reading.done.indicators = true;
        } else if is_class_total || subtotals::is_subtotal(reading, row, header) {
            subtotals::read(reading, row, header);
        } else if is_sum(reading, row, header) {
            read_sum(reading, row, header);
        } else if let Some(class) = class_bar(reading, row, header) {
            let is_upper = is_upper_bar(reading, row, header);
            classes = if is_upper { (class, String::new()) } else { (classes.0, class) };
            reading.using(reading.row(row)[0]);
        } else if !is_remark(reading, row, header) {
            begun = true;
            read_row(reading, row, header, &mut classes);
        }
    }
    reading.end
}

/// True when a header follows in or below `row`, behind nothing but what stands in the head of a form.
fn has_own_head(reading: &Reading, row: u32) -> bool {
    let is_of_head = |entry: &Entry| entry.meaning().text.is_some() || year(entry.key()).is_some();
    let mut rows = reading.rows(row, reading.end);
    let table = rows.find(|row| !reading.row(*row).iter().any(is_of_head));
    table.is_some_and(|row| reading.grid.heads_indicators(row))
}

/// True when `row` begins what follows the table: the next goal, or a label of the form's foot. Such a label stands left of the
/// indicators' names, which may use the same words.
fn is_below(reading: &Reading, row: u32, header: &Header) -> bool {
    let Some(first) = reading.row(row).first().filter(|entry| entry.column() < header.names()) else {
        return false;
    };
    let meaning = first.meaning();
    is_own_foot(reading, row, header)
        || !reading.done.funds && reading.grid.heads_funds(row)
        || funds_across::begins(reading, row)
        || meaning.text.is_some()
        || meaning.side == Some(Side::Other)
        || inline_label(reading.labels, first.shown()).is_some()
        || is_goal_heading_row(reading, row)
}

/// True for a label of the office's own and its text across the table: nothing else stands in the row, and the label begins left of
/// the classes or covers all of them. One that does both may have no text.
fn is_own_foot(reading: &Reading, row: u32, header: &Header) -> bool {
    let mut cells = reading.row(row).to_vec();
    cells.dedup_by(|entry, before| entry.key() == before.key()); // repeated over the cells of a former merge
    let (label, text) = match cells.as_slice() {
        [label] => (label, None),
        [label, text] => (label, Some(text)),
        _ => return false,
    };
    let classes = |column| header.column(column);
    let first = classes(IndicatorColumn::Level1).or_else(|| classes(IndicatorColumn::Level3));
    let last = classes(IndicatorColumn::Level2).or(first);
    let (Some(first), Some(last)) = (first, last) else { return false };
    let is_left = label.column() < first.first;
    let covers =
        label.column() <= first.first && label.columns().last >= last.last && last.last > first.first;
    let is_placed = match text {
        Some(text) => {
            let crosses = text.columns().last > header.names() + 1 && text.column() <= header.names();
            // What reaches from the names to the edge leaves no place for an indicator's figures.
            let is_across = label.column() <= first.first
                && text.columns().last >= header.edge()
                && !label.key().ends_with("指标");
            // A label over all names, and its text over all figures.
            let is_beside = label.columns().last >= header.names()
                && text.columns().last >= header.edge()
                && [IndicatorColumn::Target, IndicatorColumn::Score]
                    .iter()
                    .all(|column| header.column(*column).is_some_and(|span| span.meets(text.columns())));
            crosses && (is_left || covers || is_across) || is_beside
        }
        None => covers && (is_left || label.key().ends_with(':')),
    };
    is_placed && label.meaning().side.is_none() && is_own_label(*label)
}

/// The class that a bar across a table without levels names: 产出指标, and 数量指标 below it.
fn class_bar(reading: &Reading, row: u32, header: &Header) -> Option<String> {
    let [only] = reading.row(row) else { return None };
    let has_levels = [IndicatorColumn::Level1, IndicatorColumn::Level2]
        .iter()
        .any(|level| header.column(*level).is_some());
    let is_class =
        only.key().ends_with("指标") && only.columns().last > header.names() && is_own_label(*only);
    (is_class && !has_levels).then(|| one_line(only.shown()))
}

/// True for the bar of a class and not of a subclass: another bar follows right below it, or no bar does so to any.
fn is_upper_bar(reading: &Reading, row: u32, header: &Header) -> bool {
    let is_over =
        |row: u32| class_bar(reading, row, header).is_some() && class_bar(reading, row + 1, header).is_some();
    is_over(row) || !reading.rows(header.last + 1, reading.end).any(is_over)
}

/// A line across the table (续表) or a note: no indicator. It stays unused and is reported.
fn is_remark(reading: &Reading, row: u32, header: &Header) -> bool {
    let cells = reading.row(row);
    let edge = header.column(IndicatorColumn::Score).map_or_else(|| header.edge(), |span| span.last);
    let crosses = |entry: &Entry| entry.column() <= header.names() && entry.columns().last >= edge;
    let is_note = |entry: &Entry| ["注:", "说明:"].iter().any(|word| entry.key().starts_with(word));
    if is_spare(reading, row, header) {
        return true;
    }
    match cells {
        [only] if crosses(only) => true,
        [first, ..] => is_note(first) && first.column() < header.names(),
        [] => false,
    }
}

/// An empty place of a blank form: 指标2, ……, or a row of figures that belongs to no indicator.
fn is_spare(reading: &Reading, row: u32, header: &Header) -> bool {
    let text = |column: IndicatorColumn| {
        let entry = header.column(column).and_then(|span| reading.grid.within(row, span));
        entry.filter(|entry| entry.at().row == row).map(Entry::key)
    };
    let is_filled = |column| text(column).is_some_and(|text: &str| !text.is_empty());
    let results =
        [IndicatorColumn::Target, IndicatorColumn::Actual, IndicatorColumn::Weight, IndicatorColumn::Score];
    let name = text(IndicatorColumn::Level3).unwrap_or_default();
    if name.is_empty() {
        let classes =
            [IndicatorColumn::Level1, IndicatorColumn::Level2].map(|level| text(level).unwrap_or_default());
        return classes.into_iter().any(is_place) && !results.into_iter().any(is_filled);
    }
    is_place(name) && !results.into_iter().any(is_filled)
}

/// True for a row of figures that names no indicator and no class: sums above or between the indicators.
fn is_sum(reading: &Reading, row: u32, header: &Header) -> bool {
    let described = [
        IndicatorColumn::Level1,
        IndicatorColumn::Level2,
        IndicatorColumn::Level3,
        IndicatorColumn::Target,
        IndicatorColumn::Actual,
    ];
    let is_filled = |column| {
        let span = header.column(column);
        span.is_some_and(|span| reading.row(row).iter().any(|entry| span.meets(entry.columns())))
    };
    !described.into_iter().any(is_filled)
        && [IndicatorColumn::Weight, IndicatorColumn::Score].into_iter().any(is_filled)
}

/// Reads such sums as texts under the headings of their columns.
fn read_sum(reading: &mut Reading, row: u32, header: &Header) {
    for (column, heading) in [(IndicatorColumn::Weight, "小计·分值"), (IndicatorColumn::Score, "小计·得分")]
    {
        let span = header.column(column);
        let is_under = |entry: &&Entry| span.is_some_and(|span| span.meets(entry.columns()));
        let Some(entry) = reading.row(row).iter().find(is_under).copied() else { continue };
        if reading.enter(&FieldName::of_label(heading), one_line(entry.shown()), entry.at()) {
            reading.using(entry);
        }
    }
}

/// `指标2`, `指标1：`, `……`, `...`: a place to be filled in.
fn is_place(name: &str) -> bool {
    let dots = !name.is_empty() && name.chars().all(|c| matches!(c, '…' | '.' | '。' | '·'));
    let number = name.strip_prefix("指标").map(|rest| rest.trim_end_matches(':'));
    dots || number.is_some_and(|rest| !rest.is_empty() && is_number(rest))
}

fn read_row(reading: &mut Reading, row: u32, header: &Header, classes: &mut (String, String)) {
    let goal = reading.form.goals.len() - 1;
    let index = reading.form.goals[goal].indicators.len();
    let mut indicator = Indicator::default();
    for (column, span) in &header.columns {
        let Some(entry) = reading.grid.within(row, *span) else { continue };
        let begins_here = entry.at().row == row;
        let is_name = !inherits(*column)
            && !is_cross(entry.key())
            && header.column(IndicatorColumn::Level3).is_some_and(|names| names.meets(entry.columns()));
        if is_name {
            use_repeated(reading, row, entry, *span); // a name that reaches over what describes the others (预算执行率)
        } else if begins_here || inherits(*column) {
            let field = FieldRef::Indicator { goal, row: index, column: *column };
            let text = cell_text(reading, entry, *column, field);
            indicator.set(*column, &text);
            report_unclear(reading, entry, &indicator, *column);
            report_shared(reading, entry, header, *column);
            report_across(reading, entry, header, *column);
            use_repeated(reading, row, entry, *span);
        }
    }
    read_own(reading, row, header, &mut indicator, goal, index);
    use_sides(reading, row, header);
    report_reaching(reading, row, header, &indicator, classes);
    inherit_classes(&mut indicator, classes);
    if has_content(reading, row, header) {
        reading.form.goals[goal].indicators.push(indicator);
    }
}

/// The columns of the office's own; what is merged over several rows belongs to each of them.
fn read_own(
    reading: &mut Reading,
    row: u32,
    header: &Header,
    indicator: &mut Indicator,
    goal: usize,
    index: usize,
) {
    for (column, span) in &header.own {
        let Some(entry) = reading.grid.within(row, *span) else { continue };
        let field = FieldRef::IndicatorExtra { goal, row: index, column: column.clone() };
        let text = reading.paragraphs(entry, field);
        indicator.extra.set(column.clone(), text);
        use_repeated(reading, row, entry, *span);
    }
}

/// A merged class, subclass or indicator names all rows that it spans; any other merged cell belongs to its first row.
const fn inherits(column: IndicatorColumn) -> bool {
    matches!(column, IndicatorColumn::Level1 | IndicatorColumn::Level2 | IndicatorColumn::Level3)
}

fn cell_text(reading: &mut Reading, entry: Entry, column: IndicatorColumn, field: FieldRef) -> String {
    match column {
        IndicatorColumn::Reason | IndicatorColumn::Basis => reading.paragraphs(entry, field),
        IndicatorColumn::Weight | IndicatorColumn::Score => {
            let text = reading.line(entry, field);
            text.strip_suffix('分').unwrap_or(&text).to_owned()
        }
        _ => reading.line(entry, field),
    }
}

/// A figure or reason merged over several rows is kept in the first of them, and said. An indicator that is higher than a page has
/// rows of its own below it, with nothing in them but its classes again.
fn report_shared(reading: &mut Reading, entry: Entry, header: &Header, column: IndicatorColumn) {
    let area = entry.area();
    let names = header.column(IndicatorColumn::Level3).map_or(0, |span| span.first);
    let mut below = reading.grid.row(area.first.row + 1).iter();
    let is_shared = below.any(|entry| entry.column() >= names);
    if area.last.row > area.first.row && !inherits(column) && is_shared {
        reading.report(area.first, "此单元格跨多行合并，内容只记在第一行，请核对其余各行");
    }
}

/// A class merged over the subclasses' column is both, and that is said.
fn report_across(reading: &mut Reading, entry: Entry, header: &Header, column: IndicatorColumn) {
    let level2 = header.column(IndicatorColumn::Level2);
    if column == IndicatorColumn::Level1 && level2.is_some_and(|span| entry.columns().meets(span)) {
        reading.report(entry.at(), "此单元格横跨一级指标和二级指标两列，两级均按此内容导入，请核对");
    }
}

/// A subclass merged down from one class into the next stands under both, and that is said.
fn report_reaching(
    reading: &mut Reading,
    row: u32,
    header: &Header,
    indicator: &Indicator,
    classes: &(String, String),
) {
    let is_new = !indicator.level1.is_empty() && indicator.level1 != classes.0;
    let level2 = header.column(IndicatorColumn::Level2).and_then(|span| reading.grid.within(row, span));
    if let Some(level2) = level2.filter(|entry| is_new && entry.at().row < row) {
        reading.report(level2.at(), "二级指标跨两个一级指标合并，已按合并范围分别导入，请核对");
    }
}

fn report_unclear(reading: &mut Reading, entry: Entry, indicator: &Indicator, column: IndicatorColumn) {
    let figure = match column {
        IndicatorColumn::Weight => &indicator.weight,
        IndicatorColumn::Score => &indicator.score,
        _ => return,
    };
    if figure.is_unclear() {
        reading.report(entry.at(), unclear(figure));
    }
}

/// A text repeated over the cells of a former merge counts once.
fn use_repeated(reading: &mut Reading, row: u32, entry: Entry, span: Columns) {
    for other in reading.row(row) {
        if span.contains(other.column()) && other.key() == entry.key() {
            reading.using(*other);
        }
    }
}

/// The label merged down beside the table reaches into its rows; columns that a person leaves out need no report.
fn use_sides(reading: &mut Reading, row: u32, header: &Header) {
    for entry in reading.grid.row(row) {
        if entry.meaning().side == Some(Side::Indicators) || header.leaves_out(entry.columns()) {
            reading.using(*entry);
        }
    }
}

/// A blank class cell means the class above it; a new class begins without a subclass.
fn inherit_classes(indicator: &mut Indicator, classes: &mut (String, String)) {
    if indicator.level1.is_empty() || indicator.level1 == classes.0 {
        indicator.level1.clone_from(&classes.0);
        if indicator.level2.is_empty() {
            indicator.level2.clone_from(&classes.1);
        }
    }
    *classes = (indicator.level1.clone(), indicator.level2.clone());
}

/// True when a cell of the table begins in `row`: a row that only reaches down from above is none of its own.
fn has_content(reading: &Reading, row: u32, header: &Header) -> bool {
    header
        .columns
        .iter()
        .any(|(_, span)| reading.grid.within(row, *span).is_some_and(|entry| entry.at().row == row))
}
