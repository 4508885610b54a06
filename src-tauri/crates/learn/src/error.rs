use jixiao_sheet::Address;

/// Why the layout of a sheet cannot be learned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotLearn {
    /// The form has no indicators.
    #[error("表上没有填写指标，看不出指标各列怎么排，请换一张填好的表")]
    NoIndicators,
    /// More rows than any form has.
    #[error("表上的内容一直排到第 {0} 行，不像一张自评表，请删去表外的内容")]
    Long(u32),
    /// A row between indicators that is none.
    #[error("第 {0} 行夹在指标之间，却不是指标（小计、续表一类），这样的表式还学不会")]
    Between(u32),
    /// The cells of a row stand in other columns than those of its like.
    #[error("单元格 {0} 占的列与同类各行不同，这样的表式还学不会")]
    Columns(Address),
    /// A text that differs from row to row and belongs to no field.
    #[error("单元格 {0} 的内容没有对应的栏目，却各行不同，请先在核对时指定这一列是什么")]
    Unknown(Address),
    /// A figure that belongs to no field: it would be printed on everybody's form.
    #[error("单元格 {0} 的数字没有对应的栏目，会原样印到别的表上，这样的表式还学不会")]
    Figure(Address),
    /// A merged cell that begins or ends in the middle of a run.
    #[error("合并单元格 {0} 跨在表格中间，行数增减时无法跟着伸缩")]
    Straddles(Address),
    /// Braces stand for placeholders in an edition.
    #[error("单元格 {0} 含有花括号，表式文件用它表示栏目，请改用别的括号")]
    Braces(Address),
    /// The layout prints a cell in another way than the sheet.
    #[error("按学到的表式重新排出后，单元格 {0} 与原表不同")]
    Differs(Address),
    /// Several forms share the sheet.
    #[error("一张工作表上有 {0} 张自评表，请每张表单独放一张工作表")]
    SeveralForms(usize),
    /// What was written down is no edition that can be used.
    #[error("学到的表式不能使用：{0}")]
    Unusable(String),
}

impl CannotLearn {
    /// The same, of a sheet in which cells stand elsewhere.
    #[must_use]
    pub fn moved(self, place: impl Fn(Address) -> Address) -> Self {
        match self {
            Self::Between(row) => Self::Between(place(Address::new(row.saturating_sub(1), 0)).row + 1),
            Self::Columns(at) => Self::Columns(place(at)),
            Self::Unknown(at) => Self::Unknown(place(at)),
            Self::Figure(at) => Self::Figure(place(at)),
            Self::Straddles(at) => Self::Straddles(place(at)),
            Self::Braces(at) => Self::Braces(place(at)),
            Self::Differs(at) => Self::Differs(place(at)),
            Self::NoIndicators | Self::Long(_) | Self::SeveralForms(_) | Self::Unusable(_) => self,
        }
    }
}
