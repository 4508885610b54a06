//! What page headers and footers say.

/// The texts of a page header or footer code such as `&L某局&C&"宋体"&10金额单位：万元&R第 &P 页` (ECMA-376 Part 1,
/// 18.3.1.46). Page numbers, dates and what is only words around them are left out.
#[must_use]
pub fn page_texts(code: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let mut behind = &rest[first.len_utf8()..];
        if first == '&' {
            behind = field(behind, &mut texts);
        } else if let Some(text) = texts.last_mut() {
            text.push(first);
        }
        rest = behind;
    }
    let texts = texts.iter().flat_map(|text| text.lines()).map(str::trim);
    texts.filter(|text| says_something(text)).map(str::to_owned).collect()
}

/// True for what is more than a page number and the words around it.
fn says_something(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() && !"第页共".contains(c))
}

/// Takes what stands behind `&` and returns what follows it.
fn field<'a>(behind: &'a str, texts: &mut Vec<String>) -> &'a str {
    let Some(kind) = behind.chars().next() else { return behind };
    let rest = &behind[kind.len_utf8()..];
    match kind {
        '&' => texts.last_mut().map_or(rest, |text| {
            text.push('&');
            rest
        }),
        'L' | 'C' | 'R' => {
            texts.push(String::new());
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
