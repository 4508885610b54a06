use jixiao_model::FieldRef;
use serde::{Deserialize, Serialize};

use crate::id::CheckId;
use crate::level::Level;

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

    /// The part of the message that says what is wrong.
    #[must_use]
    pub fn statement(&self) -> &str {
        self.parts().0
    }

    /// The part of the message that says what to do; empty where it only tells a fact.
    #[must_use]
    pub fn advice(&self) -> &str {
        self.parts().1
    }

    fn parts(&self) -> (&str, &str) {
        let (statement, advice) = self.message.split_at(advice_begins(&self.message));
        (statement.trim_end_matches(['，', '；']), advice)
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

/// Words by which a clause tells the reader to do something.
const ASKING: [&str; 4] = ["请", "填完", "填好", "填上"];

/// Where the first clause begins that asks for something; what is quoted from the form asks for nothing.
fn advice_begins(message: &str) -> usize {
    let mut depth = 0_usize;
    let mut clause = 0;
    for (at, letter) in message.char_indices() {
        match letter {
            '“' | '（' => depth += 1,
            '”' | '）' => depth = depth.saturating_sub(1),
            '，' | '；' if depth == 0 => clause = at + letter.len_utf8(),
            _ if depth == 0 && ASKING.iter().any(|word| message[at..].starts_with(word)) => return clause,
            _ => {}
        }
    }
    message.len()
}

#[cfg(test)]
mod tests {
    use jixiao_model::FieldRef;

    use super::*;

    #[test]
    fn a_message_is_a_statement_and_an_advice() {
        for (message, statement, advice) in [
            ("得分少了，请更正，或写明怎么算的。", "得分少了", "请更正，或写明怎么算的。"),
            ("同名，实施单位不同，汇总时请区分。", "同名，实施单位不同", "汇总时请区分。"),
            ("填的是“无，请见附件”，不是数，请补写。", "填的是“无，请见附件”，不是数", "请补写。"),
            ("已有总分 9，填完后才能核对。", "已有总分 9", "填完后才能核对。"),
            ("现有 95 分，还差 5 分到 100 分。", "现有 95 分，还差 5 分到 100 分。", ""),
        ] {
            let finding = Finding::fails(CheckId::C31, FieldRef::Title, "", "", message);
            assert_eq!((finding.statement(), finding.advice()), (statement, advice), "{message}");
        }
    }
}
