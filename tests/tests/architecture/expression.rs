//! SPDX licence expressions, as far as packages use them: names, `WITH`, `AND`, `OR`, brackets, and the old `/` for `OR`.

/// Whether the terms can be met with the accepted licences alone: one side of every `OR`, both sides of every `AND`.
pub fn is_met(expression: &str, accepted: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let met = alternatives(&mut words, accepted);
    met && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn alternatives(words: &mut Words, accepted: &[&str]) -> bool {
    let mut met = requirements(words, accepted);
    while words.next_if_eq(&"OR").is_some() {
        met |= requirements(words, accepted);
    }
    met
}

fn requirements(words: &mut Words, accepted: &[&str]) -> bool {
    let mut met = licence(words, accepted);
    while words.next_if_eq(&"AND").is_some() {
        met &= licence(words, accepted);
    }
    met
}

fn licence(words: &mut Words, accepted: &[&str]) -> bool {
    let Some(word) = words.next() else { return false };
    if word == "(" {
        let met = alternatives(words, accepted);
        return words.next() == Some(")") && met;
    }
    if words.next_if_eq(&"WITH").is_some() {
        let exception = words.next().unwrap_or_default();
        return accepted.contains(&format!("{word} WITH {exception}").as_str());
    }
    accepted.contains(&word)
}

#[test]
fn expressions_are_understood() {
    let cases = [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT OR GPL-3.0-only", true),
        ("MIT AND GPL-3.0-only", false),
        ("MIT/Apache-2.0", true),
        ("GPL-2.0 / Apache-2.0", true),
        ("(GPL-2.0 OR MIT) AND Apache-2.0", true),
        ("GPL-2.0 OR MIT AND GPL-3.0", false),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("Apache-2.0 WITH Other-exception", false),
        ("(MIT", false),
        ("MIT MIT", false),
        ("", false),
    ];
    for (expression, expected) in cases {
        assert_eq!(
            is_met(expression, &["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"]),
            expected,
            "{expression}"
        );
    }
}
