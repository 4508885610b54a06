//! What the files made are called: the window and the command line go by the same rule.

use std::collections::HashSet;

use crate::files::free;
use crate::safe_name::{chars_beside, is_short, safe_title};

/// What may stand in a pattern, to be replaced.
pub const PLACEHOLDERS: [&str; 4] = ["{单位}", "{年度}", "{序号}", "{名称}"];

/// The usual pattern of one file for all forms; it gives what [`titled`] gives.
pub const ONE_FILE: &str = "{单位}{年度}年度绩效自评表";

/// The usual pattern of a file for each form.
pub const FILE_EACH: &str = "{序号}-{名称}";

/// What all forms together are called.
pub const FORMS: &str = "绩效自评表";

/// Characters of a source's name that tell its files apart; file names are to stay short.
const SOURCE: usize = 24;

/// Whose files are made, and from what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named<'a> {
    /// The unit; empty when no form tells.
    pub agency: &'a str,
    /// The year; `None` when no form tells.
    pub year: Option<u16>,
    /// The book or document, where the files of several come into one folder; otherwise empty. See [`sources`].
    pub source: &'a str,
}

/// `某局2023年度绩效自评表`, with the source behind it; without what is not known. A long agency is shortened, the rest stays.
#[must_use]
pub fn titled(named: &Named, title: &str) -> String {
    let year = named.year.map(|year| format!("{year}年度")).unwrap_or_default();
    safe_title(named.agency, &format!("{year}{title}{}", behind(named)))
}

/// The place of a form among those that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

impl Place {
    /// The only one.
    pub const ONLY: Self = Self { number: 1, of: 1 };

    /// As many digits for each of them, at least two: names in their order are forms in theirs.
    fn padded(self) -> String {
        let digits = self.of.to_string().len().max(2);
        format!("{:0digits$}", self.number)
    }
}

/// A name by a pattern, for the form that comes at `place` and is called `name`. Where it would be too long, agency and name are
/// shortened, and what tells files apart stays.
#[must_use]
pub fn by_pattern(pattern: &str, named: &Named, place: Place, name: &str) -> String {
    let number = place.padded();
    let name = if pattern.contains("序号") { unnumbered(name, &number) } else { name };
    let pattern = half_width(pattern)
        .replace("{年度}", &named.year.map(|year| year.to_string()).unwrap_or_default())
        .replace("{序号}", &number);
    let filled = |agency: &str, name: &str| pattern.replace("{单位}", agency).replace("{名称}", name);
    let whole = filled(named.agency, name);
    let behind = behind(named);
    if is_short(&format!("{whole}{behind}")) {
        return safe_title(&whole, &behind);
    }
    let places = ["{单位}", "{名称}"].map(|place| pattern.matches(place).count());
    let room = chars_beside(&format!("{}{behind}", filled("", ""))) / places.iter().sum::<usize>().max(1);
    let short = |text: &str| text.chars().take(room).collect::<String>();
    safe_title(&filled(&short(named.agency), &short(name)), &behind)
}

/// A sheet's name that begins with the number itself (`01访惠聚经费`) without it.
fn unnumbered<'a>(name: &'a str, number: &str) -> &'a str {
    let goes_on = |c: char| c.is_ascii_digit() || "年月日.".contains(c);
    let rest = name.strip_prefix(number).filter(|rest| !rest.starts_with(goes_on));
    let rest = rest.map(|rest| rest.trim_start_matches([' ', '-', '_', '、']));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

fn behind(named: &Named) -> String {
    if named.source.is_empty() { String::new() } else { format!("-{}", named.source) }
}

/// What is wrong with a pattern, and what it may have; `None` when it can be used.
#[must_use]
pub fn pattern_problem(pattern: &str) -> Option<String> {
    let pattern = half_width(pattern);
    let rest = PLACEHOLDERS.iter().fold(pattern.clone(), |rest, known| rest.replace(known, ""));
    let known = PLACEHOLDERS.join(" ");
    match unknown(&rest) {
        Some(unknown) => Some(format!("不认识“{unknown}”，请改用：{known}。")),
        None if rest.contains(['{', '}']) => Some(format!("大括号没有成对，请去掉，或改用：{known}。")),
        None if pattern.trim().is_empty() => Some("请填写文件名。".to_owned()),
        None => None,
    }
}

/// The first `{…}` of a text.
fn unknown(text: &str) -> Option<&str> {
    let end = text.find('}')?;
    let begin = text[..end].rfind('{')?;
    text.get(begin..=end)
}

