//! Totals of the funds that nobody typed: what their sources add up to.

use std::borrow::Cow;

use jixiao_model::{Amount, Entry, FieldRef, Form, Fund, FundColumn};
use rust_decimal::Decimal;

/// Sources among which some may be parts of others (基本支出 with 人员经费 and 公用经费 below it), in layouts of an office's own.
const NESTED: usize = 4;

/// The form with each blank total in the place of which its sources say something. `own_layout` says that the layout is the office's
/// own, whose sources may be parts of each other.
#[must_use]
pub fn with_sums(form: &Form, own_layout: bool) -> Cow<'_, Form> {
    let row = form.total_row();
    let sums: Vec<(FundColumn, Decimal)> = FundColumn::AMOUNTS
        .into_iter()
        .filter(|column| form.total_fund().is_some_and(|total| amount(total, *column).is_blank()))
        .filter_map(|column| Some((column, sum(form, column, own_layout)?)))
        .collect();
    if sums.is_empty() {
        return Cow::Borrowed(form);
    }
    let mut summed = form.clone();
    if let Some(total) = summed.funds.get_mut(row) {
        for (column, sum) in sums {
            total.set(column, &sum.normalize().to_string());
        }
    }
    Cow::Owned(summed)
}

/// What the sources of a column add up to; `None` where none says anything, one cannot be read, or they may be parts of each other.
#[must_use]
pub fn sum(form: &Form, column: FundColumn, own_layout: bool) -> Option<Decimal> {
    let total = form.total_row();
    let sources = form.funds.iter().enumerate().filter(|(row, _)| *row != total);
    let filled: Vec<Entry<Amount>> =
        sources.map(|(_, fund)| amount(fund, column)).filter(|entry| !entry.is_blank()).collect();
    let amounts: Vec<Decimal> = filled.iter().filter_map(|entry| Some(entry.value()?.0)).collect();
    let nested = own_layout && amounts.iter().filter(|amount| !amount.is_zero()).count() >= NESTED;
    if filled.is_empty() || amounts.len() < filled.len() || nested {
        return None;
    }
    amounts.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// Whether a total is worked out from its sources: nobody typed it.
#[must_use]
pub fn is_summed(form: &Form, field: &FieldRef, own_layout: bool) -> bool {
    let FieldRef::Fund { row, column } = field else { return false };
    let blank =
        form.funds.get(*row).is_some_and(|fund| column.is_amount() && amount(fund, *column).is_blank());
    *row == form.total_row() && blank && sum(form, *column, own_layout).is_some()
}

fn amount(fund: &Fund, column: FundColumn) -> Entry<Amount> {
    Entry::new(fund.show(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(total: &str, sources: &[&str]) -> Form {
        let fund = |label: &str, amount: &str| Fund {
            label: label.to_owned(),
            adjusted: amount.into(),
            ..Fund::default()
        };
        let sources = sources.iter().map(|amount| fund("来源", amount));
        let funds = std::iter::once(fund("年度资金总额", total)).chain(sources).collect();
        Form { funds, ..Form::default() }
    }

    #[test]
    fn a_total_that_nobody_typed_is_the_sum_of_its_sources() {
        for (total, sources, own_layout, expected) in [
            ("", &["1,200.50", "350"][..], false, "1550.5"),
            ("", &["1200", ""], false, "1200"),
            ("", &["0", ""], false, "0"),
            ("99", &["1200", "350"], false, "99"),
            ("", &["1200", "约350"], false, ""),
            ("", &["", ""], false, ""),
            ("", &[], false, ""),
            ("", &["10", "6", "4", "5"], false, "25"),
            ("", &["10", "6", "4", "5"], true, ""),
            ("", &["10", "0", "0", "0"], true, "10"),
            ("", &["79228162514264337593543950335", "1"], false, ""),
        ] {
            let form = form(total, sources);
            let summed = with_sums(&form, own_layout);
            assert_eq!(summed.funds[0].adjusted.text(), expected, "{total} {sources:?}");
            let field = FieldRef::Fund { row: 0, column: FundColumn::Adjusted };
            assert_eq!(is_summed(&form, &field, own_layout), total.is_empty() && !expected.is_empty());
            assert_eq!(summed.funds[0].initial.text(), "");
        }
    }
}
