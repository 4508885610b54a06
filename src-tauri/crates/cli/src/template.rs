use anyhow::Result;
use serde_json::json;

use jixiao_app::{NewYear, Output, RolledForward, YearWord, YearWords, roll_forward};

use crate::arguments::TemplateArguments;
use crate::files::existing;
use crate::outcome::Outcome;
use crate::progress::bar;
use crate::table::table;
use crate::{books, catalogue, files, messages};

pub fn run(arguments: &TemplateArguments) -> Result<Outcome> {
    let mut catalogue = catalogue::catalogue()?;
    let edition =
        arguments.edition.as_deref().map(|named| catalogue::named(named, &mut catalogue)).transpose()?;
    let words = if arguments.replace_year { YearWords::Replace } else { YearWords::Keep };
    let new_year = NewYear { year: arguments.year, edition, words };
    let output = Output::whole(arguments.out.clone(), existing(arguments.overwrite));
    let reading = books::read(&arguments.books.books, &catalogue);
    let progress = bar(reading.books.len(), "生成空表");
    let mut results = Vec::new();
    let names = books::sources_of(&reading.books);
    for (book, name) in reading.books.iter().zip(names).filter(|(book, _)| !book.forms.is_empty()) {
        let mut step = || progress.inc(1);
        results.push(roll_forward(book, &name, &new_year, &output, &catalogue, &mut step)?);
    }
    progress.finish_and_clear();
    if arguments.json {
        crate::output::json(&to_json(&results))?;
    } else {
        reading.report_form_problems();
        for (book, result) in reading.with_forms().zip(&results) {
            for found in &result.problems {
                messages::note(&format!("{}｜{}！ {}", book.name, found.sheet, found.problem.text));
            }
            files::report_dropped(&book.name, result.dropped.iter());
        }
        print(&results);
    }
    let outcome = files::outcome(reading.outcome(), results.iter().map(|result| &result.written));
    let is_whole = |result: &RolledForward| result.dropped.is_empty() && result.problems.is_empty();
    Ok(files::unless_dropped(outcome, !results.iter().all(is_whole)))
}

fn found(results: &[RolledForward]) -> impl Iterator<Item = (&str, &YearWord)> {
    let templates = results.iter().flat_map(|result| &result.templates);
    templates.flat_map(|template| template.year_words.iter().map(|word| (template.form.name(), word)))
}

fn to_json(results: &[RolledForward]) -> serde_json::Value {
    let words: Vec<serde_json::Value> = found(results)
        .map(|(name, word)| json!({ "form": name, "place": place(word), "word": word.word, "text": word.text, "replaced": word.replaced }))
        .collect();
    let files = files::names(results.iter().map(|result| &result.written));
    let dropped = files::dropped_json(results.iter().flat_map(|result| &result.dropped));
    json!({ "files": files, "year_words": words, "dropped": dropped })
}

fn print(results: &[RolledForward]) {
    let rows: Vec<Vec<String>> = found(results)
        .map(|(name, word)| {
            let action = word
                .replaced
                .as_ref()
                .map_or_else(|| "未改，请核对".to_owned(), |new| format!("已改为{new}"));
            vec![name.to_owned(), place(word), word.word.clone(), excerpt(&word.text), action]
        })
        .collect();
    if !rows.is_empty() {
        println!("名称和文字中的年份：\n{}", table(&["名称", "位置", "年份", "原文", "处理"], rows, 5));
    }
    files::print(results.iter().map(|result| &result.written));
}

fn place(word: &YearWord) -> String {
    jixiao_app::describe(&word.field)
}

fn excerpt(text: &str) -> String {
    let short: String = text.chars().take(30).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
