use jixiao_fonts::visible;
use proptest::prelude::*;

use super::breaks::{is_not_first, is_not_last};
use super::*;
use crate::set::{SetLine, set};

const SIZE: Length = Length(10_000);

fn broken(text: &str, ems: i64) -> String {
    let found = lines(text, Face::Text, SIZE, SIZE * ems);
    found.iter().map(|line| line.text).collect::<Vec<_>>().join("|")
}

#[test]
fn lines_break_as_chinese_asks() {
    for (ems, text, expected) in [
        (4, "", ""),
        (4, "绩效自评", "绩效自评"),
        (4, "绩效自评表", "绩效|自评表"),
        (4, "绩效自评。", "绩效|自评。"),
        (4, "绩效（自评）表", "绩效（自|评）表"),
        (4, "一二三“四五”六", "一二三|“四|五”六"),
        (5, "一二三四“五六”七", "一二三四|“五六”七"),
        (4, "一二三……四", "一二|三……四"),
        (4, "一二——三四", "一二——|三四"),
        (4, "一二三——四", "一二三|——四"),
        (4, "第一行\n第二行", "第一行|第二行"),
        (4, "第一行\r\n\n第二行\n", "第一行||第二行|"),
        (4, "完成率95.5%", "完成率|95.5%"),
        (4, "完成率95.5％", "完成率|95.5％"),
        (4, "气温三38℃", "气温三|38℃"),
        (4, "指标值≥95%", "指标值|≥95%"),
        (4, "一二三＞９５％", "一二三|＞９５％"),
        (4, "共104家单位", "共104家|单位"),
        (5, "word and word", "word and|word"),
        (4, "1234567890123", "1234567|890123"),
        (5, "见https://abc.cn/def", "见|https://|abc.cn/|def"),
        (4, "don't stop", "don't|stop"),
        (4, "　　缩进的段落", "　　缩进|的段落"),
        (4, "一二三四 五六", "一二三四|五六"),
        (4, "第3、4季度，第5季度", "第3、|4季度，|第5季度"),
        (1, "￥1", "￥|1"),
        (1, "一二", "一|二"),
        (0, "一二", "一|二"),
        (4, "一\u{200b}二三四五", "一\u{200b}二三|四五"),
    ] {
        assert_eq!(broken(text, ems), expected, "{text:?} in {ems} em");
    }
}

#[test]
fn labels_break_at_words_and_leave_no_character_alone() {
    for (ems, text, expected) in [
        (6, "其中：当年财政拨款", "其中：当年|财政拨款"),
        (9, "偏差原因分析及改进措施", "偏差原因分析及改进|措施"),
        (4, "可持续影响指标", "可持续|影响指标"),
        (3, "分值权重", "分值|权重"),
        (4, "100.00分", "100.00|分"),
        (5, "完全达到预期", "完全达到|预期"),
        (5, "部分达到预期目标", "部分达到|预期目标"),
        (8, "就业困难人员社保补贴人数", "就业困难人员社保|补贴人数"),
        (5, "一二三四五六", "一二三四|五六"),
        (2, "得分率", "得分|率"),
        (4, "共计15人次", "共计|15人次"),
        (4, "≥5.56万元", "≥5.56|万元"),
    ] {
        assert_eq!(broken(text, ems), expected, "{text:?} in {ems} em");
    }
}

#[test]
fn heights_come_from_the_font() {
    assert_eq!(text_height(1, Face::Text, SIZE), Length(18_370));
    assert_eq!(text_height(3, Face::Text, SIZE), Length(47_110));
}

fn printed(text: &str, ems: i64) -> String {
    let found = set(text, Face::Text, SIZE, SIZE * ems, true).lines;
    found.iter().map(|line| line.text).collect::<Vec<_>>().join("|")
}

#[test]
fn print_squeezes_marks_at_the_ends_of_lines_and_where_two_meet() {
    for (ems, text, expected, in_a_workbook) in [
        (6, "（一二三四五。七八九十", "（一二三四五。|七八九十", "（一二三四|五。七八九十"),
        (8, "“二”，“三”四五六七八", "“二”，“三”四五|六七八", "“二”，“三”四|五六七八"),
        (10, "一，二，三，四，五六七", "一，二，三，四，五六七", "一，二，三，四，五|六七"),
    ] {
        assert_eq!(printed(text, ems), expected, "{text:?} in {ems} em");
        assert_eq!(broken(text, ems), in_a_workbook, "{text:?} in {ems} em");
    }
    let moves = |text, ems| set(text, Face::Text, SIZE, SIZE * ems, false).lines.remove(0).moves;
    let half = Length::ZERO - Length(SIZE.0 / 2);
    assert_eq!(moves("（一）二：“三", 9), [(0, half), (15, half)]);
    assert_eq!(moves("数据3.5、4.5，下降", 20), []);
}

