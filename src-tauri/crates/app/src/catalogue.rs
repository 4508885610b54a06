use anyhow::{Result, anyhow};

use jixiao_edition::{DataError, Edition, Labels, find};
use jixiao_model::{EditionId, Form};

/// The editions and labels that come with the program, loaded once.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The official layouts.
    pub editions: Vec<Edition>,
    labels: Labels,
}

impl Catalogue {
    /// Loads what is compiled in.
    ///
    /// # Errors
    /// A data file is wrong, which a tested build never ships.
    pub fn load() -> Result<Self, DataError> {
        Ok(Self { editions: jixiao_edition::editions()?, labels: jixiao_edition::labels()? })
    }

    /// What recovery compares a sheet with.
    #[must_use]
    pub fn for_recovery(&self) -> jixiao_recover::Catalogue<'_> {
        jixiao_recover::Catalogue { editions: &self.editions, labels: &self.labels }
    }

    /// The edition of this id.
    ///
    /// # Errors
    /// There is none; the message lists those there are.
    pub fn edition(&self, id: &EditionId) -> Result<&Edition> {
        find(&self.editions, id).ok_or_else(|| {
            let known: Vec<&str> = self.editions.iter().map(|edition| edition.id.0.as_str()).collect();
            anyhow!("没有名为“{}”的表式，可用的有：{}", id.0, known.join("、"))
        })
    }

    /// The edition of a form.
    ///
    /// # Errors
    /// The form names an edition that this program does not have.
    pub fn edition_of(&self, form: &Form) -> Result<&Edition> {
        self.edition(&form.edition)
    }
}
