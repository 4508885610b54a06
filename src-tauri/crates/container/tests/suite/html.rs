//! HTML as systems export it and people paste it.

use jixiao_container::{ReadError, read_clipboard_html, read_clipboard_text};

use crate::files::{cells, problems};

fn check(html: &str, expected: &[&str], told: &[&str]) {
    let book = read_clipboard_html(html).unwrap();
    assert_eq!(cells(&book), expected, "{html}");
    let found = problems(&book);
    assert_eq!(found.len(), told.len(), "{html}: {found:?}");
    for text in told {
        assert!(found.iter().any(|problem| problem.starts_with(text)), "{html}: {text} in {found:?}");
    }
}

#[test]
fn tables_become_sheets() {
    let cases: [(&str, &[&str], &[&str]); 13] = [
        ("<table><tr><td>a<td>b<tr><td>c", &["A1:A1 a", "B1:B1 b", "A2:A2 c"], &[]),
        (
            "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>",
            &["A1:A2 a", "B1:C1 b", "B2:B2 c", "C2:C2 d"],
            &[],
        ),
        ("<table><tr><td rowspan=0>a<td>b<tr><td>c</table>", &["A1:A2 a", "B1:B1 b", "B2:B2 c"], &[]),
        ("<table><tr><td>一<br>二<p>三</p>四&nbsp;", &["A1:A1 一\n二\n三\n四"], &[]),
        (
            "<h1>自评表</h1><p>（2023年度）</p><p>单位：某局　　　　金额单位：元</p><table><tr><td>a<td>b</table>",
            &[
                "A1:B1 自评表",
                "A2:B2 （2023年度）",
                "A3:A3 单位：某局",
                "B3:B3 金额单位：元",
                "A4:A4 a",
                "B4:B4 b",
            ],
            &[],
        ),
        ("<table><tr style='DISPLAY: none'><td>a<tr><td>b", &["A1:A1 a", "A2:A2 b"], &[" 第 1 行是隐藏的"]),
        ("<table><tr><td><s>1</s>8.73<del>x</del>", &["A1:A1 8.73"], &["A1 带删除线的文字“1x”"]),
        (
            "<table><tr><td>a<span style='display:none'>b<span>c</span></span>d",
            &["A1:A1 ad"],
            &["A1 这里有不显示的内容"],
        ),
        ("<table><tr><td><img src=x>", &[], &["A1 单元格里是图片"]),
        ("<table><tr><td>=DISPIMG(\"ID\",1)", &[], &["A1 单元格里是图片"]),
        (
            "<table><tr><td><input value='甲项目'><td><input type=checkbox checked>是<td><select><option>a<option selected>b</select>",
            &["A1:A1 甲项目", "B1:B1 ☑是", "C1:C1 b"],
            &[],
        ),
        (
            "<table><tr><td>x<td><table><tr><td>a<td>b<tr><td>c<td>d</table><tr><td colspan=2>y",
            &["A1:A2 x", "B1:B1 a", "C1:C1 b", "B2:B2 c", "C2:C2 d", "A3:C3 y"],
            &[],
        ),
        (
            "Version:1.0\r\nStartHTML:1\r\n<html><body><!--StartFragment--><table><tr><td>a</table><table><tr><td>b</table>",
            &["A1:A1 a", "A2:A2 b"],
            &[],
        ),
    ];
    for (html, expected, told) in cases {
        check(html, expected, told);
    }
}

#[test]
fn text_far_from_tables_is_counted() {
    let book = read_clipboard_html(&format!("{}<table><tr><td>a</table>", "<p>段落</p>".repeat(20))).unwrap();
    assert_eq!(cells(&book).len(), 13);
    assert_eq!(problems(&book), [" 表格以外还有 8 段文字，没有读入。请核对其中有无需要填写的内容。"]);
}

#[test]
fn tab_separated_lines_become_a_sheet() {
    let cases: [(&str, &[&str]); 5] = [
        ("a\tb\nc\td\n", &["A1:A1 a", "B1:B1 b", "A2:A2 c", "B2:B2 d"]),
        ("a\t\tb\r\n\r\nc", &["A1:A1 a", "C1:C1 b", "A3:A3 c"]),
        ("\"一\n二\"\t\"说\"\"好\"\"\"", &["A1:A1 一\n二", "B1:B1 说\"好\""]),
        ("\"3寸\"管\t\"", &["A1:A1 \"3寸\"管", "B1:B1 \""]),
        ("\t\ta", &["C1:C1 a"]),
    ];
    for (text, expected) in cases {
        assert_eq!(cells(&read_clipboard_text(text).unwrap()), expected, "{text:?}");
    }
}

#[test]
fn what_is_no_table_is_told() {
    for text in ["一段话\n又一段", "\t\n\t"] {
        assert!(matches!(read_clipboard_text(text), Err(ReadError::NoSheets { .. })), "{text:?}");
    }
    assert!(matches!(read_clipboard_html("<p>一段话</p>"), Err(ReadError::NoSheets { .. })));
}
