//! Suites over published forms, one program: it is linked once.

mod again;
mod cells;
mod checks;
mod corpus;
mod independent;
mod layouts;
mod live;
mod office_files;
mod offices;
mod pages;
mod places;
mod rollup;
mod round_trip;
mod rules;
mod scoring;
mod stress;
mod tables;
mod template;
mod variants;
mod wordings;