#[test]
fn long_texts_are_justified_between_chinese_characters() {
    let text = "本年完成率为98.5%，共1234人，较上年有所提高，群众满意度稳步上升，各项任务按期完成。";
    let found = set(text, Face::Text, SIZE, SIZE * 15, true).lines;
    let (last, full) = found.split_last().unwrap();
    assert!(full.iter().all(|line| line.width == SIZE * 15), "{full:?}");
    assert!(last.moves.is_empty());
    let inside = |line: &SetLine<'_>, at: usize| {
        line.text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.')
            && line.text[at..].starts_with(|c: char| c.is_ascii_digit() || c == '.')
    };
    assert!(full.iter().all(|line| line.moves.iter().all(|(at, _)| !inside(line, *at))), "{full:?}");
    assert!(set(text, Face::Text, SIZE, SIZE * 15, false).lines.iter().any(|line| line.width < SIZE * 15));
}

/// Texts of the sort that forms hold, with no two marks next to each other.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[一-十绩效自评表项目资金]{1,5}",
        2 => "[绩效]{1,2}[，。、；：？！]",
        1 => "“[绩效自评]{1,4}”",
        1 => "（[绩效]{1,3}）",
        1 => "[≥≤=]?[0-9]{1,3}(\\.[0-9])?[%元天]",
        1 => " ?[a-zA-Z]{1,12} ",
        1 => "\n",
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn no_text_is_lost(text in prop_oneof![prose(), ".{0,60}"], ems in 1..30i64) {
        let joined = broken(&text.replace('|', ""), ems).replace('|', "");
        prop_assert_eq!(without_blanks(&joined), without_blanks(&text.replace('|', "")));
    }

    #[test]
    fn no_line_is_too_wide(text in prop_oneof![prose(), ".{0,60}"], ems in 1..30i64) {
        for line in lines(&text, Face::Text, SIZE, SIZE * ems) {
            let single = line.text.chars().filter(|&c| visible(c).is_some()).count() <= 1;
            prop_assert!(line.width <= SIZE * ems || single, "{line:?}");
            prop_assert!(line.width >= Font::of(Face::Text).width(line.text, SIZE));
        }
    }

    #[test]
    fn print_takes_no_more_room_than_rows_have(text in prose(), ems in 5..30i64) {
        let found = set(&text, Face::Text, SIZE, SIZE * ems, true).lines;
        prop_assert!(found.len() <= lines(&text, Face::Text, SIZE, SIZE * ems).len(), "{found:?}");
        for line in &found {
            prop_assert!(line.width <= SIZE * ems && !line.text.starts_with(is_not_first), "{line:?}");
            let moved: Length = line.moves.iter().map(|(_, by)| *by).sum();
            let own = Font::of(Face::Text).width(line.text, SIZE) + moved;
            prop_assert!(own - line.width <= Length(SIZE.0 / 2), "{line:?}");
        }
    }

    #[test]
    fn no_line_begins_or_ends_with_the_wrong_mark(text in prose(), ems in 5..30i64) {
        for line in lines(&text, Face::Text, SIZE, SIZE * ems) {
            prop_assert!(!line.text.starts_with(is_not_first), "{line:?}");
            prop_assert!(!line.text.ends_with(is_not_last), "{line:?}");
        }
    }

    #[test]
    fn a_line_is_as_full_as_it_can_be(text in "[一-十]{21,80}", ems in 1..30i64) {
        let found = lines(&text, Face::Text, SIZE, SIZE * ems);
        for (at, line) in found[..found.len() - 1].iter().enumerate() {
            // The last line but one may give a character to the last.
            let given = SIZE * i64::from(at + 2 == found.len() && found[at + 1].width == SIZE * 2);
            prop_assert!(line.width == SIZE * ems || line.width + given == SIZE * ems);
        }
    }
}
