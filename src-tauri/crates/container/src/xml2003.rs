//! XML Spreadsheet 2003, which many systems export as .xls: workbooks in one XML text.

use std::collections::HashMap;

use jixiao_sheet::{Address, Area, page_texts};
use jixiao_xlsx::Workbook;
use jixiao_xlsx::guarded::{
    Budget, CellFormat, Fault, Node, SheetBuilder, Walk, Xml, attribute, check_sheet_count, number,
};
use quick_xml::events::BytesStart;

use crate::date::serial;

/// Styles of a workbook; Excel allows 4,050.
const STYLES: usize = 65_536;

/// Reads all sheets of a workbook.
pub(crate) fn read(text: &str) -> Result<Workbook, Fault> {
    let budget = Budget::default();
    let mut book = Book { workbook: Workbook::default(), styles: HashMap::new(), budget: &budget };
    let mut xml = Xml::new(text, "XML");
    loop {
        match xml.next()? {
            Node::End => break,
            Node::Open(element) => match element.local_name().as_ref() {
                "Style" => book.style(&mut xml, &element)?,
                "Worksheet" => book.worksheet(&mut xml, &element)?,
                _ => {}
            },
            Node::Close | Node::Text(_) => {}
        }
    }
    Ok(book.workbook)
}

/// What of a style counts.
#[derive(Default)]
struct Style {
    format: CellFormat,
    code: String,
    is_struck: bool,
}

struct Book<'b> {
    workbook: Workbook,
    styles: HashMap<String, Style>,
    budget: &'b Budget,
}

impl Book<'_> {
    fn style(&mut self, xml: &mut Xml<'_>, element: &BytesStart<'_>) -> Result<(), Fault> {
        let mut style = Style::default();
        xml.children(|_, element| {
            match element.local_name().as_ref() {
                "NumberFormat" => style.code = format_code(&attribute(element, "Format").unwrap_or_default()),
                "Font" => style.is_struck = is_set(element, "StrikeThrough"),
                _ => {}
            }
            Ok(Walk::Skip)
        })?;
        style.format = CellFormat::new(&style.code);
        if self.styles.len() < STYLES {
            self.styles.insert(attribute(element, "ID").unwrap_or_default(), style);
        }
        Ok(())
    }

    fn worksheet(&mut self, xml: &mut Xml<'_>, element: &BytesStart<'_>) -> Result<(), Fault> {
        check_sheet_count(self.workbook.sheets.len() + 1)?;
        let name = attribute(element, "Name").unwrap_or_default();
        let mut is_hidden = false;
        let mut sheet = Sheet {
            styles: &self.styles,
            builder: SheetBuilder::new(&name, false, self.budget),
            next: Address::default(),
        };
        xml.children(|xml, element| {
            match element.local_name().as_ref() {
                "Table" => sheet.table(xml)?,
                "WorksheetOptions" => is_hidden |= sheet.options(xml)?,
                _ => return Ok(Walk::Skip),
            }
            Ok(Walk::Done)
        })?;
        self.workbook.add(sheet.builder.finish());
        if is_hidden {
            self.workbook.report_hidden(&name);
        }
        Ok(())
    }
}

struct Sheet<'a, 'b> {
    styles: &'a HashMap<String, Style>,
    builder: SheetBuilder<'b>,
    next: Address,
}

impl Sheet<'_, '_> {
    fn table(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut column = 0_u32;
        xml.children(|xml, element| match element.local_name().as_ref() {
            "Column" => {
                column = index(element)?.unwrap_or(column);
                let last = column.saturating_add(number(element, "Span").unwrap_or_default());
                if is_set(element, "Hidden") || number(element, "Width") == Some(0) {
                    self.builder.hide_columns(column, last);
                }
                column = last.saturating_add(1);
                Ok(Walk::Skip)
            }
            "Row" => {
                self.row(xml, element)?;
                Ok(Walk::Done)
            }
            _ => Ok(Walk::Skip),
        })
    }

    fn row(&mut self, xml: &mut Xml<'_>, element: &BytesStart<'_>) -> Result<(), Fault> {
        self.builder.budget.step()?;
        let row = index(element)?.unwrap_or(self.next.row);
        self.next = Address::new(row, 0);
        if is_set(element, "Hidden") || number(element, "Height") == Some(0) {
            self.builder.hide_row(row);
        }
        let style = attribute(element, "StyleID");
        xml.children(|xml, element| {
            if element.local_name().as_ref() != "Cell" {
                return Ok(Walk::Skip);
            }
            self.cell(xml, element, style.as_deref())?;
            Ok(Walk::Done)
        })?;
        let further: u32 = number(element, "Span").unwrap_or_default();
        self.next = Address::new(row.saturating_add(further).saturating_add(1), 0);
        Ok(())
    }

