//! The layout of a sheet that no layout prints again wholly: what stands in its way is left out, and told.

use jixiao_edition::{Edition, Labels};
use jixiao_recover::RecoveredForm;
use jixiao_sheet::{Address, Sheet, Value};

use crate::again::draft;
use crate::error::CannotLearn;
use crate::learn::About;
use crate::lost::Lost;
use crate::rates::with_rates;
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
