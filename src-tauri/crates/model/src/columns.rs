//! The columns of the tables of a form, each declared once.

use serde::{Deserialize, Serialize};

use crate::rows::{Fund, Indicator, Total};

/// Declares the columns of a table: for each its variant, its key in data files, JSON and the database, which is also the field
/// of the row that holds it, whether that field is a plain text or an [`crate::Entry`], and its label in Chinese.
macro_rules! columns {
    (
        $(#[$about:meta])* $table:ident of $row:ident;
        $($(#[$doc:meta])* $column:ident $key:ident $kind:ident $label:literal;)*
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $table {
            $(#[doc = concat!($label, ".")] $(#[$doc])* $column,)*
        }

        impl $table {
            /// All columns, in the order of the forms.
            pub const ALL: [Self; [$(stringify!($key)),*].len()] = [$(Self::$column),*];

            /// The column's name in data files, JSON and the database.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$column => stringify!($key)),* }
            }

            /// The column of this key.
            #[must_use]
            pub fn of_key(key: &str) -> Option<Self> {
                match key { $(stringify!($key) => Some(Self::$column),)* _ => None }
            }

            /// What the column is called, in Chinese.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$column => $label),* }
            }
        }

        impl $row {
            /// The text of one cell, as printed.
            #[must_use]
            pub fn show(&self, column: $table) -> &str {
                match column { $($table::$column => columns!(@show $kind self.$key)),* }
            }

            /// Puts `text` into one cell.
            pub fn set(&mut self, column: $table, text: &str) {
                match column { $($table::$column => columns!(@set $kind self.$key, text)),* }
            }
        }
    };
    (@show text $self:ident.$key:ident) => { $self.$key.as_str() };
    (@show figure $self:ident.$key:ident) => { $self.$key.text() };
    (@set text $self:ident.$key:ident, $text:ident) => { $text.clone_into(&mut $self.$key) };
    (@set figure $self:ident.$key:ident, $text:ident) => { $self.$key = $text.into() };
}

columns! {
    /// A column of the funds table.
    FundColumn of Fund;
    /// The fund source's name: 年度资金总额, 其中：当年财政拨款 …
    Label label text "资金来源";
    Initial initial figure "年初预算数";
    Adjusted adjusted figure "全年预算数";
    Executed executed figure "全年执行数";
    Weight weight figure "分值";
    Rate rate figure "执行率";
    Score score figure "得分";
}

columns! {
    /// A column of the indicator table.
    IndicatorColumn of Indicator;
    /// The class.
    Level1 level1 text "一级指标";
    /// The subclass.
    Level2 level2 text "二级指标";
    /// The indicator itself.
    Level3 level3 text "三级指标";
    /// The sign of a target that is printed in parts: ≥, ≤, =, or 定性.
    Operator operator text "指标性质";
    /// The target, or its value where it is printed in parts.
    Target target text "指标值";
    /// The unit of a target that is printed in parts.
    TargetUnit target_unit text "度量单位";
    Basis basis text "设定依据";
    Actual actual text "实际完成值";
    Weight weight figure "分值";
    Score score figure "得分";
    Reason reason text "偏差原因";
}

columns! {
    /// A column of the total row.
    TotalColumn of Total;
    /// The sum of all weights.
    Weight weight figure "总分值";
    Score score figure "总分";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_by_its_key_and_holds_what_is_put_into_it() {
        for column in IndicatorColumn::ALL {
            let mut row = Indicator::default();
            row.set(column, "5");
            assert_eq!((IndicatorColumn::of_key(column.key()), row.show(column)), (Some(column), "5"));
        }
        for column in FundColumn::ALL {
            let mut row = Fund::default();
            row.set(column, "5");
            assert_eq!((FundColumn::of_key(column.key()), row.show(column)), (Some(column), "5"));
        }
    }
}