/// Chinese keyboards give wide braces.
fn half_width(pattern: &str) -> String {
    pattern.replace('｛', "{").replace('｝', "}")
}

/// What tells the files of several books or documents apart; nothing where there is only one.
#[must_use]
pub fn sources(stems: &[String]) -> Vec<String> {
    match stems {
        [_] => vec![String::new()],
        _ => distinct(stems.iter().map(|stem| stem.chars().take(SOURCE).collect())),
    }
}

/// Names, each its own: one that came before gets a number.
#[must_use]
pub fn distinct(wanted: impl Iterator<Item = String>) -> Vec<String> {
    let (mut names, mut known) = (Vec::new(), HashSet::new());
    for wanted in wanted {
        let name = free(&wanted, |name| known.contains(name));
        known.insert(name.clone());
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: Named = Named { agency: "某局", year: Some(2023), source: "" };

    #[test]
    fn names_tell_agency_year_and_what_it_is() {
        let cases = [
            (SAMPLE, "某局2023年度绩效自评表"),
            (Named { source: "业务费", ..SAMPLE }, "某局2023年度绩效自评表-业务费"),
            (Named { year: None, ..SAMPLE }, "某局绩效自评表"),
            (Named { agency: "某/局", ..SAMPLE }, "某_局2023年度绩效自评表"),
            (Named::default(), "绩效自评表"),
        ];
        for (named, expected) in cases {
            assert_eq!(titled(&named, FORMS), expected);
        }
        assert_eq!(by_pattern(ONE_FILE, &SAMPLE, Place::ONLY, ""), titled(&SAMPLE, FORMS), "one rule");
        let unnumbered =
            ["01访惠聚", "01-访惠聚", "01.5经费", "01", "2023年经费"].map(|name| unnumbered(name, "01"));
        assert_eq!(unnumbered, ["访惠聚", "访惠聚", "01.5经费", "01", "2023年经费"]);
        let third = Place { number: 3, of: 9 };
        for (of, name) in [(9, "03-甲_乙"), (99, "03-甲_乙"), (100, "003-甲_乙"), (1200, "0003-甲_乙")]
        {
            assert_eq!(by_pattern(FILE_EACH, &SAMPLE, Place { of, ..third }, "甲/乙"), name);
        }
        assert_eq!(by_pattern("｛名称｝", &Named { source: "册", ..SAMPLE }, third, "甲"), "甲-册");
    }

    #[test]
    fn what_tells_files_apart_stays_however_long_the_agency() {
        let (agency, name) = ("长".repeat(99), "目".repeat(99));
        let named = Named { agency: &agency, source: "业务费", ..SAMPLE };
        assert!(titled(&named, FORMS).ends_with("长2023年度绩效自评表-业务费"));
        let made = by_pattern("{单位}{名称}{年度}-{序号}", &named, Place { number: 7, of: 9 }, &name);
        assert!(made.contains("长长长") && made.contains("目目目"), "{made}");
        assert!(made.ends_with("目2023-07-业务费"), "{made}");
        assert!(by_pattern(FILE_EACH, &named, Place { number: 7, of: 9 }, &name).starts_with("07-目目目"));
    }

    #[test]
    fn a_pattern_is_told_of_before_it_is_used() {
        for pattern in [ONE_FILE, FILE_EACH, "｛单位｝上报", "自评表"] {
            assert_eq!(pattern_problem(pattern), None, "{pattern}");
        }
        for (pattern, expected) in [
            ("{名字}", "不认识“{名字}”"),
            ("{单位}-{名字}{号}", "不认识“{名字}”"),
            ("{单位 }", "不认识“{单位 }”"),
            ("{}", "不认识“{}”"),
            ("{单位", "没有成对"),
            ("单位}", "没有成对"),
            ("}{", "没有成对"),
            (" ", "请填写文件名"),
        ] {
            let message = pattern_problem(pattern).unwrap();
            assert!(message.contains(expected), "{pattern}: {message}");
        }
        assert!(pattern_problem("{x}").unwrap().contains("{单位} {年度} {序号} {名称}"));
    }

    #[test]
    fn sources_are_told_apart() {
        let stems =
            |stems: &[&str]| sources(&stems.iter().map(|stem| (*stem).to_owned()).collect::<Vec<_>>());
        assert_eq!(stems(&["甲"]), [""]);
        assert_eq!(stems(&["甲", "乙", "甲"]), ["甲", "乙", "甲（2）"]);
        let long = "长".repeat(30);
        assert_eq!(stems(&[&long, &long])[1].chars().count(), SOURCE + 3);
    }
}
