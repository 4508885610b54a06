//! The words and signs of a Rust source, without comments, texts and what only tests compile.

/// The tokens of `code`; `::` is one of them, every other sign stands alone.
pub fn tokens(code: &str) -> Vec<String> {
    without_tests(&signs(&without_texts(code)))
}

/// The code with a blank for each comment, text and character.
fn without_texts(code: &str) -> String {
    let mut rest = code;
    let mut kept = String::new();
    while let Some(first) = rest.chars().next() {
        let skipped = skipped(rest, kept.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        if skipped > 0 {
            kept.push(' ');
            rest = &rest[skipped..];
        } else {
            kept.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    kept
}

/// How many bytes of a comment, text or character `rest` begins with.
fn skipped(rest: &str, within_name: bool) -> usize {
    let through =
        |from: usize, end: &str| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    if rest.starts_with("//") {
        through(2, "\n")
    } else if rest.starts_with("/*") {
        through(2, "*/")
    } else if !within_name && (rest.starts_with("r\"") || rest.starts_with("r#")) {
        let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
        if rest[1 + hashes..].starts_with('"') {
            through(2 + hashes, &format!("\"{}", "#".repeat(hashes)))
        } else {
            0
        }
    } else if rest.starts_with('"') {
        quoted(rest, '"')
    } else if rest.starts_with("'\\") || rest.chars().nth(2) == Some('\'') && rest.starts_with('\'') {
        quoted(rest, '\'')
    } else {
        0
    }
}

/// How long a quoted text is, with both its quotes.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        if !escaped && character == quote {
            return at + quote.len_utf8();
        }
        escaped = !escaped && character == '\\';
    }
    rest.len()
}

fn signs(code: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut within = false;
    for character in code.chars() {
        let is_part = character.is_alphanumeric() || character == '_';
        match found.last_mut() {
            Some(last) if within && is_part => last.push(character),
            Some(last) if character == ':' && last == ":" => last.push(':'),
            _ if !character.is_whitespace() => found.push(character.to_string()),
            _ => {}
        }
        within = is_part;
    }
    found
}

/// Leaves out each item behind `#[cfg(test)]`.
fn without_tests(tokens: &[String]) -> Vec<String> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at..].iter().take(MARK.len()).eq(MARK.iter()) {
            at = behind_item(tokens, at + MARK.len());
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// The place behind the item that begins at `at`: behind its `;`, or its braces.
fn behind_item(tokens: &[String], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while at < tokens.len() {
        match tokens[at].as_str() {
            ";" if depth == 0 => return at + 1,
            "{" | "(" | "[" => depth += 1,
            "}" if depth == 1 => return at + 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    at
}

#[test]
fn texts_comments_and_tests_are_left_out() {
    let code = "a::b // c\n/* d */ \"e\\\"f\" 'g' 'h: r#\"i\"j\"# #[cfg(test)] mod k { l(); } m";
    assert_eq!(tokens(code), ["a", "::", "b", "'", "h", ":", "m"]);
}
