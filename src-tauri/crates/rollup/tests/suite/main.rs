//! Roll-up, on departments whose every figure was derived by hand.

#[cfg(test)]
mod aggregates;
#[cfg(test)]
mod made;
#[cfg(test)]
mod summaries;
