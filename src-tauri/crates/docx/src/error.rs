/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The archive cannot be packed, which does not happen in memory.
    #[error("没有生成 Word 文档，请再试一次")]
    Packing(#[from] zip::result::ZipError),
    /// A part cannot be written, which does not happen in memory.
    #[error("没有生成 Word 文档，请再试一次")]
    Writing(#[from] std::io::Error),
    /// The time of the properties is no date.
    #[error("文档的时间超出范围，请检查来源文件的修改时间")]
    Time,
}
