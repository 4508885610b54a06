//! Containers from outside, good and bad.

#[cfg(test)]
mod bad_files;
#[cfg(test)]
mod beside;
#[cfg(test)]
mod containers;
#[cfg(test)]
mod files;
#[cfg(test)]
mod html;
#[cfg(test)]
mod word;
