//! Writes made-up forms into a PDF, to look at and to measure: `many_forms 61 forms.pdf`.

use std::time::Instant;

use jixiao_layout::{PADDING_X, lines, pages, text_height};
use jixiao_pdf::{Document, write};
use jixiao_sheet::Properties;
use jixiao_sheet::{
    Address, Area, Border, Borders, Cell, Face, Header, Horizontal, Length, Page, Sheet, Style, Value,
};

const COLUMNS: [i64; 9] = [48, 52, 58, 78, 62, 62, 44, 44, 82];

const TEXT: Style = Style::new(Face::Text, Length::points(10), Horizontal::Center, Border::Thin);
const LEFT: Style = Style::new(Face::Text, Length::points(10), Horizontal::Left, Border::Thin);

struct Builder {
    cells: Vec<Cell>,
}

impl Builder {
    fn put(&mut self, rows: (u32, u32), columns: (u32, u32), text: &str, style: Style) {
        let first = Address::new(rows.0, columns.0);
        let last = Address::new(rows.1, columns.1);
        let value = Value::Text(text.to_owned());
        self.cells.push(Cell { area: Area { first, last }, value, style, field: None });
    }

    fn row(&mut self, row: u32, from: u32, texts: &[&str]) {
        for (column, text) in (from..).zip(texts) {
            self.put((row, row), (column, column), text, TEXT);
        }
    }

    fn sheet(mut self, headers: Vec<Header>) -> Sheet {
        self.cells.sort_by_key(|cell| (cell.area.first.row, cell.area.first.column));
        let columns = COLUMNS.map(Length::points).to_vec();
        let count = self.cells.iter().map(|cell| cell.area.last.row + 1).max().unwrap_or(0);
        let mut rows = vec![Length::points(22); count as usize];
        for cell in self.cells.iter().filter(|cell| cell.area.first.row == cell.area.last.row) {
            let span = cell.area.first.column as usize..=cell.area.last.column as usize;
            let width = columns[span].iter().copied().sum::<Length>() - PADDING_X * 2;
            let Style { face, size, .. } = cell.style;
            let height = text_height(lines(&cell.value.shown(), face, size, width).len(), face, size);
            let row = &mut rows[cell.area.first.row as usize];
            *row = (*row).max(height);
        }
        let page = Page::new(
            Length::tenth_mm(2100),
            Length::tenth_mm(2970),
            Length::tenth_mm(120),
            Length::tenth_mm(200),
            Length::tenth_mm(180),
        );
        Sheet { columns, rows, cells: self.cells, headers, page: Some(page), ..Sheet::default() }
    }
}

fn form(number: usize) -> Sheet {
    let mut form = Builder { cells: Vec::new() };
    let plain = Style { borders: Borders::NONE, ..TEXT };
    form.put(
        (0, 0),
        (0, 8),
        "项目支出绩效自评表",
        Style { face: Face::Title, size: Length::points(18), ..plain.clone() },
    );
    form.put(
        (1, 1),
        (0, 8),
        "（2023年度）",
        Style { face: Face::Heading, size: Length::points(12), ..plain.clone() },
    );
    form.put((2, 2), (0, 1), "项目名称", TEXT);
    form.put((2, 2), (2, 8), &format!("第{number}批公益性岗位补贴及社会保险补贴项目"), TEXT);
    form.put((3, 3), (0, 1), "主管部门", TEXT);
    form.put((3, 3), (2, 3), "某市人力资源和社会保障局", TEXT);
    form.put((3, 3), (4, 4), "实施单位", TEXT);
    form.put((3, 3), (5, 8), "某市就业创业服务中心", TEXT);
    funds(&mut form);
    let reason = match number % 5 {
        1 => "受疫情影响，“线下招聘会”推迟到下年举办；拟加快进度，按月通报，确保2024年6月30日前完成100%。"
            .repeat(24),
        2 => String::new(),
        _ => "补贴标准由每人每月1,850.00元调整为1,620.00元，实际支出减少12.43%。".to_owned(),
    };
    goals(&mut form, if number % 5 == 3 { 26 } else { 2 });
    let last = indicators(&mut form, &reason, if number % 5 == 4 { 9 } else { 2 });
    form.put((last, last), (0, 5), "总分", TEXT);
    form.row(last, 6, &["100", "96.38", ""]);
    form.sheet(vec![Header { first: 11, last: 11, until: last - 1 }])
}

