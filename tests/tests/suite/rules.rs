//! docs/RULES.md is what `make rules` prints. `UPDATE=1` rewrites it; read its diff before you commit it.

use jixiao_tests::{corpus, rules};

#[test]
fn the_page_is_what_the_command_prints() {
    let path = corpus::folder().join("../docs/RULES.md");
    let printed = rules::document();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == printed,
        "docs/RULES.md is not what the rules and the corpus give now; `make rules` writes it anew"
    );
}
