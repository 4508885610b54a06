//! What a person made of findings: `tests/data/judged.tsv`.

use jixiao_check::CheckId;

use super::found::Found;
use crate::corpus;

/// One judgement.
pub struct Judged {
    /// The check.
    pub check: String,
    /// The file of the form.
    pub file: String,
    /// The number of the form in the file, from 1.
    pub number: usize,
    /// The form's name, for people.
    pub name: String,
    /// The cell.
    pub place: String,
    /// What was found.
    pub found: String,
    /// The finding is right.
    pub right: bool,
    /// Why.
    pub why: String,
}

/// Every judgement on the forms whose editions are built in.
pub fn all() -> Vec<Judged> {
    of_file("judged.tsv")
}

/// Every judgement of a file, in its order.
pub fn of_file(name: &str) -> Vec<Judged> {
    let path = corpus::folder().join("data").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|(index, line)| parse(line).unwrap_or_else(|| panic!("{name}, line {}: {line}", index + 1)))
        .collect()
}

fn parse(line: &str) -> Option<Judged> {
    let [check, file, number, name, place, found, verdict, why] =
        <[&str; 8]>::try_from(line.split('\t').collect::<Vec<_>>()).ok()?;
    let right = match verdict {
        "对" => true,
        "误" => false,
        _ => return None,
    };
    let [check, file, name, place, found, why] = [check, file, name, place, found, why].map(str::to_owned);
    Some(Judged { check, file, number: number.parse().ok()?, name, place, found, right, why })
}

/// Right and wrong findings of one check.
pub fn counts(judged: &[Judged], check: CheckId) -> (usize, usize) {
    let own = judged.iter().filter(|line| line.check == check.code());
    own.fold((0, 0), |(right, wrong), line| if line.right { (right + 1, wrong) } else { (right, wrong + 1) })
}

impl Judged {
    /// It is about this finding.
    pub fn is_of(&self, found: &Found) -> bool {
        self.check == found.check.code()
            && self.file == found.file
            && self.number == found.number
            && self.place == found.place
            && self.found == found.shown
    }

    /// What to look for in the file.
    pub fn shown(&self) -> String {
        format!("{} {} {} {} {}", self.check, self.file, self.number, self.place, self.found)
    }
}
