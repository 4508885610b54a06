//! What was found in files, in numbers.

use jixiao_app::{FileRead, FindingTally};

use crate::forms::tally;
use crate::place::forms_of;
use crate::problems;

/// What was found in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 自评表.
    pub forms: usize,
    /// 错误.
    pub errors: usize,
    /// 警告.
    pub warnings: usize,
    /// 提示.
    pub hints: usize,
    /// 未能识别.
    pub problems: usize,
}

impl Counts {
    /// What was found in a file.
    pub fn of(file: &FileRead) -> Self {
        let mut counts =
            Self { forms: forms_of(file).count(), problems: problems::rows(file).len(), ..Self::default() };
        for FindingTally { errors, warnings, hints, .. } in
            forms_of(file).filter_map(|place| tally(place.form))
        {
            counts.add(Self { errors, warnings, hints, ..Self::default() });
        }
        counts
    }

    /// Counts others, too.
    pub fn add(&mut self, other: Self) {
        self.forms += other.forms;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.hints += other.hints;
        self.problems += other.problems;
    }
}
