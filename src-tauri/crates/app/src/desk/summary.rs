//! 汇总表 and 情况说明 of the open document. Classified projects count and are never named.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use jixiao_model::RuleSetId;
use jixiao_rollup::{Figures, Project, SECTIONS, Section};
use jixiao_store::{FormId, FormKind, OwnWords, StoredForm};

use super::assessed::Assessed;
use super::check::origin;
use super::export::Origin;
use super::rollup::{project, projects};
use super::view::{DisclosureView, SectionText};
use crate::catalogue::Catalogue;
use crate::summary_report::{About, Summarised, disclosure_title, summarise_projects};

/// The projects among these forms put together; own words take the place of what is drafted.
#[must_use]
pub fn summarised(
    forms: &[&Assessed],
    origin: &Origin,
    own_words: &BTreeMap<String, OwnWords>,
) -> Summarised {
    let of_projects = projects(forms);
    let pairs: Vec<Project> = of_projects.iter().map(|form| project(form)).collect();
    let about = About {
        unit: origin.unit.clone(),
        year: Some(origin.year),
        departments: forms
            .iter()
            .filter(|form| form.stored.kind == FormKind::Department)
            .map(|form| Figures::of(&form.complete))
            .collect(),
        modified: origin.changed,
    };
    summarise_projects(&pairs, about, own_words)
}

/// The draft beside the person's own words.
#[must_use]
pub fn disclosure(
    forms: &[&Assessed],
    origin: &Origin,
    own_words: &BTreeMap<String, OwnWords>,
) -> DisclosureView {
    let drafted = summarised(forms, origin, &BTreeMap::new());
    let section = |((key, title), drafted): ((&str, &str), &Section)| SectionText {
        key: key.to_owned(),
        title: title.to_owned(),
        heading: drafted.title.to_owned(),
        draft: drafted.text.clone(),
        own: own_words.get(key).map(|words| words.text.clone()),
        open: drafted.open && !own_words.contains_key(key),
        stale: own_words.get(key).is_some_and(|words| words.draft != drafted.text),
    };
    DisclosureView {
        title: disclosure_title(&drafted),
        sections: SECTIONS.into_iter().zip(&drafted.sections).map(section).collect(),
    }
}

/// Puts the projects of the document at `path` together and leaves it as it is. Blank scores count as the rules give them.
///
/// # Errors
/// Those of the store; a rule set or edition that is not known.
pub fn summarise_document(
    path: &Path,
    unit: Option<&str>,
    rules: Option<&RuleSetId>,
    catalogue: &Catalogue,
) -> Result<Summarised> {
    let store = jixiao_store::open(path)?;
    let order = store.form_ids_in_order()?;
    let by_rules = |id: &FormId| {
        let stored = store.form(*id)?;
        Ok(StoredForm { rules: rules.cloned().or(stored.rules.clone()), ..stored })
    };
    let stored = order.iter().map(by_rules).collect::<Result<Vec<_>>>()?;
    let all = stored.into_par_iter().map(|form| Assessed::unchecked(form, catalogue));
    let forms = all.collect::<Result<Vec<_>>>()?;
    let in_order: Vec<&Assessed> = forms.iter().collect();
    let told = origin(&store)?;
    let told = Origin { unit: unit.map_or(told.unit, str::to_owned), ..told };
    let found = summarised(&in_order, &told, &store.own_words()?);
    store.close()?;
    Ok(found)
}
