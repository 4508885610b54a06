//! Editions (official layouts), labels and rule sets, as checked data.
//!
//! The files stand in `src-tauri/editions` and `src-tauri/rules` and are compiled in; this crate reads no file by itself. It says how
//! a form looks and how it is scored, never does either.

mod builtin;
mod check;
mod edition;
mod labels;
mod load;
mod look;
mod meaning;
mod measure;
mod mistake;
mod named;
mod parts;
mod source;
mod template;
mod write;

pub use builtin::{editions, labels, rule_sets, with_built_in};
pub use edition::{AmountFormat, Block, CellSpec, Class, Each, Edition, RowSpec, Section, Years};
pub use labels::{GoalLabels, Labels, SideLabels};
pub use load::{find, load_each, load_editions};
pub use meaning::{GoalPart, Meaning, Side, key};
pub use mistake::DataError;
pub use named::{Named, load_named, named_to_toml};
pub use template::{Field, Format, Piece, Template};
pub use write::to_toml;

mod rule_set;
mod words;
pub use rule_set::{
    Band, BudgetRule, Cap, CheckLimits, Clause, DeviationSign, Grade, LateStep, Method, OverAchievement,
    OverStep, Profile, RateDigits, Rounding, RoundingMode, RuleKind, RuleSet, Targets, Tier,
    line as line_of_key,
};
pub use words::{
    Better, BetterRule, DirectionRule, DisclosureWords, FilingRule, NameWords, SpellingWords, TextWords,
    UnitKind, UnitWords, Words, WrongOperator, words, words_error,
};
