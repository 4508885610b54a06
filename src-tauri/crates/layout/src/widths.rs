//! Column widths with which a form is shortest, within its edition's bounds.

use std::collections::BTreeMap;

use jixiao_sheet::{Cell, Length};

use crate::heights::LEAST;
use crate::lines::{Breakable, Fit, PADDING_X};

/// Widths are moved from one column to another in these steps.
const STEPS: [Length; 4] =
    [Length::tenth_mm(50), Length::tenth_mm(100), Length::tenth_mm(200), Length::tenth_mm(400)];

/// A change of widths has to save so much, or the edition's own stay: less than half a line is not worth another look.
const WORTH: Length = Length::points(7);

/// What a torn number weighs, in height: no widths may tear one that others keep whole.
const TORN: Length = Length::points(60);

/// What a torn word of a label weighs.
const PARTED: Length = Length::points(12);

/// What a line of one character weighs.
const SINGLE: Length = Length::points(6);

/// Widths are changed so many times at most.
const ROUNDS: usize = 24;

/// The cells of a form, measured for many widths.
pub struct Widths<'a> {
    cells: Vec<Measured<'a>>,
    own: &'a [Option<Length>],
}

struct Measured<'a> {
    cell: &'a Cell,
    text: Breakable<'a>,
    known: BTreeMap<Length, Fit>,
}

impl<'a> Widths<'a> {
    /// Measures cells. `texts` are what they show, `own` the heights that rows have of their own.
    pub fn new(cells: &'a [Cell], texts: &'a [String], own: &'a [Option<Length>]) -> Self {
        let measured = |(cell, text): (&'a Cell, &'a String)| Measured {
            cell,
            text: Breakable::new(text, cell.style.printed_face(), cell.style.size),
            known: BTreeMap::new(),
        };
        let filled = cells.iter().zip(texts).filter(|(_, text)| !text.is_empty());
        Self { cells: filled.map(measured).collect(), own }
    }

    /// The widths of the same total with which the form is shortest. None gets narrower than it may; [`Length::ZERO`] leaves a column as it
    /// is.
    pub fn shortest(&mut self, columns: &[Length], narrowest: &[Length]) -> Vec<Length> {
        let mut widths = columns.to_vec();
        let mut cost = self.cost(&widths);
        for _ in 0..ROUNDS {
            let best = moves(&widths, narrowest).map(|widths| (self.cost(&widths), widths)).min();
            match best {
                Some((less, better)) if less + WORTH <= cost => (cost, widths) = (less, better),
                _ => break,
            }
        }
        widths
    }

    /// How high the form is, and what else is not good about it.
    fn cost(&mut self, widths: &[Length]) -> Length {
        let mut heights: Vec<Length> = self.own.iter().map(|own| own.unwrap_or(LEAST)).collect();
        let mut extra = Length::ZERO;
        for spanning in [false, true] {
            for measured in &mut self.cells {
                let (first, last) = (measured.cell.area.first, measured.cell.area.last);
                if (first.row != last.row) != spanning {
                    continue;
                }
                let width: Length =
                    widths[first.column as usize..=last.column as usize].iter().copied().sum();
                let fit = measured.fit(width - PADDING_X * 2);
                extra += TORN * count(fit.torn) + PARTED * count(fit.parted) + SINGLE * count(fit.single);
                let rows = first.row as usize..=last.row as usize;
                let have: Length = heights[rows].iter().copied().sum();
                let missing = measured.text.height(fit.lines) - have;
                heights[last.row as usize] += missing.max(Length::ZERO);
            }
        }
        heights.into_iter().sum::<Length>() + extra
    }
}

impl Measured<'_> {
    fn fit(&mut self, width: Length) -> Fit {
        *self.known.entry(width).or_insert_with(|| self.text.fit(width))
    }
}

/// The widths after each step from one column to another.
fn moves<'w>(widths: &'w [Length], narrowest: &'w [Length]) -> impl Iterator<Item = Vec<Length>> + 'w {
    let free: Vec<usize> = (0..widths.len()).filter(|&at| narrowest[at] > Length::ZERO).collect();
    let others = free.clone();
    let pairs = free.into_iter().flat_map(move |from| others.clone().into_iter().map(move |to| (from, to)));
    let allowed = move |&((from, to), step): &((usize, usize), Length)| {
        from != to && widths[from] - step >= narrowest[from]
    };
    pairs.flat_map(|pair| STEPS.map(|step| (pair, step))).filter(allowed).map(|((from, to), step)| {
        let mut moved = widths.to_vec();
        moved[from] = moved[from] - step;
        moved[to] += step;
        moved
    })
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
