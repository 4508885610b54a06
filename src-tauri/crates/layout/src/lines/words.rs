//! Words of short texts, from the lists in `data`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The words by their first character.
static WORDS: LazyLock<BTreeMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    for word in entries(include_str!("../../data/words.txt")) {
        words.entry(word.chars().next().unwrap_or_default()).or_default().push(word);
    }
    words
});

static UNITS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("../../data/units.txt")).collect());

fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// The places in a text, in bytes, at which a word has begun and not ended, ascending.
pub fn inside_words(text: &str) -> Vec<usize> {
    let mut inside = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        let known = WORDS.get(&first).into_iter().flatten().filter(|word| rest.starts_with(**word));
        let length = known.map(|word| word.len()).max().unwrap_or(first.len_utf8());
        inside.extend(rest[..length].char_indices().skip(1).map(|(within, _)| at + within));
        rest = &rest[length..];
    }
    inside
}

/// The character is a unit that stays with the number before it.
pub fn is_unit(c: char) -> bool {
    UNITS.contains(c.encode_utf8(&mut [0; 4]) as &str)
}
