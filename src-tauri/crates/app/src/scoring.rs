//! Which rules score a form, and a form with its scores filled in.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use jixiao_edition::{Edition, RuleSet, rule_set, rule_sets};
use jixiao_model::{Entry, Form, Points, RuleSetId};
use jixiao_score::{Computed, RowScore, Scored, missing, score};

use crate::catalogue::Catalogue;

/// What happens to scores that stand in a form already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// They stay; only blank ones are filled.
    Keep,
    /// They give way to the computed ones.
    Recompute,
}

/// The rule set a form is scored by: the one chosen, or its edition's.
///
/// # Errors
/// There is no rule set of that name; the message lists those there are.
pub fn rules_for(form: &Form, chosen: Option<&RuleSetId>, catalogue: &Catalogue) -> Result<&'static RuleSet> {
    let id = match chosen {
        Some(id) => id,
        None => &catalogue.edition_of(form)?.rules,
    };
    rule_set(id).ok_or_else(|| {
        let known: Vec<&str> = rule_sets().iter().map(|rules| rules.id.0.as_str()).collect();
        anyhow!("没有名为“{}”的评分规则，可用的有：{}", id.0, known.join("、"))
    })
}

/// Reads a rule set from a file, to see whether it is right.
///
/// # Errors
/// The file cannot be read, is no text, or says something that no rule set says; the message names the line.
pub fn rules_of_file(path: &Path) -> Result<RuleSet> {
    let place = || format!("规则文件“{}”", path.display());
    let size = std::fs::metadata(path).with_context(place)?.len();
    if size > LONGEST_RULES {
        return Err(anyhow!("{}有 {size} 字节，不像规则文件，请核对文件", place()));
    }
    let bytes = std::fs::read(path).with_context(place)?;
    let text =
        String::from_utf8(bytes).map_err(|_| anyhow!("{}不是 UTF-8 文字，请另存为 UTF-8 编码", place()))?;
    // Editors of Windows put an invisible mark in front.
    RuleSet::load(text.trim_start_matches('\u{FEFF}')).map_err(|error| anyhow!("{}：{}", place(), error.what))
}

/// Bytes of a rule file; the built-in ones have about six thousand.
const LONGEST_RULES: u64 = 1_000_000;

/// The form with its rate and scores filled in, and its total where nothing is missing. What the rules cannot score stays as it is.
#[must_use]
pub fn filled(form: &Form, edition: &Edition, rules: &RuleSet, how: Filled) -> Form {
    let mut form = form.clone();
    let scored = score(&form, rules);
    fill_budget(&mut form, &scored, rules, how);
    for (goal, scores) in form.goals.iter_mut().zip(&scored.goals) {
        for (row, score) in goal.indicators.iter_mut().zip(&scores.rows) {
            if let Some(points) = row_points(score)
                && replaces(&row.score, how)
            {
                row.score = shown(points, rules);
            }
        }
    }
    if replaces(&form.total.score, how) {
        fill_total(&mut form, edition, rules);
    }
    form
}

/// The printed total is the sum of the printed scores, whoever filled them in.
fn fill_total(form: &mut Form, edition: &Edition, rules: &RuleSet) {
    let scored = score(form, rules);
    if let Some(total) = scored.total.printed_sum.filter(|_| missing(form, &scored, edition) == 0) {
        form.total.score = shown(total, rules);
    }
}

fn fill_budget(form: &mut Form, scored: &Scored, rules: &RuleSet, how: Filled) {
    let Some(total) = form.funds.get_mut(scored.budget.row) else { return };
    if let Some(rate) = scored.budget.rate
        && (how == Filled::Recompute || total.rate.is_blank())
    {
        total.rate = Entry::new(format!("{:.2}%", rate.0));
    }
    if let Some(points) = scored.budget.score
        && replaces(&total.score, how)
    {
        total.score = shown(points, rules);
    }
}

/// A score set by hand, or an exact one; a tier's range leaves the choice to the person.
fn row_points(score: &RowScore) -> Option<Points> {
    if let Some(manual) = &score.manual {
        return Some(manual.score);
    }
    match score.computed {
        Computed::Exact(points) => Some(points),
        Computed::Within { .. } | Computed::CannotScore(_) | Computed::Blank => None,
    }
}

fn replaces(entry: &Entry<Points>, how: Filled) -> bool {
    how == Filled::Recompute || entry.is_blank()
}

fn shown(points: Points, rules: &RuleSet) -> Entry<Points> {
    let digits = usize::try_from(rules.rounding.digits).unwrap_or(2);
    Entry::new(format!("{:.digits$}", points.0))
}
