//! Numbers of identity cards and telephones.

use super::names::is_label_of;

/// Words for telephones, at the end of a label or before what else it asks for.
const PHONES: [&str; 3] = ["电话", "手机", "联系方式"];

/// What may follow such a word: `手机号`, `电话及地址`.
const TAILS: &str = "号及和与、/／（(：:";

/// Whether a label asks for a telephone.
pub fn is_phone_label(label: &str) -> bool {
    is_label_of(label, &PHONES, |rest| rest.chars().next().is_none_or(|c| TAILS.contains(c)))
}

/// Hides numbers of identity cards, mobile and other telephones.
pub fn hide_numbers(text: &str) -> String {
    hide(text, |number| kept(number, false))
}

/// The same, and numbers without a code of their place, where a label asks for a telephone.
pub fn hide_local_numbers(text: &str) -> String {
    hide(text, |number| kept(number, true))
}

/// How many digits of a number stay at its beginning and its end; `None` for a number that says nothing of a person.
fn kept(digits: &str, is_phone: bool) -> Option<(usize, usize)> {
    let month = |at: usize| digits.get(at..at + 2).and_then(|two| two.parse::<u8>().ok());
    let is_date = |at: usize| month(at).is_some_and(|month| (1..=12).contains(&month));
    match (digits.len(), digits.as_bytes()) {
        (18, _) if is_date(10) => Some((3, 4)),
        (15, _) if is_date(8) => Some((3, 3)),
        (11, [b'1', b'3'..=b'9', ..]) => Some((3, 4)),
        (10..=12, [b'0', b'1' | b'2', ..]) => Some((3, 3)),
        (11 | 12, [b'0', b'3'..=b'9', ..]) => Some((4, 3)),
        (7 | 8, [b'2'..=b'9', ..]) if is_phone => Some((0, 3)),
        _ => None,
    }
}

/// Hides digits of each number for which `kept` says how many stay. Digits of a telephone may be parted by a dash or a blank.
fn hide(text: &str, kept: impl Fn(&str) -> Option<(usize, usize)>) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < characters.len() {
        let (end, numbers) = numbers(&characters, at);
        let found = numbers.iter().find_map(|places| {
            let digits: String = places.iter().filter_map(|place| digit(characters[*place])).collect();
            Some((places.clone(), kept(&digits)?))
        });
        at = match found {
            Some((places, (before, after))) => {
                let hidden = places.len().saturating_sub(before + after);
                places.iter().skip(before).take(hidden).for_each(|place| characters[*place] = '*');
                places.last().map_or(end, |last| *last) + 1
            }
            None => end + 1,
        };
    }
    characters.into_iter().collect()
}

/// The numbers that begin at a place, as places of their digits: the run of digits there, and the same with those behind a dash or a
/// blank. Amounts and parts of longer numbers are none. Before them, where the run of digits ends.
fn numbers(characters: &[char], at: usize) -> (usize, Vec<Vec<usize>>) {
    let before = at.checked_sub(1).map(|at| characters[at]);
    if digit(characters[at]).is_none() || before.is_some_and(|c| digit(c).is_some() || c == '.') {
        return (at, Vec::new());
    }
    let mut found = Vec::new();
    let mut places = Vec::new();
    let mut next = at;
    for _ in 0..3 {
        let run = run(characters, next);
        places.extend(next..next + run);
        next += run;
        if run == 0 || is_amount(characters, next) {
            break;
        }
        found.push(places.clone());
        if !characters.get(next).is_some_and(|c| matches!(c, '-' | '－' | '—' | ' ' | '）' | ')')) {
            break;
        }
        next += 1;
    }
    (at + run(characters, at).saturating_sub(1), found)
}

/// How many digits stand here; the last sign of an identity card may be an X.
fn run(characters: &[char], at: usize) -> usize {
    let digits = characters.iter().skip(at).take_while(|c| matches!(digit(**c), Some('0'..='9'))).count();
    let ends_with_x = digits == 17 && characters.get(at + digits).copied().and_then(digit) == Some('X');
    digits + usize::from(ends_with_x)
}

/// What follows makes it an amount.
fn is_amount(characters: &[char], end: usize) -> bool {
    match characters.get(end) {
        Some('.') => characters.get(end + 1).is_some_and(char::is_ascii_digit),
        Some(c) => "元万亿%％".contains(*c),
        None => false,
    }
}

/// A digit in any width, or the X of an identity card.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        'x' | 'X' | 'Ｘ' => Some('X'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_persons() {
        for (text, expected) in [
            ("13812345678", "138****5678"),
            ("手机138 1234 5678。", "手机138 **** 5678。"),
            ("１３８１２３４５６７８", "１３８****５６７８"),
            ("0991-6712345", "0991-****345"),
            ("（0991）6712345", "（0991）****345"),
            ("010-12345678", "010-*****678"),
            ("110101199003071234", "110***********1234"),
            ("11010119900307123x，", "110***********123x，"),
            ("13812345678元", "13812345678元"),
            ("13812345678.50", "13812345678.50"),
            ("20230101-20231231", "20230101-20231231"),
            ("6712345", "6712345"),
            ("2023年12月31日", "2023年12月31日"),
            ("文号〔2023〕1381234567890123", "文号〔2023〕1381234567890123"),
        ] {
            assert_eq!(hide_numbers(text), expected);
        }
        for (label, expected) in [
            ("联系电话", true),
            ("电　话", true),
            ("手机号码", true),
            ("电话回访量", false),
            ("手机补贴", false),
        ] {
            assert_eq!(is_phone_label(label), expected, "{label}");
        }
        assert_eq!(hide_local_numbers("6712345、13812345678"), "****345、138****5678");
    }
}
