use jixiao_edition::{GoalPart, Meaning, Side};
use jixiao_model::{FieldRef, Goal, IndicatorColumn, paragraphs};

use crate::grid::{Columns, Entry};
use crate::label::{goal_heading, guess, guess_heading, indicator_column, inline_goal, split_at_colon};
use crate::labelled::{is_own_label, own_name, read_labelled};
use crate::own_table;
use crate::reading::Reading;

/// True when `row` begins an annual goal: 预期目标 | 实际完成情况, or 年度目标1:(10分). A form has one pair or numbered goals, not both.
pub fn is_goal_heading_row(reading: &Reading, row: u32) -> bool {
    !reading.done.goal_pair
        && !has_halves(reading, row)
        && (reading.grid.heads_goal(row) || numbered(reading, row).is_some())
}

/// True for `年度目标 | 完成…… | 完成情况 | 已完成……`: the halves of a goal beside each other, each behind its label.
fn has_halves(reading: &Reading, row: u32) -> bool {
    let [label, expected, heading, _] = reading.row(row) else { return false };
    let is_actual = heading.meaning().goal == Some(GoalPart::Actual);
    label.meaning().side == Some(Side::Goal) && is_actual && !is_own_label(*expected)
}

/// The heading cell of a numbered goal in `row`.
fn numbered<'a>(reading: &Reading<'a>, row: u32) -> Option<Entry<'a>> {
    let first = reading.row(row).first()?;
    goal_heading(first.key()).map(|_| *first)
}

/// Reads the goal whose heading is in `row`, up to its indicator table. Returns the first row below.
pub fn read(reading: &mut Reading, row: u32) -> u32 {
    reading.done.goal_pair = reading.grid.heads_goal(row);
    reading.done.indicators = false;
    let end = texts_end(reading, row + 1);
    let index = reading.form.goals.len();
    let goal = if reading.done.goal_pair {
        read_pair(reading, row, end, index)
    } else {
        read_numbered(reading, row, end, index)
    };
    reading.form.goals.push(goal);
    end
}

/// True when `row` begins a goal that has no second half: 年度总体目标 beside its text, as declarations of targets have it.
pub fn is_single_goal(reading: &Reading, row: u32) -> bool {
    let cells = reading.row(row);
    let is_goal = |entry: &Entry| {
        let meaning = entry.meaning();
        let guessed = || guess(reading.labels, entry.key());
        meaning.side == Some(Side::Goal) && meaning.goal != Some(GoalPart::Actual)
            || cells.len() == 2 && meaning.goal == Some(GoalPart::Expected)
            || cells.len() == 2
                && *meaning == Meaning::default()
                && is_own_label(*entry)
                && guessed().goal == Some(GoalPart::Expected)
    };
    // 三、绩效目标 across the table, above the goal with its label.
    let is_section = || {
        let [only] = cells else { return false };
        let next = reading.row(row + 1);
        only.area().last.row == row && next.len() > 1 && next.first().is_some_and(is_goal)
    };
    reading.form.goals.is_empty()
        && cells.first().is_some_and(is_goal)
        && !is_section()
        && !reading.grid.heads_indicators(row)
        && !is_of_all_years(reading, row)
}

/// True for the goal of a whole project (项目总体目标) above the one of the year (项目年度目标), which the form is about.
fn is_of_all_years(reading: &Reading, row: u32) -> bool {
    let is_pair = |row: u32| reading.row(row).len() == 2;
    let names_year = |row: u32| {
        reading.row(row).first().is_some_and(|entry| entry.key().contains("年") && names_goal(*entry))
    };
    let below = reading.rows(row + 1, reading.end).next();
    is_pair(row) && !names_year(row) && below.is_some_and(|below| is_pair(below) && names_year(below))
}

