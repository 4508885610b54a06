//! Reading and writing workbooks, from outside the crate.

#[cfg(test)]
mod bad_files;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod files;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod guard;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod styles;
