//! Every published form beside the rule set of its own edition.

use std::sync::Arc;

use jixiao_app::{Catalogue, rules_for};
use jixiao_edition::RuleSet;
use jixiao_model::{Form, Indicator};
use jixiao_score::{RowScore, Scored, score};

use crate::corpus;

/// The published forms of one file.
pub struct File {
    /// Its name, without extension.
    pub name: &'static str,
    /// Its forms, in published order.
    pub forms: Vec<Form>,
    /// The rule set of their edition.
    pub natural: Arc<RuleSet>,
    /// They are project forms.
    pub projects: bool,
}

/// One indicator row under one rule set.
pub struct Row<'a> {
    /// Number of the form in its file, from 1.
    pub number: usize,
    /// The form.
    pub form: &'a Form,
    /// The row.
    pub indicator: &'a Indicator,
    /// Its score.
    pub score: RowScore,
}

/// Every file of the corpus.
pub fn all() -> Vec<File> {
    let catalogue = Catalogue::load().unwrap_or_else(|error| panic!("{error}"));
    corpus::FORMS.iter().map(|name| file(name, &catalogue)).collect()
}

fn file(name: &'static str, catalogue: &Catalogue) -> File {
    let forms = corpus::published(name);
    let Some(first) = forms.first() else { panic!("{name}: no form") };
    let natural = rules_for(first, None, catalogue).unwrap_or_else(|error| panic!("{name}: {error}"));
    let natural = Arc::clone(natural);
    File { name, projects: first.edition.0.ends_with("project"), natural, forms }
}

impl File {
    /// Every indicator row of the file under `rules`.
    pub fn rows(&self, rules: &RuleSet) -> Vec<Row<'_>> {
        self.scored(rules)
            .into_iter()
            .flat_map(|(number, form, scored)| rows_of(number, form, scored))
            .collect()
    }

    /// Every form under `rules`, with its number from 1.
    pub fn scored(&self, rules: &RuleSet) -> Vec<(usize, &Form, Scored)> {
        self.forms.iter().enumerate().map(|(at, form)| (at + 1, form, score(form, rules))).collect()
    }
}

fn rows_of(number: usize, form: &Form, scored: Scored) -> Vec<Row<'_>> {
    let indicators = form.goals.iter().flat_map(|goal| &goal.indicators);
    let rows = scored.goals.into_iter().flat_map(|goal| goal.rows);
    indicators.zip(rows).map(|(indicator, score)| Row { number, form, indicator, score }).collect()
}

impl Row<'_> {
    /// The form's number and name.
    pub fn form_name(&self) -> String {
        format!("{} {}", self.number, self.form.name())
    }

    /// The printed score is the whole weight.
    pub fn is_full(&self) -> bool {
        self.score.printed.is_some() && self.score.printed == self.score.weight
    }
}

/// The files whose forms are scored by `rules` as a matter of course.
pub fn natural<'a>(files: &'a [File], rules: &'a RuleSet) -> impl Iterator<Item = &'a File> {
    files.iter().filter(move |file| file.natural.id == rules.id)
}

/// The rule sets of the program.
pub fn rule_sets() -> &'static [RuleSet] {
    jixiao_edition::rule_sets().unwrap_or_else(|error| panic!("{error}"))
}

/// Every rule set with the files that are its own.
pub fn by_rules(files: &[File]) -> Vec<(&'static RuleSet, Vec<&File>)> {
    rule_sets().iter().map(|rules| (rules, natural(files, rules).collect())).collect()
}
