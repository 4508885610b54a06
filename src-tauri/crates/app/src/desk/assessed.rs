//! A form of the document with its scores and findings, kept until the form changes.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jixiao_check::{
    BatchFacts, BatchFinding, BatchForm, Finding, Level, Mend, MendKind, Trace, check, check_traced, mends,
};
use jixiao_edition::RuleSet;
use jixiao_layout::printed;
use jixiao_model::{
    Amount, Entry, FieldRef, Form, FundColumn, IndicatorColumn, Percent, TotalColumn, share, sum,
};
use jixiao_rollup::in_unit;
use jixiao_score::{Scored, score};
use jixiao_store::StoredForm;
use rayon::prelude::*;
use rust_decimal::Decimal;

use anyhow::Result;

use super::form::{Shown, field_key, form_view, grade};
use super::fund_sums::with_sums;
use super::lacks::lacks;
use super::stale::{Stale, stale};
use super::view::{
    Counts, FindingLevel, FindingView, FormLine, FormView, Ranks, TotalsLine, WaivedView, count,
};
use crate::catalogue::{Catalogue, SharedEdition};
use crate::checking::{CheckedFinding, CheckedForm, Waived, place_in, waiver_key, with_waivers};
use crate::scoring::{Filled, filled, rules_at_hand};

/// A form with everything worked out.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// The form as stored.
    pub stored: StoredForm,
    /// Its layout.
    pub edition: SharedEdition,
    /// Its rules.
    pub rules: Arc<RuleSet>,
    /// Its scores, with totals of its funds that nobody typed.
    pub scored: Scored,
    /// What [`Assessed::complete`] gives, where that is not the form as stored.
    completed: Option<Box<Completed>>,
    /// What was found in this form alone.
    own: Vec<Finding>,
    /// The same project's forms of the years before that of last year's form beside it.
    earlier: Vec<Form>,
    /// What is looked at when it is compared with the other forms, once that has been asked.
    trace: OnceLock<Trace>,
    /// What was found when it was compared with them.
    compared: Vec<Finding>,
    /// What can be mended by one click, once that has been asked.
    mends: OnceLock<Vec<Mend>>,
    /// What a person waived, by [`waiver_key`].
    waivers: BTreeMap<String, Waived>,
}

/// A form with blank scores filled in, and its scores.
#[derive(Clone, Debug)]
struct Completed {
    form: Form,
    scored: Scored,
}

impl Assessed {
    /// Scores and checks a form.
    ///
    /// # Errors
    /// Its edition or rule set is not known to this program.
    pub fn new(stored: StoredForm, catalogue: &Catalogue) -> Result<Self> {
        let mut form = Self::unchecked(stored, catalogue)?;
        form.own = check(form.complete(), form.complete_scored(), &form.edition, &form.rules);
        Ok(form)
    }

    /// Scores a form and leaves it unchecked, for work that asks for no findings.
    ///
    /// # Errors
    /// Its edition or rule set is not known to this program.
    pub fn unchecked(stored: StoredForm, catalogue: &Catalogue) -> Result<Self> {
        let form = &stored.form;
        let edition = catalogue.shared_edition_of(form)?;
        let rules = Arc::clone(rules_at_hand(form, stored.rules.as_ref(), catalogue)?);
        let summed = with_sums(form, stored.layout.is_some());
        let complete = filled(&summed, &edition, &rules, Filled::Keep);
        let scores = shrunk(score(&summed, &rules));
        let completed = (complete != *form).then(|| {
            let of_complete = shrunk(score(&complete, &rules));
            Box::new(Completed { form: complete, scored: of_complete })
        });
        Ok(Self {
            stored,
            edition,
            rules,
            scored: scores,
            completed,
            own: Vec::new(),
            earlier: Vec::new(),
            trace: OnceLock::new(),
            compared: Vec::new(),
            mends: OnceLock::new(),
            waivers: BTreeMap::new(),
        })
    }

