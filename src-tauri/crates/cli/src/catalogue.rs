//! The editions and rule sets that a command goes by.

use std::path::Path;

use anyhow::Result;

use jixiao_app::{Catalogue, EditionId, RuleSetId, data_folder};

use crate::messages;

/// The editions and rule sets of the program and of the person. Files of the person that are wrong are told on standard error.
pub fn catalogue() -> Result<Catalogue> {
    let catalogue = match data_folder() {
        Some(data) => Catalogue::with_files_below(&data)?,
        None => Catalogue::load()?,
    };
    catalogue.mistakes.iter().for_each(|mistake| messages::note(mistake));
    Ok(catalogue)
}

/// The edition of this id, or the one in this file, which is taken into use.
pub fn named(named: &str, catalogue: &mut Catalogue) -> Result<EditionId> {
    let path = Path::new(named);
    if path.extension().is_some() {
        return catalogue.add_file(path);
    }
    let id = EditionId::from(named);
    catalogue.edition(&id)?;
    Ok(id)
}

/// The rule set of this id, or the one in this file, which is taken into use; `None` where none is named.
pub fn rules_named(named: Option<&str>, catalogue: &mut Catalogue) -> Result<Option<RuleSetId>> {
    let Some(named) = named else { return Ok(None) };
    let path = Path::new(named);
    if path.extension().is_some() {
        return catalogue.add_rules_file(path).map(Some);
    }
    let id = RuleSetId::from(named);
    catalogue.rules(&id)?;
    Ok(Some(id))
}
