//! What stands beside the cells, and what only looks like a value.

use crate::files::{book, cells, problems};

#[test]
fn what_is_no_value_is_reported_with_its_cell() {
    let cases: [(&str, &[&str]); 13] = [
        ("01-formula-zero.xlsx", &["D6 公式尚未计算", "I6 公式尚未计算", "H22 公式尚未计算"]),
        ("02-velvet.xls", &[]),
        ("05-bidi.xlsx", &[]),
        (
            "06-strike.xlsx",
            &["F6 带删除线的文字“80.00”", "H12 带删除线的文字“1”", "F14 带删除线的文字“=95%”"],
        ),
        ("07-hidden-rows.xlsx", &[" 第 13、17 行是隐藏的"]),
        ("08-dispimg.xlsx", &["I15 单元格里是图片"]),
        ("09-gbk.xlsx", &[]),
        ("11-pretty.xlsx", &[]),
        ("13-bom-prefix.xlsx", &[]),
        ("25-xlwt-formula.xls", &["D6 公式没有保存计算结果", "H22 公式没有保存计算结果"]),
        ("32c-unit-in-header.xlsx", &[" 页眉页脚中的文字“金额单位：元”"]),
        ("40-comments.xlsx", &["F10 批注“请重写”", "H13 批注“审核意见：此项应扣分，请补佐证材料”"]),
        ("41-textbox.xlsx", &["B10 文本框中的文字“保障业务楼正常运转（写在文本框里的年度目标）”"]),
    ];
    for (name, expected) in cases {
        let found = problems(&book(&format!("cases/{name}")));
        assert_eq!(found.is_empty(), expected.is_empty(), "{name}: {found:?}");
        for text in expected {
            assert!(found.iter().any(|problem| problem.starts_with(text)), "{name}: {text} in {found:?}");
        }
    }
}

#[test]
fn values_come_out_as_meant() {
    let cases = [
        ("01-formula-zero.xlsx", "G6:G6 10"),
        ("02-velvet.xls", "H12:H12 8.73"),
        ("05-bidi.xlsx", "D6:D6 86.00"),
        ("05-bidi.xlsx", "H12:H12 8.73"),
        ("06-strike.xlsx", "H12:H12 8.73"),
        ("09-gbk.xlsx", "H12:H12 8.73"),
        ("11-pretty.xlsx", "H12:H12 8.73"),
        ("13-bom-prefix.xlsx", "H12:H12 8.73"),
        ("43i-paren.ods", "E7:E7 -12.50"),
        ("MIN-numfmt-27-decimals.xlsx", "C5:D5 12345.678000000000000"),
        ("MIN-percent-1e27.xlsx", "C5:D5 100000000000000000000000000000%"),
    ];
    for (name, cell) in cases {
        let found = cells(&book(&format!("cases/{name}")));
        assert!(found.iter().any(|found| found == cell), "{name}: {cell} in {found:?}");
    }
    for (name, cell) in [("01-formula-zero.xlsx", "D6:D6"), ("08-dispimg.xlsx", "I15:I15")] {
        let found = cells(&book(&format!("cases/{name}")));
        assert!(!found.iter().any(|found| found.starts_with(cell)), "{name}: {found:?}");
    }
}

#[test]
fn hidden_tracks_and_page_texts_come_with_the_sheet() {
    let hidden = &book("cases/07-hidden-rows.xlsx").sheets[0];
    assert_eq!(hidden.hidden_rows.iter().copied().collect::<Vec<_>>(), [12, 16]);
    assert_eq!(book("cases/32c-unit-in-header.xlsx").sheets[0].page_texts, ["金额单位：元"]);
}
