use jixiao_edition::Side;
use jixiao_model::{FieldName, FieldRef, IndicatorColumn, TotalColumn, is_cross, one_line, sum, sum_of};
use jixiao_sheet::Address;
use rust_decimal::Decimal;

use crate::figure::{is_figure, ungrouped};
use crate::grid::{Columns, Entry};
use crate::header::Header;
use crate::label::guess;
use crate::labelled::{is_own_label, read_labelled};
use crate::reading::Reading;

/// No form has more points; a greater figure behind 合计 is a sum of money.
const MAX_POINTS: u32 = 1000;

/// True when `row` is the total row: 总分 stands in it, left of the indicators' names, or anywhere before the figures when the row
/// names no indicator.
pub fn is_total(reading: &Reading, row: u32, header: Option<&Header>) -> bool {
    let mut cells = reading.row(row).iter().filter(|entry| entry.meaning().side != Some(Side::Indicators));
    let Some(label) = cells.next().filter(|entry| is_label(reading, **entry)) else {
        return false;
    };
    let Some(header) = header else { return !is_money(reading, row) };
    label.column() < header.names() || is_bare(reading, row, header, *label)
}

/// True for a row with a figure that no points are.
fn is_money(reading: &Reading, row: u32) -> bool {
    let figure = |entry: &Entry| ungrouped(entry.key()).parse::<Decimal>().ok();
    reading.row(row).iter().filter_map(figure).any(|figure| figure > Decimal::from(MAX_POINTS))
}

/// 总分, or a label that says so by its parts.
fn is_label(reading: &Reading, entry: Entry) -> bool {
    let meaning = entry.meaning();
    let is_unknown = meaning.text.is_none() && meaning.side.is_none() && is_own_label(entry);
    meaning.side == Some(Side::Total)
        || is_unknown && guess(reading.labels, entry.key()).side == Some(Side::Total)
}

/// True when nothing but the label stands under the columns that describe an indicator, and a figure stands under 得分 or nothing does
/// anywhere: formulas that have no result yet.
fn is_bare(reading: &Reading, row: u32, header: &Header, label: Entry) -> bool {
    let describing =
        [IndicatorColumn::Level3, IndicatorColumn::Target, IndicatorColumn::Basis, IndicatorColumn::Actual];
    let spans: Vec<Columns> = describing.iter().filter_map(|column| header.column(*column)).collect();
    let describes = |entry: &Entry| spans.iter().any(|span| span.meets(entry.columns()));
    let is_other = |entry: &&Entry| entry.key() != label.key() && !is_cross(entry.key());
    let score = header.column(IndicatorColumn::Score);
    let has_class = header.column(IndicatorColumn::Level3).is_some_and(|span| span.contains(label.column()))
        && [IndicatorColumn::Level1, IndicatorColumn::Level2]
            .iter()
            .filter_map(|column| header.column(*column))
            .any(|span| reading.grid.within(row, span).is_some());
    let cells = reading.row(row);
    !has_class
        && !cells.iter().filter(is_other).any(describes)
        && (cells.len() == 1
            || cells.iter().any(|entry| score.is_some_and(|span| span.meets(entry.columns()))))
}

/// Reads the total row. A form has one, in the head or below the indicators; another is left to be reported.
pub fn read(reading: &mut Reading, row: u32, header: Option<&Header>) {
    if reading.done.total && !gives_way(reading, row) {
        read_sums(reading, row, header);
        return;
    }
    reading.done.total = true;
    let is_beside =
        |entry: &Entry| is_label(reading, *entry) || entry.meaning().side == Some(Side::Indicators);
    let (labels, values): (Vec<Entry>, Vec<Entry>) = reading.row(row).iter().copied().partition(is_beside);
    let label = labels.first().copied();
    reading.total_label = label.map_or_else(String::new, |label| label.key().to_owned());
    for entry in labels {
        reading.using(entry);
    }
    let under = |column: IndicatorColumn| {
        let span = header.and_then(|header| header.column(column))?;
        values.iter().copied().find(|entry| entry.columns().meets(span))
    };
    let weight = under(IndicatorColumn::Weight);
    let score = under(IndicatorColumn::Score);
    let other = || values.iter().copied().find(|entry| Some(entry.at()) != weight.map(Entry::at));
    let (weight, score) =
        moved(reading, &values, weight, score).unwrap_or_else(|| (weight, score.or_else(other)));
    for (entry, column) in [(weight, TotalColumn::Weight), (score, TotalColumn::Score)] {
        if let Some(entry) = entry {
            let text = reading.line(entry, FieldRef::Total(column));
            let figure = text.trim_end_matches('分').into();
            match column {
                TotalColumn::Weight => reading.form.total.weight = figure,
                TotalColumn::Score => reading.form.total.score = figure,
            }
        }
    }
    // The score repeated over the cells of a former merge: all cells between label and edge hold it.
    let is_repeated = values.windows(2).all(|pair| pair[0].key() == pair[1].key());
    let (repeated, others): (Vec<Entry>, Vec<Entry>) =
        values.into_iter().partition(|entry| is_cross(entry.key()) || is_repeated);
    for entry in repeated {
        reading.using(entry);
    }
    let shown: Vec<Address> = [weight, score].into_iter().flatten().map(Entry::at).collect();
    let mut others: Vec<Entry> = others.into_iter().filter(|entry| !shown.contains(&entry.at())).collect();
    others.retain(|entry| !read_own(reading, *entry, label, header));
    read_labelled(reading, &others);
}

