//! The neutral grid between forms and files: tracks, cells, spans, styles, and the field each cell shows.
//!
//! A `Sheet` has no opinion about workbooks, pages or screens; readers fill one in, `layout` makes one, writers and
//! `recover` take one. Lengths are whole thousandths of a point, so that no back-end rounds differently.

mod address;
mod border;
mod formula;
mod length;
mod live;
mod number;
mod page;
mod page_text;
mod properties;
mod sheet;
mod style;

pub use address::{Address, Area, column_letters};
pub use border::{Border, Borders};
pub use formula::Formula;
pub use length::Length;
pub use live::{Expected, FillIn, Hint, Live, Open};
pub use number::{Number, NumberFormat};
pub use page::{Page, Scale};
pub use page_text::{page_texts, placed_texts, says_something};
pub use properties::Properties;
pub use sheet::{Bookmark, Cell, Header, Mark, Sheet, Value};
pub use style::{Color, Face, Horizontal, SharedText, Style, Vertical};
