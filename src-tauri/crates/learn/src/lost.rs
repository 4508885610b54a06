//! What a layout leaves out of the sheet that it was learned from.

use jixiao_sheet::Address;

/// What a layout does not have of the sheet that it was learned from. Addresses are those of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    /// A figure or text that belongs to no field: it would be printed on everybody's form.
    #[error("按学到的本单位表式，{0} 的内容没有对应的栏目，印出来是空白")]
    Cell(Address),
    /// The first of several cells whose text is one; one cell stands in their place.
    #[error("按学到的本单位表式，{0} 起的几格印成一格，内容印在一处")]
    Joined(Address),
    /// A row between indicators that is none.
    #[error("按学到的本单位表式，第 {} 行（小计、续表一类）不再印出", .0.row + 1)]
    Row(Address),
    /// A cell merged over some rows of a table, whose rows come and go.
    #[error("按学到的本单位表式，合并单元格 {0} 只占它的第一行")]
    Merge(Address),
    /// A cell that is printed in another way.
    #[error("按学到的本单位表式，{0} 印出来与原表不同")]
    Differs(Address),
}

impl Lost {
    /// The cell; the first one of a row.
    #[must_use]
    pub const fn at(&self) -> Address {
        let (Self::Cell(at) | Self::Joined(at) | Self::Row(at) | Self::Merge(at) | Self::Differs(at)) = self;
        *at
    }
}