/// Reads the goal that stands beside its label, or below a heading beside it; of several (实施期目标 | 年度目标) that of the year, and the
/// others as texts of the office's own. Returns the first row below.
pub fn read_single(reading: &mut Reading, row: u32) -> u32 {
    let Some(label) = reading.row(row).first().copied() else { return row + 1 };
    reading.using(label);
    let headings: Vec<Entry> =
        reading.row(row).iter().skip(1).filter(|entry| names_goal(**entry)).copied().collect();
    let below = if headings.is_empty() { label.area().last.row + 1 } else { reading.end_beside(label) };
    let end = below.min(reading.end);
    let is_annual = |heading: &&Entry| heading.key().contains("年度");
    let annual = headings.iter().find(is_annual).or_else(|| headings.last()).map(|heading| heading.columns());
    if let Some(goal) = halves(reading, row, label, end) {
        reading.form.goals.push(goal);
        return end;
    }
    let mut lines = Vec::new();
    for row in row..end {
        for entry in reading.row(row).iter().filter(|entry| entry.at() != label.at()) {
            let heading = headings.iter().find(|heading| heading.columns().contains(entry.column()));
            let is_heading = heading.is_some_and(|heading| heading.at() == entry.at());
            if is_heading || entry.meaning().goal == Some(GoalPart::Expected) {
                reading.using(*entry);
            } else if heading.is_none_or(|heading| Some(heading.columns()) == annual) {
                lines.push(reading.paragraphs(*entry, FieldRef::GoalExpected(0)));
            } else if let Some(heading) = heading
                && reading.enter(&own_name(heading.shown()), paragraphs(entry.shown()), entry.at())
            {
                reading.using(*entry);
            }
        }
    }
    reading.form.goals.push(Goal { expected: lines.join("\n"), ..Goal::default() });
    end
}

/// A goal and what became of it in one row: `年度目标 | 完成…… | 完成情况 | 已完成……`, or just two texts beside the label in a form that has
/// results.
fn halves(reading: &mut Reading, row: u32, label: Entry, end: u32) -> Option<Goal> {
    let mut cells: Vec<Entry> = Vec::new();
    for entry in reading.row(row).iter().filter(|entry| entry.key() != label.key()) {
        if cells.last().is_none_or(|before| before.key() != entry.key()) {
            cells.push(*entry);
        }
    }
    let goal = |entry: &Entry| {
        entry
            .meaning()
            .goal
            .or_else(|| guess(reading.labels, entry.key()).goal.filter(|_| is_own_label(*entry)))
    };
    let (expected, heading, actual) = match cells.as_slice() {
        [expected, heading, actual] if goal(heading) == Some(GoalPart::Actual) => {
            (*expected, Some(*heading), *actual)
        }
        [expected, actual]
            if !names_goal(*expected) && !names_goal(*actual) && row + 1 == end && has_results(reading) =>
        {
            (*expected, None, *actual)
        }
        _ => return None,
    };
    let repeated = reading.row(row).iter().copied();
    repeated.chain(heading).for_each(|entry| reading.using(entry));
    Some(Goal {
        expected: reading.paragraphs(expected, FieldRef::GoalExpected(0)),
        actual: reading.paragraphs(actual, FieldRef::GoalActual(0)),
        ..Goal::default()
    })
}

/// True when the indicators of the form have results beside their targets.
fn has_results(reading: &Reading) -> bool {
    let header = reading.rows(reading.first, reading.end).find(|row| reading.grid.heads_indicators(*row));
    let is_result =
        |entry: &Entry| indicator_column(reading.labels, entry.key()) == Some(IndicatorColumn::Actual);
    header.is_some_and(|row| reading.row(row).iter().any(is_result))
}

/// True when `row` says what became of a goal that stood above it without a second half: 目标完成情况 beside its text.
pub fn is_single_actual(reading: &Reading, row: u32) -> bool {
    let [goal] = reading.form.goals.as_slice() else { return false };
    let [label, _] = reading.row(row) else { return false };
    let meaning = label.meaning();
    let guessed = || guess(reading.labels, label.key()).goal;
    let is_actual = meaning.goal == Some(GoalPart::Actual)
        || *meaning == Meaning::default() && is_own_label(*label) && guessed() == Some(GoalPart::Actual);
    is_actual && goal.actual.is_empty() && !reading.done.goal_pair && !reading.done.indicators
}

/// Reads what became of a goal. Returns the first row below.
pub fn read_single_actual(reading: &mut Reading, row: u32) -> u32 {
    if let ([label, text], 1) = (reading.row(row), reading.form.goals.len()) {
        reading.using(*label);
        reading.form.goals[0].actual = reading.paragraphs(*text, FieldRef::GoalActual(0));
    }
    row + 1
}

/// True for a heading such as 年度目标, 实施期目标.
fn names_goal(entry: Entry) -> bool {
    entry.meaning().side == Some(Side::Goal) || entry.key().contains("目标") && is_own_label(entry)
}

