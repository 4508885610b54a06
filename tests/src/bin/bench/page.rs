use std::time::Duration;

use rust_decimal::Decimal;

use crate::book::Book;
use crate::department::{self, Size, Step};
use crate::ours::{self, Ours};
use crate::theirs::{Office, Openpyxl, Theirs};
use crate::timing::Times;

/// docs/BENCHMARKS.md.
pub fn page(book: &Book, ours: &Ours, theirs: &Theirs, departments: &[Size], machine: &[String]) -> String {
    format!(
        "{INTRODUCTION}\n{}\n{}\n{}\n{}\n{NOTES}",
        machine_list(book, ours, machine),
        targets(ours) + &greatest_lines(departments) + &learned_lines(ours),
        growth(departments),
        others(ours, theirs)
    )
}

const INTRODUCTION: &str = "\
# Benchmarks

Written by `make bench`; don't edit. `make bench-setup` installs what it compares with. One book of 61 forms, the ten longest \
published forms in turn, is read, scored and written; the book is built anew by each run and is the same on every machine. Departments of \
growing size are collected from the books of their units, checked and rolled up.
";

const NOTES: &str = "\
## How to read it

- Times are wall-clock medians after a warm-up; *least* and *9 of 10* (nine of ten runs took no longer) show the spread. Other work \
on the machine makes everything slower, most of all the whole processes: look at the load average first.
- In-process rows start from bytes or forms in memory and end with bytes in memory. XLSX and PDF include laying the forms out. \
Whole processes include starting, reading and writing files.
- `jixiao report` does more than LibreOffice's conversion: it also scores every form and writes a second PDF that explains the scores.
- openpyxl builds an object for each cell and its style and keeps what it does not understand; our reader keeps texts, numbers and \
merged areas. openpyxl writes the book it has just read; ours lays it out as well.
- Departments are made of the published project forms of 2023 in turn, with names, units and sentences of their own, 50 forms to a unit \
and a book to a unit. *Collect* is `jixiao collect FOLDER -o DOCUMENT` into a new document, *check* is `jixiao check DOCUMENT`, *roll up* \
is `jixiao summary DOCUMENT --out FOLDER` with its three files, *collect again* the first when nothing has changed. Each figure is the \
median of three whole processes, and behind it the peak memory of one. *As long* compares the time of one form with that in the \
smallest department: 1.0× is a straight line.
- Peak memory is the resident set of the whole process, by GNU time.
";

fn machine_list(book: &Book, ours: &Ours, machine: &[String]) -> String {
    let book = format!(
        "Book: {} forms, {} indicator rows, {} characters; {} KiB as XLSX, {} KiB as PDF",
        book.forms.len(),
        book.rows,
        book.characters,
        book.bytes.len() / 1024,
        ours.pdf_bytes / 1024
    );
    machine.iter().chain([&book]).map(|line| format!("- {line}\n")).collect::<Vec<_>>().concat()
}

fn targets(ours: &Ours) -> String {
    let rows = [
        ("Read XLSX: bytes → cells", &ours.read, Some(ours::READ)),
        ("The same and recover the forms: bytes → forms", &ours.recover, None),
        ("Score: forms → scores", &ours.score, Some(ours::SCORE)),
        ("Check: forms → findings", &ours.check, Some(ours::CHECK)),
        ("The same after one edit: one form, and all against each other", &ours.edit, None),
        (
            "Check and roll up: scored forms → findings, summary, paragraph, links, indicators",
            &ours.roll_up,
            Some(department::ROLL_UP),
        ),
        ("Write XLSX: forms → bytes", &ours.write, Some(ours::WRITE)),
        ("Write PDF: forms → bytes", &ours.pdf, Some(ours::PDF)),
        ("Start: `jixiao --version`, whole process", &ours.start, Some(ours::START)),
        ("`jixiao report --formats pdf`, whole process", &ours.report, None),
    ];
    let lines = rows.into_iter().map(|(what, times, target)| target_line(what, times, target));
    let head = "## Against the targets\n\n| what | median | least | 9 of 10 | runs | target | met |\n\
        | --- | --: | --: | --: | --: | --: | --- |\n";
    head.to_owned() + &lines.collect::<String>() + &memory_line(ours.memory)
}

fn target_line(what: &str, times: &Times, target: Option<Duration>) -> String {
    let (most, met) = target
        .map_or((String::new(), ""), |target| (milliseconds(target), yes_or_no(times.median() <= target)));
    let spread = [times.median(), times.least(), times.ninth_tenth()].map(milliseconds).join(" | ");
    format!("| {what} | {spread} | {} | {most} | {met} |\n", times.runs())
}

fn memory_line(memory: Option<u64>) -> String {
    let (memory, met) = memory
        .map_or(("not measured (GNU time is not installed)".to_owned(), ""), |memory| {
            (mebibytes(memory), yes_or_no(memory <= ours::MEMORY))
        });
    let target = mebibytes(ours::MEMORY);
    format!("| Peak memory of `jixiao report --formats pdf` | {memory} | | | 1 | {target} | {met} |\n")
}

