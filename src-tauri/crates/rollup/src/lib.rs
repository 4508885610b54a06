//! From the project forms of a year to the department: sums, the summary of all projects, the department's indicators,
//! and what has to be said about them.
//!
//! Quantities add up; ratios are averaged with the funds as weights; a quantitative indicator is aggregated first and
//! scored after. Every figure keeps the projects that it came from. What cannot be put together says why; nothing is
//! guessed and no difference is hidden. No IO.

mod aggregate;
mod caution;
mod link;
mod paragraph;
mod project;
mod reconcile;
mod summary;
mod wording;

pub use aggregate::{Aggregate, How, Part, aggregate};
pub use caution::cautions;
pub use link::{IndicatorAt, Link, counts_alike, likeness, suggest};
pub use paragraph::{Facts, Figures, SECTIONS, Section, headings, paragraph};
pub use project::{Project, Shortfall, UNIT, in_unit};
pub use reconcile::{Comparison, compare, reconcile};
pub use summary::{AgencyGroup, Line, Sum, Summary, Sums, summary};
