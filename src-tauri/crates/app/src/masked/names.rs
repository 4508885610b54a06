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

/// The same for words that are longer than names mostly are: 某某县人民医院服务队.
const LONG_OFFICES: &str = "心司队所乡镇村区会";

/// The same for words of any length.
const OFFICE_WORDS: [&str; 4] = ["中心", "公司", "支队", "大队"];

/// Common surnames. With one of them 陈登科 is a person, and 张三 in `张三联系电话`.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁\
    任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤窦穆";

/// What stands in such places and is no name.
const OTHERS: [&str; 18] = [
    "签字",
    "签名",
    "签章",
    "盖章",
    "公章",
    "签章日期",
    "日期",
    "电话",
    "手机",
    "联系电话",
    "单位",
    "科室",
    "职务",
    "职称",
    "性别",
    "年龄",
    "同意",
    "情况属实",
];

/// A label is no longer than this; longer texts are sentences.
pub const LONGEST: usize = 14;

/// Between the word and its colon: `（签字盖章）`, `及电话`.
const BETWEEN: usize = 10;

/// What may follow a word for a person in its label.
const TAILS: &str = "及和与、/／（(：:签姓电联手意";

/// A name has so many characters: 张三, 阿不都热合曼.
const NAME: std::ops::RangeInclusive<usize> = 2..=8;

/// A name whose characters stand apart, and the blanks between two of them: `张 小 三`.
const APART: std::ops::RangeInclusive<usize> = 2..=4;
const GAP: std::ops::RangeInclusive<usize> = 1..=3;

/// Whether a label asks for a person.
pub fn is_person_label(label: &str) -> bool {
    is_label_of(label, &PERSONS, |rest| is_tail(rest.strip_prefix('员').unwrap_or(rest)))
}

/// Whether a label has one of the words with such an end behind it. Blanks do not count.
pub fn is_label_of(label: &str, words: &[&str], is_end: impl Fn(&str) -> bool) -> bool {
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |word: &&str| label.match_indices(*word).any(|(at, _)| is_end(&label[at + word.len()..]));
    label.chars().count() <= LONGEST && words.iter().any(has)
}

fn is_tail(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| TAILS.contains(c))
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
    let places: Vec<usize> = (0..characters.len()).filter(|at| !characters[*at].is_whitespace()).collect();
    let solid: Vec<char> = places.iter().map(|at| characters[*at]).collect();
    let words = PERSONS.iter().map(|word| (word, BETWEEN)).chain(DEEDS.iter().map(|word| (word, 1)));
    for (word, between) in words {
        let word: Vec<char> = word.chars().collect();
        for begin in 0..solid.len() {
            let Some(rest) = solid[begin..].strip_prefix(word.as_slice()) else { continue };
            let colon = rest.iter().take(between).position(|c| matches!(c, '：' | ':'));
            let Some(colon) = colon.filter(|colon| is_between(&rest[..*colon])) else { continue };
            hide_list(&mut characters, places[begin + word.len() + colon] + 1);
        }
    }
    characters.into_iter().collect()
}

/// Whether this may stand between a word for a person and its colon: `员（签字）`, but no other label as in `（签字）职务`.
fn is_between(between: &[char]) -> bool {
    let between = between.strip_prefix(&['员']).unwrap_or(between);
    let bracket = between.first().is_some_and(|c| matches!(c, '（' | '('));
    let close = between.iter().position(|c| matches!(c, '）' | ')'));
    let rest = if bracket { close.map_or(between, |close| &between[close + 1..]) } else { between };
    rest.first().is_none_or(|c| TAILS.contains(*c))
}

/// Hides the names that begin at a place: `张三、李四`.
fn hide_list(characters: &mut [char], mut at: usize) {
    loop {
        at += blanks(characters, at);
        let end = hide_name(characters, at);
        let next = end + blanks(characters, end);
        let Some(separator) = characters.get(next).filter(|_| end > at) else { return };
        let behind = next + 1 + blanks(characters, next + 1);
        let is_surname = characters.get(behind).is_some_and(|c| SURNAMES.contains(*c));
        // Behind a comma anything may follow.
        match separator {
            '、' | '/' | '／' => {}
            '，' | ',' if is_surname => {}
            _ => return,
        }
        at = behind;
    }
}

fn blanks(characters: &[char], at: usize) -> usize {
    characters.iter().skip(at).take_while(|c| c.is_whitespace() || **c == '_').count()
}

