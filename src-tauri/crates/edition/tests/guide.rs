//! The guide says every key and word that an edition file may have.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jixiao_edition::load_editions;
use jixiao_model::{FieldName, FundColumn, IndicatorColumn, TotalColumn};

/// Files with an unknown key or word, `zzz`, in each table that there is.
const FILES: &[&str] = &[
    "zzz=1",
    "kind='zzz'",
    "amount_unit='zzz'",
    "years={zzz=1}",
    "amounts={zzz=1}",
    "page={zzz=1}",
    "page={paper='zzz'}",
    "page={orientation='zzz'}",
    "styles={a={zzz=1}}",
    "styles={a={face='zzz'}}",
    "styles={a={align='zzz'}}",
    "styles={a={vertical='zzz'}}",
    "styles={a={border='zzz'}}",
    "classes=[{zzz=1}]",
    "override=[{zzz=1}]",
    "section=[{zzz=1}]",
    "section=[{each='zzz'}]",
    "section=[{block=[{zzz=1}]}]",
    "section=[{block=[{row=[{zzz=1}]}]}]",
    "section=[{block=[{row=[{each='zzz'}]}]}]",
    "section=[{block=[{row=[{cells=[{zzz=1}]}]}]}]",
];

fn guide() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../docs/guide/editions.md");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn every_key_is_in_the_guide() {
    let guide = guide();
    let mut missing = Vec::new();
    for file in FILES {
        let error = load_editions(&[("x", file)]).unwrap_err().to_string();
        let known = error.split_once("“zzz”，可用的有：").map(|(_, known)| known.to_owned());
        let known = known.unwrap_or_else(|| panic!("{file}: {error}"));
        let is_said = |word: &&str| {
            let quoted = [format!("`{word}`"), format!("`\"{word}\"`")];
            quoted.iter().any(|quoted| guide.contains(quoted)) || !word.is_ascii() && guide.contains(word)
        };
        missing.extend(known.split('、').filter(|word| !is_said(word)).map(|word| format!("{file}: {word}")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_placeholder_is_in_the_guide() {
    let guide = guide();
    let texts = FieldName::KNOWN.map(|name| name.to_string()).to_vec();
    let funds = FundColumn::ALL.map(|column| format!("fund.{}", column.key())).to_vec();
    let indicators = IndicatorColumn::ALL.map(|column| format!("indicator.{}", column.key())).to_vec();
    let tables = ["total", "subtotal"];
    let totals = tables.map(|table| TotalColumn::ALL.map(|column| format!("{table}.{}", column.key())));
    let others = ["title", "year", "goal.number", "goal.points", "goal.expected", "goal.actual"];
    let formats = ["reported_on:date", "notes:numbered", "fund.rate:text", "indicator.target:number"];
    let others = others.iter().chain(&formats).map(|name| (*name).to_owned());
    let all = [texts, funds, indicators, totals.concat()].concat().into_iter().chain(others);
    let missing: Vec<String> = all.filter(|name| !guide.contains(&format!("`{{{name}}}`"))).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
