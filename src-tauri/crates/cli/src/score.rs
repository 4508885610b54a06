use anyhow::Result;

use jixiao_app::json::{computed, deviation, points, score_json};
use jixiao_app::{Form, Scored, Tally, conclusion, rules_for, score};

use crate::arguments::ScoreArguments;
use crate::books;
use crate::catalogue::{catalogue, rules_named};
use crate::outcome::Outcome;
use crate::table::table;

pub fn run(arguments: &ScoreArguments) -> Result<Outcome> {
    let mut catalogue = catalogue()?;
    let chosen = rules_named(arguments.rules.as_deref(), &mut catalogue)?;
    let reading = books::read(&arguments.books.books, &catalogue);
    let mut scored = Vec::new();
    for form in reading.books.iter().flat_map(|book| &book.forms) {
        let form = form.form();
        scored.push((form, score(form, rules_for(form, chosen.as_ref(), &catalogue)?)));
    }
    if arguments.json {
        let json = scored
            .iter()
            .map(|(form, scored)| Ok(score_json(form, catalogue.edition_of(form)?, scored)))
            .collect::<Result<Vec<_>>>()?;
        crate::output::json(&json)?;
    } else {
        reading.report_form_problems();
        for (form, scored) in &scored {
            print_form(form, scored);
        }
        let tally = Tally::of(scored.iter().map(|(_, scored)| scored));
        println!(
            "合计：一致 {}，不一致 {}，需人工评定 {}，未填 {}",
            tally.agrees, tally.differs, tally.cannot_score, tally.blank
        );
    }
    Ok(reading.outcome())
}

fn print_form(form: &Form, scored: &Scored) {
    let mut rows = Vec::new();
    for (goal, scores) in form.goals.iter().zip(&scored.goals) {
        for (indicator, score) in goal.indicators.iter().zip(&scores.rows) {
            rows.push(vec![
                indicator.level3.clone(),
                indicator.whole_target().into_owned(),
                indicator.actual.clone(),
                indicator.weight.text().to_owned(),
                indicator.score.text().to_owned(),
                computed(score).unwrap_or_default(),
                deviation(score).unwrap_or_default(),
                conclusion(&score.agreement).to_owned(),
                score.explanation.clone(),
            ]);
        }
    }
    println!("\n{} {}（{}）", form.name(), form.implementing_unit(), scored.rules.0);
    println!("预算执行：{}", scored.budget.explanation);
    println!(
        "{}",
        table(
            &["三级指标", "指标值", "实际完成值", "分值", "得分", "核算", "偏差率", "结论", "说明"],
            rows,
            9
        )
    );
    let total = &scored.total;
    let figure = total.score.map_or_else(|| "—".to_owned(), points);
    println!("总分：表上 {}，核算 {figure}{}；{}", form.total.score.text(), grade(scored), total.explanation);
}

fn grade(scored: &Scored) -> String {
    scored.total.grade.as_ref().map(|grade| format!("（{grade}）")).unwrap_or_default()
}
