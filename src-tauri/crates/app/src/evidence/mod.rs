//! 佐证材料: the files that stand behind actual values, beside the document or where they were; see
//! docs/adr/0031-evidence.md.

mod export;
mod place;
mod table;
mod take;

pub(crate) use export::{EvidenceOfForm, EvidenceOfRow, Exported, copy_out, folder_for};
pub(crate) use place::{FOLDER_ENDING, can_open, folder_name, glance, located};
pub(crate) use table::{EVIDENCE, evidence_sheet, shown_size};
pub use take::PickedFiles;
pub(crate) use take::take;
