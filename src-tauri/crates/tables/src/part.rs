//! A part of a folder of results: the rows of some files in each table, as Parquet.

use anyhow::{Context, Result};
use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use bytes::Bytes;
use jixiao_app::FileRead;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use rayon::prelude::*;

use crate::counts::Counts;
use crate::place::forms_of;
use crate::table::Table;

/// So many forms, or files, make a part: some four seconds' work, and some 30 MiB while it is made.
const ENOUGH: usize = 4096;

/// The key by which a part says what made it.
const MADE_BY: &str = "jixiao";

/// A part that is being made.
pub struct Part {
    writers: Vec<ArrowWriter<Vec<u8>>>,
    files: usize,
    forms: usize,
}

/// A file of a part, as its table of files tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileLine {
    /// What it is called.
    pub file: String,
    /// By what its content is known; `None` where it could not be read.
    pub sha256: Option<String>,
    /// Its numbers.
    pub counts: Counts,
    /// Whether it was read.
    pub is_read: bool,
}

impl FileLine {
    /// Of a file that was read.
    pub fn of(file: &FileRead) -> Self {
        Self {
            file: file.file.clone(),
            sha256: file.content.as_ref().map(|content| content.sha256.clone()),
            counts: Counts::of(file),
            is_read: file.result.is_ok(),
        }
    }
}

impl Part {
    /// A part without rows; `maker` is what made it.
    ///
    /// # Errors
    /// None that a tested build gives.
    pub fn new(maker: &str) -> Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(MADE_BY.to_owned())
            .set_key_value_metadata(Some(vec![KeyValue::new(MADE_BY.to_owned(), maker.to_owned())]))
            .build();
        let writer =
            |table: Table| ArrowWriter::try_new(Vec::new(), table.schema(), Some(properties.clone()));
        let writers = Table::ALL.into_iter().map(writer).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { writers, files: 0, forms: 0 })
    }

    /// Adds files.
    ///
    /// # Errors
    /// More text than one array holds, 2 GiB.
    pub fn add(&mut self, files: &[FileRead]) -> Result<()> {
        self.files += files.len();
        self.forms += files.iter().map(|file| forms_of(file).count()).sum::<usize>();
        let with_tables = self.writers.par_iter_mut().zip(Table::ALL);
        with_tables.try_for_each(|(writer, table)| Ok(writer.write(&table.rows(files)?.batch)?))
    }

    /// Nothing was added.
    pub const fn is_empty(&self) -> bool {
        self.files == 0
    }

    /// It is time for another part.
    pub const fn is_full(&self) -> bool {
        self.files >= ENOUGH || self.forms >= ENOUGH
    }

    /// The bytes of each table.
    ///
    /// # Errors
    /// None that a tested build gives.
    pub fn finish(self) -> Result<Vec<Vec<u8>>> {
        self.writers.into_par_iter().map(|writer| Ok(writer.into_inner()?)).collect()
    }
}

/// The files of a part, out of its table of files; `None` where something else than `maker` made it.
///
/// # Errors
/// The bytes are no such table.
pub fn lines(bytes: Vec<u8>, maker: &str) -> Result<Option<Vec<FileLine>>> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes))?;
    let pairs = reader.metadata().file_metadata().key_value_metadata();
    let made_by = pairs.and_then(|pairs| pairs.iter().find(|pair| pair.key == MADE_BY)?.value.as_deref());
    if made_by != Some(maker) {
        return Ok(None);
    }
    let mut lines = Vec::new();
    for batch in reader.build()? {
        lines.extend(lines_of(&batch?)?);
    }
    Ok(Some(lines))
}

fn lines_of(batch: &RecordBatch) -> Result<Vec<FileLine>> {
    let column = |name: &str| batch.column_by_name(name).with_context(|| format!("no column {name}"));
    let texts = |name: &str| -> Result<Vec<Option<String>>> {
        let texts = column(name)?.as_string_opt::<i32>().with_context(|| format!("no texts in {name}"))?;
        Ok(texts.iter().map(|text| text.map(str::to_owned)).collect())
    };
    let counts = |name: &str| -> Result<Vec<usize>> {
        let counts = column(name)?.as_primitive_opt::<Int32Type>();
        let counts = counts.with_context(|| format!("no numbers in {name}"))?.values();
        Ok(counts.iter().map(|count| usize::try_from(*count).unwrap_or_default()).collect())
    };
    let (files, hashes, reasons) = (texts("file")?, texts("sha256")?, texts("error")?);
    let (forms, problems) = (counts("forms")?, counts("problems")?);
    let (errors, warnings, hints) = (counts("errors")?, counts("warnings")?, counts("hints")?);
    let line = |at: usize| FileLine {
        file: files[at].clone().unwrap_or_default(),
        sha256: hashes[at].clone(),
        counts: Counts {
            forms: forms[at],
            errors: errors[at],
            warnings: warnings[at],
            hints: hints[at],
            problems: problems[at],
        },
        is_read: reasons[at].is_none(),
    };
    Ok((0..batch.num_rows()).map(line).collect())
}