/// The points and the score where the label reaches one column less far than the classes and both stand one column left of their headings:
/// nothing stands under the score's, and the first figure is what all indicators have in points.
fn moved<'a>(
    reading: &Reading,
    values: &[Entry<'a>],
    weight: Option<Entry<'a>>,
    score: Option<Entry<'a>>,
) -> Option<(Option<Entry<'a>>, Option<Entry<'a>>)> {
    let figures: Vec<Entry> = values.iter().copied().filter(|entry| is_figure(entry.key())).collect();
    let points = |entry: &Entry| ungrouped(entry.key()).parse::<Decimal>().ok();
    let goals = reading.form.goals.iter();
    let all = sum(goals.filter_map(|goal| sum_of(&goal.indicators, TotalColumn::Weight)));
    let is_whole = |figure: Decimal| figure == Decimal::ONE_HUNDRED || Some(figure) == all;
    let is_moved = score.is_none() && figures.first().and_then(points).is_some_and(is_whole);
    match figures.as_slice() {
        [first, second] if is_moved && weight.is_some_and(|weight| weight.at() == second.at()) => {
            Some((Some(*first), Some(*second)))
        }
        [first] if is_moved && weight.is_none() && has_no_scores(reading) => Some((Some(*first), None)),
        _ => None,
    }
}

/// True when no indicator has a score, though it has points.
fn has_no_scores(reading: &Reading) -> bool {
    let mut rows = reading.form.goals.iter().flat_map(|goal| &goal.indicators);
    rows.all(|row| row.score.is_blank() && !row.weight.is_blank())
}

/// True when 总分 stands in the row and the total before it was the sum of the indicators alone (指标合计), which then becomes a text of the
/// office's own.
fn gives_way(reading: &mut Reading, row: u32) -> bool {
    let is_whole = |label: &str| label.contains("总分") || label.contains("总得分");
    let names_whole = reading.row(row).first().is_some_and(|entry| is_whole(entry.key()));
    let before = reading.total_label.clone();
    if !names_whole || before.is_empty() || is_whole(&before) {
        return false;
    }
    let total = std::mem::take(&mut reading.form.total);
    for (column, name, figure) in
        [(TotalColumn::Weight, "分值", total.weight), (TotalColumn::Score, "得分", total.score)]
    {
        if let Some(at) = reading.sources.remove(&FieldRef::Total(column)) {
            reading.enter(&FieldName::of_label(&format!("{before}·{name}")), figure.text().to_owned(), at);
        }
    }
    true
}

/// Reads the total of a column of the office's own, `复核得分` in the row 总分, as a text under the names of both; false when the cell is
/// none.
fn read_own(reading: &mut Reading, entry: Entry, label: Option<Entry>, header: Option<&Header>) -> bool {
    let column = header.and_then(|header| header.own.iter().find(|(_, span)| span.meets(entry.columns())));
    let (Some((column, _)), Some(label)) = (column, label) else { return false };
    let name = FieldName::of_label(&format!("{}·{}", one_line(label.shown()), column.as_str()));
    let is_entered = is_figure(entry.key()) && reading.enter(&name, one_line(entry.shown()), entry.at());
    if is_entered {
        reading.using(entry);
    }
    is_entered
}

/// Reads the sums below the indicators of a form whose total stands in its head; what another row says of the total (自评得分, 自评等级)
/// are texts of its own.
fn read_sums(reading: &mut Reading, row: u32, header: Option<&Header>) {
    let total = reading.sources.get(&FieldRef::Total(TotalColumn::Score));
    let Some(header) = header.filter(|header| total.is_some_and(|at| at.row < header.first)) else {
        read_labelled(reading, reading.row(row));
        return;
    };
    for entry in reading.row(row) {
        let is_under = |column| header.column(column).is_some_and(|span| span.meets(entry.columns()));
        if is_under(IndicatorColumn::Weight) && reading.form.total.weight.is_blank() {
            reading.form.total.weight =
                reading.line(*entry, FieldRef::Total(TotalColumn::Weight)).as_str().into();
        } else if is_under(IndicatorColumn::Score) || entry.meaning().side == Some(Side::Total) {
            reading.using(*entry);
        }
    }
}
