//! Checks, tested one by one, by property and on the published forms.

#[cfg(test)]
mod batch;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod department;
#[cfg(test)]
mod elsewhere;
#[cfg(test)]
mod mends;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod published;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod unfilled;
#[cfg(test)]
mod wording;
