use jixiao_model::{FieldRef, Goal, paragraphs};

use crate::grid::{Columns, Entry};
use crate::header::is_indicator_header;
use crate::label::{goal_heading, is_one_of};
use crate::reading::Reading;

/// True when `row` begins an annual goal: 预期目标 | 实际完成情况, or 年度目标1:(10分).
pub fn is_goal_heading_row(reading: &Reading, row: u32) -> bool {
    is_pair(reading, row) || numbered(reading, row).is_some()
}

fn is_pair(reading: &Reading, row: u32) -> bool {
    let goals = &reading.labels.goals;
    let has = |words: &[String]| {
        reading.grid.row(row).iter().any(|entry| is_one_of(reading.texts.key(*entry), words))
    };
    has(&goals.expected) && has(&goals.actual)
}

/// The heading cell of a numbered goal in `row`.
fn numbered<'a>(reading: &Reading<'a>, row: u32) -> Option<Entry<'a>> {
    let first = reading.grid.row(row).first()?;
    goal_heading(reading.texts.key(*first)).map(|_| *first)
}

/// Reads the goal whose heading is in `row`, up to its indicator table. Returns the first row below.
pub fn read(reading: &mut Reading, row: u32) -> u32 {
    let end = texts_end(reading, row + 1);
    let index = reading.form.goals.len();
    let goal = if is_pair(reading, row) {
        read_pair(reading, row, end, index)
    } else {
        read_numbered(reading, row, index)
    };
    reading.form.goals.push(goal);
    end
}

fn texts_end(reading: &Reading, first: u32) -> u32 {
    let is_next = |row: u32| {
        is_indicator_header(reading.grid, reading.texts, reading.labels, row)
            || is_goal_heading_row(reading, row)
    };
    reading.grid.rows_between(first, reading.end).find(|row| is_next(*row)).unwrap_or(reading.end)
}

fn read_pair(reading: &mut Reading, row: u32, end: u32, index: usize) -> Goal {
    let goals = &reading.labels.goals;
    let mut headings = (None, None);
    for entry in reading.grid.row(row).to_vec() {
        let key = reading.texts.key(entry);
        if is_one_of(key, &goals.expected) {
            headings.0 = Some(widened(headings.0, entry.columns()));
        } else if is_one_of(key, &goals.actual) {
            headings.1 = Some(widened(headings.1, entry.columns()));
        } else if !is_one_of(key, &reading.labels.sides.goal) {
            continue;
        }
        reading.using(entry);
    }
    Goal {
        expected: column_text(reading, row + 1, end, headings.0, &FieldRef::GoalExpected(index)),
        actual: column_text(reading, row + 1, end, headings.1, &FieldRef::GoalActual(index)),
        ..Goal::default()
    }
}

/// The columns of a heading that is repeated over the cells of a former merge.
fn widened(known: Option<Columns>, more: Columns) -> Columns {
    known
        .map_or(more, |known| Columns { first: known.first.min(more.first), last: known.last.max(more.last) })
}

/// The text under a heading; several cells below one another are its lines.
fn column_text(
    reading: &mut Reading,
    first: u32,
    end: u32,
    columns: Option<Columns>,
    field: &FieldRef,
) -> String {
    let Some(columns) = columns else { return String::new() };
    let mut lines = Vec::new();
    for row in reading.grid.rows_between(first, end).collect::<Vec<_>>() {
        let mut before = None;
        for entry in reading.grid.row(row).to_vec() {
            let is_side = is_one_of(reading.texts.key(entry), &reading.labels.sides.goal);
            if is_side {
                reading.using(entry);
            } else if before == Some(reading.texts.key(entry))
                && columns.first < entry.column()
                && entry.column() <= columns.last
            {
                reading.using(entry); // the text repeated over the cells of a former merge
            } else if columns.first <= entry.column() && entry.column() <= columns.last {
                before = Some(reading.texts.key(entry));
                lines.push(paragraphs(reading.texts.shown(entry)));
                reading.take(entry, field.clone());
            }
        }
    }
    lines.join("\n")
}

fn read_numbered(reading: &mut Reading, row: u32, index: usize) -> Goal {
    let mut goal = Goal::default();
    let Some(heading) = numbered(reading, row) else { return goal };
    let key = reading.texts.key(heading).to_owned();
    if let Some((number, points)) = goal_heading(&key) {
        goal.points = points.unwrap_or_default().into();
        if usize::try_from(number).is_ok_and(|number| number != index + 1) {
            reading.report(
                heading.at(),
                format!("年度目标编号为{number}，按顺序应为{}，已按顺序编号", index + 1),
            );
        }
    }
    reading.take(heading, FieldRef::GoalPoints(index));
    if let Some(text) = reading.grid.row(row).get(1).copied() {
        goal.expected = reading.paragraphs(text, FieldRef::GoalExpected(index));
    }
    goal
}
