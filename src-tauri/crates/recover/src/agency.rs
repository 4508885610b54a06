//! The name of an agency that evaluates itself and does not say its name under a label of its own.

use jixiao_edition::key;
use jixiao_model::{FieldName, FieldRef, one_line};

use crate::reading::Reading;

/// Words with which the title goes on behind the agency's name.
const TITLE: [&str; 4] = ["部门整体", "整体支出", "整体绩效", "部门支出"];

/// Gives a form of a whole agency without a name that of the agency which fills it in, of its competent department, or of its
/// title, in this order.
pub fn name(reading: &mut Reading) {
    if !reading.form.name().is_empty() {
        return;
    }
    let sides = &reading.labels.sides;
    let labels =
        |labels: &[String]| labels.iter().map(|label| FieldName::of_label(label)).collect::<Vec<_>>();
    let (filled_by, assessed) = (labels(&sides.filled_by), labels(&sides.assessed));
    let text = |field: &FieldName| {
        let name = reading.form.text(field).to_owned();
        is_name(&name).then(|| (FieldRef::Text(field.clone()), name))
    };
    let fields = filled_by.iter().chain([&FieldName::IMPLEMENTING_UNIT, &FieldName::COMPETENT_DEPARTMENT]);
    let in_title = || Some((FieldRef::Title, in_title(&reading.form.title)?));
    let found = fields.into_iter().find_map(text);
    let found = found.or_else(in_title).or_else(|| assessed.iter().find_map(text));
    if let Some((field, name)) = found {
        if let Some(at) = reading.sources.get(&field).copied() {
            reading.sources.insert(FieldRef::Text(FieldName::NAME), at);
        }
        reading.form.set_text(FieldName::NAME, name);
    }
}

/// True for what may be an agency's name, and is no place for its seal: （公章）.
fn is_name(text: &str) -> bool {
    let key = key(text);
    key.chars().count() > 1 && !key.starts_with('(')
}

/// 某市林业局 of 某市林业局2022年度部门整体绩效自评表.
fn in_title(title: &str) -> Option<String> {
    let line = one_line(title);
    let end = TITLE.iter().filter_map(|word| line.find(word)).min()?;
    let before = line[..end].trim_end_matches(['年', '度', '（', '(', '）', ')']);
    let name = before.trim_end_matches(|c: char| c.is_ascii_digit()).trim();
    (key(name).chars().count() >= 3).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_in_titles() {
        assert_eq!(in_title("某市林业局2022年度部门整体绩效自评表").as_deref(), Some("某市林业局"));
        assert_eq!(in_title("2022年度部门整体支出绩效自评表"), None);
        assert_eq!(in_title("部门整体支出绩效自评表"), None);
    }
}
