use std::ops::Range;

use jixiao_edition::{
    Block, CellSpec, Each, Edition, Labels, Piece, RowSpec, Section, Template, Years, to_toml,
};
use jixiao_edition::{Field, Format};
use jixiao_model::{EditionId, FieldName, Form, RuleSetId};
use jixiao_recover::RecoveredForm;
use jixiao_sheet::{Length, Page, Sheet};

use crate::cells::{Ends, once};
use crate::classes::Classes;
use crate::error::CannotLearn;
use crate::kinds::Kinds;
use crate::source::Source;
use crate::{funds, run};

/// What a sheet does not say of its layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Where it was learned from, in Chinese.
    pub source: String,
    /// The rules that its forms are scored by.
    pub rules: RuleSetId,
}

/// The layout of the form that stands in `rows` of `sheet`, whose paper and columns are known. Its id follows from its contents.
///
/// # Errors
/// The sheet has something that no layout says.
pub fn learn(
    sheet: &Sheet,
    found: &RecoveredForm,
    rows: Range<u32>,
    labels: &Labels,
    about: &About,
) -> Result<Edition, CannotLearn> {
    if rows.len() > MAX_ROWS {
        return Err(CannotLearn::Long(rows.end));
    }
    let source = Source::new(sheet, found, labels, rows);
    let kinds = Kinds::of(&source)?;
    let form = source.form();
    let classes = Classes::of(&source, &kinds);
    let sections = sections(&source, &kinds, classes.least)?;
    let title = title(form);
    Ok(identified(Edition {
        id: EditionId::default(),
        formerly: Vec::new(),
        places: Vec::new(),
        name: name(form, &title),
        kind: form.kind,
        years: Years { from: form.year.unwrap_or(FIRST_YEAR), to: None },
        rules: about.rules.clone(),
        national: false,
        amount_unit: form.amount_unit,
        title,
        source: about.source.clone(),
        page: page(sheet.page.clone().unwrap_or_default(), form),
        narrowest: Vec::new(),
        columns: sheet.columns.clone(),
        amounts: funds::amounts(&source),
        funds: form.funds.iter().map(|fund| fund.label.clone()).collect(),
        classes: classes.classes,
        always: Vec::new(),
        gaps: true,
        sections,
    }))
}

/// A layout with the id that follows from its contents, wherever it was learned from.
pub fn identified(edition: Edition) -> Edition {
    let nameless = Edition { id: EditionId::default(), source: String::new(), ..edition.clone() };
    Edition { id: EditionId(format!("own-{:012x}", digest(&to_toml(&nameless)) >> 16)), ..edition }
}

/// The year of a form that does not say its own: the first in which forms like these were asked for (财预〔2020〕10号).
const FIRST_YEAR: u16 = 2020;

/// No form is longer, and a layout is kept row by row.
pub const MAX_ROWS: usize = 2000;

/// FNV-1a: the same layout has the same id, on every machine.
fn digest(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The paper, with the form's name and year in its header and footer as placeholders: they are another's next year.
fn page(page: Page, form: &Form) -> Page {
    let year = form.year.map(|year| format!("{year}年")).unwrap_or_default();
    let rolled = |codes: String| {
        let mut codes = codes.replace(['{', '}'], "");
        for (text, placeholder) in [(form.name(), "{name}"), (year.as_str(), "{year}年")] {
            if !text.is_empty() {
                codes = codes.replace(text, placeholder);
            }
        }
        codes
    };
    Page { breaks: Vec::new(), header: page.header.map(rolled), footer: page.footer.map(rolled), ..page }
}

/// The title with the form's name and year as placeholders.
fn title(form: &Form) -> Template {
    let field = |field| vec![Piece::Field(field, Format::Plain)];
    let year = form.year.map(|year| year.to_string()).unwrap_or_default();
    let mut pieces = vec![Piece::Words(form.title.replace(['{', '}'], ""))];
    for (value, field) in
        [(form.name(), field(Field::Text(FieldName::NAME))), (year.as_str(), field(Field::Year))]
    {
        pieces = pieces.into_iter().flat_map(|piece| replaced(piece, value, &field)).collect();
    }
    Template::of(pieces)
}

/// A piece with the first place of `value` in it replaced.
fn replaced(piece: Piece, value: &str, field: &[Piece]) -> Vec<Piece> {
    match &piece {
        Piece::Words(words) if !value.is_empty() => match words.split_once(value) {
            Some((before, behind)) => {
                let mut pieces = vec![Piece::Words(before.to_owned())];
                pieces.extend_from_slice(field);
                pieces.push(Piece::Words(behind.to_owned()));
                pieces
            }
            None => vec![piece],
        },
        _ => vec![piece],
    }
}

fn name(form: &Form, title: &Template) -> String {
    let title = title.fill(|_, _| String::new());
    let title = title.trim_start_matches(['年', '度', ' ']);
    format!("{}（本单位原表式）", if title.is_empty() { form.kind.label() } else { title })
}

/// A row of the layout: a row of the sheet, or the run of a goal.
#[derive(Clone, Copy)]
enum Part {
    Row(u32),
    Run(u32, u32),
}

impl Part {
    fn id(self) -> String {
        let (Self::Row(row) | Self::Run(row, _)) = self;
        format!("row-{}", row + 1)
    }

    const fn first(self) -> u32 {
        let (Self::Row(row) | Self::Run(row, _)) = self;
        row
    }

    const fn last(self) -> u32 {
        let (Self::Row(row) | Self::Run(_, row)) = self;
        row
    }
}

/// The rows of the layout, top to bottom; of numbered goals the first stands for all.
fn parts(source: &Source, kinds: &Kinds) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut next = source.rows.start;
    while next < source.rows.end {
        let later_goal = kinds.goals.iter().skip(1).find(|rows| rows.contains(&next));
        next = 1 + match (later_goal, kinds.run_of(next)) {
            (Some(goal), _) => *goal.end(),
            (None, Some(run)) => {
                parts.push(Part::Run(*run.start(), *run.end()));
                *run.end()
            }
            (None, None) => {
                parts.push(Part::Row(next));
                next
            }
        };
    }
    parts
}

