/// What is drawn for a character: itself, a space for the many kinds of space, or nothing for signs without a shape.
///
/// Texts pasted from web pages and PDF files hold zero-width spaces, byte order marks and variation selectors; they
/// must neither be reported as missing nor print as boxes.
#[must_use]
pub fn visible(c: char) -> Option<char> {
    match c {
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        '\u{ad}'
        | '\u{34f}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{fffe}'..='\u{ffff}'
        | '\u{e0000}'..='\u{e0fff}' => None,
        _ if c.is_control() => None,
        _ => Some(c),
    }
}

/// A sign without a shape of its own that changes the shapes beside it: joiners, the vowel separator and the variants of
/// Mongolian, and the narrow space before its endings.
pub const fn shapes_others(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180f}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_without_a_shape_are_not_drawn() {
        for (input, expected) in [
            ('中', Some('中')),
            ('\u{3000}', Some('\u{3000}')),
            ('\t', Some(' ')),
            ('\u{a0}', Some(' ')),
            ('\u{200b}', None),
            ('\u{feff}', None),
            ('\u{180e}', None),
            ('\u{e0100}', None),
            ('\n', None),
        ] {
            assert_eq!(visible(input), expected, "{input:?}");
        }
    }
}
