//! Every row of the published forms under its natural rule set. The counts and every difference are pinned in
//! `tests/suite/corpus.txt`; `UPDATE=1 cargo test -p jixiao-score` rewrites it, and its diff is read.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use crate::published::{FILES, forms, natural_rules};
use jixiao_model::{Form, Indicator, Meaning, Measure};
use jixiao_score::{Agreement, Computed, RowScore, Scored, score};

#[derive(Default)]
struct Tally {
    agrees: usize,
    differs: usize,
    cannot_score: usize,
    blank: usize,
    causes: BTreeMap<&'static str, usize>,
    reasons: BTreeMap<String, usize>,
}

impl Tally {
    fn count(&mut self, row: &RowScore) {
        match row.agreement {
            Agreement::Agrees => self.agrees += 1,
            Agreement::Differs(cause) => {
                self.differs += 1;
                *self.causes.entry(cause.text()).or_default() += 1;
            }
            Agreement::CannotScore => self.cannot_score += 1,
            Agreement::Blank => self.blank += 1,
        }
        if let Computed::CannotScore(reason) = &row.computed {
            // The share due is another in each row.
            let reason = reason.to_string();
            let reason = reason.split('，').next().unwrap_or_default().to_owned();
            *self.reasons.entry(reason).or_default() += 1;
        }
    }
}

#[test]
fn published_rows_agree_or_are_explained() {
    let mut report = String::new();
    for file in FILES {
        report_file(file, &mut report);
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/suite/corpus.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &report).unwrap();
    }
    let pinned = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        pinned == report,
        "tests/suite/corpus.txt is not what the forms give now; UPDATE=1 rewrites it:\n{report}"
    );
}

fn report_file(file: &str, report: &mut String) {
    let mut tally = Tally::default();
    let mut lines = String::new();
    for form in forms(file) {
        let scored = score(&form, natural_rules(&form));
        report_form(&form, &scored, &mut tally, &mut lines);
    }
    let Tally { agrees, differs, cannot_score, blank, causes, reasons } = tally;
    writeln!(report, "# {file}").unwrap();
    writeln!(report, "agrees {agrees}, differs {differs}, cannot-score {cannot_score}, blank {blank}")
        .unwrap();
    for (cause, count) in causes {
        writeln!(report, "differs {count}: {cause}").unwrap();
    }
    for (reason, count) in reasons {
        writeln!(report, "cannot-score {count}: {reason}").unwrap();
    }
    writeln!(report, "{lines}").unwrap();
}

fn report_form(form: &Form, scored: &Scored, tally: &mut Tally, lines: &mut String) {
    for (goal, goal_score) in form.goals.iter().zip(&scored.goals) {
        for (indicator, row) in goal.indicators.iter().zip(&goal_score.rows) {
            tally.count(row);
            if !matches!(row.agreement, Agreement::Agrees | Agreement::Blank) {
                writeln!(lines, "{}", line(form, indicator, row)).unwrap();
            }
        }
    }
    let budget = &scored.budget;
    for (what, agreement, explanation) in [
        ("执行率", budget.rate_agreement, &budget.explanation),
        ("预算得分", budget.agreement, &budget.explanation),
        ("总分", scored.total.agreement, &scored.total.explanation),
    ] {
        if agreement != Agreement::Agrees {
            writeln!(lines, "{}｜{what}｜{explanation}", form.name()).unwrap();
        }
    }
}

fn line(form: &Form, indicator: &Indicator, row: &RowScore) -> String {
    let mark = match row.agreement {
        Agreement::Differs(_) => "≠",
        Agreement::CannotScore => "?",
        Agreement::Agrees | Agreement::Blank => "",
    };
    let name: String = indicator.level3.chars().take(20).collect();
    format!(
        "{mark} {}｜{name}｜{} → {}｜{}",
        form.name(),
        indicator.target,
        indicator.actual,
        row.explanation
    )
}

/// 83 of 83 published totals equal the sum of their printed scores; here the 50 whose forms are kept.
#[test]
fn every_printed_total_is_the_sum_of_the_printed_scores() {
    for form in FILES.iter().flat_map(|file| forms(file)) {
        let scored = score(&form, natural_rules(&form));
        assert_eq!(scored.total.agreement, Agreement::Agrees, "{}", form.name());
    }
}

/// 执行率 = 全年执行数 ÷ 全年预算数, and its score, hold in every published form.
#[test]
fn every_printed_rate_and_budget_score_is_reproduced() {
    for form in FILES.iter().flat_map(|file| forms(file)) {
        let budget = score(&form, natural_rules(&form)).budget;
        let agreements = (budget.rate_agreement, budget.agreement);
        assert_eq!(
            agreements,
            (Agreement::Agrees, Agreement::Agrees),
            "{}: {}",
            form.name(),
            budget.explanation
        );
    }
}

/// Published targets and actuals with a figure are understood; the two that are words with a number inside stay words.
#[test]
fn published_figures_are_understood() {
    let mut words = Vec::new();
    for form in FILES.iter().flat_map(|file| forms(file)) {
        for indicator in form.goals.iter().flat_map(|goal| &goal.indicators) {
            for text in [&indicator.target, &indicator.actual] {
                let measure = Measure::parse(text);
                let unread = matches!(measure.meaning(), Meaning::Words(_) | Meaning::Ambiguous(_));
                if unread && text.contains(|c: char| c.is_ascii_digit()) {
                    words.push(text.clone());
                }
            }
        }
    }
    assert_eq!(words, ["服务满6个月以上人员3000元／人"; 2]);
}