fn sections(source: &Source, kinds: &Kinds, spare: usize) -> Result<Vec<Section>, CannotLearn> {
    let parts = parts(source, kinds);
    let ends: Ends = parts.iter().map(|part| (part.last(), part.id())).collect();
    let fund_columns = funds::columns(source, kinds);
    let spec = |part: &Part| {
        let (each, cells) = match part {
            Part::Run(first, last) => (Each::Indicator, run::cells(source, kinds, &ends, &(*first..=*last))?),
            Part::Row(row) if kinds.funds.contains_key(row) => {
                (Each::Fund, funds::cells(source, kinds, &ends, &fund_columns, *row)?)
            }
            Part::Row(row) => (Each::Once, once(source, &ends, *row)?),
        };
        Ok(row_spec(source, *part, each, cells, spare))
    };
    let specs = parts.iter().map(spec).collect::<Result<Vec<_>, CannotLearn>>()?;
    let first = kinds.goals.first().map(|goal| format!("row-{}", goal.start() + 1));
    let last = kinds.goals.first().and_then(|goal| parts.iter().rfind(|part| goal.contains(&part.last())));
    let last = last.map(|part| part.id());
    Ok(split(with_headers(source, kinds, funds::joined(specs)), first.as_deref(), last.as_deref()))
}

fn row_spec(source: &Source, part: Part, each: Each, cells: Vec<CellSpec>, spare: usize) -> RowSpec {
    let height = match part {
        Part::Run(first, last) => run::height(source, &(first..=last)),
        Part::Row(row) => source.sheet.rows.get(row as usize).copied(),
    };
    let breaks = source.sheet.page.as_ref().map(|page| page.breaks.as_slice()).unwrap_or_default();
    RowSpec {
        id: part.id(),
        each,
        header: source
            .sheet
            .headers
            .iter()
            .any(|header| (header.first..=header.last).contains(&part.first())),
        height: height.filter(|height| *height > Length::ZERO),
        page_break: each == Each::Once && breaks.contains(&part.first()),
        least: if each == Each::Indicator { spare } else { 0 },
        cells,
    }
}

/// Where the sheet repeats no rows on each page, the headings of the indicators are.
fn with_headers(source: &Source, kinds: &Kinds, mut specs: Vec<RowSpec>) -> Vec<RowSpec> {
    let above = kinds.runs.first().and_then(|run| run.start().checked_sub(1));
    if let Some(above) = above.filter(|_| source.sheet.headers.is_empty()) {
        let headings = source.standing(above).into_iter().filter(|cell| cell.area.last.row == above);
        let first = headings.map(|cell| cell.area.first.row).min().unwrap_or(above);
        for spec in specs.iter_mut().filter(|spec| spec.each == Each::Once) {
            spec.header = (first..=above).any(|row| spec.id == Part::Row(row).id());
        }
    }
    specs
}

/// The rows as sections: those of numbered goals are printed for each goal. A table begins with its headings.
fn split(specs: Vec<RowSpec>, first: Option<&str>, last: Option<&str>) -> Vec<Section> {
    let mut sections = vec![Section { each_goal: false, blocks: Vec::new() }];
    let mut was_header = false;
    let mut begins = true;
    for spec in specs {
        if Some(spec.id.as_str()) == first {
            sections.push(Section { each_goal: true, blocks: Vec::new() });
            begins = true;
        }
        let ends_table = spec.each == Each::Indicator;
        let ends_goal = Some(spec.id.as_str()) == last;
        begins |= spec.header && !was_header;
        was_header = spec.header;
        if let Some(section) = sections.last_mut() {
            match section.blocks.last_mut() {
                Some(block) if !begins => block.rows.push(spec),
                _ => section.blocks.push(Block { id: String::new(), side: None, rows: vec![spec] }),
            }
        }
        begins = ends_table;
        if ends_goal {
            sections.push(Section { each_goal: false, blocks: Vec::new() });
            begins = true;
        }
    }
    sections.retain(|section| !section.blocks.is_empty());
    sections
}
