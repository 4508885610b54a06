//! Amounts that were typed in another unit than the form's: nothing in their cells says so, but the rest of the form does.

use jixiao_edition::UnitKind;
use jixiao_model::{AmountUnit, FormKind, FundColumn, Meaning, fold};
use rust_decimal::{Decimal, dec};

use crate::figures::figures;
use crate::finding::Finding;
use crate::id::CheckId;
use crate::kind::kind;
use crate::money::is_price;
use crate::subject::{Row, Subject, fund, sum};
use crate::text::plain;

/// How many 元 a 万元 has.
const TEN_THOUSAND: Decimal = dec!(10_000);
/// Money that is said elsewhere in the form may be this many times the amount, or that part of it, and still be in its unit.
const SAME_ORDER: Decimal = dec!(30);
/// Less money than this, in 元, is the price of something.
const PRICES: Decimal = dec!(10_000);
/// No project is given as much, in 元: ten thousand million.
const MAX_BUDGET: Decimal = dec!(10_000_000_000);
/// No project is given as little, in 元.
const MIN_BUDGET: Decimal = dec!(100);

/// C17: the budget is ten thousand times what the costs and the goals speak of, or that part of it; or nobody can have been given it.
pub(crate) fn slip(subject: &Subject) -> Option<Finding> {
    let total = subject.form.total_fund()?;
    let unit = subject.form.amount_unit;
    let typed = plain(total.adjusted.value()?.0);
    let budget = typed.checked_mul(unit.yuan()).filter(|budget| *budget > Decimal::ZERO)?;
    let field = fund(subject.form.total_row(), FundColumn::Adjusted);
    let elsewhere = money_elsewhere(subject);
    let in_order = |money: &Decimal| {
        let times = money.max(&budget).checked_div(*money.min(&budget));
        times.is_some_and(|times| times <= SAME_ORDER)
    };
    let apart = |money: &Decimal| is_apart(budget, *money) || is_apart(*money, budget);
    let other = if unit == AmountUnit::Yuan { AmountUnit::TenThousand } else { AmountUnit::Yuan };
    if let Some(money) =
        elsewhere.iter().find(|money| apart(money)).filter(|_| !elsewhere.iter().any(in_order))
    {
        let message = format!(
            "全年预算数 {typed} {unit}与表中别处写的 {} 元相差一万倍，金额像是按{other}填的，请核对金额单位。",
            plain(*money)
        );
        return Some(Finding::fails(CheckId::C17, field, unit.name(), typed, message));
    }
    let is_project = subject.form.kind == FormKind::Project;
    let odd = is_project && (budget >= MAX_BUDGET || budget < MIN_BUDGET && elsewhere.is_empty());
    let message = format!("全年预算数是 {typed} {unit}，一个项目少有这样的数，请核对金额单位是不是{other}。");
    odd.then(|| Finding::cannot_decide(CheckId::C17, field, unit.name(), typed, message))
}

/// Ten thousand times as much, or about: costs may be a part of the budget.
fn is_apart(more: Decimal, less: Decimal) -> bool {
    let times = more.checked_div(less).and_then(|times| times.checked_div(TEN_THOUSAND));
    times.is_some_and(|times| times >= dec!(0.5) && times <= dec!(2))
}

/// Money in 元 that costs, their targets and the goals speak of.
fn money_elsewhere(subject: &Subject) -> Vec<Decimal> {
    let is_whole = |row: &&Row| kind(&row.target) == Some(UnitKind::Money) && !is_price(row);
    let costs: Vec<Decimal> = subject.rows().filter(is_whole).flat_map(cells).collect();
    // Several costs are the parts of the budget.
    let parts = subject.rows().filter(is_whole).filter_map(|row| cells(row).next());
    let whole = sum(parts);
    let goals = subject.form.goals.iter().flat_map(|goal| [&goal.expected, &goal.actual]);
    let goals = goals.flat_map(|text| {
        let folded = fold(text);
        let money =
            figures(&folded).into_iter().filter(|stated| stated.unit == "元" || stated.unit == "万元");
        money.map(|stated| stated.value).collect::<Vec<_>>()
    });
    costs.into_iter().chain([whole]).chain(goals).filter(|money| *money >= PRICES).collect()
}

fn cells(row: &Row) -> impl Iterator<Item = Decimal> {
    let money = |measure: &jixiao_model::Measure| match measure.meaning() {
        Meaning::Quantity(quantity) if kind(measure) == Some(UnitKind::Money) => Some(quantity.value()),
        _ => None,
    };
    [money(&row.target), money(&row.actual)].into_iter().flatten()
}
