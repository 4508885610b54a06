//! Find and replace over all forms: what is looked through, what is replaced, and what has changed meanwhile.

use jixiao_app::desk::view::{FindQuery, FindScope, MendPick, Replacement};
use tempfile::tempdir;

use crate::made::{actor, sample};

fn query(words: &str, replace: &str, scope: FindScope) -> FindQuery {
    FindQuery { words: words.to_owned(), replace: replace.to_owned(), scope }
}

#[test]
fn words_are_replaced_in_the_texts_that_were_chosen_and_one_undo_brings_them_back() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let query = query("人员", "职工", FindScope::All);
    let found = doc.find(&query);
    assert!(found.hits.len() > 3 && found.left == 0, "{found:?}");
    assert!(found.hits.iter().all(|hit| hit.before.contains("人员") && !hit.after.contains("人员")));
    let pick = |at: usize| MendPick {
        form: found.hits[at].form,
        field: found.hits[at].field.clone(),
        after: found.hits[at].after.clone(),
    };
    let wanted = Replacement { query: query.clone(), picks: vec![pick(0), pick(2)] };
    doc.replace(&wanted, &actor()).unwrap();
    assert_eq!(doc.find(&query).hits.len(), found.hits.len() - 2);
    // What was shown no longer stands there.
    let refused = doc.replace(&wanted, &actor()).unwrap_err().to_string();
    assert!(refused.contains("没有替换任何一处"), "{refused}");
    doc.undo(&actor()).unwrap();
    assert_eq!(doc.find(&query), found);
}

#[test]
fn what_is_looked_through_is_what_the_person_says() {
    let folder = tempdir().unwrap();
    let (mut workspace, _) = sample(&folder);
    let doc = workspace.open_document().unwrap();
    let count = |words: &str, scope: FindScope| doc.find(&query(words, "", scope)).hits.len();
    for words in ["乌鲁木齐", "指标", "%", "及时"] {
        let parts = [FindScope::Names, FindScope::Indicators, FindScope::Values, FindScope::Texts];
        let sum: usize = parts.into_iter().map(|scope| count(words, scope)).sum();
        assert_eq!(sum, count(words, FindScope::All), "{words}");
    }
    assert!(count("%", FindScope::Values) > 0 && count("%", FindScope::Names) == 0);
    assert!(count("乌鲁木齐", FindScope::Names) > 0 && count("数量指标", FindScope::Indicators) > 0);
    // Amounts, points and what the layout prints are no texts.
    assert_eq!((count("", FindScope::All), count("年度资金总额", FindScope::All)), (0, 0));
}
