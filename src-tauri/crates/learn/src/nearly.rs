//! The layout of a sheet that no layout prints again wholly: what stands in its way is left out, and told.

use jixiao_edition::{Edition, Labels};
use jixiao_recover::RecoveredForm;
use jixiao_sheet::{Address, Sheet, Value};

use crate::again::draft;
use crate::error::CannotLearn;
use crate::funds::with_rates;
use crate::learn::About;
use crate::rest::Rest;
use crate::stray::take_out;

/// A layout that prints most of a sheet again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearly {
    /// The layout.
    pub edition: Edition,
    /// What it prints in another way than the sheet, or not at all.
    pub lost: Vec<Lost>,
}

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

/// A layout that leaves out more is none of this sheet.
const MAX_LOST: usize = 40;

/// Of so many cells one may be printed in another way.
const CELLS_FOR_ONE: usize = 20;

/// The layout of a form's rows of the sheet, with what it leaves out of them. A form that `is_alone` on its sheet has all rows of it.
///
/// # Errors
/// The sheet has too much that no layout says.
pub fn nearly(
    sheet: &Sheet,
    found: &RecoveredForm,
    is_alone: bool,
    labels: &Labels,
    about: &About,
) -> Result<Nearly, CannotLearn> {
    let mut rest = Rest::new(sheet, found);
    let mut lost = take_out(&mut rest, is_alone, labels);
    let most = lost.len() + MAX_LOST;
    loop {
        let why = match draft(&rest.sheet, &rest.found, is_alone, labels, about) {
            Ok((edition, differing)) => {
                if let Some(at) =
                    differing.first().filter(|_| differing.len() * CELLS_FOR_ONE > sheet.cells.len())
                {
                    return Err(CannotLearn::Differs(rest.original(*at)));
                }
                lost.extend(differing.iter().map(|at| Lost::Differs(rest.original(*at))));
                let edition = with_rates(edition, &rest);
                return Ok(Nearly { edition, lost });
            }
            Err(why) => why,
        };
        match without(&mut rest, &why).filter(|_| lost.len() < most) {
            Some(left_out) => lost.push(left_out),
            None => return Err(why),
        }
    }
}

/// Takes out what stands in the way of learning; `None` when nothing can be.
fn without(rest: &mut Rest, why: &CannotLearn) -> Option<Lost> {
    match why {
        CannotLearn::Figure(at) | CannotLearn::Unknown(at) | CannotLearn::Braces(at) => {
            let cell = rest.sheet.cells.iter_mut().find(|cell| cell.area.contains(*at))?;
            let is_filled = !cell.value.shown().trim().is_empty();
            cell.value = Value::Text(String::new());
            is_filled.then(|| Lost::Cell(rest.original(*at)))
        }
        CannotLearn::Between(row) => {
            let row = row.checked_sub(1)?;
            let at = rest.original(Address::new(row, 0));
            rest.remove(row);
            Some(Lost::Row(at))
        }
        CannotLearn::Straddles(at) => {
            rest.split(*at)?;
            Some(Lost::Merge(rest.original(*at)))
        }
        _ => None,
    }
}