/// True for the heading of another part: 四、绩效指标完成情况. A line of a goal (1.完成道路养护) names none.
fn heads_part(reading: &Reading, row: u32) -> bool {
    let names_part =
        |only: &Entry| only.meaning().side.is_some() || guess(reading.labels, only.key()).side.is_some();
    reading.is_section(row) && reading.row(row).first().is_some_and(names_part)
}

fn texts_end(reading: &Reading, first: u32) -> u32 {
    let is_next = |row: &u32| {
        reading.grid.heads_indicators(*row)
            || heads_part(reading, *row)
            || is_goal_heading_row(reading, *row)
            || own_table::begins(reading, *row)
            || !reading.done.funds && reading.grid.heads_funds(*row)
    };
    reading.rows(first, reading.end).find(is_next).unwrap_or(reading.end)
}

/// The two halves of a goal: the columns of their headings, and what is known of their texts.
#[derive(Default)]
struct Half {
    columns: Option<Columns>,
    lines: Vec<String>,
}

fn read_pair(reading: &mut Reading, row: u32, end: u32, index: usize) -> Goal {
    let (mut expected, mut actual) = (Half::default(), Half::default());
    let mut others = Vec::new();
    for (entry, part) in parts(reading, row) {
        match part {
            Some(GoalPart::Expected) => {
                read_heading(reading, entry, &mut expected, FieldRef::GoalExpected(index));
            }
            Some(GoalPart::Actual) => read_heading(reading, entry, &mut actual, FieldRef::GoalActual(index)),
            None if entry.meaning().side == Some(Side::Goal) || entry.area().last.row > row => {
                reading.using(entry);
            }
            None => others.push(entry),
        }
    }
    let left = expected.columns.map_or(0, |columns| columns.first);
    for row in reading.rows(row + 1, end) {
        if begins_other(reading, row, left) || is_labelled(reading, row, expected.columns) {
            read_labelled(reading, reading.row(row));
            continue;
        }
        read_texts(reading, row, &mut expected, &FieldRef::GoalExpected(index));
        read_texts(reading, row, &mut actual, &FieldRef::GoalActual(index));
        for heading in &others {
            read_other(reading, row, *heading, left);
        }
    }
    Goal { expected: expected.lines.join("\n"), actual: actual.lines.join("\n"), ..Goal::default() }
}

/// The headings in `row`, each with the half that it heads: by known words, and by its parts where no known word heads that half.
fn parts<'a>(reading: &Reading<'a>, row: u32) -> Vec<(Entry<'a>, Option<GoalPart>)> {
    let known = |entry: &Entry| entry.meaning().goal.or_else(|| inline_goal(reading.labels, entry.key()));
    let cells = reading.row(row);
    let is_headed = |part: GoalPart| cells.iter().skip(1).any(|entry| known(entry) == Some(part));
    let part = |entry: &Entry| {
        let guessed = guess_heading(reading.labels, entry.key()).goal.filter(|part| !is_headed(*part));
        known(entry).or(guessed)
    };
    let has_expected = is_headed(GoalPart::Expected);
    // The label beside the goal, which may say so in the words of its halves, begins the row and reaches down to the texts.
    let is_beside = |at: usize| at == 0 && cells.len() > 2 && cells[0].area().last.row > row;
    // 年度目标 heads the first half where it stands right before the second, and not at the left of a row of more.
    let is_first_half = |at: usize| {
        let actual = cells.get(at + 1).is_some_and(|next| part(next) == Some(GoalPart::Actual));
        let is_heading = at > 0 || cells.len() == 2;
        !has_expected && is_heading && actual && cells[at].meaning().side == Some(Side::Goal)
    };
    let half = |at: usize, entry: &Entry| {
        let is_last_two = at + 2 >= cells.len();
        is_first_half(at)
            .then_some(GoalPart::Expected)
            .or_else(|| part(entry).filter(|_| is_last_two || known(entry).is_some()))
    };
    let parts =
        cells.iter().enumerate().map(|(at, entry)| (*entry, half(at, entry).filter(|_| !is_beside(at))));
    parts.collect()
}