fn funds(form: &mut Builder) {
    form.put((4, 8), (0, 1), "项目资金（万元）", TEXT);
    form.row(4, 2, &["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]);
    form.row(5, 2, &["年度资金总额", "22,215.03", "22,215.03", "20,594.93", "10", "92.71%", "9.27"]);
    for (row, label) in (6..).zip(["其中：当年财政拨款", "上年结转资金", "其他资金"]) {
        form.row(row, 2, &[label, "0.00", "0.00", "0.00", "—", "—", "—"]);
    }
}

fn goals(form: &mut Builder, length: usize) {
    form.put((9, 10), (0, 0), "年度总体目标", TEXT);
    form.put((9, 9), (1, 4), "预期目标", TEXT);
    form.put((9, 9), (5, 8), "实际完成情况", TEXT);
    let goal = "按时足额发放公益性岗位补贴，全年发放不少于16000人次，促进就业困难人员就业，保障其基本生活。";
    form.put((10, 10), (1, 4), &goal.repeat(length), LEFT);
    form.put((10, 10), (5, 8), &goal.replace("不少于16000", "14390").repeat(length + 1), LEFT);
}

fn indicators(form: &mut Builder, reason: &str, count: u32) -> u32 {
    let first = 11;
    form.row(
        first,
        1,
        &[
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ],
    );
    let classes = [
        ("产出指标", &["数量指标", "质量指标", "时效指标", "成本指标"][..]),
        ("效益指标", &["经济效益指标", "社会效益指标", "可持续影响指标"][..]),
        ("满意度指标", &["服务对象满意度指标"][..]),
    ];
    let mut row = first + 1;
    for (class, subclasses) in classes {
        let class_first = row;
        for subclass in subclasses {
            for index in 0..count {
                let reason = if *subclass == "质量指标" && index == 0 { reason } else { "" };
                form.row(row + index, 3, &["补贴发放人数", "≥16000人次", "14390人次", "5", "4.5"]);
                form.put((row + index, row + index), (8, 8), reason, LEFT);
            }
            form.put((row, row + count - 1), (2, 2), subclass, TEXT);
            row += count;
        }
        form.put((class_first, row - 1), (1, 1), class, TEXT);
    }
    form.put((first, row - 1), (0, 0), "绩效指标", TEXT);
    row
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().unwrap_or("61".to_owned()).parse()?;
    let path = arguments.next().unwrap_or("many_forms.pdf".to_owned());
    let sheets: Vec<Sheet> = (1..=count).map(form).collect();
    let begin = Instant::now();
    let printed: Vec<_> = sheets.iter().map(pages).collect();
    let laid_out = begin.elapsed();
    let titles: Vec<String> = (1..=count).map(|number| format!("{number:03} 公益性岗位补贴")).collect();
    let documents: Vec<_> =
        titles.iter().zip(&printed).map(|(title, pages)| Document { title, pages }).collect();
    let properties = Properties {
        title: "2023年度绩效自评表".into(),
        author: "某市人社局".into(),
        created: 1_700_000_000,
    };
    let bytes = write(&documents, &properties)?;
    let total: usize = printed.iter().map(|pages| pages.pages.len()).sum();
    println!(
        "{count} 张表，{total} 页，{} KB；排版 {laid_out:?}，共 {:?}",
        bytes.len() / 1024,
        begin.elapsed()
    );
    std::fs::write(path, bytes)?;
    Ok(())
}
