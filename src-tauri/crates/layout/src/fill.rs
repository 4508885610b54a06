use jixiao_edition::{AmountFormat, Edition, Field, Format, Template};
use jixiao_model::{
    Amount, Entry, FieldRef, Form, FundColumn, IndicatorColumn, Percent, Points, TotalColumn, fold, half_up,
    sum_of, whole_target,
};
use jixiao_sheet::{Number, NumberFormat, Value};

/// The row of the form that a row of the layout stands for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    pub fund: usize,
    pub goal: usize,
    pub indicator: usize,
    /// How many indicators from `indicator` on a subtotal adds up.
    pub count: usize,
}

/// What a cell shows: the text or number, and the field it can be edited as.
pub fn value(
    form: &Form,
    edition: &Edition,
    template: &Template,
    blank: Option<&str>,
    row: Row,
) -> (Value, Option<FieldRef>) {
    let field = template.fields().next().and_then(|field| reference(field, row));
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

/// The field of a cell, with the rows filled in; `None` for a subtotal, which is no field.
fn reference(field: &Field, row: Row) -> Option<FieldRef> {
    Some(match field {
        Field::Title => FieldRef::Title,
        Field::Year => FieldRef::Year,
        Field::Text(name) => FieldRef::Text(name.clone()),
        Field::Fund(column) => FieldRef::Fund { row: row.fund, column: *column },
        Field::FundExtra(column) => FieldRef::FundExtra { row: row.fund, column: column.clone() },
        Field::IndicatorExtra(column) => {
            FieldRef::IndicatorExtra { goal: row.goal, row: row.indicator, column: column.clone() }
        }
        Field::GoalNumber => FieldRef::GoalNumber(row.goal),
        Field::GoalPoints => FieldRef::GoalPoints(row.goal),
        Field::GoalExpected => FieldRef::GoalExpected(row.goal),
        Field::GoalActual => FieldRef::GoalActual(row.goal),
        Field::Indicator(column) => {
            FieldRef::Indicator { goal: row.goal, row: row.indicator, column: *column }
        }
        Field::Total(column) => FieldRef::Total(*column),
        Field::Subtotal(_) => return None,
    })
}

/// A field's `text` as `edition` prints it: amounts in the edition's format, other figures in half-width digits. What cannot be
/// read as a figure stays as it is.
#[must_use]
pub fn printed(text: &str, field: &FieldRef, edition: &Edition) -> String {
    let number = match field {
        FieldRef::Fund {
            column: FundColumn::Initial | FundColumn::Adjusted | FundColumn::Executed, ..
        } => {
            if let Some(number) = formatted(text, edition.amounts) {
                return number.shown();
            }
            Entry::<Amount>::new(text).value().is_some()
        }
        FieldRef::Fund { column: FundColumn::Weight | FundColumn::Score, .. }
        | FieldRef::Indicator { column: IndicatorColumn::Weight | IndicatorColumn::Score, .. }
        | FieldRef::GoalPoints(_)
        | FieldRef::Total(_) => Entry::<Points>::new(text).value().is_some(),
        FieldRef::Fund { column: FundColumn::Rate, .. } => Entry::<Percent>::new(text).value().is_some(),
        _ => false,
    };
    if number { half_width(text) } else { text.to_owned() }
}

fn half_width(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { fold(text).trim().to_owned() }
}

/// What a field prints as.
pub fn show(form: &Form, edition: &Edition, field: &Field, format: Format, row: Row) -> String {
    if let Field::Subtotal(column) = field {
        return subtotal(form, *column, row).unwrap_or_default();
    }
    let Some(field) = reference(field, row) else { return String::new() };
    let text = target_in_one(form, edition, &field).unwrap_or_else(|| form.show(&field));
    match format {
        Format::Plain | Format::Text => printed(&text, &field, edition),
        Format::Number if Entry::<Amount>::new(text.as_str()).value().is_some() => half_width(&text),
        Format::Number => text,
        Format::Date => chinese_date(&text).unwrap_or(text),
        Format::Numbered => numbered(&text),
    }
}

/// The sum of the figures of a class; `None` where it has none.
fn subtotal(form: &Form, column: TotalColumn, row: Row) -> Option<String> {
    let indicators = form.goals.get(row.goal)?.indicators.get(row.indicator..row.indicator + row.count)?;
    sum_of(indicators, column).map(|sum| sum.to_string())
}

/// A target that the form has in parts (`≥`, `90`, `%`), with those parts in it for which `edition` has no column.
fn target_in_one(form: &Form, edition: &Edition, field: &FieldRef) -> Option<String> {
    let FieldRef::Indicator { goal, row, column: IndicatorColumn::Target } = field else { return None };
    let indicator = form.goals.get(*goal)?.indicators.get(*row)?;
    let missing = |part: &'_ str, column| {
        let has_place = part.is_empty() || edition.prints(&Field::Indicator(column));
        if has_place { String::new() } else { part.to_owned() }
    };
    let operator = missing(&indicator.operator, IndicatorColumn::Operator);
    let unit = missing(&indicator.target_unit, IndicatorColumn::TargetUnit);
    if operator.is_empty() && unit.is_empty() {
        return None;
    }
    Some(whole_target(&operator, &indicator.target, &unit))
}

