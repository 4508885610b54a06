//! Faults that are planted: each changes a form the way a slip of the hand does.
mod find;
mod money;
mod rows;
mod scores;

use jixiao_model::Form;
use jixiao_score::Scored;
use rust_decimal::dec;

use find::{bare, counted, first, number, percent_row, rate_row, scored_row, worded};
use money::{
    amount, budget_score, half_executed, half_initial, in_yuan, other_label, overspent, rate, small_cost,
    swapped_rate, total,
};
use rows::{
    copied_row, cost_turned, doubled, filed, named_actual, next_year, no_operator, no_unit, people_turned,
    satisfied, tenfold, turned, weight,
};
use scores::{
    last_year, missed_full, no_reason, opposite, outside_tier, reasons, score_half, score_off, typo,
    wrong_figure,
};

/// A place in a form where a fault can be planted, and the planting; `None` where the form has no room for it.
type Plant = fn(&mut Form, &Scored) -> Option<()>;

/// A fault, the checks one of which should tell it, and how it comes about.
pub struct Fault {
    /// Codes of checks that may tell it; the first is the one that it is counted for.
    pub checks: &'static [&'static str],
    /// What is done, in Chinese.
    pub what: &'static str,
    /// Does it.
    pub plant: Plant,
}

const fn fault(checks: &'static [&'static str], what: &'static str, plant: Plant) -> Fault {
    Fault { checks, what, plant }
}

