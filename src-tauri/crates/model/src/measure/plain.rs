use crate::text::fold;

/// The spellings that other programs leave behind in cells: HTML entities and LaTeX. Longer ones first.
const SPELLINGS: [(&str, &str); 19] = [
    ("&gt;", ">"),
    ("&lt;", "<"),
    ("&ge;", "≥"),
    ("&le;", "≤"),
    ("&#8805;", "≥"),
    ("&#8804;", "≤"),
    ("&nbsp;", " "),
    ("&amp;", "&"),
    ("\\geqslant", "≥"),
    ("\\leqslant", "≤"),
    ("\\geqq", "≥"),
    ("\\leqq", "≤"),
    ("\\geq", "≥"),
    ("\\leq", "≤"),
    ("\\ge", "≥"),
    ("\\le", "≤"),
    ("\\gt", ">"),
    ("\\lt", "<"),
    ("\\%", "%"),
];

/// Half width, one spelling per sign, no white space but between two digits (`1 314`).
pub(crate) fn normalise(text: &str) -> String {
    let mut folded = fold(text.trim());
    if folded.contains(['&', '\\']) {
        for (spelling, sign) in SPELLINGS {
            folded = folded.replace(spelling, sign);
        }
    }
    let mut plain = String::with_capacity(folded.len());
    let mut gap = false;
    for c in folded.chars().filter_map(unify) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && c.is_ascii_digit() && plain.ends_with(|before: char| before.is_ascii_digit()) {
            plain.push(' ');
        }
        gap = false;
        plain.push(c);
    }
    plain
}

const fn unify(c: char) -> Option<char> {
    Some(match c {
        '≧' | '⩾' | '≥' | '≽' => '≥',
        '≦' | '⩽' | '≤' | '≼' => '≤',
        '﹥' => '>',
        '﹤' => '<',
        '﹦' | '═' => '=',
        '﹪' => '%',
        '~' | '∼' | '〜' => '~',
        '—' | '–' | '―' | '─' | '−' => '-',
        '•' | '・' | '⋅' | '∙' => '·',
        '$' | '\u{200B}' | '\u{FEFF}' => return None,
        _ => c,
    })
}
