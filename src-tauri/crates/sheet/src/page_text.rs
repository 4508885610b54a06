//! What page headers and footers say.

use crate::style::Horizontal;

/// The texts of a page header or footer code such as `&L某局&C&"宋体"&10金额单位：万元&R第 &P 页` (ECMA-376 Part 1,
/// 18.3.1.46). Page numbers, dates and what is only words around them are left out.
#[must_use]
pub fn page_texts(code: &str) -> Vec<String> {
    placed_texts(code).into_iter().map(|(_, text)| text).collect()
}

/// The same with the side of the page on which each stands.
#[must_use]
pub fn placed_texts(code: &str) -> Vec<(Horizontal, String)> {
    let mut texts = vec![(Horizontal::Center, String::new())];
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let mut behind = &rest[first.len_utf8()..];
        if first == '&' {
            behind = field(behind, &mut texts);
        } else if let Some((_, text)) = texts.last_mut() {
            text.push(first);
        }
        rest = behind;
    }
    let lines = texts.iter().flat_map(|(side, text)| text.lines().map(|line| (*side, line.trim())));
    lines.filter(|(_, line)| says_something(line)).map(|(side, line)| (side, line.to_owned())).collect()
}

/// True for what is more than a page number and the words around it.
#[must_use]
pub fn says_something(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() && !"第页共".contains(c))
}

/// Takes what stands behind `&` and returns what follows it.
fn field<'a>(behind: &'a str, texts: &mut Vec<(Horizontal, String)>) -> &'a str {
    let Some(kind) = behind.chars().next() else { return behind };
    let rest = &behind[kind.len_utf8()..];
    match kind {
        '&' => texts.last_mut().map_or(rest, |(_, text)| {
            text.push('&');
            rest
        }),
        'L' | 'C' | 'R' => {
            let side = match kind {
                'L' => Horizontal::Left,
                'R' => Horizontal::Right,
                _ => Horizontal::Center,
            };
            texts.push((side, String::new()));
            rest
        }
        '"' => rest.split_once('"').map_or("", |(_, rest)| rest),
        'K' => rest.get(6..).unwrap_or_default(),
        '0'..='9' => rest.trim_start_matches(|c: char| c.is_ascii_digit()),
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_left_out() {
        let cases = [
            ("&L某局&C&\"宋体,常规\"&10金额单位：万元&R第 &P 页", "某局|金额单位：万元"),
            ("&C第 &P 页，共 &N 页", ""),
            ("&R&K000000甲&&乙\n丙", "甲&乙|丙"),
            ("&", ""),
            ("&K00", ""),
            ("金额单位：元", "金额单位：元"),
        ];
        for (code, expected) in cases {
            assert_eq!(page_texts(code).join("|"), expected, "{code}");
        }
    }
}
