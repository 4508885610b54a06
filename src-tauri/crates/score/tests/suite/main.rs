//! Scoring, tested by clause, by property and on the published forms.

#[cfg(test)]
mod clauses;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod published;
#[cfg(test)]
mod rule_files;
#[cfg(test)]
mod waiting;
