use crate::edition::Edition;
use crate::labels::Labels;
use crate::load::{DataError, load_editions};

macro_rules! edition_file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../editions/", $name, ".toml")))
    };
}

const EDITIONS: [(&str, &str); 6] = [
    edition_file!("base"),
    edition_file!("xinjiang-2020-project"),
    edition_file!("xinjiang-2021-project"),
    edition_file!("xinjiang-2023-project"),
    edition_file!("xinjiang-2023-department"),
    edition_file!("hubei-2021-department"),
];

/// The editions that come with the program.
///
/// # Errors
/// Never for the files of a tested build.
pub fn editions() -> Result<Vec<Edition>, DataError> {
    load_editions(&EDITIONS)
}

/// The labels that come with the program.
///
/// # Errors
/// Never for the file of a tested build.
pub fn labels() -> Result<Labels, DataError> {
    Labels::load("labels", edition_file!("labels").1)
}
