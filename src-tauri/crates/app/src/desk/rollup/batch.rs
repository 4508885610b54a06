//! The projects of a document, and what the rows of a department's form are put together from.

use std::collections::HashMap;

use jixiao_model::{Form, Indicator};
use jixiao_rollup::{Aggregate, IndicatorAt, Link, Project, aggregate, suggest};
use jixiao_score::RowRef;
use jixiao_store::{Links, RowId};

use super::super::assessed::Assessed;
use super::super::view::RollupState;

/// The project forms of a document, ready to be put together.
pub struct Batch<'a> {
    pub(super) forms: Vec<&'a Assessed>,
    pub(super) projects: Vec<Project<'a>>,
    places: HashMap<RowId, IndicatorAt>,
}

/// One indicator of a department's form, and what it is put together from.
pub struct Linked<'a> {
    /// Its 三级指标 and all else.
    pub indicator: &'a Indicator,
    /// Its place and its sources.
    pub link: Link,
    /// Who says so.
    pub state: RollupState,
}

/// The projects among these forms, classified ones included. Nothing is scored again.
#[must_use]
pub fn projects<'a>(forms: &[&'a Assessed]) -> Vec<&'a Assessed> {
    forms.iter().filter(|form| form.stored.form.kind.is_project()).copied().collect()
}

/// A form as the roll-up takes it.
#[must_use]
pub fn project(form: &Assessed) -> Project<'_> {
    Project {
        form: form.complete(),
        scored: &form.scored,
        rules: &form.rules,
        classified: form.stored.classified,
    }
}

impl<'a> Batch<'a> {
    /// The projects among these forms.
    #[must_use]
    pub fn of(forms: &[&'a Assessed]) -> Self {
        let forms = projects(forms);
        let projects = forms.iter().map(|form| project(form)).collect();
        let mut places = HashMap::new();
        for (project, form) in forms.iter().enumerate() {
            for (goal, rows) in form.stored.rows.goals.iter().enumerate() {
                for (row, id) in rows.indicators.iter().enumerate() {
                    places.insert(*id, IndicatorAt { project, at: RowRef { goal, row } });
                }
            }
        }
        Self { forms, projects, places }
    }

    /// The department's indicators with their links: those confirmed, and for the others what the program suggests.
    #[must_use]
    pub fn linked<'d>(&self, department: &'d Assessed, links: &Links) -> Vec<Linked<'d>> {
        let rows = rows(department);
        let is_open = |(_, id, _): &(RowRef, RowId, &Indicator)| !links.contains_key(id);
        let suggested = if rows.iter().any(is_open) {
            suggest(&department.stored.form, &self.projects)
        } else {
            Vec::new()
        };
        let mut suggested: HashMap<RowRef, Vec<IndicatorAt>> =
            suggested.into_iter().map(|link| (link.department, link.sources)).collect();
        let linked = |(at, id, indicator): (RowRef, RowId, &'d Indicator)| {
            let (sources, state) = match links.get(&id) {
                Some(found) if found.lost > 0 => (self.sources(&found.sources), RollupState::Changed),
                Some(found) if found.sources.is_empty() => (Vec::new(), RollupState::Unfed),
                Some(found) => (self.sources(&found.sources), RollupState::Confirmed),
                None => {
                    let found = suggested.remove(&at).unwrap_or_default();
                    let state =
                        if found.is_empty() { RollupState::Undecided } else { RollupState::Suggested };
                    (found, state)
                }
            };
            Linked { indicator, link: Link { department: at, sources }, state }
        };
        rows.into_iter().map(linked).collect()
    }

    /// The places of rows, in the order of the projects.
    fn sources(&self, rows: &[RowId]) -> Vec<IndicatorAt> {
        let mut sources: Vec<IndicatorAt> =
            rows.iter().filter_map(|row| self.places.get(row)).copied().collect();
        sources.sort_unstable();
        sources
    }

    /// What the linked indicators come to.
    #[must_use]
    pub fn put_together(&self, department: &Form, linked: &Linked) -> Aggregate {
        aggregate(department, &linked.link, &self.projects)
    }

    pub(super) fn row_id(&self, at: IndicatorAt) -> Option<RowId> {
        let rows = &self.forms.get(at.project)?.stored.rows;
        rows.goals.get(at.at.goal)?.indicators.get(at.at.row).copied()
    }
}

/// The indicators of a department's form that are not crossed out or still without a name.
pub(super) fn rows(department: &Assessed) -> Vec<(RowRef, RowId, &Indicator)> {
    let stored = &department.stored;
    let goals = stored.form.goals.iter().zip(&stored.rows.goals).enumerate();
    let rows = goals.flat_map(|(goal, (of, keys))| {
        let rows = of.indicators.iter().zip(&keys.indicators).enumerate();
        rows.map(move |(row, (indicator, id))| (RowRef { goal, row }, *id, indicator))
    });
    let is_used =
        |(_, _, row): &(RowRef, RowId, &Indicator)| !row.is_crossed_out() && !row.level3.trim().is_empty();
    rows.filter(is_used).collect()
}
