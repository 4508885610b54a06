use std::fmt::Write as _;

use proptest::prelude::*;

use jixiao_fonts::Font;
use jixiao_model::{FieldName, FieldRef, IndicatorColumn};
use jixiao_sheet::{Address, Area, Borders, Cell, Face, Header, Horizontal, Length, Sheet, Style, Value};

use super::{Pages, Printed, Text, pages};
use crate::lines::{PADDING_X, lines, text_height};

const ROW: Length = Length::points(22);
const COLUMNS: [i64; 5] = [40, 60, 100, 150, 150];

/// A form in small: title, a goal beside its label, and an indicator table whose classes are merged downwards.
struct Form {
    goal: String,
    /// Class and texts of each indicator row; rows of the same class are merged.
    indicators: Vec<(&'static str, String, String)>,
}

fn cell(first: (u32, u32), last: (u32, u32), text: &str, style: &Style) -> Cell {
    let area = Area { first: Address::new(first.0, first.1), last: Address::new(last.0, last.1) };
    Cell { area, value: Value::Text(text.to_owned()), style: style.clone(), field: None }
}

fn field(mut cell: Cell) -> Cell {
    cell.field = Some(FieldRef::Text(FieldName::NOTES));
    cell
}

fn sheet(form: &Form) -> Sheet {
    let title =
        Style { face: Face::Title, size: Length::points(16), borders: Borders::NONE, ..Style::default() };
    let text = Style::default();
    let left = Style { horizontal: Horizontal::Left, ..text.clone() };
    let last = 3 + u32::try_from(form.indicators.len()).unwrap();
    let mut cells = vec![
        cell((0, 0), (0, 4), "项目支出绩效自评表", &title),
        cell((1, 0), (1, 0), "总体目标", &text),
        field(cell((1, 1), (1, 4), &form.goal, &left)),
        cell((2, 0), (last - 1, 0), "绩效指标", &text),
        cell((2, 1), (2, 1), "一级指标", &text),
        cell((2, 2), (2, 2), "三级指标", &text),
        cell((2, 3), (2, 3), "实际完成值", &text),
        cell((2, 4), (2, 4), "偏差原因分析及改进措施", &text),
    ];
    let mut row = 3;
    for group in form.indicators.chunk_by(|a, b| a.0 == b.0) {
        let until = row + u32::try_from(group.len()).unwrap() - 1;
        cells.push(field(cell((row, 1), (until, 1), group[0].0, &text)));
        for (_, name, reason) in group {
            let mut name = cell((row, 2), (row, 2), name, &text);
            let column = IndicatorColumn::Level3;
            name.field = Some(FieldRef::Indicator { goal: 0, row: row as usize, column });
            cells.push(name);
            cells.push(field(cell((row, 3), (row, 3), "=100%", &text)));
            cells.push(field(cell((row, 4), (row, 4), reason, &left)));
            row += 1;
        }
    }
    cells.push(cell((last, 0), (last, 3), "总分", &text));
    cells.push(field(cell((last, 4), (last, 4), "96.38", &text)));
    cells.sort_by_key(|cell| (cell.area.first.row, cell.area.first.column));
    let columns = COLUMNS.map(Length::points).to_vec();
    let headers = vec![Header { first: 2, last: 2, until: last - 1 }];
    Sheet { columns, rows: vec![ROW; last as usize + 1], cells, headers, ..Sheet::default() }
}

fn indicators(class: &'static str, count: usize, reason: &str) -> Vec<(&'static str, String, String)> {
    (1..=count).map(|n| (class, format!("{class}之{n}"), reason.to_owned())).collect()
}

/// Each page as lines `x y text` in whole points, with the number of ruled lines.
fn dump(pages: &Pages) -> String {
    let mut out = String::new();
    for (index, page) in pages.pages.iter().enumerate() {
        writeln!(out, "—— 第 {} 页，{} 条线", index + 1, page.rules.len()).unwrap();
        for text in page.lines() {
            writeln!(out, "{:>3} {:>3} {}", text.x.0 / 1000, text.baseline.0 / 1000, text.text).unwrap();
        }
    }
    out
}

/// Compares with the reference in `snapshots`; `UPDATE=1` rewrites it.
fn check_snapshot(name: &str, form: &Form) {
    let found = dump(&pages(&sheet(form)));
    let path = format!("{}/src/pages/snapshots/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(&path).unwrap_or_default(), "{name}");
}

#[test]
fn the_shortest_form() {
    let form = Form {
        goal: "按时足额发放。".into(), indicators: indicators("产出指标", 1, "无偏差。")
    };
    check_snapshot("shortest", &form);
}

#[test]
fn classes_are_shown_again_after_a_page_break() {
    let mut rows = indicators("产出指标", 24, "无偏差。");
    rows.extend(indicators("效益指标", 22, "受疫情影响，部分活动推迟到下年，拟加快进度。"));
    rows.extend(indicators("满意度指标", 1, ""));
    check_snapshot("classes", &Form { goal: "按时足额发放。".into(), indicators: rows });
}

#[test]
fn a_row_of_three_pages_is_split_between_lines() {
    let long = "一是加强预算执行管理，二是按月通报进度，三是对执行率低于百分之九十的单位约谈。".repeat(32);
    let mut rows = indicators("产出指标", 3, "无偏差。");
    rows.extend(indicators("效益指标", 1, &long));
    rows.extend(indicators("满意度指标", 2, ""));
    check_snapshot("long_row", &Form { goal: "按时足额发放。".into(), indicators: rows });
}

#[test]
fn headers_never_end_a_page() {
    // The goal is as long as makes the header row the last one that still fits on its page.
    for length in 30..60 {
        let goal = "目标。\n".repeat(length);
        let form = Form {
            goal, indicators: indicators("产出指标", 3, "无偏差。\n无偏差。\n无偏差。")
        };
        let printed = pages(&sheet(&form));
        for page in &printed.pages {
            let last = page.lines().max_by_key(|text| text.baseline).unwrap();
            assert!(!last.text.starts_with("偏差原因"), "{length}\n{}", dump(&printed));
        }
    }
}

#[test]
fn a_row_too_low_for_its_text_grows() {
    let mut low =
        sheet(&Form { goal: "目标。".repeat(100), indicators: indicators("产出指标", 1, "无") });
    low.rows = vec![Length::ZERO; low.rows.len()];
    check_layout(&low);
}

#[test]
fn a_sheet_without_anything_is_one_empty_page() {
    assert_eq!(pages(&Sheet::default()).pages.len(), 1);
}

fn shown(pages: &Pages) -> String {
    pages.pages.iter().flat_map(Printed::lines).map(|text| text.text.as_str()).collect()
}

fn extent(text: &Text) -> [Length; 4] {
    let font = Font::of(text.face);
    let top = text.baseline - Length(text.size.0 * 88 / 100);
    let moved: Length = text.moves.iter().map(|(_, by)| *by).sum();
    // A mark that ends a line gives up the empty half of its square.
    let ends = text.text.ends_with(|c| "，。、；：？！）》”’】".contains(c));
    let empty = Length(if ends { text.size.0 / 2 } else { 0 });
    [text.x, top, text.x + font.width(&text.text, text.size) + moved - empty, top + text.size]
}

/// Nothing overlaps, nothing leaves the paper's body, no text is lost, no ruled line crosses a text.
fn check_layout(sheet: &Sheet) {
    let printed = pages(sheet);
    let paper = &printed.paper;
    for page in &printed.pages {
        for (index, text) in page.texts.iter().enumerate() {
            let [left, top, right, bottom] = extent(text);
            assert!(top >= paper.top_margin && bottom <= paper.height - paper.bottom_margin, "{text:?}");
            assert!(left >= Length::ZERO && right <= paper.width, "{text:?}");
            for other in &page.texts[index + 1..] {
                let [l, t, r, b] = extent(other);
                assert!(right <= l || r <= left || bottom <= t || b <= top, "{text:?}\n{other:?}");
            }
            for rule in &page.rules {
                let across = rule.to_y > top && rule.y < bottom && rule.to_x > left && rule.x < right;
                assert!(!across, "{text:?}\n{rule:?}");
            }
        }
    }
    let all = shown(&printed);
    for cell in &sheet.cells {
        let span = cell.area.first.column as usize..=cell.area.last.column as usize;
        let width = sheet.columns[span].iter().copied().sum::<Length>() - PADDING_X * 2;
        for line in lines(&cell.value.shown(), cell.style.face, cell.style.size, width) {
            assert!(all.contains(line.text), "{}", line.text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_lost_and_nothing_overlaps(
        goal in 0..900usize,
        rows in proptest::collection::vec((0..4usize, 0..40usize, 0..1500usize, prop::bool::weighted(0.9)), 1..40),
    ) {
        let classes = ["产出指标", "可持续影响指标", "经济效益指标和社会效益指标", "满意度"];
        let indicators = rows.iter().map(|&(class, name, reason, short)| {
            (classes[class], "指标".repeat(name), "原因。".repeat(if short { reason / 50 } else { reason }))
        });
        let form = Form { goal: "目标。".repeat(goal), indicators: indicators.collect() };
        check_layout(&sheet(&form));
    }
}

#[test]
fn row_heights_measured_with_the_same_lines_are_kept() {
    let form = Form { goal: "目标。".repeat(30), indicators: indicators("产出指标", 2, "无") };
    let mut measured = sheet(&form);
    let width = Length::points(COLUMNS[1..].iter().sum()) - PADDING_X * 2;
    measured.rows[0] = text_height(1, Face::Title, Length::points(16));
    let count = lines(&form.goal, Face::Text, Length::points(10), width).len();
    measured.rows[1] = text_height(count, Face::Text, Length::points(10));
    let printed = pages(&measured);
    let bottom = printed.pages[0].rules.iter().map(|rule| rule.to_y).max().unwrap();
    assert_eq!(bottom - printed.paper.top_margin, measured.rows.iter().copied().sum());
}

#[test]
fn the_total_never_stands_on_a_page_alone() {
    for length in 30..60 {
        let goal = "目标。\n".repeat(length);
        let form = Form { goal, indicators: indicators("产出指标", 8, "无") };
        let printed = pages(&sheet(&form));
        assert!(printed.pages.iter().all(|page| page.lines().count() > 2), "{}", dump(&printed));
    }
}

#[test]
fn a_sheet_of_a_file_is_printed_in_its_own_looks() {
    use jixiao_sheet::{Color, Page, Vertical};

    use super::Ground;

    let at = Length::points;
    let loud = Style {
        bold: true,
        color: Some(Color(0xFF_0000)),
        fill: Some(Color(0xFF_FF00)),
        vertical: Vertical::Bottom,
        borders: Borders { bottom: jixiao_sheet::Border::Thick, ..Borders::NONE },
        ..Style::default()
    };
    let page =
        Page { breaks: vec![1], flush_left: true, ..Page::new(at(300), at(400), at(50), at(40), at(40)) };
    let sheet = Sheet {
        // As wide as the paper when half as large; the second column is hidden.
        columns: vec![at(400), Length::ZERO],
        rows: vec![at(80), Length::ZERO],
        cells: vec![
            cell((0, 0), (0, 0), "甲", &loud),
            cell((0, 1), (0, 1), "隐藏的内容", &loud),
            cell((1, 0), (1, 0), "乙", &Style::default()),
        ],
        page: Some(page),
        ..Sheet::default()
    };
    let pages = pages(&sheet).pages;
    assert_eq!(pages.len(), 2);
    let (text, ground) = (&pages[0].texts[0], pages[0].grounds[0]);
    assert_eq!(pages[0].texts.len(), 1);
    assert_eq!((text.face, text.size, text.color), (Face::Title, at(5), Some(Color(0xFF_0000))));
    assert!(text.baseline > at(70) && text.baseline < at(80), "{text:?}");
    let (x, y, to_x, to_y) = (at(50), at(40), at(250), at(80));
    assert_eq!(ground, Ground { x, y, to_x, to_y, color: Color(0xFF_FF00) });
    assert_eq!(pages[0].rules, [super::Rule { x, y: to_y, to_x, to_y, thickness: Length(1500) }]);
    assert_eq!(pages[1].texts[0].text, "乙");
}

#[test]
fn what_a_file_says_in_its_margins_stands_there_on_each_page() {
    let mut sheet =
        sheet(&Form { goal: "目标。\n".repeat(80), indicators: indicators("产出指标", 3, "无") });
    let margin = Length::tenth_mm(150);
    sheet.page = Some(jixiao_sheet::Page {
        header: Some("&L某某市财政局&R&\"宋体\"金额单位：万元\n第 &P 页".to_owned()),
        footer: Some("&L填表人：&C第 &P 页&R审核".to_owned()),
        ..jixiao_sheet::Page::new(Length::tenth_mm(2100), Length::tenth_mm(2970), margin, margin, margin)
    });
    let printed = pages(&sheet);
    assert!(printed.pages.len() > 1);
    let paper = &printed.paper;
    for page in &printed.pages {
        let texts: Vec<&str> = page.margins.iter().map(|text| text.text.as_str()).collect();
        assert_eq!(texts, ["某某市财政局", "金额单位：万元", "填表人：", "审核"]);
        let [left, right, below, _] = page.margins.as_slice() else { panic!("{texts:?}") };
        assert_eq!((left.x, left.baseline), (margin, right.baseline));
        assert!(right.x > Length(paper.width.0 / 2) && extent(right)[2] <= paper.width - margin);
        assert!(extent(left)[1] >= Length::ZERO && below.baseline > paper.height - margin);
        let above = page.continued.iter().chain(&page.texts).map(|text| extent(text)[1]).min().unwrap();
        assert!(extent(left)[3] <= above, "{left:?} {above:?}");
    }
}

/// A line of signatures in the footer is wider than what is free beside the page number: it stands above it.
#[test]
fn a_long_footer_stands_above_the_page_number() {
    let mut sheet =
        sheet(&Form { goal: "目标。".to_owned(), indicators: indicators("产出指标", 3, "无") });
    let margin = Length::tenth_mm(200);
    let signed = "单位负责人：某某某　　财务负责人：某某某　　填表人：某某某　　联系电话：";
    sheet.page = Some(jixiao_sheet::Page {
        footer: Some(format!("&L{signed}&R审核")),
        ..jixiao_sheet::Page::new(Length::tenth_mm(2100), Length::tenth_mm(2970), margin, margin, margin)
    });
    let printed = pages(&sheet);
    let number = super::page_number(&printed.paper, 1, 1);
    for text in &printed.pages[0].margins {
        assert!(
            extent(text)[3] <= extent(&number)[1] && extent(text)[1] > printed.paper.height - margin,
            "{text:?}"
        );
    }
}
