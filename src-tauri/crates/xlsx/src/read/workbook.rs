use jixiao_model::Problem;
use jixiao_sheet::{Area, Mark, Sheet};

use super::builder;

/// A workbook's sheets, in its own order, and what of them was not taken as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbook {
    /// All sheets that hold cells, hidden ones included.
    pub sheets: Vec<Sheet>,
    /// What was left out, could not be understood, or deserves a second look.
    pub problems: Vec<SheetProblem>,
}

/// Something about one sheet that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetProblem {
    /// The sheet's name; empty when the whole workbook is meant.
    pub sheet: String,
    /// What happened and what to do.
    pub problem: Problem,
}

impl Workbook {
    /// Adds a sheet and what is to be known about it.
    pub fn add(&mut self, (sheet, problems): (Sheet, Vec<Problem>)) {
        self.problems
            .extend(problems.into_iter().map(|problem| SheetProblem { sheet: sheet.name.clone(), problem }));
        self.sheets.push(sheet);
    }

    /// Marks an area of a sheet with a defined name that begins with `jixiao.`; `None` when the name points nowhere.
    pub(super) fn mark(&mut self, name: String, place: Option<(String, Area)>) {
        let inside = |area: &Area| builder::is_inside(area.first) && builder::is_inside(area.last);
        let place = place.filter(|(_, area)| inside(area));
        let sheet = place.and_then(|(sheet, area)| {
            let found = self.sheets.iter_mut().find(|candidate| candidate.name == sheet);
            found.map(|found| (found, area))
        });
        match sheet {
            Some((sheet, area)) => sheet.marks.push(Mark { name, area }),
            None => self.report("", &format!("名称“{name}”所指的区域已失效，没有读入。")),
        }
    }

    /// Reports something about `sheet` as a whole.
    pub fn report(&mut self, sheet: &str, text: &str) {
        let problem = Problem { cell: String::new(), text: text.to_owned() };
        self.problems.push(SheetProblem { sheet: sheet.to_owned(), problem });
    }

    /// Reports a sheet that readers of the workbook do not see. Its cells are read like any others: a form that
    /// somebody hid is not lost, and nothing hidden is taken silently.
    pub fn report_hidden(&mut self, sheet: &str) {
        self.report(sheet, "这是隐藏的工作表，内容已读入。请核对其中是否有需要导入的自评表。");
    }

    /// Reports a chart, macro or dialog sheet, which has no cells.
    pub(super) fn report_other_kind(&mut self, sheet: &str) {
        self.report(sheet, "这不是普通工作表（图表、宏表或对话框），没有读入。");
    }
}
