/// The line, from 1, where the key of this path stands in a data file; that of the section where the key is missing, and of the section
/// around it where that is missing too. `None` when there is none.
#[must_use]
pub fn line(text: &str, path: &str) -> Option<usize> {
    let keys: Vec<&str> = path.split('.').filter(|key| !key.is_empty()).collect();
    (0..=keys.len()).rev().find_map(|length| find(text, &keys[..length]))
}

/// The line of exactly this key or section.
fn find(text: &str, keys: &[&str]) -> Option<usize> {
    let wanted = keys.join(".");
    let mut section = String::new();
    let mut names: Vec<String> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix("[[").and_then(|rest| rest.split("]]").next()) {
            section = numbered(&mut names, name.trim());
        } else if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            name.trim().clone_into(&mut section);
        } else if let Some((key, _)) = line.split_once('=').filter(|_| !line.starts_with('#')) {
            let key = key.trim().trim_matches('"');
            let path = if section.is_empty() { key.to_owned() } else { format!("{section}.{key}") };
            if path == wanted {
                return Some(at + 1);
            }
            continue;
        } else {
            continue;
        }
        // A list as a whole is where its first section stands.
        if section == wanted || section == format!("{wanted}[1]") {
            return Some(at + 1);
        }
    }
    None
}

/// `tier[2]` for the second `[[tier]]`.
fn numbered(names: &mut Vec<String>, name: &str) -> String {
    names.push(name.to_owned());
    let count = names.iter().filter(|known| *known == name).count();
    format!("{name}[{count}]")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "id = \"a\"\n\n[budget]\npoints = 10\n\n[[tier]]\nlow = 1\n\n[[tier]]\nhigh = 2\nlow = 3\n";

    #[test]
    fn a_key_is_found_or_the_section_that_lacks_it() {
        for (path, expected) in [
            ("id", Some(1)),
            ("budget.points", Some(4)),
            ("budget.rate", Some(3)),
            ("tier[1].low", Some(7)),
            ("tier[2].low", Some(11)),
            ("tier[2].words", Some(9)),
            ("tier", Some(6)),
            ("name", None),
            ("", None),
        ] {
            assert_eq!(line(FILE, path), expected, "{path}");
        }
    }
}
