//! 项目支出绩效自评汇总表 and 预算绩效情况说明 of a department, from its project forms.

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::json;

use jixiao_edition::RuleSet;
use jixiao_model::{Form, FormKind, RuleSetId, squeeze};
use jixiao_rollup::{
    Facts, Figures, Line, Project, SECTIONS, Section, Sum, Summary, Sums, cautions, headings, paragraph,
    summary,
};
use jixiao_score::{Scored, score};
use jixiao_sheet::{Properties, Sheet};
use jixiao_store::OwnWords;

use crate::book::{Book, BookForm};
use crate::catalogue::Catalogue;
use crate::classified::{is_named, require_all};
use crate::disclosure::{Around, document};
use crate::file_names::{Named, titled};
use crate::report::{Output, Written, save, write_forms};
use crate::scoring::rules_for;
use crate::summary_table::{SUMMARY, summary_table};

/// What the text beside it is called.
const DISCLOSURE: &str = "预算绩效情况说明";

/// A department's projects put together.
#[derive(Debug)]
pub struct Summarised {
    /// The sums, by unit and in all.
    pub summary: Summary,
    /// What has to be known before the sums are believed, in Chinese.
    pub cautions: Vec<String>,
    /// The draft of 预算绩效情况说明.
    pub sections: Vec<Section>,
    /// The unit that hands in.
    pub agency: String,
    /// The year evaluated; `None` when no form says.
    pub year: Option<u16>,
    /// The date under 情况说明, `2024年3月1日`; `None` for one that is still to be written in.
    pub date: Option<String>,
    /// When the youngest of the books was last changed, in seconds since 1970-01-01 00:00 UTC.
    pub modified: i64,
}

/// What is known beside the project forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The unit that hands in.
    pub agency: String,
    /// The year evaluated; `None` when no form says.
    pub year: Option<u16>,
    /// The department forms that were made, too.
    pub departments: Vec<Figures>,
    /// When something was last changed, in seconds since 1970-01-01 00:00 UTC.
    pub modified: i64,
}

/// Puts the project forms of these books together. `agency` is who hands them in; without one, the competent department. `classified`
/// are the names of projects that are 涉密.
///
/// # Errors
/// A rule set or edition is not known.
pub fn summarise(
    books: &[Book],
    agency: Option<&str>,
    rules: Option<&RuleSetId>,
    classified: &[String],
    catalogue: &Catalogue,
) -> Result<Summarised> {
    let forms: Vec<&Form> = books.iter().flat_map(|book| &book.forms).map(BookForm::form).collect();
    let (mut projects, mut departments): (Vec<&Form>, Vec<Figures>) = (Vec::new(), Vec::new());
    for form in &forms {
        match form.kind {
            kind if kind.is_project() => projects.push(form),
            FormKind::Department => departments.push(Figures::of(form)),
            _ => {}
        }
    }
    require_all(classified, &projects)?;
    let mut scores: Vec<(Scored, &RuleSet)> = Vec::new();
    for form in &projects {
        let rules = rules_for(form, rules, catalogue)?;
        scores.push((score(form, rules), rules));
    }
    let with_scores = projects.iter().zip(&scores);
    let pairs: Vec<Project> = with_scores
        .map(|(form, (scored, rules))| Project {
            form,
            scored,
            rules,
            classified: is_named(form, classified),
        })
        .collect();
    let owned: Vec<Form> = projects.iter().map(|form| (*form).clone()).collect();
    Ok(summarise_projects(
        &pairs,
        About {
            agency: agency.map_or_else(|| crate::export::agency(&owned), str::to_owned),
            year: projects.iter().find_map(|form| form.year),
            departments,
            modified: books.iter().map(|book| book.modified).max().unwrap_or_default(),
        },
        &BTreeMap::new(),
    ))
}