/// Every fault.
pub const FAULTS: &[Fault] = &[
    fault(&["C01", "C03"], "一行分值多 3 分", |form, _| weight(form, dec!(3))),
    fault(&["C01", "C03"], "一行分值少 1 分", |form, _| weight(form, dec!(-1))),
    fault(&["C04", "C01"], "分值写成文字", |form, _| {
        first(form, scored_row).map(|row| row.weight = "十分".into())
    }),
    fault(&["C04", "C01"], "分值是负数", |form, _| {
        first(form, scored_row).map(|row| row.weight = "-5".into())
    }),
    fault(&["C08"], "一行抄成两行", copied_row),
    fault(&["C09"], "合格率列在数量指标下", |form, _| {
        filed(form, &["合格率", "达标率", "准确率"], "数量指标")
    }),
    fault(&["C09"], "人数列在质量指标下", |form, _| filed(form, &["人数", "人次"], "质量指标")),
    fault(&["C09"], "人数列在时效指标下", |form, _| {
        filed(form, &["人数", "人次", "次数", "场次"], "时效指标")
    }),
    fault(&["C09"], "及时率列在质量指标下", |form, _| filed(form, &["及时率"], "质量指标")),
    fault(&["C10"], "合计多 7", |form, _| {
        amount(form, |row| &mut row.adjusted, |number| number + dec!(7))
    }),
    fault(&["C11"], "执行率多 2 个百分点", |form, _| rate(form, dec!(2))),
    fault(&["C11"], "执行率两位数字颠倒", swapped_rate),
    fault(&["C12"], "执行数大于预算数", overspent),
    fault(&["C12", "C11", "C13"], "金额写成文字", |form, _| {
        total(form).filter(|row| row.executed.value().is_some()).map(|row| row.executed = "待核实".into())
    }),
    fault(&["C13"], "预算执行得分少 0.5 分", |form, _| budget_score(form, dec!(-0.5))),
    fault(&["C13"], "预算执行得分多 1 分", |form, _| budget_score(form, dec!(1))),
    fault(&["C14"], "年初预算数只有一半，没有说明", half_initial),
    fault(&["C15", "C16"], "只执行了一半，没有说明", half_executed),
    fault(&["C17"], "金额按元填在万元的表里", |form, _| in_yuan(form)),
    fault(&["C17"], "来源名称写明另一种单位", other_label),
    fault(&["C18"], "唯一的成本只写了四成", small_cost),
    fault(&["C19"], "目标值是约数", |form, _| {
        first(form, counted).map(|row| row.target = format!("约{}", bare(&row.target)))
    }),
    fault(&["C19"], "目标值漏了比较符号", no_operator),
    fault(&["C20", "C21", "C26"], "实际值漏了单位", no_unit),
    fault(&["C20"], "实际值换了单位", |form, _| {
        first(form, counted).map(|row| row.actual = format!("{}立方米", number(&row.target)))
    }),
    fault(&["C21"], "实际值多一个零", |form, _| tenfold(form)),
    fault(&["C23"], "文字目标答以百分数", |form, _| {
        first(form, worded).map(|row| row.actual = "95%".into())
    }),
    fault(&["C24"], "数值目标答以文字", |form, _| {
        first(form, counted).map(|row| row.actual = "良好".into())
    }),
    fault(&["C25"], "合格率、满意度写成 ≤", |form, _| {
        turned(form, &["合格率", "满意度", "覆盖率", "及时率", "完成率"], "≤")
    }),
    fault(&["C25"], "成本写成 ≥", cost_turned),
    fault(&["C25"], "人数写成 ≤", |form, _| people_turned(form)),
    fault(&["C26"], "合格率、覆盖率超过 100%", |form, _| {
        named_actual(form, &["合格率", "满意度", "覆盖率", "及时率", "到位率"], "105%")
    }),
    fault(&["C26"], "百分数写成小数", |form, _| {
        first(form, percent_row).map(|row| row.actual = "0.96".into())
    }),
    fault(&["C27"], "比率用“人”计", |form, _| {
        first(form, rate_row).map(|row| row.target = "≥95人".into())
    }),
    fault(&["C28"], "次年才完成", next_year),
    fault(&["C29"], "满意度 100%，没有依据", |form, _| satisfied(form, "100%", "")),
    fault(&["C29"], "满意度与样本不符", |form, _| {
        satisfied(form, "98%", "发放问卷200份，收回180份，满意153份。")
    }),
    fault(&["C30", "C21"], "实际是目标的两倍，没有说明", doubled),
    fault(&["C31", "C33", "C34", "C32"], "得分少 0.7 分", |form, scored| {
        score_off(form, scored, dec!(-0.7))
    }),
    fault(&["C31", "C33", "C34", "C32"], "得分少一半", score_half),
    fault(&["C32"], "得分大于分值", |form, _| {
        first(form, scored_row).and_then(|row| {
            row.weight.value().map(|w| w.0).map(|w| row.score = (w + dec!(2)).to_string().as_str().into())
        })
    }),
    fault(&["C34", "C31"], "未达标却满分", missed_full),
    fault(&["C35"], "得分在档次之外", outside_tier),
    fault(&["C38"], "总分多 1 分", |form, _| {
        let total = form.total.score.value()?.0;
        form.total.score = (total + dec!(1)).to_string().as_str().into();
        Some(())
    }),
    fault(&["C40"], "失分没有写原因", no_reason),
    fault(&["C41"], "只写原因，不写措施", |form, scored| {
        reasons(form, scored, "报名的人少，没有完成目标。")
    }),
    fault(&["C44"], "原因中的实际值不对", wrong_figure),
    fault(&["C45"], "原因说反了", opposite),
    fault(&["C46"], "完成情况照抄目标", |form, _| {
        let goal = form.goals.first_mut().filter(|goal| goal.expected.chars().count() > 15)?;
        goal.actual = goal.expected.clone();
        Some(())
    }),
    fault(&["C49"], "完成情况是上年的", |form, _| last_year(form)),
    fault(&["C49"], "指标名称是上年的", |form, _| {
        let last = form.year?.checked_sub(1)?;
        first(form, scored_row).map(|row| row.level3 = format!("{last}年{}", row.level3))
    }),
    fault(&["C50"], "标点重叠", |form, _| typo(form, "，", "，，")),
    fault(&["C50"], "字重了", |form, _| typo(form, "的", "的的")),
    fault(&["C50"], "错别字：按排", |form, _| typo(form, "安排", "按排")),
    fault(&["C50"], "错别字：布署", |form, _| typo(form, "部署", "布署")),
    fault(&["C50"], "错别字：帐", |form, _| typo(form, "账户", "帐户")),
    fault(&["C50"], "错别字：截止", |form, _| typo(form, "截至2", "截止2")),
    fault(&["C50"], "错别字：拔付", |form, _| typo(form, "拨付", "拔付")),
    fault(&["C50"], "词重了", |form, _| typo(form, "工作", "工作工作")),
    fault(&["C51"], "实际完成值是“无”", |form, _| {
        first(form, scored_row).map(|row| row.actual = "无".into())
    }),
    fault(&["C51"], "实际完成情况没有填", |form, _| {
        let goal =
            form.goals.first_mut().filter(|goal| !goal.actual.is_empty() && !goal.expected.is_empty())?;
        goal.actual = String::new();
        Some(())
    }),
    fault(&["C51"], "实际完成情况是“略”", |form, _| {
        form.goals.first_mut().map(|goal| goal.actual = "略".into())
    }),
];
