use std::fmt;

use jixiao_model::{ColumnName, FieldName, FieldRef, FundColumn, IndicatorColumn, TotalColumn, is_cross};

/// The text of a cell in an edition: words and placeholders, such as `（{year}年度）`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

/// A part of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words printed as they stand.
    Words(String),
    /// A field of the form.
    Field(Field, Format),
}

/// A field of a form, without the row it stands in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// `{title}`
    Title,
    /// `{year}`
    Year,
    /// `{name}` and every other text of head and foot, `{联系电话}` by its label.
    Text(FieldName),
    /// `{fund.initial}` …; outside the fund rows it means the total row.
    Fund(FundColumn),
    /// `{fund.备注}`: a column of the office's own.
    FundExtra(ColumnName),
    /// `{goal.number}`, counted from 1.
    GoalNumber,
    /// `{goal.points}`
    GoalPoints,
    /// `{goal.expected}`
    GoalExpected,
    /// `{goal.actual}`
    GoalActual,
    /// `{indicator.level1}` …
    Indicator(IndicatorColumn),
    /// `{indicator.佐证材料}`: a column of the office's own.
    IndicatorExtra(ColumnName),
    /// `{total.score}` …
    Total(TotalColumn),
    /// `{subtotal.score}` …: the sum of a class, in its row.
    Subtotal(TotalColumn),
}

impl Field {
    /// A field of a form, whatever row it stands in. A subtotal is none: it only follows.
    #[must_use]
    pub fn of(field: &FieldRef) -> Self {
        match field {
            FieldRef::Title => Self::Title,
            FieldRef::Year => Self::Year,
            FieldRef::Text(name) => Self::Text(name.clone()),
            FieldRef::Fund { column, .. } => Self::Fund(*column),
            FieldRef::FundExtra { column, .. } => Self::FundExtra(column.clone()),
            FieldRef::GoalNumber(_) => Self::GoalNumber,
            FieldRef::GoalPoints(_) => Self::GoalPoints,
            FieldRef::GoalExpected(_) => Self::GoalExpected,
            FieldRef::GoalActual(_) => Self::GoalActual,
            FieldRef::Indicator { column, .. } => Self::Indicator(*column),
            FieldRef::IndicatorExtra { column, .. } => Self::IndicatorExtra(column.clone()),
            FieldRef::Total(column) => Self::Total(*column),
        }
    }
}

/// How a field is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// As it stands.
    #[default]
    Plain,
    /// `{…:date}`: kept as 2022-04-07, printed as 2022年4月7日.
    Date,
    /// `{…:numbered}`: each line with its number.
    Numbered,
    /// `{…:number}`: a number cell where the text is a number.
    Number,
    /// `{…:text}`: never a number cell.
    Text,
}

impl Template {
    /// A template of these parts; words that stand beside one another are joined.
    #[must_use]
    pub fn of(pieces: Vec<Piece>) -> Self {
        let mut joined: Vec<Piece> = Vec::new();
        for piece in pieces {
            match (joined.last_mut(), piece) {
                (_, Piece::Words(words)) if words.is_empty() => {}
                (Some(Piece::Words(before)), Piece::Words(words)) => before.push_str(&words),
                (_, piece) => joined.push(piece),
            }
        }
        Self(joined)
    }

    /// Reads a template.
    ///
    /// # Errors
    /// An unknown placeholder or a brace without its partner, named in Chinese.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, tail)) = rest.split_once('{') {
            let (name, after) =
                tail.split_once('}').ok_or_else(|| format!("“{text}”中的 {{ 没有配对的 }}"))?;
            if !words.is_empty() {
                pieces.push(Piece::Words(words.to_owned()));
            }
            pieces.push(placeholder(name)?);
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        Ok(Self(pieces))
    }

    /// Its parts, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The fields that it shows.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Words(_) => None,
            Piece::Field(field, _) => Some(field),
        })
    }

    /// The words, when it holds no placeholder: a label.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Piece::Words(words)] => Some(words),
            _ => None,
        }
    }

    /// Fills the placeholders in. Words behind a first placeholder that is blank or crossed out are left away, so that an
    /// empty score does not print a lone 分.
    #[must_use]
    pub fn fill(&self, mut show: impl FnMut(&Field, Format) -> String) -> String {
        let mut text = String::new();
        for (index, piece) in self.0.iter().enumerate() {
            match piece {
                Piece::Words(words) => text.push_str(words),
                Piece::Field(field, format) => {
                    let shown = show(field, *format);
                    let is_empty = shown.trim().is_empty() || is_cross(shown.trim());
                    text.push_str(&shown);
                    if index == 0 && self.0.len() == 2 && is_empty {
                        return text;
                    }
                }
            }
        }
        text
    }
}

impl fmt::Display for Template {
    /// As it stands in an edition file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Words(words) => f.write_str(words),
            Piece::Field(field, format) => write!(f, "{{{field}{}}}", format.suffix()),
        })
    }
}

impl fmt::Display for Field {
    /// Its name between the braces of a placeholder.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("title"),
            Self::Year => f.write_str("year"),
            Self::Text(name) => f.write_str(name.as_str()),
            Self::Fund(column) => write!(f, "fund.{}", column.key()),
            Self::FundExtra(column) => write!(f, "fund.{column}"),
            Self::GoalNumber => f.write_str("goal.number"),
            Self::GoalPoints => f.write_str("goal.points"),
            Self::GoalExpected => f.write_str("goal.expected"),
            Self::GoalActual => f.write_str("goal.actual"),
            Self::Indicator(column) => write!(f, "indicator.{}", column.key()),
            Self::IndicatorExtra(column) => write!(f, "indicator.{column}"),
            Self::Total(column) => write!(f, "total.{}", column.key()),
            Self::Subtotal(column) => write!(f, "subtotal.{}", column.key()),
        }
    }
}

