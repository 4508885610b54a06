//! 项目支出绩效自评汇总表 as a table: a row for each project, for each unit and for all together.

use std::borrow::Cow;

use anyhow::Result;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use jixiao_app::Summarised;
use jixiao_model::{Amount, AmountUnit};
use jixiao_rollup::{AgencyGroup, Line, Sum, Sums};
use rust_decimal::Decimal;

use crate::column::{Column, batch, count, figure, optional_text, schema, text};

/// A row of the summary.
enum SummaryRow<'s> {
    Project(&'s str, &'s Line),
    Agency(&'s AgencyGroup),
    Classified(&'s Sums),
    Total(&'s Sums),
}

/// The summary, in its order.
///
/// # Errors
/// More text than one array holds, 2 GiB.
pub fn summary(found: &Summarised) -> Result<RecordBatch> {
    Ok(batch(&columns(), &rows(found))?)
}

/// Its schema.
#[must_use]
pub fn summary_schema() -> SchemaRef {
    schema(&columns())
}

fn rows(found: &Summarised) -> Vec<SummaryRow<'_>> {
    let mut rows = Vec::new();
    for group in &found.summary.agencies {
        rows.extend(group.lines.iter().map(|line| SummaryRow::Project(&group.agency, line)));
        rows.push(SummaryRow::Agency(group));
    }
    if found.summary.classified.projects > 0 {
        rows.push(SummaryRow::Classified(&found.summary.classified));
    }
    rows.push(SummaryRow::Total(&found.summary.total));
    rows
}

type Row<'s> = SummaryRow<'s>;

fn columns<'s>() -> Vec<Column<Row<'s>>> {
    vec![
        text(
            "kind",
            "project 一个项目，agency 一个单位小计，classified 涉密项目合计，total 全部合计",
            |row: &Row| row.kind().into(),
        ),
        optional_text("agency", "实施单位；合计没有", |row: &Row| match row {
            SummaryRow::Project(agency, _) => Some(Cow::Borrowed(*agency)),
            SummaryRow::Agency(group) => Some(group.agency.as_str().into()),
            SummaryRow::Classified(_) | SummaryRow::Total(_) => None,
        }),
        optional_text("name", "项目名称；小计和合计没有", |row: &Row| {
            Some(row.line()?.name.as_str().into())
        }),
        count("projects", "项目，个", |row: &Row| row.sums().map_or(1, |sums| sums.projects)),
        figure("initial", "年初预算数，元", |row: &Row| {
            row.yuan(|line| line.initial, |sums| sums.initial)
        }),
        figure("adjusted", "全年预算数，元", |row: &Row| {
            row.yuan(|line| line.adjusted, |sums| sums.adjusted)
        }),
        figure("executed", "全年执行数，元", |row: &Row| {
            row.yuan(|line| line.executed, |sums| sums.executed)
        }),
        count(
            "missing",
            "没有填写全年预算数或全年执行数的项目，两项中多的一项，个",
            |row: &Row| {
                row.sums().map_or_else(
                    || {
                        usize::from(
                            row.line().is_some_and(|line| line.adjusted.is_none() || line.executed.is_none()),
                        )
                    },
                    |sums| sums.adjusted.missing.max(sums.executed.missing),
                )
            },
        ),
        figure("rate", "执行率，%；缺数时为空", |row: &Row| match row.sums() {
            Some(sums) => sums.rate().map(|percent| percent.0),
            None => row.line()?.rate.map(|percent| percent.0),
        }),
        figure("score", "得分，分", |row: &Row| row.line()?.score.map(|points| points.0)),
        optional_text("grade", "等次", |row: &Row| Some(row.line()?.grade.as_str().into())),
        optional_text("deviation", "主要偏差", |row: &Row| Some(row.line()?.deviation.as_str().into())),
    ]
}

impl SummaryRow<'_> {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Project(..) => "project",
            Self::Agency(_) => "agency",
            Self::Classified(_) => "classified",
            Self::Total(_) => "total",
        }
    }

    const fn line(&self) -> Option<&Line> {
        match self {
            Self::Project(_, line) => Some(line),
            Self::Agency(_) | Self::Classified(_) | Self::Total(_) => None,
        }
    }

    const fn sums(&self) -> Option<&Sums> {
        match self {
            Self::Project(..) => None,
            Self::Agency(group) => Some(&group.subtotal),
            Self::Classified(sums) | Self::Total(sums) => Some(sums),
        }
    }

    /// An amount in 元; the summary's are in 万元.
    fn yuan(&self, of_line: fn(&Line) -> Option<Amount>, of_sums: fn(&Sums) -> Sum) -> Option<Decimal> {
        let amount = match self.sums() {
            Some(sums) => Amount(of_sums(sums).amount),
            None => of_line(self.line()?)?,
        };
        AmountUnit::TenThousand.money(amount).map(|money| money.0)
    }
}
