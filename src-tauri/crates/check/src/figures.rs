//! Figures inside sentences: `年内在站博士后共计14人` says 14 of 人, and what it says it of.

use jixiao_edition::words;
use jixiao_model::parse_decimal;
use rust_decimal::{Decimal, dec};

use crate::kind::unit_key;

/// A figure with a unit. What is approximate, a range or a price is not among them.
#[derive(Debug)]
pub(crate) struct Figure<'a> {
    /// Number and unit as written.
    pub shown: &'a str,
    /// The part of the sentence around it.
    pub clause: &'a str,
    /// What follows it.
    pub after: &'a str,
    /// In full: 40000 of 4万元.
    pub value: Decimal,
    /// Decimals as written.
    pub digits: u32,
    /// The key of its unit.
    pub unit: &'a str,
    /// 以上, 不少于.
    pub at_least: bool,
}

const CLAUSE_ENDS: [char; 12] = [',', ';', ':', '!', '?', '(', ')', '。', '、', '\n', '“', '”'];
const AT_LEAST: [&str; 7] = ["不少于", "不低于", "至少", "超过", "大于", "高于", "多于"];
/// Before a number: part of something else, or not exact.
const NO_FIGURE: [char; 12] = ['第', '约', '近', '-', '~', '—', '–', '.', '/', '至', '〔', '['];

/// Bytes on either side of a figure that may still be of its clause.
const MAX_CLAUSE_BYTES: usize = 240;
/// A text with more figures than this is a table, and no sentence.
const MAX_FIGURES: usize = 200;

/// The figures of a text in half width ([`jixiao_model::fold`]).
pub(crate) fn figures(text: &str) -> Vec<Figure<'_>> {
    let mut figures = Vec::new();
    let mut at = 0;
    while figures.len() < MAX_FIGURES
        && let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found)
    {
        let end = number_end(text, start);
        figures.extend(stated(text, start, end));
        at = end;
    }
    figures
}

/// Digits, groups of three behind a comma, and decimals.
fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = start + digits(start);
    while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    end
}

fn stated(text: &str, start: usize, end: usize) -> Option<Figure<'_>> {
    let before = &text[..start];
    if before.ends_with(|c: char| NO_FIGURE.contains(&c) || c.is_ascii_alphanumeric()) {
        return None;
    }
    let number = parse_decimal(&text[start..end])?;
    let (factor, rest) = scaled(&text[end..]);
    let units = words().units.sentences.iter();
    let unit = units.filter(|unit| rest.starts_with(unit.as_str())).max_by_key(|unit| unit.len())?;
    let after = &rest[unit.len()..];
    let inexact = ["/", "每", "·", "左右", "以下", "以内", "之内", "-", "~"];
    if inexact.iter().any(|word| after.starts_with(word)) {
        return None;
    }
    let stop = text.len() - after.len();
    let near = &before[before.floor_char_boundary(start.saturating_sub(MAX_CLAUSE_BYTES))..];
    let near = near.rfind(CLAUSE_ENDS).map_or(near, |found| &near[found + width(near, found)..]);
    let next = &after[..after.floor_char_boundary(MAX_CLAUSE_BYTES)];
    let clause_start = start - near.len();
    let clause_end = stop + next.find(CLAUSE_ENDS).unwrap_or(next.len());
    let clause_before = &text[clause_start..start];
    let price = unit.ends_with('元')
        && ["每", "人均", "户均", "标准"].iter().any(|word| clause_before.contains(word));
    (!price).then_some(())?;
    Some(Figure {
        shown: &text[start..stop],
        clause: &text[clause_start..clause_end],
        after,
        value: number.checked_mul(factor)?,
        digits: number.scale(),
        unit: unit_key(unit),
        at_least: after.starts_with("以上")
            || after.starts_with("及以上")
            || AT_LEAST.iter().any(|word| before.ends_with(word)),
    })
}

fn scaled(text: &str) -> (Decimal, &str) {
    let scales = [("万", dec!(10000)), ("亿", dec!(100000000))];
    let found = scales.iter().find_map(|(name, factor)| Some((*factor, text.strip_prefix(name)?)));
    found.unwrap_or((Decimal::ONE, text))
}

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jixiao_model::fold;

    #[test]
    fn figures_of_sentences() {
        for (text, expected) in [
            (
                "年内在站博士后共计14人，发表论文8篇以上。",
                &["14人 14 年内在站博士后共计14人", "8篇 8 发表论文8篇以上 ≥"][..],
            ),
            ("全年慰问金4万元", &["4万元 40000 全年慰问金4万元"]),
            (
                "转移就业13.6万人次；满意率９８％",
                &["13.6万人次 136000 转移就业13.6万人次", "98% 98 满意率98%"],
            ),
            (
                "拨付1,327.52万元、1,198人",
                &["1,327.52万元 13275200 拨付1,327.52万元", "1,198人 1198 1,198人"],
            ),
            ("不少于60学时", &["60学时 60 不少于60学时 ≥"]),
            ("每人补助100元、6万余名、约300人、第3次、300-500元、120元/人、2021年、5天以内", &[]),
        ] {
            let folded = fold(text);
            let found: Vec<String> = figures(&folded).iter().map(line).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    fn line(stated: &Figure) -> String {
        let bound = if stated.at_least { " ≥" } else { "" };
        format!("{} {} {}{bound}", stated.shown, stated.value.normalize(), stated.clause)
    }
}