/// The greatest department against its targets.
fn greatest_lines(departments: &[Size]) -> String {
    let Some(size) = departments.last() else { return String::new() };
    let together = size.together();
    let met = yes_or_no(together <= department::GREATEST);
    let target = milliseconds(department::GREATEST);
    let (forms, runs) = (size.forms, size.collect.times.runs());
    let time = format!(
        "| Collect, check and roll up {forms} forms, three whole processes | {} | | | {runs} | {target} | {met} |\n",
        milliseconds(together)
    );
    let memory = size.memory().map_or_else(String::new, |memory| {
        let met = yes_or_no(memory <= department::GREATEST_MEMORY);
        let (memory, target) = (mebibytes(memory), mebibytes(department::GREATEST_MEMORY));
        format!(
            "| The same, peak memory of the greatest of the three | {memory} | | | 1 | {target} | {met} |\n"
        )
    });
    time + &memory
}

/// Layouts that were learned beside the known editions.
fn learned_lines(ours: &Ours) -> String {
    let head = "\n## Layouts learned from the sheets, beside the known editions\n\n\
        | what | known | learned | times as long | target | met |\n| --- | --: | --: | --: | --: | --- |\n";
    let target = Decimal::new(i64::try_from(ours::LEARNED).unwrap_or_default(), 2).normalize();
    let line = |(what, known, learned): (&str, &Times, &Times)| {
        let (known, learned) = (known.median(), learned.median());
        let met = yes_or_no(learned.as_micros() * 100 <= known.as_micros() * ours::LEARNED);
        let times = ratio(learned.as_micros(), known.as_micros());
        format!(
            "| {what} | {} | {} | {times} | {target}× | {met} |\n",
            milliseconds(known),
            milliseconds(learned)
        )
    };
    let rows = [
        ("Write XLSX: forms → bytes", &ours.write, &ours.write_learned),
        ("Write PDF: forms → bytes", &ours.pdf, &ours.pdf_learned),
    ];
    head.to_owned() + &rows.into_iter().map(line).collect::<String>()
}

/// What a department costs as it grows; `as long` is the time of each form beside that of the smallest department.
fn growth(departments: &[Size]) -> String {
    let head = "## Departments as they grow\n\n| forms | books | document | collect | check | roll up | together | per form | as long | \
        collect again |\n| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n";
    let first = departments.first().map(per_form).unwrap_or_default();
    head.to_owned() + &departments.iter().map(|size| growth_line(size, first)).collect::<String>()
}

fn per_form(size: &Size) -> u128 {
    size.together().as_nanos() / u128::try_from(size.forms.max(1)).unwrap_or(1)
}

fn growth_line(size: &Size, first: u128) -> String {
    let step = |step: &Step| {
        let memory = step.memory.map_or_else(String::new, |memory| format!(", {}", mebibytes(memory)));
        milliseconds(step.times.median()) + &memory
    };
    let each = Duration::from_nanos(u64::try_from(per_form(size)).unwrap_or(u64::MAX));
    format!(
        "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
        size.forms,
        size.books,
        mebibytes(size.document / 1024),
        step(&size.collect),
        step(&size.check),
        step(&size.summary),
        milliseconds(size.together()),
        milliseconds(each),
        ratio(per_form(size), first),
        step(&size.again)
    )
}

const fn yes_or_no(met: bool) -> &'static str {
    if met { "yes" } else { "**no**" }
}

fn others(ours: &Ours, theirs: &Theirs) -> String {
    let office = theirs.office.as_ref().map_or_else(
        || "| XLSX → PDF, LibreOffice | | not installed | |\n".to_owned(),
        |office| office_lines(ours, office),
    );
    let openpyxl = theirs.openpyxl.as_ref().map_or_else(
        || "| Read and write XLSX, openpyxl | | not installed | |\n".to_owned(),
        |openpyxl| openpyxl_lines(ours, openpyxl),
    );
    let head = "## Beside others, same book, same run\n\n| what | jixiao | other | times as long |\n\
        | --- | --: | --: | --: |\n";
    [head, &office, &openpyxl].concat()
}

fn office_lines(ours: &Ours, office: &Office) -> String {
    let what = format!("XLSX → PDF, whole process, {}", office.version);
    let time = time_line(&what, &ours.report, &office.convert);
    let memory = ours.memory.zip(office.memory).map_or_else(String::new, |(mine, other)| {
        let ratio = ratio(other.into(), mine.into());
        format!("| the same, peak memory | {} | {} | {ratio} |\n", mebibytes(mine), mebibytes(other))
    });
    time + &memory
}

fn openpyxl_lines(ours: &Ours, openpyxl: &Openpyxl) -> String {
    let read = format!("Read XLSX, openpyxl {}", openpyxl.version);
    time_line(&read, &ours.read, &openpyxl.read)
        + &time_line("Write XLSX, the same", &ours.write, &openpyxl.write)
}

fn time_line(what: &str, mine: &Times, other: &Times) -> String {
    let ratio = ratio(other.median().as_micros(), mine.median().as_micros());
    format!("| {what} | {} | {} | {ratio} |\n", milliseconds(mine.median()), milliseconds(other.median()))
}

/// How many times as long (or as much), to one decimal below ten.
fn ratio(other: u128, mine: u128) -> String {
    let quotient = Decimal::from(other).checked_div(Decimal::from(mine)).unwrap_or_default();
    let digits = u32::from(quotient < Decimal::TEN);
    format!("{}×", jixiao_model::half_up(quotient, digits))
}

fn milliseconds(time: Duration) -> String {
    let exact = Decimal::new(i64::try_from(time.as_micros()).unwrap_or(i64::MAX), 3);
    let digits = if exact < Decimal::TEN { 2 } else { 0 };
    format!("{} ms", jixiao_model::half_up(exact, digits).normalize())
}

fn mebibytes(kibibytes: u64) -> String {
    format!("{} MiB", (kibibytes + 512) / 1024)
}
