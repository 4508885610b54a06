use unicode_normalization::UnicodeNormalization as _;

/// Folds a text for comparing it and for reading figures: full-width ASCII (`０`–`９`, `％`, `＞`, `＝` …) and wide spaces become
/// their half-width twins, radicals and compatibility ideographs that look like a character (⽬) become it (目), and what nobody
/// sees (zero-width and direction characters) goes.
///
/// Not the whole of NFKC: that would turn `10⁴` into 104 and `……` into dots.
#[must_use]
pub fn fold(text: &str) -> String {
    replaced(text, |c| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).map(Some),
        '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Some(Some(' ')),
        _ if is_invisible(c) => Some(None),
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
            Some(std::iter::once(c).nfkc().next())
        }
        _ => None,
    })
}

/// Characters that take no room and change nothing that is read: soft hyphens, zero-width spaces, direction marks, fillers,
/// variation selectors (the default-ignorable code points of Unicode).
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Removes all white space: the form in which labels are compared.
#[must_use]
pub fn squeeze(text: &str) -> String {
    replaced(text, |c| is_blank(c).then_some(None))
}

/// Replaces or, by an inner `None`, removes characters. What stays is copied a stretch at a time, since most of a text does.
fn replaced(text: &str, by: impl Fn(char) -> Option<Option<char>>) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, c) in text.char_indices() {
        if let Some(new) = by(c) {
            replaced.push_str(&text[rest..at]);
            replaced.extend(new);
            rest = at + c.len_utf8();
        }
    }
    replaced.push_str(&text[rest..]);
    replaced
}

/// One line: white space inside Chinese text goes, a run of it between two words or digits of a script that parts its words by
/// spaces (Latin, Cyrillic, Arabic, Tibetan …) becomes one space. A zero-width space between them is no blank, but a place where a
/// line may break, and stays one.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut gap = None;
    for c in text.chars() {
        if is_blank(c) {
            gap = if gap == Some(' ') || c.is_whitespace() { Some(' ') } else { gap.max(zero_width(c)) };
            continue;
        }
        if let Some(gap) = gap.take()
            && is_spaced(c)
            && line.ends_with(is_spaced)
        {
            line.push(gap);
        }
        line.push(c);
    }
    line
}

/// A character of a script that parts its words by spaces, or of a number between them.
fn is_spaced(c: char) -> bool {
    c.is_ascii_graphic()
        || (!matches!(c, '×' | '÷')
            && matches!(c,
                '\u{C0}'..='\u{10FF}' | '\u{1200}'..='\u{1FFF}' | '\u{A000}'..='\u{A69F}'
                | '\u{AC00}'..='\u{D7AF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}

fn zero_width(c: char) -> Option<char> {
    (c == '\u{200B}').then_some(c)
}

/// [`one_line`] applied to each line; blank lines at either end go, line breaks inside stay.
#[must_use]
pub fn paragraphs(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = unified.split('\n').map(one_line).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{3164}')
}

/// True for the marks that turn the direction of writing: a name with one reads as another.
#[must_use]
pub const fn is_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_inside_chinese_goes() {
        assert_eq!(one_line("满意\n度 指标"), "满意度指标");
        assert_eq!(one_line("Windows  10\n系统"), "Windows 10系统");
        assert_eq!(one_line("第 1 名 × 2"), "第1名×2");
        assert_eq!(paragraphs("\r\n一、甲\r\n 二、乙 \n\n"), "一、甲\n二、乙");
    }

    #[test]
    fn words_of_scripts_with_spaces_keep_them() {
        for text in
            ["қазақ тілі", "شىنجاڭ ئۇيغۇر رايونى", "བོད་ ལྗོངས་", "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ", "Айгүл Қасым 3", "한국 사람"]
        {
            assert_eq!(one_line(text), text);
            assert_eq!(one_line(&text.replace(' ', " \u{200B}\t")), text);
        }
        assert_eq!(one_line("阿依古丽 Айгүл 等"), "阿依古丽Айгүл等");
    }

    #[test]
    fn a_zero_width_space_is_a_break_and_no_blank() {
        assert_eq!(one_line("Bouxcuengh\u{200B}Raemx"), "Bouxcuengh\u{200B}Raemx");
        assert_eq!(one_line("绩\u{200B}效A\u{FEFF}B"), "绩效AB");
    }

    #[test]
    fn full_width_folds() {
        assert_eq!(fold("＞＝９５％"), ">=95%");
        assert_eq!(fold("（甲）　乙"), "(甲) 乙");
    }

    #[test]
    fn what_only_looks_alike_folds_and_what_nobody_sees_goes() {
        assert_eq!(fold("项⽬名称"), "项目名称");
        assert_eq!(fold("项\u{200B}目\u{200E}名\u{FEFF}称\u{3164}"), "项目名称");
        assert_eq!(fold("\u{202D}86.00\u{202C}"), "86.00");
        assert_eq!(fold("10⁴……①"), "10⁴……①");
    }
}
