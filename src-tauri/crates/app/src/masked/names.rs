//! Names of persons behind the words that say who signs.

/// Words for those who sign a form or answer for it.
const PERSONS: [&str; 15] = [
    "填表人",
    "填报人",
    "制表人",
    "编制人",
    "联系人",
    "经办人",
    "负责人",
    "责任人",
    "审核人",
    "复核人",
    "审批人",
    "评价人",
    "分管领导",
    "主管领导",
    "姓名",
];

/// The same without a word for the person; a colon has to follow at once.
const DEEDS: [&str; 8] = ["审核", "复核", "制表", "填表", "填报", "经办", "审批", "签发"];

/// With these ends no name of a person, but one of an office: 财务科.
const OFFICES: &str = "局科处室部股办院校站委厅";

/// What stands in such places and is no name.
const OTHERS: [&str; 12] =
    ["签字", "签名", "签章", "盖章", "公章", "日期", "电话", "手机", "联系电话", "单位", "科室", "职务"];

/// A label is no longer than this; longer texts are sentences.
const LONGEST: usize = 14;

/// Between the word and its colon: `（签字）`, `及电话`.
const BETWEEN: usize = 6;

/// A Chinese name has so many characters.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// Whether a label asks for a person.
pub fn is_person_label(label: &str) -> bool {
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    label.chars().count() <= LONGEST && PERSONS.iter().any(|word| label.contains(word))
}

/// Hides every name in the cell beside such a label.
pub fn hide_names(text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < characters.len() {
        at = hide_name(&mut characters, at).max(at + 1);
    }
    characters.into_iter().collect()
}

/// Hides names behind `填表人：` within a text.
pub fn hide_after_labels(text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let words = PERSONS.iter().map(|word| (word, BETWEEN)).chain(DEEDS.iter().map(|word| (word, 1)));
    for (word, between) in words {
        let word: Vec<char> = word.chars().collect();
        for begin in 0..characters.len() {
            let Some(rest) = characters.get(begin..).filter(|rest| rest.starts_with(&word)) else { continue };
            let colon = rest.iter().skip(word.len()).take(between).position(|c| matches!(c, '：' | ':'));
            let Some(colon) = colon else { continue };
            let behind = begin + word.len() + colon + 1;
            let blank =
                characters.iter().skip(behind).take_while(|c| c.is_whitespace() || **c == '_').count();
            hide_name(&mut characters, behind + blank);
        }
    }
    characters.into_iter().collect()
}

/// Hides a name that begins at `at`, all but its first character, and returns where what follows it begins.
fn hide_name(characters: &mut [char], at: usize) -> usize {
    let Some(first) = characters.get(at).copied().filter(|c| is_han(*c)) else { return at };
    let end = at + characters[at..].iter().take_while(|c| is_han(**c) || is_dot(**c)).count();
    let word: String = characters[at..end].iter().collect();
    let count = end - at;
    // What a colon follows is a label itself.
    let is_label = characters.get(end).is_some_and(|c| matches!(c, '：' | ':'));
    let is_name = !is_label && (NAME.contains(&count) || word.chars().any(is_dot));
    let is_other =
        OTHERS.contains(&word.as_str()) || PERSONS.contains(&word.as_str()) || word.ends_with(is_office);
    if is_name && !is_other {
        characters[at..end].fill('*');
        characters[at] = first;
        return end;
    }
    // 王　五
    let gap = characters[end..].iter().take_while(|c| c.is_whitespace()).count();
    let second = end + gap;
    let is_alone = |at: usize| {
        characters.get(at).is_some_and(|c| is_han(*c)) && !characters.get(at + 1).is_some_and(|c| is_han(*c))
    };
    if count == 1 && (1..=2).contains(&gap) && is_alone(second) && !"年月日".contains(characters[second]) {
        characters[second] = '*';
        return second + 1;
    }
    end
}

fn is_office(c: char) -> bool {
    OFFICES.contains(c)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}

/// The dot within names of other peoples: 阿不都·买买提.
fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_behind_labels() {
        for (text, expected) in [
            ("填表人：张三", "填表人：张*"),
            ("单位负责人（签字）： 欧阳修文", "单位负责人（签字）： 欧***"),
            ("联系人:阿不都·买买提，电话", "联系人:阿******，电话"),
            ("填表人：　　　　　　审核人：王　五", "填表人：　　　　　　审核人：王　*"),
            ("负责人：某市人力资源和社会保障局", "负责人：某市人力资源和社会保障局"),
            ("负责人：（签字）　　年　月　日", "负责人：（签字）　　年　月　日"),
            ("项目负责人应当按时报送", "项目负责人应当按时报送"),
            ("制表：王五　审核：财务科", "制表：王*　审核：财务科"),
            ("审核情况：已经审核", "审核情况：已经审核"),
        ] {
            assert_eq!(hide_after_labels(text), expected);
        }
    }

    #[test]
    fn other_labels_in_the_place_of_a_name_stay() {
        assert_eq!(hide_names("复核日期：2023年5月9日"), "复核日期：2023年5月9日");
        assert_eq!(hide_names("王五、赵六（盖章）"), "王*、赵*（盖章）");
    }

    #[test]
    fn labels_are_short() {
        for (label, expected) in [
            ("项目负责人及电话", true),
            ("填 表 人", true),
            ("单位", false),
            ("补贴发放到项目负责人的及时率达到", false),
        ] {
            assert_eq!(is_person_label(label), expected, "{label}");
        }
    }
}
