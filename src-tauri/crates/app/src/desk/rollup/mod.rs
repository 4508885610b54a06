//! 部门汇总: department forms beside what the projects of the same document add up to.

mod batch;
mod candidates;
mod fill;
mod view;

pub use batch::{Batch, Linked, project, projects};
pub use candidates::candidates;
pub use fill::{confirmation, filling};
pub use view::rollup;
