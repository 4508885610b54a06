use thiserror::Error;

use crate::limits;

/// Why a workbook cannot be read. Each message is a whole sentence for the person who chose the file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The file holds nothing.
    #[error("“{file}”是空文件，没有任何内容。请确认文件已完整复制或下载，再重新导入。")]
    Empty {
        /// The file's name.
        file: String,
    },
    /// The file is larger than is read.
    #[error("“{file}”有 {megabytes} MB，超过可以读入的 {} MB。请删除其中的图片和与自评表无关的工作表，另存后再导入。", limits::FILE_BYTES >> 20)]
    TooLarge {
        /// The file's name.
        file: String,
        /// Its size.
        megabytes: usize,
    },
    /// The file unpacks to far more than it should.
    #[error(
        "“{file}”解压后的内容过大（{part}），可能已损坏或被恶意改造，没有读入。请在 Excel 或 WPS 中打开，把自评表复制到新的工作簿，另存为 .xlsx 后再导入。"
    )]
    Bomb {
        /// The file's name.
        file: String,
        /// What in it is too large.
        part: String,
    },
    /// The workbook holds more than is read.
    #[error("“{file}”的内容过多：{what}。请删除与自评表无关的内容，或拆成几个工作簿，另存后再导入。")]
    TooMuch {
        /// The file's name.
        file: String,
        /// What there is too much of, with the limit.
        what: String,
    },
    /// The workbook asks for a password.
    #[error("“{file}”设有打开密码，无法读入。请在 Excel 或 WPS 中用密码打开，取消密码后另存，再重新导入。")]
    Encrypted {
        /// The file's name.
        file: String,
    },
    /// The file is something else, whatever its extension says.
    #[error("“{file}”不是可以读入的工作簿，而是{found}。{advice}")]
    Foreign {
        /// The file's name.
        file: String,
        /// What it is.
        found: String,
        /// What to do with such a file.
        advice: String,
    },
    /// The file begins like a workbook but does not hold together.
    #[error(
        "“{file}”已损坏或不完整（{detail}），无法读入。请重新复制或下载该文件；如果 Excel 或 WPS 能打开它，请另存为 .xlsx 后再导入。"
    )]
    Damaged {
        /// The file's name.
        file: String,
        /// Where reading stopped.
        detail: String,
    },
    /// The workbook has no sheet with cells.
    #[error("“{file}”里没有工作表，没有可以读入的内容。请确认选对了文件。")]
    NoSheets {
        /// The file's name.
        file: String,
    },
}

/// Why sheets cannot be written as a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WriteError {
    /// There is nothing to write.
    #[error("没有可以导出的自评表，请先选择要导出的自评表。")]
    NoSheets,
    /// A text is longer than a workbook's cell holds.
    #[error(
        "工作表“{sheet}”的 {cell} 单元格有 {units} 个字，超过工作簿单元格最多 {} 个字的限制。请缩短这段文字后再导出。",
        limits::CELL_UNITS
    )]
    TextTooLong {
        /// The sheet's name.
        sheet: String,
        /// The cell in A1 notation.
        cell: String,
        /// Its length in UTF-16 units, as Excel counts.
        units: usize,
    },
    /// A cell lies outside what a workbook can hold.
    #[error("工作表“{sheet}”的 {cell} 超出工作簿的行列范围，无法导出。请减少这张表的内容后再导出。")]
    OutOfRange {
        /// The sheet's name.
        sheet: String,
        /// The cell or area in A1 notation.
        cell: String,
    },
    /// Two cells cover the same place, or a name is not allowed; a fault of the layout, not of the person.
    #[error(
        "工作表“{sheet}”无法写成工作簿（{detail}）。请重试；如果仍然失败，请改为导出 PDF，并把这条提示告诉开发者。"
    )]
    Rejected {
        /// The sheet's name; empty when the fault is the whole book's.
        sheet: String,
        /// What the writer says.
        detail: String,
    },
}

/// A reading error before the file's name is known; [`ReadError`] has the same cases and says what each means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing in the file.
    Empty,
    /// A file of so many bytes.
    TooLarge(usize),
    /// What unpacks to too much.
    Bomb(String),
    /// What there is too much of, with the limit.
    TooMuch(String),
    /// A password is asked for.
    Encrypted,
    /// What the file is, and what to do with such a file.
    Foreign(&'static str, &'static str),
    /// Where reading stopped.
    Damaged(String),
    /// No sheet or table.
    NoSheets,
}

impl Fault {
    /// The part of the file where it stops making sense.
    pub fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged(detail.into())
    }

    /// The same error, naming the file.
    #[must_use]
    pub fn of_file(self, file: &str) -> ReadError {
        let file = file.to_owned();
        match self {
            Self::Empty => ReadError::Empty { file },
            Self::TooLarge(bytes) => ReadError::TooLarge { file, megabytes: bytes.div_ceil(1 << 20) },
            Self::Bomb(part) => ReadError::Bomb { file, part },
            Self::TooMuch(what) => ReadError::TooMuch { file, what },
            Self::Encrypted => ReadError::Encrypted { file },
            Self::Foreign(found, advice) => {
                ReadError::Foreign { file, found: found.to_owned(), advice: advice.to_owned() }
            }
            Self::Damaged(detail) => ReadError::Damaged { file, detail },
            Self::NoSheets => ReadError::NoSheets { file },
        }
    }
}
