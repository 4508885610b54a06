//! 彻底清除: what is removed for good is in no byte of the file.

use std::fs;

use jixiao_model::{FieldName, FieldRef};
use jixiao_store::{Change, FieldText, FormId, NewForm, PURGED, Store, backups, create, open};
use tempfile::tempdir;

use crate::made::{Random, new_form};

/// What nobody may find any more, in every part of a form.
const SECRET: &str = "绝密工程";

fn named(name: &str, random: &mut Random) -> NewForm {
    let mut new = new_form(random);
    new.classified = false;
    new.form.set_text(FieldName::NAME, name);
    new.form.title = format!("{name}自评表");
    for goal in &mut new.form.goals {
        goal.actual = format!("{name}已完成");
    }
    new
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

fn set(store: &mut Store, form: FormId, field: FieldRef, text: &str) {
    let text = FieldText { form, field, text: text.to_owned() };
    store.apply(&Change::SetText(text), "甲", 2).unwrap();
}

#[test]
fn a_removed_and_a_classified_project_leave_nothing_in_the_file() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    let kept = folder.path().join("备份");
    let mut random = Random(7);
    let mut store = create(&path, "某单位", 2023, "甲", 0).unwrap();
    let names = [format!("{SECRET}一"), format!("{SECRET}二"), "普通项目".to_owned()];
    let forms = names.iter().map(|name| named(name, &mut random)).collect();
    store.apply(&Change::ImportForms(forms), "甲", 1).unwrap();
    let ids = store.form_ids_in_order().unwrap();
    for id in &ids[..2] {
        set(&mut store, *id, FieldRef::GoalExpected(0), &format!("{SECRET}的目标"));
        set(&mut store, *id, FieldRef::GoalExpected(0), "别的目标");
    }
    set(&mut store, ids[2], FieldRef::GoalExpected(0), &format!("比照{SECRET}一"));
    set(&mut store, ids[2], FieldRef::GoalExpected(0), "完成");
    store.apply(&Change::RemoveForm(ids[0]), "甲", 3).unwrap();
    store.apply(&Change::SetClassified { form: ids[1], classified: true }, "甲", 4).unwrap();
    let found: Vec<_> =
        store.purgeable().unwrap().into_iter().map(|one| (one.form, one.name, one.is_there)).collect();
    assert_eq!(found, [(ids[1], names[1].clone(), true), (ids[0], names[0].clone(), false)]);
    store.backup(&kept, 5).unwrap();
    store.checkpoint().unwrap();
    assert!(holds(&fs::read(&path).unwrap(), SECRET));

    store.purge(&ids[..2], "甲", 6).unwrap();
    assert_eq!(fs::metadata(folder.path().join("表.jixiao-wal")).map_or(0, |about| about.len()), 0);
    assert!(!holds(&fs::read(&path).unwrap(), SECRET), "at once, not when it is closed");
    assert_eq!(store.form_ids_in_order().unwrap(), [ids[2]]);
    assert_eq!((store.purgeable().unwrap(), store.next_undo().unwrap()), (Vec::new(), None));
    let journal = store.journal(99, None).unwrap();
    assert_eq!(journal[0].items.iter().map(|item| item.form_name.as_str()).collect::<Vec<_>>(), [PURGED; 2]);
    assert!(journal.iter().flat_map(|entry| &entry.items).any(|item| item.form_name == "普通项目"));

    let [backup] = &backups(&kept, &path).unwrap()[..] else { panic!("one backup") };
    assert!(holds(&fs::read(&backup.path).unwrap(), SECRET), "another file, until it is asked for");
    store.remove_backups(&kept).unwrap();
    assert_eq!(fs::read_dir(&kept).unwrap().count(), 0);
    set(&mut store, ids[2], FieldRef::GoalExpected(0), "继续");
    store.undo("甲", 7).unwrap();
    store.close().unwrap();
    let again = open(&path).unwrap();
    assert_eq!(again.form(ids[2]).unwrap().form.goals[0].expected, "完成");
}

/// A short name stands in texts of other projects, whose record stays.
#[test]
fn a_short_name_takes_nothing_of_others_along() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("表.jixiao");
    let mut random = Random(7);
    let mut store = create(&path, "某单位", 2023, "甲", 0).unwrap();
    let forms = ["补贴", "培训"].iter().map(|name| named(name, &mut random)).collect();
    store.apply(&Change::ImportForms(forms), "甲", 1).unwrap();
    let ids = store.form_ids_in_order().unwrap();
    set(&mut store, ids[1], FieldRef::GoalExpected(0), "按时发放补贴");
    store.apply(&Change::RemoveForm(ids[0]), "甲", 3).unwrap();
    store.purge(&ids[..1], "甲", 4).unwrap();
    let journal = store.journal(99, None).unwrap();
    let mut after = journal.iter().flat_map(|entry| &entry.items).filter_map(|item| item.after.as_deref());
    assert!(after.any(|text| text == "按时发放补贴"));
}