    /// The form with blank scores filled in, as it is printed.
    #[must_use]
    pub fn complete(&self) -> &Form {
        self.completed.as_ref().map_or(&self.stored.form, |completed| &completed.form)
    }

    /// The scores of [`Assessed::complete`].
    #[must_use]
    pub fn complete_scored(&self) -> &Scored {
        self.completed.as_ref().map_or(&self.scored, |completed| &completed.scored)
    }

    fn trace(&self) -> &Trace {
        self.trace.get_or_init(|| {
            let last_year = self.stored.last_year.iter().map(|last| &last.form);
            let earlier: Vec<&Form> = last_year.chain(&self.earlier).collect();
            let evidence = self.with_evidence();
            Trace::new(&BatchForm {
                form: self.complete(),
                scored: self.complete_scored(),
                edition: &self.edition,
                rules: &self.rules,
                earlier: &earlier,
                // Who has not begun to file evidence for a form is not asked about each row of it.
                evidence: (!evidence.is_empty()).then_some(&evidence),
            })
        })
    }

    /// Keeps what else is known of earlier years, the latest first.
    pub fn keep_earlier(&mut self, earlier: Vec<Form>) {
        if self.earlier != earlier {
            self.earlier = earlier;
            self.trace = OnceLock::new();
        }
    }

    /// The cells of actual values that files are attached to.
    fn with_evidence(&self) -> Vec<FieldRef> {
        let goals = self.stored.rows.goals.iter().enumerate();
        let rows =
            goals.flat_map(|(goal, of)| (0..).zip(&of.indicators).map(move |(row, key)| (goal, row, key)));
        let filed = rows.filter(|(.., key)| self.stored.evidence.iter().any(|known| known.row == **key));
        filed
            .map(|(goal, row, _)| FieldRef::Indicator { goal, row, column: IndicatorColumn::Actual })
            .collect()
    }

    /// Keeps what [`compare`] found in this form, until it is compared again.
    pub fn keep_compared(&mut self, compared: Vec<Finding>) {
        self.compared = compared;
    }

    /// Keeps what a person waived in this form.
    pub fn keep_waivers(&mut self, waivers: BTreeMap<String, Waived>) {
        self.waivers = waivers;
    }

    /// Everything that was found, with what of it was waived.
    #[must_use]
    pub fn checked(&self) -> Vec<CheckedFinding> {
        with_waivers(self.findings(), &self.waivers)
    }

    /// The form as it was checked, and its scores, where nothing else is asked of it any more.
    #[must_use]
    pub fn into_checked(self, file: &str) -> (CheckedForm, Scored) {
        let findings = self.checked();
        let (form, scored) = match self.completed {
            Some(completed) => (completed.form, completed.scored),
            None => (self.stored.form, self.scored),
        };
        (CheckedForm { file: file.to_owned(), form, findings }, scored)
    }

