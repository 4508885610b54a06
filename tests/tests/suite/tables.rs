//! docs/TABLES.md is what `make tables` prints. `UPDATE=1` rewrites the page; read its diff.

use jixiao_tests::{corpus, tables};

#[test]
fn the_page_is_what_the_command_prints() {
    let path = corpus::folder().join("../docs/TABLES.md");
    let printed = tables::document();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == printed,
        "docs/TABLES.md is not what the schema gives now; `make tables` writes it anew"
    );
}
