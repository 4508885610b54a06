//! The text of an edition file, before it is checked.

use std::collections::BTreeMap;

use serde::Deserialize;

use jixiao_model::{AmountUnit, EditionId, FormKind, RuleSetId};
use toml::Spanned;

use crate::edition::{AmountFormat, Class, Each, Years};
use crate::look::{PageFile, StyleFile};
use crate::measure::Measure;
use crate::mistake::Mistake;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionFile {
    pub id: Option<EditionId>,
    /// Never inherited.
    #[serde(default)]
    pub formerly: Vec<EditionId>,
    pub extends: Option<String>,
    pub name: Option<String>,
    pub kind: Option<FormKind>,
    pub years: Option<Years>,
    pub rules: Option<RuleSetId>,
    /// Never inherited: an edition says it itself.
    pub national: Option<bool>,
    pub places: Option<Vec<String>>,
    pub amount_unit: Option<AmountUnit>,
    pub title: Option<String>,
    pub source: Option<String>,
    pub page: Option<PageFile>,
    #[serde(default)]
    pub styles: BTreeMap<String, StyleFile>,
    pub columns: Option<Vec<Measure>>,
    /// Inherited only together with the columns.
    pub narrowest: Option<Vec<Measure>>,
    pub amounts: Option<AmountFormat>,
    pub funds: Option<Vec<String>>,
    pub classes: Option<Vec<Class>>,
    pub always: Option<Vec<String>>,
    pub gaps: Option<bool>,
    pub section: Option<Vec<SectionFile>>,
    #[serde(default, rename = "override")]
    pub overrides: Vec<OverrideFile>,
    #[serde(default)]
    pub remove: Vec<Spanned<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionFile {
    #[serde(default)]
    pub each: SectionEach,
    pub block: Vec<BlockFile>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionEach {
    #[default]
    Once,
    Goal,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockFile {
    #[serde(default)]
    pub id: String,
    pub side: Option<CellFile>,
    pub row: Vec<RowFile>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowFile {
    pub id: Spanned<String>,
    #[serde(default)]
    pub each: Each,
    #[serde(default)]
    pub header: bool,
    pub height: Option<Measure>,
    #[serde(default)]
    pub page_break: bool,
    #[serde(default)]
    pub least: usize,
    pub cells: Vec<CellFile>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellFile {
    pub at: Spanned<String>,
    pub until: Option<Spanned<String>>,
    pub text: Spanned<String>,
    pub blank: Option<String>,
    pub style: Option<Spanned<String>>,
    #[serde(default)]
    pub merge: bool,
    #[serde(default)]
    pub first_only: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverrideFile {
    pub id: Spanned<String>,
    pub side: Option<CellFile>,
    pub cells: Option<Vec<CellFile>>,
}

impl EditionFile {
    /// This file on top of the one it extends. Lists are replaced whole; rows and blocks change one by one, by id.
    pub fn on(self, parent: Self) -> Result<Self, Mistake> {
        let mut styles = parent.styles;
        styles.extend(self.styles);
        let mut merged = Self {
            id: self.id,
            formerly: self.formerly,
            extends: None,
            name: self.name.or(parent.name),
            kind: self.kind.or(parent.kind),
            years: self.years.or(parent.years),
            rules: self.rules.or(parent.rules),
            national: self.national,
            places: self.places.or(parent.places),
            amount_unit: self.amount_unit.or(parent.amount_unit),
            title: self.title.or(parent.title),
            source: self.source.or(parent.source),
            page: self.page.or(parent.page),
            styles,
            narrowest: self.narrowest.or(parent.narrowest.filter(|_| self.columns.is_none())),
            columns: self.columns.or(parent.columns),
            amounts: self.amounts.or(parent.amounts),
            funds: self.funds.or(parent.funds),
            classes: self.classes.or(parent.classes),
            always: self.always.or(parent.always),
            gaps: self.gaps.or(parent.gaps),
            section: self.section.or(parent.section),
            overrides: Vec::new(),
            remove: Vec::new(),
        };
        for change in self.overrides {
            merged.apply(&change)?;
        }
        for id in self.remove {
            merged.remove_row(&id)?;
        }
        Ok(merged)
    }

    fn apply(&mut self, change: &OverrideFile) -> Result<(), Mistake> {
        let mut found = false;
        for block in self.blocks_mut() {
            if block.id == *change.id.get_ref() {
                found = true;
                block.side.clone_from(&change.side);
            }
            for row in block.row.iter_mut().filter(|row| row.id == change.id) {
                found = true;
                if let Some(cells) = &change.cells {
                    row.cells.clone_from(cells);
                }
            }
        }
        let wrong =
            || Mistake::at(&change.id, format!("override 指向不存在的行或区块“{}”", change.id.get_ref()));
        if found { Ok(()) } else { Err(wrong()) }
    }

    fn remove_row(&mut self, id: &Spanned<String>) -> Result<(), Mistake> {
        let mut found = false;
        for block in self.blocks_mut() {
            let before = block.row.len();
            block.row.retain(|row| row.id != *id);
            found |= block.row.len() < before;
        }
        let wrong = || Mistake::at(id, format!("remove 指向不存在的行“{}”", id.get_ref()));
        if found { Ok(()) } else { Err(wrong()) }
    }

    /// The byte at which the last row called `id` stands in this file itself, new or changed.
    pub fn row_at(&self, id: &str) -> Option<usize> {
        let own = self.rows().map(|row| &row.id).chain(self.overrides.iter().map(|change| &change.id));
        own.filter(|own| own.get_ref() == id).map(|own| own.span().start).last()
    }

    /// The rows that stand in this file itself.
    pub fn rows(&self) -> impl Iterator<Item = &RowFile> {
        self.section.iter().flatten().flat_map(|section| &section.block).flat_map(|block| &block.row)
    }

    /// The cells that stand in this file itself.
    pub fn cells(&self) -> impl Iterator<Item = &CellFile> {
        let blocks = self.section.iter().flatten().flat_map(|section| &section.block);
        let laid_out =
            blocks.flat_map(|block| block.side.iter().chain(block.row.iter().flat_map(|row| &row.cells)));
        let changed =
            self.overrides.iter().flat_map(|change| change.side.iter().chain(change.cells.iter().flatten()));
        laid_out.chain(changed)
    }

    fn blocks_mut(&mut self) -> impl Iterator<Item = &mut BlockFile> {
        self.section.iter_mut().flatten().flat_map(|section| &mut section.block)
    }
}
