use anyhow::Result;

use jixiao_app::{Book, Catalogue, FormJson, form_json};

use crate::arguments::ReadArguments;
use crate::outcome::Outcome;
use crate::table::table;
use crate::{books, catalogue};

pub fn run(arguments: &ReadArguments) -> Result<Outcome> {
    let catalogue = catalogue::catalogue()?;
    let reading = books::read(&arguments.books.books, &catalogue);
    if arguments.json {
        let forms =
            reading.books.iter().map(|book| book_json(book, &catalogue)).collect::<Result<Vec<_>>>()?;
        crate::output::json(&forms.concat())?;
    } else {
        reading.report_form_problems();
        println!("{}", summary(&reading.books));
    }
    Ok(reading.outcome())
}

fn book_json(book: &Book, catalogue: &Catalogue) -> Result<Vec<FormJson>> {
    book.forms.iter().map(|form| form_json(book, form, catalogue)).collect()
}

fn summary(books: &[Book]) -> String {
    let mut rows = Vec::new();
    for book in books {
        for form in &book.forms {
            let indicators: usize = form.form().goals.iter().map(|goal| goal.indicators.len()).sum();
            rows.push(vec![
                book.name.clone(),
                form.sheet.clone(),
                form.form().name().to_owned(),
                form.form().kind.label().to_owned(),
                form.form().edition.0.clone(),
                form.form().year.map(|year| year.to_string()).unwrap_or_default(),
                indicators.to_string(),
                form.form().total.score.text().to_owned(),
                form.recovered.problems.len().to_string(),
            ]);
        }
    }
    table(&["工作簿", "工作表", "名称", "表种", "表式", "年度", "指标行", "总分", "未识别"], rows, 5)
        .to_string()
}
