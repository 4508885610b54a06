//! Forms of offices whose editions are not built in are read, and docs/LAYOUTS.md says how well. `UPDATE=1` rewrites the page; read
//! its diff before you commit it.

use jixiao_app::Catalogue;
use jixiao_tests::corpus;
use jixiao_tests::offices::{FOLDERS, counts, document, readings};

/// Of a thousand fields, so many are read right at least.
const AT_LEAST: usize = 975;

/// The same for a set with two forms that are read in part: a block of scores before the table, and indicators of three years beside the year's.
const AT_LEAST_OF_RARER: (&str, usize) = ("offices-8", 970);

#[test]
fn fields_are_read() {
    let catalogue = Catalogue::load().unwrap();
    for name in FOLDERS {
        let readings = readings(name, &catalogue);
        let missed: Vec<&str> = readings
            .iter()
            .filter(|reading| !reading.is_recognised())
            .map(|reading| &*reading.book)
            .collect();
        assert!(missed.is_empty(), "not recognised, or as another kind: {missed:?}");
        let (right, all) = counts(&readings);
        let (rarer, least) = AT_LEAST_OF_RARER;
        let least = if name == rarer { least } else { AT_LEAST };
        assert!(right * 1000 >= all * least, "{name}: {right} of {all} fields");
    }
}

#[test]
fn the_page_is_what_the_command_prints() {
    let path = corpus::folder().join("../docs/LAYOUTS.md");
    let printed = document();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == printed,
        "docs/LAYOUTS.md is not what the corpus gives now; `make layouts` writes it anew"
    );
}
