//! The same project's forms of earlier years as 指标库 knows them, for what only several years tell.

use std::collections::HashMap;

use jixiao_edition::key;
use jixiao_model::{FieldName, Form, Goal, Indicator};
use jixiao_store::{LibraryRow, StoredForm};

use crate::summary_report::without_year;

/// As many years as anything looks back.
const YEARS: u16 = 4;

/// Indicators of books by year, project and agency.
#[derive(Clone, Debug, Default)]
pub struct EarlierYears(HashMap<(u16, [String; 2]), Vec<Indicator>>);

impl EarlierYears {
    /// Those of these rows; such as tell no year or project are of no use here.
    #[must_use]
    pub fn new(library: &[LibraryRow]) -> Self {
        let mut known = Self::default();
        for row in library {
            let project = project(&row.form, &row.agency);
            if let Some(year) = row.year.filter(|_| !project[0].is_empty()) {
                known.0.entry((year, project)).or_default().push(indicator(row));
            }
        }
        known
    }

    /// What comes behind last year's form where that stands beside the form, else last year's first; until the first year of which
    /// nothing is known.
    #[must_use]
    pub fn of(&self, stored: &StoredForm) -> Vec<Form> {
        let Some(year) = stored.form.year.filter(|_| !self.0.is_empty()) else { return Vec::new() };
        let project = project(stored.form.name(), stored.form.implementing_unit());
        let first = if stored.last_year.is_some() { 2 } else { 1 };
        let years = (first..=YEARS).map(|back| year.saturating_sub(back));
        let forms = years.map_while(|year| {
            let indicators = self.0.get(&(year, project.clone()))?.clone();
            let goals = vec![Goal { indicators, ..Goal::default() }];
            let mut form = Form { year: Some(year), goals, ..Form::default() };
            form.set_text(FieldName::NAME, stored.form.name());
            Some(form)
        });
        forms.collect()
    }
}

/// What a project is known by, whatever year stands in its name.
fn project(name: &str, agency: &str) -> [String; 2] {
    [without_year(&key(name)), key(agency)]
}

fn indicator(row: &LibraryRow) -> Indicator {
    Indicator {
        level1: row.level1.clone(),
        level2: row.level2.clone(),
        level3: row.level3.clone(),
        target: row.target.clone(),
        actual: row.actual.clone(),
        weight: row.weight.as_str().into(),
        ..Indicator::default()
    }
}

#[cfg(test)]
mod tests {
    use jixiao_model::Form;
    use jixiao_store::{FormId, LastYear, Rows};

    use super::*;

    fn row(year: u16, form: &str, target: &str) -> LibraryRow {
        LibraryRow {
            year: Some(year),
            form: form.to_owned(),
            agency: "就业科".to_owned(),
            level3: "人数".to_owned(),
            target: target.to_owned(),
            ..LibraryRow::default()
        }
    }

    fn stored(name: &str, beside: Option<&str>) -> StoredForm {
        let mut form = Form { year: Some(2023), ..Form::default() };
        form.set_text(FieldName::NAME, name);
        form.set_text(FieldName::IMPLEMENTING_UNIT, "就业科");
        let last_year = beside.map(|target| {
            let indicators = vec![indicator(&row(2022, name, target))];
            let goals = vec![Goal { indicators, ..Goal::default() }];
            LastYear::beside(Form { year: Some(2022), goals, ..form.clone() }, &form)
        });
        StoredForm {
            id: FormId(1),
            form,
            rows: Rows::default(),
            rules: None,
            classified: false,
            done: false,
            last_year,
            layout: None,
            evidence: Vec::new(),
        }
    }

    fn targets(stored: &StoredForm, library: &[LibraryRow]) -> Vec<String> {
        let forms = EarlierYears::new(library).of(stored).into_iter();
        forms.map(|form| form.goals[0].indicators[0].target.clone()).collect()
    }

    #[test]
    fn years_follow_one_another_without_a_gap() {
        let of = |year: u16| row(year, &format!("{year}年补贴发放"), &year.to_string());
        let library = [of(2020), of(2021), of(2022)];
        let form = stored("2023年补贴发放", Some("≥5"));
        assert_eq!(targets(&form, &library), ["2021", "2020"], "last year's stands beside it");
        assert_eq!(targets(&stored("2023年补贴发放", None), &library), ["2022", "2021", "2020"]);
        assert!(targets(&form, &[of(2020)]).is_empty(), "a year is missing between");
        assert!(targets(&stored("培训补助", None), &library).is_empty());
        let other = LibraryRow { agency: "财务科".to_owned(), ..of(2022) };
        assert!(targets(&stored("2023年补贴发放", None), &[other]).is_empty());
    }
}
