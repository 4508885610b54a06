//! Forms written as rows of texts.

use jixiao_edition::{editions, labels};
use jixiao_model::Indicator;
use jixiao_recover::{Catalogue, Recovered, recover};
use jixiao_sheet::{Address, Area, Cell, Sheet, Style, Value};

/// A row of cells; `名称>3` reaches over three columns, `名称^2` over two rows, and an empty text leaves its column free.
pub type Row<'a> = &'a [&'a str];

pub fn sheet(rows: &[Row]) -> Sheet {
    let mut cells = Vec::new();
    for (row, texts) in (0..).zip(rows) {
        let mut column = 0;
        for text in *texts {
            let (text, width) = text.split_once('>').unwrap_or((text, "1"));
            let (text, height) = text.split_once('^').unwrap_or((text, "1"));
            let (width, height): (u32, u32) = (width.parse().unwrap(), height.parse().unwrap());
            let last = Address::new(row + height - 1, column + width - 1);
            let area = Area { first: Address::new(row, column), last };
            column += width;
            if !text.is_empty() {
                let value = Value::Text(text.to_owned());
                cells.push(Cell { area, value, style: Style::default(), field: None });
            }
        }
    }
    Sheet { cells, ..Sheet::default() }
}

pub fn read(rows: &[Row]) -> Recovered {
    let (editions, labels) = (editions().unwrap(), labels().unwrap());
    recover(&sheet(rows), Catalogue { editions: &editions, labels: &labels })
}

/// A form whose indicator table and foot are `rows`.
pub fn with_head(rows: &[Row]) -> Recovered {
    let head: [Row; 5] = [
        &["项目支出绩效自评表>9"],
        &["（2023年度）>9"],
        &["项目名称", "补贴>8"],
        &["主管部门", "甲局>3", "实施单位", "乙中心>4"],
        &["年度总体目标", "完成补贴发放>8"],
    ];
    read(&[&head, rows].concat())
}

pub fn indicators(recovered: &Recovered) -> &[Indicator] {
    &recovered.forms[0].form.goals[0].indicators
}

pub fn told(recovered: &Recovered) -> Vec<(&str, &str)> {
    let problems = &recovered.forms[0].problems;
    problems.iter().map(|problem| (problem.cell.as_str(), problem.text.as_str())).collect()
}

pub const NAMES: [&str; 5] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"];
pub const ROW: [&str; 5] = ["产出指标", "数量指标", "人数", "≥16000人", "14390人"];
