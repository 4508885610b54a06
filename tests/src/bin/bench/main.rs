//! Measures reading, scoring and writing on one large book, beside LibreOffice and openpyxl, and departments of growing size, and
//! prints docs/BENCHMARKS.md.
//!
//! A harness of its own in place of criterion: half of what is measured are whole processes, which criterion does not do.

mod book;
mod department;
mod learned;
mod machine;
mod ours;
mod page;
mod theirs;
mod timing;

use std::error::Error;
use std::path::{Path, PathBuf};

use book::Book;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("say in which folder the book is built")?);
    std::fs::create_dir_all(&folder)?;
    let book = Book::build(&folder)?;
    let sizes = sizes()?;
    let before = machine::load();
    let ours = ours::measure(&book, &folder)?;
    let theirs = theirs::measure(&book, &folder)?;
    let departments = department::grow(&folder, &sizes, &book)?;
    print!("{}", page::page(&book, &ours, &theirs, &departments, &machine::describe(&before)));
    Ok(())
}

/// The sizes of departments behind the folder on the command line, or the usual ones.
fn sizes() -> Result<Vec<usize>, Box<dyn Error>> {
    let sizes =
        std::env::args().skip(2).map(|size| Ok(size.parse()?)).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    Ok(if sizes.is_empty() { department::SIZES.to_vec() } else { sizes })
}

/// The program of that name beside this one.
fn beside(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let here = std::env::current_exe()?;
    let path = here.parent().unwrap_or(Path::new(".")).join(name);
    if path.exists() { Ok(path) } else { Err(format!("build {} first", path.display()).into()) }
}