/// Puts scored projects together. `own_words`, by section, take the place of what is drafted, or leave it out.
#[must_use]
pub fn summarise_projects(
    projects: &[Project],
    about: About,
    own_words: &BTreeMap<String, OwnWords>,
) -> Summarised {
    let summary = summary(projects);
    let facts = Facts {
        agency: about.agency.clone(),
        year: about.year.unwrap_or_default(),
        departments: about.departments,
    };
    let own_words = without_classified(own_words, projects);
    let sections = own_worded(paragraph(&facts, projects, &summary), &own_words.kept);
    let cautions = cautions(projects).into_iter().chain(own_words.caution()).collect();
    Summarised {
        summary,
        cautions,
        sections,
        agency: about.agency,
        year: about.year,
        date: None,
        modified: about.modified,
    }
}

/// The person's own words without sections that name a classified project.
pub(crate) struct OwnWordsKept {
    /// The others; the draft, which names none, takes the place of one that is held back.
    pub kept: BTreeMap<String, OwnWords>,
    /// Names of the sections held back.
    held_back: Vec<&'static str>,
}

impl OwnWordsKept {
    fn caution(&self) -> Option<String> {
        let names = self.held_back.iter().map(|name| if name.is_empty() { "开头" } else { name });
        (!self.held_back.is_empty()).then(|| {
            format!(
                "情况说明中自己写的“{}”提到涉密项目的名称，没有使用，按起草的文字生成；请改写后再生成。",
                names.collect::<Vec<_>>().join("”“")
            )
        })
    }

    /// Whether the section of this key is held back.
    pub fn is_held_back(&self, key: &str) -> bool {
        SECTIONS.iter().any(|(known, name)| *known == key && self.held_back.contains(name))
    }
}

/// Holds own words back that name a classified project, with or without the year before its name: drafts never do, and a text
/// that was written before the project was marked, or without a thought of it, would be handed in with it.
pub(crate) fn without_classified(
    own_words: &BTreeMap<String, OwnWords>,
    projects: &[Project],
) -> OwnWordsKept {
    let classified = projects.iter().filter(|project| project.classified);
    let names: Vec<String> = classified.map(|project| without_year(&squeeze(project.form.name()))).collect();
    let tells = |text: &str| {
        let text = squeeze(text);
        names.iter().any(|name| !name.is_empty() && text.contains(name.as_str()))
    };
    let (held, kept): (BTreeMap<_, _>, BTreeMap<_, _>) =
        own_words.clone().into_iter().partition(|(_, words)| tells(&words.text));
    let held_back = SECTIONS.iter().filter(|(key, _)| held.contains_key(*key)).map(|(_, name)| *name);
    OwnWordsKept { kept, held_back: held_back.collect() }
}

/// `2023年某某专项` → `某某专项`; a name that is little else stays whole.
pub(crate) fn without_year(name: &str) -> String {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest =
        rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')).filter(|_| rest.len() < name.len());
    rest.filter(|rest| rest.chars().count() >= 4).unwrap_or(name).to_owned()
}

/// Drafted sections with the person's own words in their place. Own words that say nothing leave the section out.
pub(crate) fn own_worded(drafted: Vec<Section>, own_words: &BTreeMap<String, OwnWords>) -> Vec<Section> {
    let worded = |section: Section| match own_words.get(section.key) {
        Some(words) if words.text.is_empty() => Section { open: false, omitted: true, ..section },
        Some(words) => Section { text: words.text.clone(), open: false, ..section },
        None => section,
    };
    drafted.into_iter().map(worded).collect()
}

/// 预算绩效情况说明 of this unit and year, as its title says.
#[must_use]
pub fn disclosure_title(found: &Summarised) -> String {
    around(found).whole_title()
}

/// What stands around the sections of 情况说明.
pub(crate) fn around(found: &Summarised) -> Around {
    let year = found.year.map(|year| format!("{year}年度")).unwrap_or_default();
    let title = format!("{year}{DISCLOSURE}");
    Around { agency: found.agency.clone(), title, date: found.date.clone() }
}

