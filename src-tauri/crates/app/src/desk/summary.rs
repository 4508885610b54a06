//! 汇总表 and 情况说明 of the open document. Classified projects count and are never named.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use jixiao_model::{Form, FormKind, RuleSetId};
use jixiao_rollup::{Figures, Project, SECTIONS, headings};
use jixiao_store::{FormId, OwnWords, StoredForm};

use super::assessed::Assessed;
use super::check::{log_notice, origin};
use super::export::DocumentInfo;
use super::rollup::{project, projects};
use super::view::{DisclosureView, SectionText};
use crate::catalogue::Catalogue;
use crate::classified::{is_named, require_all};
use crate::summary_report::{
    About, Summarised, disclosure_title, own_worded, summarise_projects, without_classified,
};

/// The projects among these forms put together; own words take the place of what is drafted.
#[must_use]
pub fn summarised(
    forms: &[&Assessed],
    origin: &DocumentInfo,
    own_words: &BTreeMap<String, OwnWords>,
) -> Summarised {
    let of_projects = projects(forms);
    let pairs: Vec<Project> = of_projects.iter().map(|form| project(form)).collect();
    let about = About {
        agency: origin.agency.clone(),
        year: Some(origin.year),
        departments: forms
            .iter()
            .filter(|form| form.stored.form.kind == FormKind::Department)
            .map(|form| Figures::of(form.complete()))
            .collect(),
        modified: origin.changed,
    };
    summarise_projects(&pairs, about, own_words)
}

/// The draft beside the person's own words.
#[must_use]
pub fn disclosure(
    forms: &[&Assessed],
    origin: &DocumentInfo,
    own_words: &BTreeMap<String, OwnWords>,
) -> DisclosureView {
    let drafted = summarised(forms, origin, &BTreeMap::new());
    let of_projects = projects(forms);
    let pairs: Vec<Project> = of_projects.iter().map(|form| project(form)).collect();
    let kept = without_classified(own_words, &pairs);
    let worded = own_worded(drafted.sections.clone(), &kept.kept);
    let both = drafted.sections.iter().zip(&worded);
    let sections =
        both.zip(headings(&worded)).zip(SECTIONS).map(|(((drafted, worded), heading), (key, title))| {
            let own = own_words.get(key).filter(|_| !worded.omitted);
            SectionText {
                key: key.to_owned(),
                title: title.to_owned(),
                heading,
                draft: drafted.text.clone(),
                own: own.map(|words| words.text.clone()),
                open: worded.open,
                omitted: worded.omitted,
                held_back: kept.is_held_back(key),
                stale: own.is_some_and(|words| words.draft != drafted.text),
            }
        });
    DisclosureView {
        title: disclosure_title(&drafted),
        cautions: drafted.cautions.clone(),
        sections: sections.collect(),
    }
}

/// Puts the projects of the document at `path` together and leaves it as it is. `classified` names projects that are 涉密 beside
/// those that the document knows. Blank scores count as the rules give them.
///
/// # Errors
/// Those of the store; a rule set or edition that is not known.
pub fn summarise_document(
    path: &Path,
    agency: Option<&str>,
    rules: Option<&RuleSetId>,
    classified: &[String],
    catalogue: &Catalogue,
) -> Result<Summarised> {
    let store = jixiao_store::look(path)?;
    let catalogue = &catalogue.with_layouts_of(&store)?;
    let order = store.form_ids_in_order()?;
    let by_rules = |id: &FormId| {
        let stored = store.form(*id)?;
        let classified = stored.classified || is_named(&stored.form, classified);
        Ok(StoredForm { rules: rules.cloned().or(stored.rules.clone()), classified, ..stored })
    };
    let stored = order.iter().map(by_rules).collect::<Result<Vec<_>>>()?;
    let all = stored.into_par_iter().map(|form| Assessed::unchecked(form, catalogue));
    let forms = all.collect::<Result<Vec<_>>>()?;
    let in_order: Vec<&Assessed> = forms.iter().collect();
    let named: Vec<&Form> = projects(&in_order).into_iter().map(|form| &form.stored.form).collect();
    require_all(classified, &named)?;
    let details = origin(&store)?;
    let details = DocumentInfo { agency: agency.map_or(details.agency, str::to_owned), ..details };
    let mut found = summarised(&in_order, &details, &store.own_words()?);
    found.cautions.extend(log_notice(&store));
    store.close()?;
    Ok(found)
}
