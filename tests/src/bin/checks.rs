//! Prints docs/CHECKS.md; `make checks` puts it there. With `unjudged`, prints the findings that nobody has judged yet, one a line, as
//! they stand in `tests/data/judged.tsv`. With `planted`, prints
//! which planted faults are missed, and where. With `draw`, prints a sample of what is found in the books of other offices, to be judged.

use jixiao_tests::checks;

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("unjudged") => checks::unjudged().iter().for_each(|line| println!("{line}")),
        Some("planted") => checks::planted().iter().for_each(|planting| {
            let (fault, missed) = (planting.fault, planting.missed.join("、"));
            println!(
                "{} {}: {} / {} {missed}",
                fault.checks[0], fault.what, planting.found, planting.planted
            );
        }),
        Some("draw") => checks::drawn().iter().for_each(|line| println!("{line}")),
        _ => print!("{}", checks::document()),
    }
}
