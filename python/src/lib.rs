//! `jixiao._jixiao`: what the Python package takes from Rust. It converts and decides nothing; `jixiao/__init__.py` is what people use.

use std::path::PathBuf;
use std::sync::OnceLock;

use anyhow::Result;
use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use arrow_schema::Schema;
use jixiao_app::desk::Actor;
use jixiao_app::unexpected::{caught_file, silence_panics};
use jixiao_app::{
    Assessment, Book, Catalogue, Depth, EXTENSION, FileRead, RuleSetId, WORKBOOKS, data_folder,
    describe_error, read_book, recover_book, summarise,
};
use jixiao_tables::{Table, nested, nested_schema, summary, tables};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rayon::prelude::*;

/// A file by its path, or its name and bytes.
#[derive(FromPyObject)]
enum Source {
    InMemory(String, Vec<u8>),
    Path(PathBuf),
}

/// How files are to be read.
struct Wanted {
    depth: Depth,
    rules: Option<String>,
    /// Whether the forms of all workbooks are checked as one batch.
    together: bool,
}

/// The rows of these files in each table.
#[pyfunction]
fn tables_of(
    py: Python<'_>,
    sources: Vec<Source>,
    depth: &str,
    rules: Option<String>,
    together: bool,
) -> PyResult<Vec<PyArrowType<RecordBatch>>> {
    let wanted = Wanted { depth: depth_named(depth)?, rules, together };
    let found = py.detach(|| read(sources, &wanted).and_then(|files| tables(&files)));
    Ok(found.map_err(|error| told(&error))?.into_iter().map(|rows| PyArrowType(rows.batch)).collect())
}

/// One row for each file, with its rows in each table as a list.
#[pyfunction]
fn nested_of(py: Python<'_>, sources: Vec<Source>) -> PyResult<PyArrowType<RecordBatch>> {
    let wanted = Wanted { depth: Depth::Check, rules: None, together: false };
    let found = py.detach(|| read(sources, &wanted).and_then(|files| nested(&files)));
    found.map(PyArrowType).map_err(|error| told(&error))
}

/// The summary of the projects of these workbooks, what has to be known before it is believed, and what was not understood.
#[pyfunction]
fn summary_of(
    py: Python<'_>,
    sources: Vec<Source>,
    agency: Option<String>,
    rules: Option<String>,
    classified: Vec<String>,
) -> PyResult<(PyArrowType<RecordBatch>, PyArrowType<RecordBatch>, Vec<String>)> {
    let found = py.detach(move || summarised(sources, agency.as_deref(), rules.as_deref(), &classified));
    let (rows, problems, cautions) = found.map_err(|error| told(&error))?;
    Ok((PyArrowType(rows), PyArrowType(problems), cautions))
}

/// The schema of what `nested_of` gives.
#[pyfunction]
fn schema_of_nested() -> PyArrowType<Schema> {
    PyArrowType(nested_schema().as_ref().clone())
}

/// The schema of each table, by its name.
#[pyfunction]
fn schemas() -> Vec<(&'static str, PyArrowType<Schema>)> {
    Table::ALL.map(|table| (table.name(), PyArrowType(table.schema().as_ref().clone()))).into()
}

/// What results depend on beside the files: version, editions, rules.
#[pyfunction]
fn fingerprint() -> PyResult<String> {
    catalogue().map(Catalogue::fingerprint).map_err(|error| told(&error))
}

/// Endings of the files that forms are read from, without the dot.
#[pyfunction]
fn endings() -> Vec<&'static str> {
    WORKBOOKS.iter().copied().chain([EXTENSION]).collect()
}

/// What the package takes from here.
#[pymodule]
fn _jixiao(module: &Bound<'_, PyModule>) -> PyResult<()> {
    silence_panics();
    module.add_function(wrap_pyfunction!(tables_of, module)?)?;
    module.add_function(wrap_pyfunction!(summary_of, module)?)?;
    module.add_function(wrap_pyfunction!(nested_of, module)?)?;
    module.add_function(wrap_pyfunction!(schema_of_nested, module)?)?;
    module.add_function(wrap_pyfunction!(schemas, module)?)?;
    module.add_function(wrap_pyfunction!(endings, module)?)?;
    module.add_function(wrap_pyfunction!(fingerprint, module)?)
}

