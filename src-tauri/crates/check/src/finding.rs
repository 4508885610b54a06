use jixiao_model::FieldRef;
use serde::{Deserialize, Serialize};

use crate::id::CheckId;

/// How bad a finding is; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The form should not be handed in like this.
    Error,
    /// A reviewer will ask about it.
    Warning,
    /// Worth a look.
    Hint,
}

impl Level {
    /// What a person reads.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Hint => "提示",
        }
    }
}

/// How a check came out. One that holds, or has nothing to check, gives no finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The form breaks the rule.
    Fails,
    /// Something is missing or unclear; the message says what.
    CannotDecide,
}

/// What a check found, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The check.
    pub check: CheckId,
    /// How bad it is: the check's level or milder; [`Level::Hint`] when it cannot be decided.
    pub level: Level,
    /// Whether the rule is broken or cannot be held against the form.
    pub outcome: Outcome,
    /// The cell to jump to.
    pub field: FieldRef,
    /// What should stand there, in Chinese or as a figure.
    pub expected: String,
    /// What stands there; empty when nothing does.
    pub found: String,
    /// One sentence in Chinese: what is wrong and how to mend it.
    pub message: String,
}

/// What a waiver points at. No two findings of one form have the same key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FindingKey {
    /// The check.
    pub check: CheckId,
    /// The cell.
    pub field: FieldRef,
}

impl Finding {
    /// The key that stays the same while the cell keeps its place in the form, whatever its text.
    #[must_use]
    pub fn key(&self) -> FindingKey {
        FindingKey { check: self.check, field: self.field.clone() }
    }

    #[expect(clippy::needless_pass_by_value, reason = "callers hand over figures and texts alike")]
    pub(crate) fn fails(
        check: CheckId,
        field: FieldRef,
        expected: impl ToString,
        found: impl ToString,
        message: impl Into<String>,
    ) -> Self {
        Self {
            check,
            level: check.level(),
            outcome: Outcome::Fails,
            field,
            expected: expected.to_string(),
            found: found.to_string(),
            message: message.into(),
        }
    }

    /// Incomplete is not wrong: what cannot be decided never counts as an error.
    pub(crate) fn cannot_decide(
        check: CheckId,
        field: FieldRef,
        expected: impl ToString,
        found: impl ToString,
        message: impl Into<String>,
    ) -> Self {
        Self {
            outcome: Outcome::CannotDecide,
            level: Level::Hint,
            ..Self::fails(check, field, expected, found, message)
        }
    }

    /// The same finding, milder.
    pub(crate) fn at_most(self, level: Level) -> Self {
        Self { level: self.level.max(level), ..self }
    }
}
