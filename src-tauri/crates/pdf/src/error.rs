/// Why no PDF could be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// There is not a single page to print.
    #[error("没有可以打印的表；请先选择要打印的表，涉密项目的表不打印、不导出")]
    Nothing,
    /// The program's own fonts are damaged.
    #[error("字体文件已损坏，无法从中取字；请重新安装本程序")]
    Font,
    /// The PDF library refused; its own words follow.
    #[error("生成 PDF 失败（{0}）；请把这句话告诉开发者")]
    Library(String),
}