    fn cell(
        &mut self,
        xml: &mut Xml<'_>,
        element: &BytesStart<'_>,
        row_style: Option<&str>,
    ) -> Result<(), Fault> {
        self.builder.budget.step()?;
        let at = Address::new(self.next.row, index(element)?.unwrap_or(self.next.column));
        let reach = |name| number::<u32>(element, name).unwrap_or_default();
        let last = Address::new(
            at.row.saturating_add(reach("MergeDown")),
            at.column.saturating_add(reach("MergeAcross")),
        );
        self.builder.merge(Area { first: at, last })?;
        self.next.column = last.column.saturating_add(1);
        let own_style = attribute(element, "StyleID");
        let styles = self.styles;
        let style = own_style.as_deref().or(row_style).and_then(|id| styles.get(id));
        let mut has_data = false;
        xml.children(|xml, child| {
            match child.local_name().as_ref() {
                "Data" => {
                    has_data = true;
                    let kind = attribute(child, "Type").unwrap_or_default();
                    let data = data(xml)?;
                    self.value(at, &kind, &data, style)?;
                }
                "Comment" => {
                    let comment = data(xml)?;
                    self.builder.comment(at, &comment.plain);
                }
                _ => return Ok(Walk::Skip),
            }
            Ok(Walk::Done)
        })?;
        if !has_data && attribute(element, "Formula").is_some() {
            self.builder.uncomputed(at);
        }
        Ok(())
    }

    fn value(&mut self, at: Address, kind: &str, data: &Data, style: Option<&Style>) -> Result<(), Fault> {
        let is_struck = style.is_some_and(|style| style.is_struck);
        if is_struck || !data.struck.is_empty() {
            self.builder.struck(at, if is_struck { &data.plain } else { &data.struck });
        }
        if is_struck {
            return Ok(());
        }
        let text = data.plain.trim();
        let general = CellFormat::default();
        let format = style.map_or(&general, |style| &style.format);
        match (kind, text.parse::<f64>()) {
            ("Number", Ok(number)) => self.builder.number(at, number, format),
            ("DateTime", _) => match serial(text) {
                None => self.builder.text(at, text),
                Some(number) if style.is_none_or(|style| style.code.is_empty()) => {
                    self.builder.number(at, number, &CellFormat::new("yyyy/m/d"))
                }
                Some(number) => self.builder.number(at, number, format),
            },
            ("Boolean", _) => self.builder.truth(at, text == "1"),
            ("Error", _) => self.builder.error(at, text),
            _ => self.builder.text(at, &data.plain),
        }
    }

    /// Reads page headers and footers, and returns whether the sheet is hidden.
    fn options(&mut self, xml: &mut Xml<'_>) -> Result<bool, Fault> {
        let mut is_hidden = false;
        xml.children(|xml, element| {
            match element.local_name().as_ref() {
                "Visible" => is_hidden = data(xml)?.plain.trim() != "SheetVisible",
                "PageSetup" => xml.children(|_, element| {
                    if matches!(element.local_name().as_ref(), "Header" | "Footer") {
                        let code = attribute(element, "Data").unwrap_or_default();
                        for text in page_texts(&code) {
                            self.builder.page_text(&text);
                        }
                    }
                    Ok(Walk::Skip)
                })?,
                _ => return Ok(Walk::Skip),
            }
            Ok(Walk::Done)
        })?;
        Ok(is_hidden)
    }
}

/// The text of a cell, and what of it is crossed out.
#[derive(Default)]
struct Data {
    plain: String,
    struck: String,
}

/// Reads the text of the element just opened, which may hold HTML.
fn data(xml: &mut Xml<'_>) -> Result<Data, Fault> {
    fn inside(xml: &mut Xml<'_>, is_struck: bool, data: &mut Data) -> Result<(), Fault> {
        loop {
            match xml.next()? {
                Node::Close | Node::End => return Ok(()),
                Node::Text(text) if is_struck => data.struck.push_str(&text),
                Node::Text(text) => data.plain.push_str(&text),
                Node::Open(element) => {
                    let is_strike = matches!(element.local_name().as_ref(), "S" | "Strike" | "Del");
                    inside(xml, is_struck || is_strike, data)?;
                }
            }
        }
    }
    let mut data = Data::default();
    inside(xml, false, &mut data)?;
    Ok(data)
}

/// The place that a row, column or cell says it has, from 0.
fn index(element: &BytesStart<'_>) -> Result<Option<u32>, Fault> {
    let Some(text) = attribute(element, "Index") else { return Ok(None) };
    let index = text.trim().parse::<u32>().ok().and_then(|index| index.checked_sub(1));
    let shown = || text.chars().take(40).collect::<String>();
    index.map(Some).ok_or_else(|| Fault::damaged(format!("序号“{}”无法识别", shown())))
}

fn is_set(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "True" | "true"))
}

/// The code of a format that has a name.
fn format_code(name: &str) -> String {
    let code = match name {
        "General" | "General Number" | "Yes/No" | "True/False" | "On/Off" => "",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Currency" | "Euro Currency" => "¥#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        "General Date" => "yyyy/m/d h:mm",
        "Long Date" => "yyyy\"年\"m\"月\"d\"日\"",
        "Medium Date" | "Short Date" => "yyyy/m/d",
        "Long Time" | "Medium Time" => "h:mm:ss",
        "Short Time" => "h:mm",
        code => code,
    };
    code.to_owned()
}
