use jixiao_edition::{AmountFormat, Edition, Field, Format, Template};
use jixiao_model::{Amount, Entry, FieldRef, Form, FundColumn, IndicatorColumn, TotalColumn, half_up};
use jixiao_sheet::{Number, NumberFormat, Value};

/// The row of the form that a row of the layout stands for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    pub fund: usize,
    pub goal: usize,
    pub indicator: usize,
}

/// What a cell shows: the text or number, and the field it can be edited as.
pub fn value(
    form: &Form,
    edition: &Edition,
    template: &Template,
    blank: Option<&str>,
    row: Row,
) -> (Value, Option<FieldRef>) {
    let field = template.fields().next().map(|field| reference(field, row));
    let text = template.fill(|field, format| show(form, edition, field, format, row));
    if text.trim().is_empty()
        && let Some(blank) = blank
    {
        return (Value::Text(blank.to_owned()), field);
    }
    if let Some(amount) = amount(form, edition, template, row) {
        return (Value::Number(amount), field);
    }
    let number = if is_figure(template) { Number::showing(&text) } else { None };
    (number.map_or(Value::Text(text), Value::Number), field)
}

/// The field of a cell, with the rows filled in.
fn reference(field: &Field, row: Row) -> FieldRef {
    match field {
        Field::Title => FieldRef::Title,
        Field::Year => FieldRef::Year,
        Field::Text(name) => FieldRef::Text(name.clone()),
        Field::Fund(column) => FieldRef::Fund { row: row.fund, column: *column },
        Field::GoalNumber => FieldRef::GoalNumber(row.goal),
        Field::GoalPoints => FieldRef::GoalPoints(row.goal),
        Field::GoalExpected => FieldRef::GoalExpected(row.goal),
        Field::GoalActual => FieldRef::GoalActual(row.goal),
        Field::Indicator(column) => {
            FieldRef::Indicator { goal: row.goal, row: row.indicator, column: *column }
        }
        Field::Total(column) => FieldRef::Total(*column),
    }
}

fn show(form: &Form, edition: &Edition, field: &Field, format: Format, row: Row) -> String {
    let text = form.show(&reference(field, row));
    match format {
        Format::Plain | Format::Number => match field {
            Field::Fund(FundColumn::Initial | FundColumn::Adjusted | FundColumn::Executed) => {
                formatted(&text, edition.amounts).map_or(text, |number| number.shown())
            }
            _ => text,
        },
        Format::Date => chinese_date(&text).unwrap_or(text),
        Format::Numbered => numbered(&text),
    }
}

/// The cell holds a figure and is written as a number, so that the officer's own formulas work.
fn is_figure(template: &Template) -> bool {
    template.pieces().iter().any(|piece| match piece {
        jixiao_edition::Piece::Words(_) => false,
        jixiao_edition::Piece::Field(_, Format::Number) => true,
        jixiao_edition::Piece::Field(field, _) => match field {
            Field::Fund(column) => *column != FundColumn::Label,
            Field::Indicator(column) => matches!(column, IndicatorColumn::Weight | IndicatorColumn::Score),
            Field::Total(TotalColumn::Weight | TotalColumn::Score) => true,
            _ => false,
        },
    })
}

fn amount(form: &Form, edition: &Edition, template: &Template, row: Row) -> Option<Number> {
    let [jixiao_edition::Piece::Field(field, _)] = template.pieces() else { return None };
    match field {
        Field::Fund(FundColumn::Initial | FundColumn::Adjusted | FundColumn::Executed) => {
            formatted(&form.show(&reference(field, row)), edition.amounts)
        }
        _ => None,
    }
}

/// An amount as the edition prints it. Decimals are added, never cut: 0.9029 stays 0.9029 where two are asked for.
fn formatted(text: &str, format: AmountFormat) -> Option<Number> {
    let decimals = format.decimals?;
    let amount = Entry::<Amount>::new(text).value()?.0;
    let decimals = decimals.max(amount.normalize().scale());
    let format =
        NumberFormat { decimals: Some(decimals), grouped: format.grouped, ..NumberFormat::default() };
    Some(Number { value: half_up(amount, decimals), format })
}

/// `2022-04-07` → `2022年4月7日`.
fn chinese_date(text: &str) -> Option<String> {
    let mut parts = text.split('-').map(str::parse::<u16>);
    let mut next = || parts.next()?.ok();
    let (year, month, day) = (next()?, next()?, next()?);
    parts.next().is_none().then(|| format!("{year}年{month}月{day}日"))
}

/// Each line with its number.
fn numbered(text: &str) -> String {
    let lines = text.lines().enumerate().map(|(index, line)| format!("{}. {line}", index + 1));
    lines.collect::<Vec<_>>().join("\n")
}