/// What the Word document is called.
pub(crate) fn disclosure_file(found: &Summarised) -> String {
    let named = Named { agency: &found.agency, year: found.year, source: "" };
    titled(&named, DISCLOSURE) + ".docx"
}

/// What has to be said of a Word document that leaves sections out; empty when it has all of them.
#[must_use]
pub fn left_out(found: &Summarised) -> String {
    let open = SECTIONS
        .iter()
        .filter(|(key, _)| found.sections.iter().any(|section| section.key == *key && section.open));
    let names: Vec<&str> = open.map(|(_, name)| *name).collect();
    if names.is_empty() {
        return String::new();
    }
    format!("情况说明还有 {} 段待撰写，没有写入 Word 文档：{}。", names.len(), names.join("、"))
}

/// Writes the summary in the formats asked for, and the paragraph as a Word document, beside one another.
#[must_use]
pub fn write_summary(found: &Summarised, output: &Output) -> Written {
    let named = Named { agency: &found.agency, year: found.year, source: "" };
    let properties =
        Properties { title: titled(&named, SUMMARY), author: found.agency.clone(), created: found.modified };
    let output = Output { per_form: false, ..output.clone() };
    let mut written = Written::default();
    let sheets = [summary_sheet(found)];
    write_forms(&sheets, SUMMARY, &named, &properties, &output, &mut written, &mut || {});
    let name = disclosure_file(found);
    let properties = Properties { title: disclosure_title(found), ..properties };
    written.note(save(&name, document(&around(found), &found.sections, &properties), &output));
    written
}

/// The summary as a table to print: units with their projects and subtotals, classified projects in one line, the total.
#[must_use]
pub fn summary_sheet(found: &Summarised) -> Sheet {
    summary_table(&found.agency, found.year, &found.summary)
}

/// The summary as JSON: `{agency, year, cautions: […], agencies: [{agency, projects: […], subtotal}], classified, total, paragraph: [{key, title, heading, text, open, omitted}]}`,
/// amounts as decimal texts in 万元.
#[must_use]
pub fn summary_json(found: &Summarised) -> serde_json::Value {
    let agencies = found.summary.agencies.iter().map(|group| {
        json!({
            "agency": group.agency,
            "projects": group.lines.iter().map(line_json).collect::<Vec<_>>(),
            "subtotal": sums_json(&group.subtotal),
        })
    });
    let sections = found.sections.iter().zip(headings(&found.sections));
    json!({
        "agency": found.agency,
        "year": found.year,
        "cautions": found.cautions,
        "agencies": agencies.collect::<Vec<_>>(),
        "classified": sums_json(&found.summary.classified),
        "total": sums_json(&found.summary.total),
        "paragraph": sections.map(|(section, heading)| section_json(section, &heading)).collect::<Vec<_>>(),
    })
}

/// `open`: the text only asks for words, and does not go into the Word document; `omitted`: nor does this one, as the person says.
fn section_json(section: &Section, heading: &str) -> serde_json::Value {
    let Section { key, title, text, open, omitted } = section;
    json!({ "key": key, "title": title, "heading": heading, "text": text, "open": open, "omitted": omitted })
}

fn line_json(line: &Line) -> serde_json::Value {
    json!({
        "name": line.name,
        "initial": line.initial,
        "adjusted": line.adjusted,
        "executed": line.executed,
        "rate": line.rate,
        "score": line.score,
        "grade": line.grade,
        "deviation": line.deviation,
    })
}

fn sums_json(sums: &Sums) -> serde_json::Value {
    let sum = |sum: Sum| json!({ "amount": sum.amount, "missing": sum.missing });
    json!({
        "projects": sums.projects,
        "initial": sum(sums.initial),
        "adjusted": sum(sums.adjusted),
        "executed": sum(sums.executed),
        "rate": sums.rate(),
    })
}
