//! Word documents made by hand.

use std::io::{Cursor, Write};

use jixiao_container::read;
use jixiao_sheet::{Border, Borders, Color, Horizontal, Length, Style, Vertical};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::files::{cells, problems};

/// A document with this body and these other parts.
pub fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let parts = [("word/document.xml", document.as_str())];
    for (name, text) in parts.iter().chain(others) {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

fn table(widths: &[u32], rows: &[&[String]]) -> String {
    let grid: Vec<String> = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let rows: Vec<String> = rows.iter().map(|cells| format!("<w:tr>{}</w:tr>", cells.concat())).collect();
    let (grid, rows) = (grid.concat(), rows.concat());
    format!("<w:tbl><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
}

fn plain(text: &str) -> String {
    cell("", &paragraph(text))
}

fn check(bytes: &[u8], expected: &[&str], told: &[&str]) {
    let book = read(bytes, "表.docx").unwrap();
    assert_eq!(cells(&book), expected);
    let found = problems(&book);
    assert_eq!(found.len(), told.len(), "{found:?}");
    for text in told {
        assert!(found.iter().any(|problem| problem.starts_with(text)), "{text} in {found:?}");
    }
}

#[test]
fn tables_merge_and_nest() {
    let begins = cell("<w:vMerge w:val=\"restart\"/>", &paragraph("a"));
    let wide = cell("<w:gridSpan w:val=\"2\"/>", &paragraph("b"));
    let continues = cell("<w:vMerge/>", &paragraph(""));
    let merged = table(&[100, 100, 100], &[&[begins, wide], &[continues, plain("c"), plain("d")]]);
    check(&docx(&merged, &[]), &["A1:A2 a", "B1:C1 b", "B2:B2 c", "C2:C2 d"], &[]);
    let inner = table(&[50, 50], &[&[plain("b"), plain("c")], &[plain("d"), plain("e")]]);
    let outer = table(&[100, 100], &[&[plain("a"), cell("", &inner)], &[plain("f"), plain("g")]]);
    check(
        &docx(&outer, &[]),
        &["A1:A2 a", "B1:B1 b", "C1:C1 c", "B2:B2 d", "C2:C2 e", "A3:A3 f", "B3:C3 g"],
        &[],
    );
}

/// Divided by its author or by a new page, and not of the same columns.
#[test]
fn tables_that_touch_are_one_form() {
    let head = table(&[100, 300], &[&[plain("a"), plain("b")]]);
    let body = table(&[100, 100, 200], &[&[plain("c"), plain("d"), plain("e")]]);
    let blank = paragraph("");
    let title = paragraph("自评表");
    let joined = docx(&format!("{title}{head}{blank}{body}"), &[]);
    check(&joined, &["A1:C1 自评表", "A2:A2 a", "B2:C2 b", "A3:A3 c", "B3:B3 d", "C3:C3 e"], &[]);
    let apart = docx(&format!("{head}{title}{body}"), &[]);
    let book = read(&apart, "表.docx").unwrap();
    assert_eq!(book.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["表1", "表2"]);
}

#[test]
fn what_is_beside_the_text_is_reported() {
    let content = "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>8.73</w:t></w:r>\
        <w:r><w:commentReference w:id=\"7\"/></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>\
        <w:r><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:r>\
        <w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r></w:p>";
    let comments =
        "<w:comments><w:comment w:id=\"7\"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment></w:comments>";
    let header = "<w:hdr><w:p><w:r><w:t>金额单位：元</w:t></w:r></w:p><w:p><w:r><w:t>第 1 页</w:t></w:r></w:p></w:hdr>";
    let parts = [("word/comments.xml", comments), ("word/header1.xml", header)];
    let told = [
        "A1 带删除线的文字“1旧”",
        "A1 批注“请核对”",
        "A1 这里有隐藏的文字",
        "A1 文本框中的文字“框”",
        "A1 单元格里是图片",
        " 页眉页脚中的文字“金额单位：元”",
    ];
    check(&docx(&table(&[100], &[&[cell("", content)]]), &parts), &["A1:A1 8.73☑"], &told);
}

#[test]
fn documents_keep_their_looks() {
    let styles = r#"<w:styles xmlns:w="w">
        <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:styleId="title"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="big"><w:basedOn w:val="title"/><w:rPr><w:sz w:val="36"/></w:rPr></w:style>
        <w:style w:type="table" w:styleId="grid"><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="12"/><w:insideH w:val="single" w:sz="4"/>
            <w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style></w:styles>"#;
    let title = r#"<w:p><w:pPr><w:pStyle w:val="big"/></w:pPr><w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>自评表</w:t></w:r></w:p>"#;
    let shaded = cell(
        r#"<w:shd w:fill="DDDDDD"/><w:vAlign w:val="center"/><w:tcBorders><w:left w:val="double"/></w:tcBorders>"#,
        &paragraph("a"),
    );
    let body = format!(
        r#"{title}<w:tbl><w:tblPr><w:tblStyle w:val="grid"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="4000"/></w:tblGrid>
        <w:tr><w:trPr><w:trHeight w:val="600"/></w:trPr>{shaded}{}</w:tr></w:tbl>
        <w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:left="1000" w:right="2000" w:top="1440" w:bottom="1440"/></w:sectPr>"#,
        cell("", "<w:p/>"),
    );
    let book = read(&docx(&body, &[("word/styles.xml", styles)]), "表.docx").unwrap();
    let sheet = &book.sheets[0];
    let [title, first, blank] = sheet.cells.as_slice() else { panic!("{:?}", sheet.cells) };
    let look = |style: &Style| (style.typeface_name().to_owned(), style.size, style.bold, style.horizontal);
    assert_eq!(look(&title.style), ("黑体".to_owned(), Length::points(18), true, Horizontal::Center));
    assert_eq!((title.style.color, title.style.borders), (Some(Color(0xFF_0000)), Borders::NONE));
    assert_eq!(look(&first.style), ("仿宋".to_owned(), Length::points(12), false, Horizontal::Left));
    assert_eq!((first.style.fill, first.style.vertical), (Some(Color(0xDD_DDDD)), Vertical::Center));
    let borders =
        Borders { left: Border::Thick, right: Border::Thin, top: Border::Medium, bottom: Border::None };
    assert_eq!(first.style.borders, borders);
    assert_eq!((blank.area.to_string().as_str(), blank.style.borders.left), ("B2:B2", Border::Thin));
    assert_eq!(sheet.rows, [Length::ZERO, Length::points(30)]);
    assert_eq!(sheet.columns, [Length(99_999), Length(200_000)]);
    let page = sheet.page.as_ref().unwrap();
    assert_eq!((page.width, page.right_margin), (Length(841_900), Length::points(100)));
}
