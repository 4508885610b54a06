//! Tables in Markdown.

use rust_decimal::Decimal;

/// A table with this head; columns from `first_number` on are flush right.
pub fn table(head: &[&str], first_number: usize, rows: &[Vec<String>]) -> String {
    let rule = |at: usize| if at < first_number { "---" } else { "--:" };
    let rules: Vec<&str> = (0..head.len()).map(rule).collect();
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head = format!("| {} |\n| {} |\n", head.join(" | "), rules.join(" | "));
    rows.iter().fold(head, |text, row| {
        let cells: Vec<String> = row.iter().map(|cell| escape(cell)).collect();
        text + &line(&cells)
    })
}

/// Keeps what Markdown would take for a mark of its own. `**` is left: it is how a table's own cells stand out.
pub fn escape(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "\\<").replace('\n', " ")
}

/// A figure without needless zeros.
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A count; nothing where it is zero, so that the others stand out.
pub fn count(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}
