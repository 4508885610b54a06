//! Columns that mean the same: the first and the final scores.

use jixiao_model::IndicatorColumn;
use jixiao_sheet::Address;

use crate::header::Header;
use crate::heading::{Heading, headings};
use crate::label::indicator_column;
use crate::reading::Reading;

/// Reports the columns of figures that mean what another one is read as. Which of the two counts is for a person to say.
pub fn report(reading: &mut Reading, header: &Header) {
    let all = headings(reading.grid, header.first, header.last);
    for rival in header.unread() {
        let Some((field, read)) = read_as(reading, header, &all, rival) else { continue };
        let (field, read, other) = (field.label(), &read.own, &rival.own);
        let text = format!(
            "“{other}”和“{read}”两列都像“{field}”，现按“{read}”一列读取；如应以“{other}”为准，请在核对时把那一列指定为“{field}”"
        );
        reading.report(Address::new(header.first, rival.columns.first), text);
    }
}

/// What `rival` means as well as the heading which is read. Headings about a class stand left of the indicators' names.
fn read_as<'h>(
    reading: &Reading,
    header: &Header,
    all: &'h [Heading],
    rival: &Heading,
) -> Option<(IndicatorColumn, &'h Heading)> {
    use IndicatorColumn::{Actual, Score, Target, Weight};
    let field = indicator_column(reading.labels, &rival.text)?;
    let is_figure = matches!(field, Target | Actual | Weight | Score);
    let span = header.column(field).filter(|_| is_figure && rival.columns.first > header.names())?;
    let read = all.iter().find(|heading| heading.columns.first == span.first)?;
    Some((field, read))
}
