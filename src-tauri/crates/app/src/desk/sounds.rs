//! How characters are pronounced, for a search by pinyin.

use std::collections::BTreeMap;
use std::iter::once;

use pinyin::{Pinyin, ToPinyinMulti};

/// 〇, CJK Unified Ideographs Extension A and CJK Unified Ideographs: what names of projects and agencies are written in.
const CHARACTERS: [std::ops::RangeInclusive<char>; 3] =
    ['〇'..='〇', '\u{3400}'..='\u{4DBF}', '\u{4E00}'..='\u{9FFF}'];

/// Each syllable in lower case and without tone, with all characters that can be read so; a character of several readings stands
/// with each of them. ü is v, as it is typed.
#[must_use]
pub fn sounds() -> BTreeMap<String, String> {
    let mut characters: BTreeMap<String, String> = BTreeMap::new();
    for character in CHARACTERS.into_iter().flatten() {
        for syllable in syllables(character) {
            characters.entry(syllable).or_default().push(character);
        }
    }
    characters
}

/// The readings of a character, each once whatever its tone.
fn syllables(character: char) -> Vec<String> {
    let readings = character.to_pinyin_multi().into_iter().flatten().map(Pinyin::plain);
    // Some interjections are read as ê or ń, which nobody types.
    let is_typed = |syllable: &String| syllable.bytes().all(|letter| letter.is_ascii_lowercase());
    let mut syllables: Vec<String> = readings.flat_map(typed).filter(is_typed).collect();
    syllables.sort_unstable();
    syllables.dedup();
    syllables
}

/// A syllable by the letters of a keyboard: 绿 is lv to those who type and lu to those who do not know that.
fn typed(syllable: &str) -> impl Iterator<Item = String> {
    let plain = syllable.contains('ü').then(|| syllable.replace('ü', "u"));
    once(syllable.replace('ü', "v")).chain(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_readings_by_the_letters_of_a_keyboard() {
        for (character, readings) in [
            ('业', &["ye"][..]),
            ('行', &["hang", "heng", "xing"]),
            ('重', &["chong", "tong", "zhong"]),
            ('绿', &["lu", "lv"]),
            ('a', &[]),
            ('，', &[]),
        ] {
            assert_eq!(syllables(character), readings, "{character}");
        }
    }

    #[test]
    fn every_syllable_is_of_small_letters() {
        let sounds = sounds();
        assert!(sounds["ye"].contains('业'));
        assert!(sounds["ling"].contains('〇'));
        let odd: Vec<&String> =
            sounds.keys().filter(|key| !key.chars().all(|letter| letter.is_ascii_lowercase())).collect();
        assert_eq!(odd, Vec::<&String>::new());
        let size: usize = sounds.values().map(String::len).sum();
        assert!(size < 150_000, "{size} bytes go to the page");
    }
}
