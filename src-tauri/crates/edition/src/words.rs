use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::mistake::{DataError, explained};

/// The words by which scores and checks read what a person wrote. One list for all rule sets: words differ by language, not by region.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Words of goals and reasons.
    pub texts: TextWords,
    /// Words of indicator names.
    pub names: NameWords,
    /// Units.
    pub units: UnitWords,
    /// Which way an indicator is better; the first that fits decides.
    pub better: Vec<BetterRule>,
    /// Which class an indicator belongs to.
    pub filing: Vec<FilingRule>,
    /// Which operator is wrong.
    pub direction: Vec<DirectionRule>,
    /// Words of 预算绩效情况说明.
    pub disclosure: DisclosureWords,
    /// What a template for the next year leaves out of the last one.
    pub next_year: NextYearWords,
    /// What is never right.
    pub spelling: SpellingWords,
}

/// Words of texts and columns of an office's own, by which a template for the next year tells results from descriptions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextYearWords {
    /// A text or column whose name has one of them says what became of last year's plan.
    pub results: Vec<String>,
    /// A text of this name is what the office had to say of the year.
    pub remarks: Vec<String>,
    /// A column whose name has one of them describes an indicator.
    pub descriptions: Vec<String>,
}

/// Words of 预算绩效情况说明, which is drafted from the forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureWords {
    /// Below this execution rate, in per cent, money that was not spent is a problem.
    pub slow_below: u8,
    /// From one of these words on, a reason says what will be done.
    pub measures_begin: Vec<String>,
    /// What stands in front of a cause and adds nothing.
    pub cause_begins: Vec<String>,
    /// The problem of targets that were missed.
    pub missed: String,
    /// The problem of money that was not spent.
    pub slow: String,
    /// What will be done about missed targets, where the reasons do not say.
    pub missed_measure: String,
    /// What will be done about money that was not spent, where the reasons do not say.
    pub slow_measure: String,
}

/// Words of goals and reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextWords {
    /// Whole texts that say nothing.
    pub placeholders: Vec<String>,
    /// A change of the budget is spoken of.
    pub budget_change: Vec<String>,
    /// Texts in which a word of [`TextWords::budget_change`] means something else.
    pub not_budget_change: Vec<String>,
    /// Beside money: why it was not spent.
    pub unspent: Vec<String>,
    /// Another year's figures are told.
    pub elsewhen: Vec<String>,
    /// Money is spoken of.
    pub money: Vec<String>,
    /// A measure is named.
    pub measures: Vec<String>,
    /// A cause that no measure mends.
    pub beyond_control: Vec<String>,
    /// Headings of an office's own column that lists evidence.
    pub evidence_columns: Vec<String>,
    /// Answers that came back, of those that were sent out.
    pub returned: Vec<String>,
    /// The source of a satisfaction figure is named.
    pub evidence: Vec<String>,
    /// A figure is said to be the row's.
    pub claims: Vec<String>,
    /// The actual is said to be below its target.
    pub says_below: Vec<String>,
    /// The actual is said to be above its target.
    pub says_above: Vec<String>,
}

/// Words of indicator names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameWords {
    /// Rates that may pass 100 %, or fall below 0.
    pub open_rates: Vec<String>,
    /// Endings of shares.
    pub ratio: Vec<String>,
    /// Endings of what is given in per cent or in points.
    pub degrees: Vec<String>,
    /// Endings that only look like shares.
    pub not_ratio: Vec<String>,
    /// Classes of what is done, earned or satisfied: more of it is better, unless a name says otherwise.
    pub upward: Vec<String>,
    /// Names of what cannot be more than all.
    pub parts: Vec<String>,
    /// Endings of counts.
    pub count: Vec<String>,
    /// The price of one of something.
    pub price: Vec<String>,
    /// Words that say nothing about what a name is of.
    pub general: Vec<String>,
}

/// Units by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWords {
    /// Units that count people; one is as good as another.
    pub people: Vec<String>,
    /// Units that count anything else.
    pub counts: Vec<String>,
    /// Units of figures inside sentences.
    pub sentences: Vec<String>,
}

/// What a target is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 95%.
    Percent,
    /// 50万元.
    Money,
    /// 120元/人.
    Price,
    /// 100人.
    People,
    /// 4期.
    Count,
    /// 45天.
    Time,
    /// 2021年12月31日.
    Date,
}

/// Which way is better, by the words of a name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BetterRule {
    /// The way.
    pub better: Better,
    /// Nobody wants any of it (事故, 投诉): none at all is best, and less of it is never a loss.
    #[serde(default)]
    pub harm: bool,
    /// Kinds of its target; any when empty.
    #[serde(default)]
    pub kinds: Vec<UnitKind>,
    /// One of them stands in its name; any name when empty.
    #[serde(default)]
    pub words: Vec<String>,
    /// None of them stands in its name.
    #[serde(default)]
    pub except: Vec<String>,
    /// Why, in Chinese; `{word}` is the word found.
    pub why: String,
}

impl BetterRule {
    /// Why the rule holds, in Chinese, when it fits an indicator of this name (without white space) and a target of this kind.
    #[must_use]
    pub fn reason(&self, name: &str, kind: Option<UnitKind>) -> Option<String> {
        let word = fitting(&self.kinds, kind, &self.words, &self.except, name)?;
        Some(self.why.replace("{word}", word))
    }
}

