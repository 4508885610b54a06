use jixiao_model::{Amount, Fund, Percent, Points};
use rust_decimal::Decimal;

use crate::project::{Project, rate};

/// 项目支出绩效自评汇总表: all projects by unit, with subtotals and a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Units in the order of their first project.
    pub agencies: Vec<AgencyGroup>,
    /// Classified projects: how many, and what they got and spent. Never one by one.
    pub classified: Sums,
    /// Everything, classified projects included.
    pub total: Sums,
}

/// The projects of one implementing unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyGroup {
    /// 实施单位; empty when the forms name none.
    pub agency: String,
    /// Its projects in the given order, without classified ones.
    pub lines: Vec<Line>,
    /// Their sums.
    pub subtotal: Sums,
}

/// One project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the given projects.
    pub project: usize,
    /// 项目名称.
    pub name: String,
    /// 年初预算数.
    pub initial: Option<Amount>,
    /// 全年预算数.
    pub adjusted: Option<Amount>,
    /// 全年执行数.
    pub executed: Option<Amount>,
    /// 执行率.
    pub rate: Option<Percent>,
    /// 得分.
    pub score: Option<Points>,
    /// 等次.
    pub grade: String,
    /// What lost most points, an indicator or budget execution, in words; empty when nothing did.
    pub deviation: String,
}

/// A sum that says how many of its figures were missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum of the figures that are there.
    pub amount: Decimal,
    /// How many projects have no such figure.
    pub missing: usize,
}

/// Sums over projects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many projects.
    pub projects: usize,
    /// 年初预算数.
    pub initial: Sum,
    /// 全年预算数.
    pub adjusted: Sum,
    /// 全年执行数.
    pub executed: Sum,
}

impl Sums {
    /// 执行率 of the sums; `None` while a figure is missing or nothing was budgeted.
    #[must_use]
    pub fn rate(&self) -> Option<Percent> {
        let is_whole = self.adjusted.missing == 0 && self.executed.missing == 0;
        if is_whole { rate(self.executed.amount, self.adjusted.amount) } else { None }
    }

    fn add(&mut self, project: &Project) {
        self.projects += 1;
        self.initial.add(initial(project));
        self.adjusted.add(project.adjusted());
        self.executed.add(executed(project));
    }
}

impl Sum {
    fn add(&mut self, amount: Option<Amount>) {
        match amount.and_then(|amount| self.amount.checked_add(amount.0)) {
            Some(sum) => self.amount = sum,
            None => self.missing += 1,
        }
    }
}

/// Sums up the projects of a department.
#[must_use]
pub fn summary(projects: &[Project]) -> Summary {
    let mut summary = Summary { agencies: Vec::new(), classified: Sums::default(), total: Sums::default() };
    for (index, project) in projects.iter().enumerate() {
        summary.total.add(project);
        if project.classified {
            summary.classified.add(project);
            continue;
        }
        let group = group_of(&mut summary.agencies, project.form.implementing_unit());
        group.subtotal.add(project);
        group.lines.push(line(index, project));
    }
    summary
}

fn group_of<'s>(agencies: &'s mut Vec<AgencyGroup>, agency: &str) -> &'s mut AgencyGroup {
    let at = agencies.iter().position(|group| group.agency == agency).unwrap_or(agencies.len());
    if at == agencies.len() {
        agencies.push(AgencyGroup {
            agency: agency.to_owned(),
            lines: Vec::new(),
            subtotal: Sums::default(),
        });
    }
    &mut agencies[at]
}

fn line(project: usize, of: &Project) -> Line {
    let (adjusted, executed) = (of.adjusted(), executed(of));
    Line {
        project,
        name: of.form.name().to_owned(),
        initial: initial(of),
        adjusted,
        executed,
        rate: adjusted.zip(executed).and_then(|(adjusted, executed)| rate(executed.0, adjusted.0)),
        score: of.total(),
        grade: of.grade().unwrap_or_default().to_owned(),
        deviation: deviation(of),
    }
}

fn initial(project: &Project) -> Option<Amount> {
    project.amount(|fund: &Fund| fund.initial.value())
}

fn executed(project: &Project) -> Option<Amount> {
    project.amount(|fund: &Fund| fund.executed.value())
}

/// `补贴发放人数：指标值 ≥16000人，实际 =14390人，扣 1.1 分`, or `预算执行率 85.52%，扣 1.45 分` where that cost more.
fn deviation(project: &Project) -> String {
    let most = project.shortfalls().into_iter().next();
    let worst = most.map(|most| most.lost).unwrap_or_default();
    if let Some(lost) = project.budget_lost().filter(|lost| *lost > worst) {
        let rate = project.scored.budget.rate.map(Percent::shown).unwrap_or_default();
        return format!("预算执行率 {rate}，扣 {} 分", lost.normalize());
    }
    let Some(most) = most else { return String::new() };
    let indicator = most.indicator;
    let whole = indicator.whole_target();
    let (target, actual) = (whole.trim(), indicator.actual.trim());
    format!("{}：指标值 {target}，实际 {actual}，扣 {} 分", indicator.level3.trim(), most.lost.normalize())
}
