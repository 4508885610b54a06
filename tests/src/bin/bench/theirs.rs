use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::book::Book;
use crate::machine::output_of;
use crate::timing::{self, Times};

const OPENPYXL_RUNS: usize = 5;
const OFFICE_RUNS: usize = 5;

/// The same book in other people's programs; `None` where one is not installed.
pub struct Theirs {
    pub openpyxl: Option<Openpyxl>,
    pub office: Option<Office>,
}

pub struct Openpyxl {
    pub version: String,
    pub read: Times,
    pub write: Times,
}

pub struct Office {
    pub version: String,
    pub convert: Times,
    pub memory: Option<u64>,
}

pub fn measure(book: &Book, folder: &Path) -> Result<Theirs, Box<dyn Error>> {
    Ok(Theirs { openpyxl: openpyxl(book, folder)?, office: office(book, folder)? })
}

fn openpyxl(book: &Book, folder: &Path) -> Result<Option<Openpyxl>, Box<dyn Error>> {
    let Some((python, version)) = python(folder) else { return Ok(None) };
    let output = Command::new(python)
        .args(["-c", include_str!("openpyxl.py")])
        .arg(&book.path)
        .arg(folder.join("openpyxl.xlsx"))
        .arg(OPENPYXL_RUNS.to_string())
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let (mut read, mut write) = (Vec::new(), Vec::new());
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let (reading, writing) = line.split_once(' ').ok_or("openpyxl.py prints two numbers a line")?;
        read.push(Duration::from_nanos(reading.parse()?));
        write.push(Duration::from_nanos(writing.parse()?));
    }
    Ok(Some(Openpyxl { version, read: Times::new(read), write: Times::new(write) }))
}

/// A Python that has openpyxl: the one that `make bench-setup` makes, or the system's.
fn python(folder: &Path) -> Option<(PathBuf, String)> {
    let candidates = [folder.join("venv/bin/python"), PathBuf::from("python3")];
    candidates.into_iter().find_map(|python| {
        let print =
            "import openpyxl, platform; print(openpyxl.__version__, 'on Python', platform.python_version())";
        let output = Command::new(&python).args(["-c", print]).output().ok()?;
        let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some((python, version))
    })
}

fn office(book: &Book, folder: &Path) -> Result<Option<Office>, Box<dyn Error>> {
    if Command::new("soffice").arg("--version").output().is_err() {
        return Ok(None);
    }
    let mut convert = Command::new("soffice");
    convert
        .arg(format!(
            "-env:UserInstallation=file://{}",
            std::path::absolute(folder.join("office"))?.display()
        ))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.join("out"))
        .arg(&book.path);
    // The warm-up also sets up the user profile.
    let times = timing::measure(1, OFFICE_RUNS, || timing::run(&mut convert))?;
    let version = output_of("soffice", &["--version"]).split(' ').take(2).collect::<Vec<_>>().join(" ");
    Ok(Some(Office { version, convert: times, memory: peak_memory(&convert) }))
}

/// Peak resident memory of a process and those it starts, in KiB, by GNU time; `None` where that is not installed.
pub fn peak_memory(command: &Command) -> Option<u64> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args());
    let output = timed.output().ok()?;
    String::from_utf8_lossy(&output.stderr).lines().last()?.trim().parse().ok()
}