/// The cell holds a figure and is written as a number, so that the officer's own formulas work.
fn is_figure(template: &Template) -> bool {
    template.pieces().iter().any(|piece| match piece {
        jixiao_edition::Piece::Words(_) | jixiao_edition::Piece::Field(_, Format::Text) => false,
        jixiao_edition::Piece::Field(_, Format::Number) => true,
        jixiao_edition::Piece::Field(field, _) => match field {
            Field::Fund(column) => *column != FundColumn::Label,
            Field::Indicator(column) => matches!(column, IndicatorColumn::Weight | IndicatorColumn::Score),
            Field::Total(_) | Field::Subtotal(_) => true,
            _ => false,
        },
    })
}

fn amount(form: &Form, edition: &Edition, template: &Template, row: Row) -> Option<Number> {
    let [jixiao_edition::Piece::Field(field, format)] = template.pieces() else { return None };
    match field {
        _ if *format == Format::Text => None,
        Field::Fund(FundColumn::Initial | FundColumn::Adjusted | FundColumn::Executed) => {
            formatted(&form.show(&reference(field, row)?), edition.amounts)
        }
        _ => None,
    }
}

/// An amount as the edition prints it; `None` where that is as it stands. Decimals are added, never cut: 0.9029 stays 0.9029 where two
/// are asked for.
fn formatted(text: &str, format: AmountFormat) -> Option<Number> {
    if format == AmountFormat::default() {
        return None;
    }
    let amount = Entry::<Amount>::new(text).value()?.0;
    let decimals =
        format.decimals.map_or(amount.scale(), |decimals| decimals.max(amount.normalize().scale()));
    let format =
        NumberFormat { decimals: Some(decimals), grouped: format.grouped, ..NumberFormat::default() };
    Some(Number { value: half_up(amount, decimals), format })
}

/// `2022-04-07` → `2022年4月7日`.
#[must_use]
pub fn chinese_date(text: &str) -> Option<String> {
    let mut parts = text.split('-').map(str::parse::<u16>);
    let mut next = || parts.next()?.ok();
    let (year, month, day) = (next()?, next()?, next()?);
    parts.next().is_none().then(|| format!("{year}年{month}月{day}日"))
}

/// Each line with its number.
#[must_use]
pub fn numbered(text: &str) -> String {
    let lines = text.lines().enumerate().map(|(index, line)| format!("{}. {line}", index + 1));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jixiao_model::{Goal, Indicator};

    /// Nothing of a target is lost in a layout that has one column for it.
    #[test]
    fn a_target_in_parts_is_printed_whole_where_there_is_one_column() {
        let editions = jixiao_edition::editions().unwrap();
        let one = editions.iter().find(|edition| edition.id.0 == "national-2020-project").unwrap();
        let rows = [("≥", "90", "%"), ("定性", "明显", ""), ("", "≥5人", ""), ("≥", "", "%")];
        let row = |(operator, target, unit): (&str, &str, &str)| Indicator {
            operator: operator.to_owned(),
            target: target.to_owned(),
            target_unit: unit.to_owned(),
            ..Indicator::default()
        };
        let indicators = rows.into_iter().map(row).collect();
        let form = Form { goals: vec![Goal { indicators, ..Goal::default() }], ..Form::default() };
        let column = Field::Indicator(IndicatorColumn::Target);
        let shown = |indicator| show(&form, one, &column, Format::Plain, Row { indicator, ..Row::default() });
        assert_eq!([0, 1, 2, 3].map(shown), ["≥90%", "明显", "≥5人", ""]);
    }

    #[test]
    fn figures_are_printed_from_their_value_and_words_as_they_stand() {
        let editions = jixiao_edition::editions().unwrap();
        let edition = |id: &str| editions.iter().find(|edition| edition.id.0 == id).unwrap();
        let (grouped, plain) = (edition("xinjiang-2023-project"), edition("national-2020-project"));
        let fund = |column| FieldRef::Fund { row: 0, column };
        let indicator = |column| FieldRef::Indicator { goal: 0, row: 0, column };
        for (edition, field, text, expected) in [
            (grouped, fund(FundColumn::Adjusted), "１２３４．５", "1,234.50"),
            (grouped, fund(FundColumn::Adjusted), "1，234.5", "1,234.50"),
            (grouped, fund(FundColumn::Adjusted), "1.2.3", "1.2.3"),
            (plain, fund(FundColumn::Adjusted), "１２３４．５", "1234.5"),
            (plain, fund(FundColumn::Adjusted), "若干（待定）", "若干（待定）"),
            (plain, fund(FundColumn::Rate), "９８％", "98%"),
            (plain, fund(FundColumn::Score), "９．８分", "9.8分"),
            (plain, indicator(IndicatorColumn::Score), "５", "5"),
            (plain, indicator(IndicatorColumn::Weight), "１０", "10"),
            (plain, indicator(IndicatorColumn::Target), "≥５％", "≥５％"),
            (plain, FieldRef::Total(TotalColumn::Score), "８３", "83"),
            (plain, FieldRef::GoalPoints(0), "１５", "15"),
        ] {
            assert_eq!(printed(text, &field, edition), expected, "{text}");
        }
    }
}