/// Hides a name that begins at `at`, all but its first character, and returns where what follows it begins.
fn hide_name(characters: &mut [char], at: usize) -> usize {
    if !characters.get(at).is_some_and(|c| is_han(*c)) {
        return at;
    }
    let end = at + characters[at..].iter().take_while(|c| is_han(**c) || is_dot(**c)).count();
    if end == at + 1 {
        return hide_apart(characters, at);
    }
    let cut = at + before_label(&characters[at..end]);
    // What a colon follows is a label itself.
    let is_label = cut == end && is_colon(characters, end);
    if !is_label && is_name(&characters[at..cut]) {
        characters[at + 1..cut].fill('*');
        return cut;
    }
    end
}

/// How much of a word stands before a label that is written at once behind a name: `张三联系电话`.
fn before_label(word: &[char]) -> usize {
    let is_surname = SURNAMES.contains(word[0]);
    let begins = |rest: &[char]| {
        let rest: String = rest.iter().collect();
        OTHERS.iter().chain(&PERSONS).any(|label| rest.starts_with(label))
    };
    let cut = (2..word.len()).find(|at| begins(&word[*at..]));
    cut.filter(|cut| is_surname || *cut > *APART.end()).unwrap_or(word.len())
}

fn is_name(word: &[char]) -> bool {
    let text: String = word.iter().collect();
    let is_other = OTHERS.contains(&text.as_str()) || PERSONS.contains(&text.as_str());
    let is_size = NAME.contains(&word.len()) || word.iter().any(|c| is_dot(*c));
    is_size && !is_other && !is_office(word, &text)
}

fn is_office(word: &[char], text: &str) -> bool {
    let is_person = word.len() == 3 && text.ends_with('科') && SURNAMES.contains(word[0]);
    let is_long = word.len() > *APART.end() && text.ends_with(|c| LONG_OFFICES.contains(c));
    let ends = text.ends_with(|c| OFFICES.contains(c)) || OFFICE_WORDS.iter().any(|end| text.ends_with(end));
    (ends && !is_person) || is_long
}

/// Hides a name whose characters stand apart: `王　五`.
fn hide_apart(characters: &mut [char], at: usize) -> usize {
    let mut places = vec![at];
    let mut next = at + 1;
    loop {
        let gap = characters[next..].iter().take_while(|c| c.is_whitespace()).count();
        let is_alone = characters.get(next + gap).is_some_and(|c| is_han(*c))
            && !characters.get(next + gap + 1).is_some_and(|c| is_han(*c));
        if !GAP.contains(&gap) || !is_alone {
            break;
        }
        places.push(next + gap);
        next += gap + 1;
    }
    let text: String = places.iter().map(|at| characters[*at]).collect();
    let is_other = OTHERS.contains(&text.as_str())
        || PERSONS.contains(&text.as_str())
        || text.contains(['年', '月', '日'])
        || is_colon(characters, next);
    if APART.contains(&places.len()) && !is_other {
        places.iter().skip(1).for_each(|at| characters[*at] = '*');
    }
    next
}

fn is_colon(characters: &[char], at: usize) -> bool {
    characters.get(at).is_some_and(|c| matches!(c, '：' | ':'))
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
            ("评价人员（签字）：窦新、穆云", "评价人员（签字）：窦*、穆*"),
            ("填报人：张三，李四，财务科", "填报人：张*，李*，财务科"),
            ("联系人：张三，负责预算", "联系人：张*，负责预算"),
            ("填表人：阿不都热合曼", "填表人：阿*****"),
            ("负责人：古丽巴哈尔", "负责人：古****"),
            ("负责人：县社会保险中心", "负责人：县社会保险中心"),
            ("负责人：信息中心", "负责人：信息中心"),
            ("单位负责人（签字盖章）：张三", "单位负责人（签字盖章）：张*"),
            ("负责人（签字）　职务：科长", "负责人（签字）　职务：科长"),
            ("填 表 人：张三", "填 表 人：张*"),
            ("填表人：张三联系电话：", "填表人：张*联系电话："),
            ("填表人：　　项目负责人：李四", "填表人：　　项目负责人：李*"),
            ("填表人：陈登科", "填表人：陈**"),
            ("填表人：张 小 三", "填表人：张 * *"),
            ("填表人：王　　　五", "填表人：王　　　*"),
            ("填表人：　　填 表 日 期：　年　月　日", "填表人：　　填 表 日 期：　年　月　日"),
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
            ("评价人员（签字）", true),
            ("负责人签字", true),
            ("经办人员业务能力", false),
            ("责任人落实情况", false),
            ("补贴发放到项目负责人的及时率达到", false),
        ] {
            assert_eq!(is_person_label(label), expected, "{label}");
        }
    }
}