    /// Everything that was found, alone and among the other forms, in the order of the form's cells.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = [self.own.clone(), self.compared.clone()].concat();
        findings.sort_by(|one, other| one.field.cmp(&other.field).then(one.check.cmp(&other.check)));
        findings
    }

    /// The same for the window: errors first, those waived last.
    #[must_use]
    pub fn finding_views(&self) -> Vec<FindingView> {
        sorted(self.checked().iter().map(|checked| self.finding_view(checked)).collect())
    }

    /// What can be put right in it without asking anybody anything.
    #[must_use]
    pub fn mends(&self) -> &[Mend] {
        self.mends.get_or_init(|| mends(&self.stored.form, &self.scored, &self.edition, &self.rules))
    }

    /// The figures that no longer follow from what stands beside them.
    #[must_use]
    pub fn stale(&self) -> Vec<Stale> {
        stale(self.complete_scored(), &self.rules)
    }

    fn mend_of(&self, finding: &Finding) -> Option<&Mend> {
        if !MendKind::ALL.iter().any(|kind| kind.check() == Some(finding.check)) {
            return None;
        }
        let answers = |mend: &&Mend| mend.kind.check() == Some(finding.check) && mend.field == finding.field;
        self.mends().iter().find(answers)
    }

    fn finding_view(&self, CheckedFinding { finding, waived }: &CheckedFinding) -> FindingView {
        let field = field_key(&finding.field);
        FindingView {
            key: waiver_key(finding),
            check: finding.check.code().to_owned(),
            level: match finding.level {
                Level::Error => FindingLevel::Error,
                Level::Warning => FindingLevel::Warning,
                Level::Hint => FindingLevel::Hint,
            },
            title: finding.check.title().to_owned(),
            message: finding.message.clone(),
            statement: finding.statement().to_owned(),
            advice: finding.advice().to_owned(),
            expected: finding.expected.clone(),
            found: finding.found.clone(),
            place: place_in(&self.stored.form, &finding.field),
            field: Some(field),
            mend: self.mend_of(finding).map(|mend| mend.after.clone()),
            waived: waived.as_ref().map(|waived| WaivedView {
                reason: waived.reason.clone(),
                who: waived.who.clone(),
                when: waived.when.clone(),
            }),
        }
    }

    /// The form on screen.
    #[must_use]
    pub fn view(&self) -> FormView {
        form_view(Shown {
            id: self.stored.id.0,
            form: &self.stored.form,
            own_layout: self.stored.layout.is_some(),
            edition: &self.edition,
            rules: &self.rules,
            scored: &self.scored,
            complete: self.complete(),
            stale: self.stale(),
            classified: self.stored.classified,
            done: self.stored.done,
            findings: self.finding_views(),
            last_year: &|field: &FieldRef| self.last_year(field),
        })
    }

    /// What stood in a field last year, as its cell would show it; `None` when its row is new.
    #[must_use]
    pub fn last_year(&self, field: &FieldRef) -> Option<String> {
        let text = self.stored.last_year.as_ref()?.show(field)?;
        Some(printed(&text, field, &self.edition))
    }

    fn open_findings(&self) -> impl Iterator<Item = &Finding> {
        let is_waived =
            |finding: &Finding| !self.waivers.is_empty() && self.waivers.contains_key(&waiver_key(finding));
        self.own.iter().chain(&self.compared).filter(move |finding| !is_waived(finding))
    }

    /// Findings by level, without those waived.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for finding in self.open_findings() {
            *match finding.level {
                Level::Error => &mut counts.errors,
                Level::Warning => &mut counts.warnings,
                Level::Hint => &mut counts.hints,
            } += 1;
        }
        counts
    }

    /// The line in the list, without its ranks.
    #[must_use]
    pub fn line(&self) -> FormLine {
        let fund = self.complete().total_fund();
        let amount = |entry: Option<&Entry<Amount>>| entry.map(amount_text).unwrap_or_default();
        let shown = |field: FieldRef| printed(&self.complete().show(&field), &field, &self.edition);
        FormLine {
            id: self.stored.id.0,
            kind: self.stored.form.kind,
            name: self.stored.form.name().to_owned(),
            implementing_unit: self.stored.form.implementing_unit().to_owned(),
            budget: amount(fund.map(|fund| &fund.adjusted)),
            executed: amount(fund.map(|fund| &fund.executed)),
            rate: shown(FieldRef::Fund { row: self.complete().total_row(), column: FundColumn::Rate }),
            score: shown(FieldRef::Total(TotalColumn::Score)),
            grade: self.grade(),
            findings: self.counts(),
            outdated: count(self.stale().len()),
            lacks: lacks(self.complete(), self.complete_scored(), &self.edition, self.open_findings()),
            classified: self.stored.classified,
            done: self.stored.done,
            ranks: Ranks::default(),
        }
    }

    /// 等次 of the total; empty when there is none.
    #[must_use]
    pub fn grade(&self) -> String {
        grade(self.complete(), &self.rules)
    }

    /// 全年预算数 in the unit of sums.
    #[must_use]
    pub fn budget(&self) -> Option<Decimal> {
        self.figures()[0]
    }

    /// 全年预算数, 全年执行数, 执行率 and 总分, for sorting and sums.
    fn figures(&self) -> [Option<Decimal>; 4] {
        let fund = self.complete().total_fund();
        let amount = |entry: &Entry<Amount>| in_unit(self.complete(), *entry.value()?).map(|amount| amount.0);
        [
            fund.and_then(|fund| amount(&fund.adjusted)),
            fund.and_then(|fund| amount(&fund.executed)),
            fund.and_then(|fund| fund.rate.value()).map(|rate| rate.0),
            self.complete().total.score.value().map(|score| score.0),
        ]
    }
}

