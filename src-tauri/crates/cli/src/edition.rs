use std::path::Path;

use anyhow::Result;
use serde_json::json;

use jixiao_app::{Catalogue, Edition, Output, learn_edition, read_book, show_edition, write_edition};

use crate::arguments::{EditionCommand, LearnArguments, ListArguments, ShowArguments};
use crate::catalogue::{catalogue, named};
use crate::files;
use crate::files::existing;
use crate::outcome::Outcome;
use crate::table::table;

pub fn run(command: &EditionCommand) -> Result<Outcome> {
    match command {
        EditionCommand::Learn(arguments) => learn(arguments),
        EditionCommand::List(arguments) => list(arguments),
        EditionCommand::Check(arguments) => check(&arguments.file),
        EditionCommand::Show(arguments) => show(arguments),
    }
}

fn learn(arguments: &LearnArguments) -> Result<Outcome> {
    let catalogue = catalogue()?;
    let book = read_book(&arguments.book, &catalogue)?;
    let learned = learn_edition(&book, arguments.sheet.as_deref(), &catalogue)?;
    let edition = &learned.edition;
    let path = write_edition(edition, &arguments.out, existing(arguments.overwrite))?;
    println!("已学到表式“{}”，编号 {}：\n  {}", edition.name, edition.id.0, path.display());
    for lost in &learned.lost {
        eprintln!("{lost}");
    }
    Ok(if learned.lost.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

fn list(arguments: &ListArguments) -> Result<Outcome> {
    let catalogue = catalogue()?;
    if arguments.json {
        crate::output::json(&to_json(&catalogue))?;
    } else {
        let rows = catalogue.editions.iter().map(|edition| row(edition, &catalogue)).collect();
        println!("{}", table(&["编号", "名称", "种类", "年度", "来源"], rows, 5));
    }
    Ok(if catalogue.mistakes.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

fn row(edition: &Edition, catalogue: &Catalogue) -> Vec<String> {
    let years = match edition.years.to {
        Some(to) => format!("{}—{to}", edition.years.from),
        None => format!("{}年起", edition.years.from),
    };
    let source = catalogue.file_of(&edition.id).unwrap_or("随程序提供");
    [&edition.id.0, &edition.name, edition.kind.label(), &years, source].map(str::to_owned).to_vec()
}

fn to_json(catalogue: &Catalogue) -> serde_json::Value {
    let one = |edition: &Edition| {
        json!({
            "id": edition.id.0,
            "name": edition.name,
            "kind": edition.kind.key(),
            "from": edition.years.from,
            "to": edition.years.to,
            "source": edition.source,
            "file": catalogue.file_of(&edition.id),
        })
    };
    json!({
        "editions": catalogue.editions.iter().map(one).collect::<Vec<_>>(),
        "mistakes": catalogue.mistakes,
    })
}

fn check(file: &Path) -> Result<Outcome> {
    let edition = catalogue()?.check_file(file)?;
    println!("表式文件没有错误：{}，编号 {}", edition.name, edition.id.0);
    Ok(Outcome::Done)
}

fn show(arguments: &ShowArguments) -> Result<Outcome> {
    let mut catalogue = catalogue()?;
    let id = named(&arguments.edition, &mut catalogue)?;
    let output = Output::whole(arguments.out.clone(), existing(arguments.overwrite));
    let written = show_edition(catalogue.edition(&id)?, &catalogue, &output);
    files::print([&written].into_iter());
    Ok(files::outcome(Outcome::Done, [&written].into_iter()))
}