/// True when a label of the office's own and its value stand in `row` across the halves of a goal that has no label beside it.
fn is_labelled(reading: &Reading, row: u32, expected: Option<Columns>) -> bool {
    let ([label, value], Some(expected)) = (reading.row(row), expected) else { return false };
    label.columns() != expected && expected.meets(value.columns()) && is_own_label(*label)
}

/// True when a label begins `row`: a known one, or one left of the goal's texts with its value beside it.
fn begins_other(reading: &Reading, row: u32, left: u32) -> bool {
    let cells = reading.row(row);
    cells.first().is_some_and(|first| {
        let is_known = first.meaning().text.is_some() || first.meaning().side == Some(Side::Other);
        let is_own = first.columns().last < left && first.meaning().side.is_none() && is_own_label(*first);
        is_known || is_own && cells.len() == 2
    })
}

/// The text under a heading that is neither half (全年调整目标) is a text of the office's own.
fn read_other(reading: &mut Reading, row: u32, heading: Entry, left: u32) {
    if heading.column() < left || !is_own_label(heading) {
        return;
    }
    reading.using(heading);
    for entry in reading.row(row).iter().filter(|entry| heading.columns().contains(entry.column())) {
        if reading.enter(&own_name(heading.shown()), paragraphs(entry.shown()), entry.at()) {
            reading.using(*entry);
        }
    }
}

/// A heading, repeated over the cells of a former merge or not, and the text behind its colon.
fn read_heading(reading: &mut Reading, entry: Entry, half: &mut Half, field: FieldRef) {
    half.columns = Some(half.columns.map_or(entry.columns(), |known| known.with(entry.columns())));
    reading.using(entry);
    if entry.meaning().goal.is_none()
        && half.lines.is_empty()
        && let Some((_, text)) = split_at_colon(entry.shown())
    {
        half.lines.push(paragraphs(text));
        reading.take(entry, field);
    }
}

/// The texts in `row` under a heading; several cells below one another are its lines.
fn read_texts(reading: &mut Reading, row: u32, half: &mut Half, field: &FieldRef) {
    let Some(columns) = half.columns else { return };
    let mut before = None;
    for entry in reading.row(row) {
        let is_here = columns.contains(entry.column());
        if entry.meaning().side == Some(Side::Goal) {
            reading.using(*entry);
        } else if is_here && before == Some(entry.key()) {
            reading.using(*entry); // the text repeated over the cells of a former merge
        } else if is_here {
            before = Some(entry.key());
            half.lines.push(paragraphs(entry.shown()));
            reading.take(*entry, field.clone());
        }
    }
}

fn read_numbered(reading: &mut Reading, row: u32, end: u32, index: usize) -> Goal {
    let mut goal = Goal::default();
    let Some((entry, heading)) =
        numbered(reading, row).and_then(|entry| Some((entry, goal_heading(entry.key())?)))
    else {
        return goal;
    };
    goal.points = heading.points.unwrap_or_default().into();
    if usize::try_from(heading.number).is_ok_and(|number| number != index + 1) {
        let text = format!("年度目标编号为{}，按顺序应为{}，已按顺序编号", heading.number, index + 1);
        reading.report(entry.at(), text);
    }
    reading.take(entry, FieldRef::GoalPoints(index));
    let behind = heading.has_text.then(|| text_behind(entry.shown()));
    goal.expected = numbered_text(reading, entry, row, end, index, behind);
    goal
}

/// What stands behind `年度目标1（10分）：` in the same cell.
fn text_behind(shown: &str) -> String {
    let behind = shown.split_once([')', '）']).map_or("", |(_, behind)| behind);
    paragraphs(behind.trim_start().trim_start_matches([':', '：']))
}

/// The text of a numbered goal: behind its heading, beside it, or in the rows below it.
fn numbered_text(
    reading: &mut Reading,
    heading: Entry,
    first: u32,
    end: u32,
    index: usize,
    behind: Option<String>,
) -> String {
    let mut lines: Vec<String> = behind.into_iter().collect();
    let mut before = heading.key();
    for row in reading.rows(first, end) {
        for entry in reading.row(row) {
            if entry.key() == heading.key() || entry.key() == before {
                reading.using(*entry); // repeated over the cells of a former merge
                continue;
            }
            before = entry.key();
            lines.push(reading.paragraphs(*entry, FieldRef::GoalExpected(index)));
        }
    }
    lines.join("\n")
}