/// The word of a rule that stands in a name, or an empty one where the rule asks for none; `None` when the rule does not fit the name
/// (without white space) and a target of this kind.
fn fitting<'a>(
    kinds: &[UnitKind],
    kind: Option<UnitKind>,
    words: &'a [String],
    except: &[String],
    name: &str,
) -> Option<&'a str> {
    let found =
        |list: &'a [String]| list.iter().find(|word| name.contains(word.as_str())).map(String::as_str);
    let of_kind = kinds.is_empty() || kind.is_some_and(|kind| kinds.contains(&kind));
    if !of_kind || except.iter().any(|word| name.contains(word.as_str())) {
        return None;
    }
    if words.is_empty() { Some("") } else { found(words) }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More.
    Higher,
    /// Less.
    Lower,
    /// Less, but what was not spent may not have been done: a person judges.
    Cost,
    /// The words do not say.
    Open,
}

/// An indicator that is filed under the wrong class.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilingRule {
    /// The class it stands in; any when empty.
    pub class: String,
    /// Kinds of its target; any when empty.
    #[serde(default)]
    pub kinds: Vec<UnitKind>,
    /// One of them stands in its name; any name when empty.
    #[serde(default)]
    pub words: Vec<String>,
    /// None of them stands in its name.
    #[serde(default)]
    pub except: Vec<String>,
    /// The class it belongs to.
    pub belongs: String,
}

impl FilingRule {
    /// True when it is about an indicator of this name (without white space) and a target of this kind.
    #[must_use]
    pub fn is_about(&self, name: &str, kind: Option<UnitKind>) -> bool {
        fitting(&self.kinds, kind, &self.words, &self.except, name).is_some()
    }
}

impl DirectionRule {
    /// True when it is about an indicator of this name (without white space) and a target of this kind.
    #[must_use]
    pub fn is_about(&self, name: &str, kind: Option<UnitKind>) -> bool {
        fitting(&self.kinds, kind, &self.words, &self.except, name).is_some()
    }
}

/// An operator that turns an achievement upside down.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectionRule {
    /// The class it stands in; any when empty.
    pub class: String,
    /// Kinds of its target; any when empty.
    #[serde(default)]
    pub kinds: Vec<UnitKind>,
    /// One of them stands in its name; any name when empty.
    #[serde(default)]
    pub words: Vec<String>,
    /// None of them stands in its name.
    #[serde(default)]
    pub except: Vec<String>,
    /// The wrong direction.
    pub operator: WrongOperator,
    /// The sign that should stand there.
    pub should: String,
    /// Why, in Chinese.
    pub why: String,
}

/// The direction that a target should not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WrongOperator {
    /// ≥ and >.
    AtLeast,
    /// ≤ and <.
    AtMost,
}

/// What is never right in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpellingWords {
    /// Words that may stand twice.
    pub doubled_allowed: Vec<String>,
    /// Characters that stand twice by mistake.
    pub doubled_characters: Vec<String>,
    /// Words in which they rightly do.
    pub doubled_in_words: Vec<String>,
    /// Marks that never follow each other.
    pub marks: Vec<String>,
    /// Endings of a text that was cut off.
    pub cut_off: Vec<String>,
    /// Wrong words, each with the right one.
    pub words: BTreeMap<String, String>,
}

impl Words {
    /// Reads a words file.
    ///
    /// # Errors
    /// Unknown or missing keys.
    pub fn load(file: &str, text: &str) -> Result<Self, DataError> {
        toml::from_str(text)
            .map_err(|error| DataError { file: file.to_owned(), what: explained(text, &error) })
    }
}

/// The words that come with the program; none where [`words_error`] says why.
#[must_use]
pub fn words() -> &'static Words {
    static NONE: OnceLock<Words> = OnceLock::new();
    built_in().as_ref().unwrap_or_else(|_| NONE.get_or_init(Words::default))
}

/// Why the words that come with the program cannot be read, which a tested build never ships.
#[must_use]
pub fn words_error() -> Option<&'static DataError> {
    built_in().as_ref().err()
}

fn built_in() -> &'static Result<Words, DataError> {
    static WORDS: OnceLock<Result<Words, DataError>> = OnceLock::new();
    WORDS.get_or_init(|| Words::load("words", FILE))
}

const FILE: &str = include_str!("../../../rules/words.toml");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_load_and_none_is_blank() {
        let words = Words::load("words", FILE).unwrap();
        let lists = [
            &words.texts.placeholders,
            &words.texts.measures,
            &words.names.ratio,
            &words.units.people,
            &words.units.sentences,
            &words.spelling.marks,
        ];
        for list in lists {
            assert!(!list.is_empty() && list.iter().all(|word| !word.trim().is_empty()));
        }
        assert!(words.filing.iter().all(|rule| rule.class != rule.belongs));
    }

    #[test]
    fn a_wrong_file_says_where() {
        let error = Words::load("words", &FILE.replace("placeholders", "placeholder")).unwrap_err();
        assert!(error.to_string().contains("placeholder"), "{error}");
    }
}
