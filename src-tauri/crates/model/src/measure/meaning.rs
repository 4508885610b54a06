use super::ambiguity::Ambiguity;
use super::date::Date;
use super::duration::Duration;
use super::quantity::Quantity;

/// The meaning of a target or an actual value, its operator left aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing was entered.
    Blank,
    /// `/` or `—`: no figure belongs here.
    CrossedOut,
    /// A number with its unit, or without one.
    Quantity(Quantity),
    /// `90%-95%`, `3~5次`; `low` is never greater than `high`, and both have one unit.
    Range {
        /// The lower end.
        low: Quantity,
        /// The upper end.
        high: Quantity,
    },
    /// A point in the calendar.
    Date(Date),
    /// A span of time.
    Duration(Duration),
    /// `12月` (1–12): December or twelve months. What it is compared with decides.
    MonthOrMonths(u8),
    /// Words (持续提升), also words with a number inside.
    Words(String),
    /// Readable in more than one way; never scored by a guess.
    Ambiguous(Ambiguity),
}