/// The same without the room in which its texts were put together: the scores of thousands of forms are held.
fn shrunk(mut scored: Scored) -> Scored {
    for row in scored.goals.iter_mut().flat_map(|goal| &mut goal.rows) {
        row.explanation.shrink_to_fit();
    }
    scored
}

/// What is found when forms are compared with each other and with last year's.
#[must_use]
pub fn compare(forms: &[&Assessed], facts: &BatchFacts) -> Vec<BatchFinding> {
    let traces: Vec<&Trace> = forms.par_iter().map(|form| form.trace()).collect();
    check_traced(&traces, facts)
}

/// Errors first, those waived last; within a level in the order of the form.
fn sorted(mut findings: Vec<FindingView>) -> Vec<FindingView> {
    findings.sort_by_key(|finding| (finding.waived.is_some(), finding.level));
    findings
}

/// The lines of all forms, with their places when sorted.
#[must_use]
pub fn lines(forms: &[&Assessed]) -> Vec<FormLine> {
    let mut lines: Vec<FormLine> = forms.iter().map(|form| form.line()).collect();
    let figures: Vec<[Option<Decimal>; 4]> = forms.iter().map(|form| form.figures()).collect();
    for column in 0..4 {
        let mut order: Vec<usize> = (0..lines.len()).collect();
        order.sort_by_key(|at| figures[*at][column]);
        for (rank, at) in (0..).zip(order) {
            let ranks = &mut lines[at].ranks;
            *[&mut ranks.budget, &mut ranks.executed, &mut ranks.rate, &mut ranks.score][column] = rank;
        }
    }
    lines
}

/// Sums over the project forms. A form without the figure adds nothing.
#[must_use]
pub fn totals(forms: &[&Assessed]) -> TotalsLine {
    let projects: Vec<&&Assessed> = forms.iter().filter(|form| form.stored.form.kind.is_project()).collect();
    let total = |column: usize| sum(projects.iter().filter_map(|form| form.figures()[column]));
    let (budget, executed) = (total(0), total(1));
    let rate =
        executed.zip(budget).and_then(|(executed, budget)| share(Decimal::ONE_HUNDRED, executed, budget));
    TotalsLine {
        projects: count(projects.len()),
        done: count(projects.iter().filter(|form| form.stored.done).count()),
        budget: grouped_sum(budget),
        executed: grouped_sum(executed),
        rate: rate.map(|rate| Percent(rate).shown()).unwrap_or_default(),
        findings: forms.iter().map(|form| form.counts()).sum::<Counts>(),
    }
}

/// The amount with thousands separators; the text where it cannot be read as one.
fn amount_text(entry: &Entry<Amount>) -> String {
    entry.value().map_or_else(|| entry.text().to_owned(), |amount| grouped(amount.0))
}

/// A sum of amounts in the same way; in words where it does not fit a number.
#[must_use]
pub fn grouped_sum(sum: Option<Decimal>) -> String {
    sum.map_or_else(|| "过大".to_owned(), grouped)
}

/// With thousands separators and at least two decimals.
#[must_use]
pub fn grouped(amount: Decimal) -> String {
    crate::summary_table::grouped_number(amount).shown()
}
