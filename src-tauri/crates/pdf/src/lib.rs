//! Pages → PDF bytes.
//!
//! Translates units and nothing else: where things stand is decided in `layout`. The file carries only the characters it
//! shows, can be searched and copied from, has a bookmark for each form, and numbers its pages through. The same input
//! gives the same bytes: the date comes from the caller and nothing is random.
//!
//! Not here: pictures, signatures, PDF/A.

mod coverage;
mod document;
mod draw;
mod embed;

pub use coverage::{Missing, missing};
pub use document::{Document, write};

use jixiao_fonts::SubsetError;

/// Why no PDF could be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// There is not a single page to print.
    #[error("没有可以打印的表；请先选择要打印的表，涉密项目的表不打印、不导出")]
    Nothing,
    /// Characters that no embedded font has would print as empty boxes.
    #[error("{}", coverage::message(.0))]
    Missing(Vec<Missing>),
    /// The program's own fonts are damaged.
    #[error(transparent)]
    Font(#[from] SubsetError),
    /// The PDF library refused; its own words follow.
    #[error("生成 PDF 失败（{0}）；请把这句话告诉开发者")]
    Library(String),
}
