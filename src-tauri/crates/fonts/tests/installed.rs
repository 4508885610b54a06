//! Scripts and signs that the faces of the installation draw.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use jixiao_fonts::{Font, FontId, drawn, font_for, install, is_right_to_left, measure, missing, shape};
use jixiao_sheet::{Face, Length};

const EM: Length = Length(10_000);

fn load() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "ttf" || kind == "otf"));
    files.sort();
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

#[test]
fn rare_characters_signs_and_scripts_have_a_shape() {
    install(load);
    for text in [
        "㐂𠮷䶮𬭊𫖯𪟝鿍〇囍㛃𤧛𡋾㵘",
        "☑☐☒✔✘⅓⅔₂⁴CO₂、10⁴、㎞²",
        "Қасым Айгүл қазақ тілі",
        "شىنجاڭ ئۇيغۇر ئاپتونوم رايونى",
        "བོད་ལྗོངས་",
        "ᠮᠣᠩᠭᠣᠯ",
        "ꆈꌠꁱꂷ",
        "Bouxcuengh ɓ ə ƨ",
        "한국어",
    ] {
        assert_eq!(missing(text), [], "{text}");
    }
    assert_eq!(missing("😀中😀𓀀"), ['😀', '𓀀']);
}

#[test]
fn the_text_face_stands_in_for_the_others_and_installed_faces_for_it() {
    install(load);
    for (face, c, embedded) in [
        (Face::Title, '中', Some(FontId::Embedded(Face::Title))),
        (Face::Title, '臺', Some(FontId::Embedded(Face::Text))),
        (Face::Heading, '臺', Some(FontId::Embedded(Face::Text))),
        (Face::Text, '😀', None),
    ] {
        assert_eq!(font_for(face, c), embedded, "{c}");
    }
    assert!(matches!(font_for(Face::Title, '㐂'), Some(FontId::Installed(_))));
}

#[test]
fn rare_chinese_characters_are_an_em_wide() {
    install(load);
    assert_eq!(measure("㐂𠮷", Face::Text, EM).advances, [EM, EM]);
}

#[test]
fn arabic_letters_join() {
    install(load);
    let apart: Length = "ئاپتونوم".chars().map(|c| measure(&c.to_string(), Face::Text, EM).advances[0]).sum();
    let joined: Length = measure("ئاپتونوم", Face::Text, EM).advances.into_iter().sum();
    assert!(joined < apart, "{joined:?} {apart:?}");
}

#[test]
fn arabic_words_stand_from_right_to_left_and_numbers_within_them_from_left_to_right() {
    install(load);
    let line = "شىنجاڭ (2023) رايونى";
    assert!(is_right_to_left(line));
    let places: Vec<usize> = shape(line, Face::Text, true)
        .iter()
        .flat_map(|run| run.glyphs.iter().map(|glyph| glyph.text.start))
        .collect();
    let number: Vec<usize> =
        places.iter().copied().filter(|&at| line[at..].starts_with(|c: char| c.is_ascii_digit())).collect();
    assert!(number.is_sorted(), "{number:?}");
    assert!(places.first() > places.last(), "{places:?}");
    // A bracket that opens on the right is drawn as its mirror.
    let glyph_of = |c: char| shape(&c.to_string(), Face::Text, false)[0].glyphs[0].id;
    let opening = shape(line, Face::Text, true)
        .iter()
        .flat_map(|run| run.glyphs.clone())
        .find(|glyph| line[glyph.text.start..].starts_with('('))
        .unwrap();
    assert_eq!(opening.id, glyph_of(')'));
}

#[test]
fn a_chinese_line_with_arabic_words_runs_from_left_to_right() {
    install(load);
    assert!(!is_right_to_left("阿依古丽（ئايگۈل）"));
    let line = "阿依古丽（ئايگۈل）等3人";
    let runs = shape(line, Face::Text, false);
    assert_eq!(runs.len(), 3);
    assert_eq!(runs[0].glyphs[0].text, 0..3);
    let measured: Length = measure(line, Face::Text, EM).advances.into_iter().sum();
    let set: Length = runs.iter().map(|run| run.width(EM)).sum();
    assert!((measured.0 - set.0).abs() < 10, "{measured:?} {set:?}");
}

#[test]
fn tall_letters_make_lines_higher() {
    install(load);
    let line = Font::of(Face::Text).line_height(EM);
    assert_eq!(measure("绩效㐂☑Қ", Face::Text, EM).line_height(), line);
    assert!(measure("བསྒྲུབས", Face::Text, EM).line_height() > line);
}

#[test]
fn what_is_drawn_keeps_spaces_and_joiners_and_drops_other_signs() {
    install(load);
    for (text, expected) in [
        ("\u{feff}零宽\u{200b}字符\t。", "零宽字符 。"),
        ("қазақ тілі", "қазақ тілі"),
        ("ئا\u{200d}پ", "ئا\u{200d}پ"),
        ("绩\u{200d}效", "绩效"),
        ("坏\u{ffff}字", "坏字"),
    ] {
        assert_eq!(drawn(text, Face::Text), expected, "{text}");
    }
}