impl Format {
    const fn suffix(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Date => ":date",
            Self::Numbered => ":numbered",
            Self::Number => ":number",
            Self::Text => ":text",
        }
    }
}

fn placeholder(name: &str) -> Result<Piece, String> {
    let formats = [Format::Date, Format::Numbered, Format::Number, Format::Text];
    let formatted =
        formats.into_iter().find_map(|format| Some((name.strip_suffix(format.suffix())?, format)));
    let (name, format) = match (formatted, name.rsplit_once(':')) {
        (Some(found), _) => found,
        // A label may hold a colon; a key does not.
        (None, Some((_, format))) if name.is_ascii() => return Err(format!("不认识的格式“{format}”")),
        (None, _) => (name, Format::Plain),
    };
    field(name).map(|field| Piece::Field(field, format)).ok_or_else(|| unknown(name))
}

/// An unknown placeholder, with those that could be meant.
fn unknown(name: &str) -> String {
    let keys = |keys: &[&str]| keys.join("、");
    let known = match name.split_once('.') {
        Some(("fund", _)) => keys(&FundColumn::ALL.map(FundColumn::key)),
        Some(("indicator", _)) => keys(&IndicatorColumn::ALL.map(IndicatorColumn::key)),
        Some(("goal", _)) => "number、points、expected、actual".to_owned(),
        Some(("total" | "subtotal", _)) => "weight、score".to_owned(),
        _ => format!("title、year、{}", FieldName::KNOWN.map(|name| name.to_string()).join("、")),
    };
    format!("不认识的字段“{name}”，可用的有：{known}；自己的栏目用它的中文名")
}

fn field(name: &str) -> Option<Field> {
    if let Some((table, column)) = name.split_once('.').filter(|(_, column)| !column.is_empty()) {
        return match table {
            "fund" => {
                FundColumn::of_key(column).map(Field::Fund).or_else(|| own(column).map(Field::FundExtra))
            }
            "indicator" => IndicatorColumn::of_key(column)
                .map(Field::Indicator)
                .or_else(|| own(column).map(Field::IndicatorExtra)),
            "goal" => goal_field(column),
            "total" => TotalColumn::of_key(column).map(Field::Total),
            "subtotal" => TotalColumn::of_key(column).map(Field::Subtotal),
            _ => own(name).map(|_| Field::Text(FieldName::of_label(name))),
        };
    }
    match name {
        "title" => Some(Field::Title),
        "year" => Some(Field::Year),
        text if own(text).is_some() => Some(Field::Text(FieldName::of_label(text))),
        text => FieldName::KNOWN.into_iter().find(|known| known.as_str() == text).map(Field::Text),
    }
}

fn goal_field(name: &str) -> Option<Field> {
    match name {
        "number" => Some(Field::GoalNumber),
        "points" => Some(Field::GoalPoints),
        "expected" => Some(Field::GoalExpected),
        "actual" => Some(Field::GoalActual),
        _ => None,
    }
}

/// A column of an office's own goes by its heading, which is never plain ASCII, but may be a number: a misspelt key stays a mistake.
fn own(heading: &str) -> Option<ColumnName> {
    let is_number = heading.starts_with(|c: char| c.is_ascii_digit());
    (!heading.is_ascii() || is_number).then(|| ColumnName::new(heading))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_placeholders() {
        let year = Template::parse("（{year}年度）").unwrap();
        assert_eq!(year.fill(|_, _| "2023".to_owned()), "（2023年度）");
        assert_eq!(year.fill(|_, _| String::new()), "（年度）");
        assert_eq!(Template::parse("总分").unwrap().label(), Some("总分"));
    }

    #[test]
    fn a_blank_score_prints_no_lone_unit() {
        let score = Template::parse("{total.score}分").unwrap();
        assert_eq!(score.fill(|_, _| "98.00".to_owned()), "98.00分");
        assert_eq!(score.fill(|_, _| String::new()), "");
        assert_eq!(score.fill(|_, _| "/".to_owned()), "/");
    }

    #[test]
    fn templates_are_written_as_they_are_read() {
        for text in [
            "（{year}年度）",
            "填报日期：{reported_on:date}",
            "{fund.备注}",
            "{indicator.level3}",
            "{联系人:电话}",
            "{indicator.50}",
            "{fund.rate:text}",
            "备注：\n{notes:numbered}",
            "{goal.number}{goal.points}{goal.expected}{total.score}分",
            "{indicator.level1}小计{subtotal.weight}",
        ] {
            assert_eq!(Template::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn mistakes_are_named() {
        assert!(Template::parse("{fund.x}").unwrap_err().contains("fund.x"));
        assert!(Template::parse("{year").unwrap_err().contains("没有配对"));
        assert!(Template::parse("{year:when}").unwrap_err().contains("when"));
        let misspelt = Template::parse("{competent_departmnt}").unwrap_err();
        assert!(
            misspelt.contains("“competent_departmnt”，可用的有：title、year、name、competent_department")
        );
    }
}