fn read(sources: Vec<Source>, wanted: &Wanted) -> Result<Vec<FileRead>> {
    let mut catalogue = catalogue()?.clone();
    let rules = wanted.rules.as_deref().map(|named| rules_named(named, &mut catalogue)).transpose()?;
    let actor = Actor::here();
    let first = if wanted.together { wanted.depth.min(Depth::Score) } else { wanted.depth };
    let assessment = Assessment { depth: first, rules: rules.as_ref(), actor: &actor, catalogue: &catalogue };
    let mut files: Vec<FileRead> =
        sources.into_par_iter().map(|source| read_one(source, &assessment)).collect();
    if wanted.together && wanted.depth == Depth::Check {
        assessment.check_together(&mut files)?;
    }
    Ok(files)
}

fn summarised(
    sources: Vec<Source>,
    agency: Option<&str>,
    rules: Option<&str>,
    classified: &[String],
) -> Result<(RecordBatch, RecordBatch, Vec<String>)> {
    let mut catalogue = catalogue()?.clone();
    let rules = rules.map(|named| rules_named(named, &mut catalogue)).transpose()?;
    let (mut books, mut unread) = (Vec::new(), Vec::new());
    let read: Vec<(String, Result<Book>)> =
        sources.into_par_iter().map(|source| book_of(source, &catalogue)).collect();
    for (file, book) in read {
        match book {
            Ok(book) => books.push(book),
            Err(error) => unread.push(FileRead { file, content: None, result: Err(error) }),
        }
    }
    let found = summarise(&books, agency, rules.as_ref(), classified, &catalogue)?;
    Ok((summary(&found)?, Table::Problems.rows(&unread)?.batch, found.cautions))
}

fn book_of(source: Source, catalogue: &Catalogue) -> (String, Result<Book>) {
    match source {
        Source::InMemory(name, bytes) => {
            let book = caught_file(&name, || recover_book(&bytes, &name, catalogue));
            (name, book)
        }
        Source::Path(path) => (path.to_string_lossy().into_owned(), read_book(&path, catalogue)),
    }
}

fn read_one(source: Source, assessment: &Assessment) -> FileRead {
    match source {
        Source::InMemory(name, bytes) => assessment.of_bytes(bytes, name),
        Source::Path(path) => {
            let name = path.to_string_lossy().into_owned();
            assessment.of_path(&path, name)
        }
    }
}

/// The editions and rule sets of the program and of the person, loaded once.
fn catalogue() -> Result<&'static Catalogue> {
    static LOADED: OnceLock<Catalogue> = OnceLock::new();
    if let Some(loaded) = LOADED.get() {
        return Ok(loaded);
    }
    let loaded = match data_folder() {
        Some(data) => Catalogue::with_files_below(&data)?,
        None => Catalogue::load()?,
    };
    Ok(LOADED.get_or_init(|| loaded))
}

/// The rule set of this id, or the one in this file, which is taken into use.
fn rules_named(named: &str, catalogue: &mut Catalogue) -> Result<RuleSetId> {
    let path = PathBuf::from(named);
    if path.extension().is_some() {
        return catalogue.add_rules_file(&path);
    }
    let id = RuleSetId::from(named);
    catalogue.rules(&id)?;
    Ok(id)
}

fn depth_named(depth: &str) -> PyResult<Depth> {
    match depth {
        "read" => Ok(Depth::Read),
        "score" => Ok(Depth::Score),
        "check" => Ok(Depth::Check),
        _ => Err(PyValueError::new_err(format!("no depth {depth}"))),
    }
}

fn told(error: &anyhow::Error) -> PyErr {
    PyValueError::new_err(describe_error(error))
}
