use std::collections::BTreeMap;

use jixiao_model::{FieldName, Form, FormKind};
use jixiao_store::{CollectStep, Collected, FormId, FormRow, NewForm, Source, SourceRef};

use super::{
    Answer, ConflictKind, Content, Fingerprints, Known, Ours, Plan, SourceFile, SourceForm, concerned,
    decide, plan,
};

/// What is remembered: file, project, content when collected, form.
type Remembered = (&'static str, &'static str, &'static str, Option<i64>);
/// A form of the document: key, project, present content.
type Stands = (i64, &'static str, &'static str);
/// A file and its forms (project, content); a single `=` says that it did not change, a single `!` that it cannot be read,
/// a single `/` that it is a folder that cannot be read.
type File = (&'static str, &'static [(&'static str, &'static str)]);

struct Case {
    what: &'static str,
    remembered: &'static [Remembered],
    stored: &'static [Stands],
    files: &'static [File],
    planned: &'static [&'static str],
}

/// The unit of the document.
const AGENCY: &str = "某局";

/// `项目@单位` or `项目`; `项目@2022` is a project of another year, `某局` and `某中心` are forms of these as a whole.
fn form(project: &str) -> Form {
    let (name, rest) = project.split_once('@').unwrap_or((project, ""));
    let year: Option<u16> = rest.parse().ok();
    let kind = if [AGENCY, "某中心"].contains(&name) { FormKind::Department } else { FormKind::Project };
    let mut form = Form { kind, year: Some(year.unwrap_or(2023)), ..Form::default() };
    form.set_text(FieldName::NAME, name);
    form.set_text(FieldName::IMPLEMENTING_UNIT, if year.is_some() { "" } else { rest });
    form
}

fn key(project: &str) -> String {
    let form = form(project);
    let kind = if form.kind == FormKind::Department { "（部门整体表）" } else { "" };
    format!("{}{kind}\t{}\t1", form.name(), form.implementing_unit())
}

fn known(case: &Case) -> Known {
    let collected = case.remembered.iter().map(|(source, project, fingerprint, form)| Collected {
        origin: SourceRef {
            source: (*source).to_owned(),
            key: key(project),
            fingerprint: (*fingerprint).to_owned(),
        },
        form: form.map(FormId),
    });
    let forms = case.stored.iter().map(|(id, project, _)| {
        let form = form(project);
        FormRow {
            id: FormId(*id),
            kind: form.kind,
            name: form.name().to_owned(),
            implementing_unit: form.implementing_unit().to_owned(),
            edition: form.edition,
            year: form.year,
            rules: None,
            classified: false,
            done: false,
        }
    });
    let names: std::collections::BTreeSet<&str> = case.remembered.iter().map(|of| of.0).collect();
    let source = |name: &str| Source { name: name.to_owned(), hash: "旧".to_owned(), at: 0 };
    Known {
        sources: names.into_iter().map(source).collect(),
        collected: collected.collect(),
        forms: forms.collect(),
        fingerprints: BTreeMap::new(),
    }
}

fn files(case: &Case) -> Vec<SourceFile> {
    let file = |(name, forms): &File| SourceFile {
        name: (*name).to_owned(),
        hash: "新".to_owned(),
        modified: 0,
        content: match forms {
            [("=", _)] => Content::Unchanged,
            [("/", _)] => Content::UnreadableFolder,
            [("!", why)] => Content::Unreadable((*why).to_owned()),
            forms => Content::Forms {
                forms: forms.iter().map(|(project, content)| source_form(project, content)).collect(),
                not_understood: 0,
            },
        },
    };
    case.files.iter().map(file).collect()
}

fn source_form(project: &str, content: &str) -> SourceForm {
    let form = NewForm { form: form(project), ..NewForm::default() };
    SourceForm { form, waivers: Vec::new(), fingerprint: content.to_owned(), of_workbook: true }
}

fn planned(case: &Case) -> Plan {
    let (known, files) = (known(case), files(case));
    let content = |content: &str| Fingerprints { whole: content.to_owned(), ..Fingerprints::default() };
    let contents = case.stored.iter().map(|(id, _, stored)| (FormId(*id), content(stored)));
    let mut fingerprints: BTreeMap<FormId, Fingerprints> = contents.collect();
    let concerned = concerned(&known, &files);
    fingerprints.retain(|id, _| concerned.contains(id));
    plan(&Known { fingerprints, ..known }, files, AGENCY, 2023)
}

fn shown_origin(origin: &SourceRef) -> String {
    let name = origin.key.split('\t').take(2).collect::<Vec<_>>().join("@");
    format!("{}/{} {}", origin.source, name.trim_end_matches('@'), origin.fingerprint)
}

fn shown_step(step: &CollectStep) -> String {
    match step {
        CollectStep::Add(incoming) => format!("add {}", shown_origin(&incoming.origin)),
        CollectStep::Replace { form, with } => format!("{} becomes {}", form.0, shown_origin(&with.origin)),
        CollectStep::Note(Collected { origin, form: Some(form) }) => {
            format!("{} is {}", form.0, shown_origin(origin))
        }
        CollectStep::Note(Collected { origin, form: None }) => format!("without {}", shown_origin(origin)),
        CollectStep::Forget { source, key } => format!("forget {source}/{}", key.split('\t').next().unwrap()),
    }
}

fn shown(plan: &Plan) -> Vec<String> {
    let steps = plan.steps.iter().map(shown_step);
    let conflicts = plan.conflicts.iter().map(|conflict| {
        let ours = match conflict.ours {
            Ours::Form(form) => form.0.to_string(),
            Ours::Added(step) => shown_origin(&plan.added(step).unwrap().origin),
            Ours::Nothing => "nothing".to_owned(),
        };
        format!("{:?} {ours} | {}", conflict.kind, shown_origin(&conflict.theirs.origin))
    });
    let missing = plan.missing.iter().map(|missing| {
        let gone = if missing.file_gone { " (gone)" } else { "" };
        format!("missing {} of {}{gone}", missing.form.0, missing.source)
    });
    let unread = plan.files.iter().filter_map(|file| Some(format!("{}: {}", file.name, file.error.clone()?)));
    steps.chain(conflicts).chain(missing).chain(unread).collect()
}

const CASES: &[Case] = &[
    Case {
        what: "everything is new",
        remembered: &[],
        stored: &[],
        files: &[("一.xlsx", &[("甲", "1"), ("乙", "1")]), ("二.xlsx", &[("丙", "1")])],
        planned: &["add 一.xlsx/甲 1", "add 一.xlsx/乙 1", "add 二.xlsx/丙 1"],
    },
    Case {
        what: "the file has not changed",
        remembered: &[("一.xlsx", "甲", "1", Some(1))],
        stored: &[(1, "甲", "改")],
        files: &[("一.xlsx", &[("=", "")])],
        planned: &[],
    },
    Case {
        what: "other bytes, the same form, which was changed by hand",
        remembered: &[("一.xlsx", "甲", "1", Some(1))],
        stored: &[(1, "甲", "改")],
        files: &[("一.xlsx", &[("甲", "1")])],
        planned: &[],
    },
    Case {
        what: "a corrected form, and a new one",
        remembered: &[("一.xlsx", "甲", "1", Some(1)), ("一.xlsx", "乙", "1", Some(2))],
        stored: &[(1, "甲", "1"), (2, "乙", "1")],
        files: &[("一.xlsx", &[("甲", "2"), ("乙", "1"), ("丙", "1")])],
        planned: &["1 becomes 一.xlsx/甲 2", "add 一.xlsx/丙 1"],
    },
    Case {
        what: "a corrected form that was renamed by hand in the document only keeps its place",
        remembered: &[("一.xlsx", "甲", "1", Some(1))],
        stored: &[(1, "另名", "改")],
        files: &[("一.xlsx", &[("甲", "2")])],
        planned: &["Edited 1 | 一.xlsx/甲 2"],
    },
    Case {
        what: "both sides made the same correction",
        remembered: &[("一.xlsx", "甲", "1", Some(1))],
        stored: &[(1, "甲", "2")],
        files: &[("一.xlsx", &[("甲", "2")])],
        planned: &["1 is 一.xlsx/甲 2"],
    },
    Case {
        what: "both sides changed it",
        remembered: &[("一.xlsx", "甲", "1", Some(1))],
        stored: &[(1, "甲", "改")],
        files: &[("一.xlsx", &[("甲", "2")])],
        planned: &["Edited 1 | 一.xlsx/甲 2"],
    },
    Case {
        what: "a form that was made by hand",
        remembered: &[],
        stored: &[(1, "甲@一科", "手"), (2, "乙@一科", "同")],
        files: &[("一.xlsx", &[("甲@一科", "1"), ("乙@一科", "同"), ("甲@二科", "1")])],
        planned: &["2 is 一.xlsx/乙@一科 同", "add 一.xlsx/甲@二科 1", "Own 1 | 一.xlsx/甲@一科 1"],
    },
    Case {
        what: "a form that was taken out, as it was and changed",
        remembered: &[("一.xlsx", "甲", "1", None), ("一.xlsx", "乙", "1", None)],
        stored: &[],
        files: &[("一.xlsx", &[("甲", "1"), ("乙", "2")])],
        planned: &["Removed nothing | 一.xlsx/乙 2"],
    },
    Case {
        what: "a project in two new files, another in three, with the same content in two",
        remembered: &[],
        stored: &[],
        files: &[
            ("一.xlsx", &[("甲", "1"), ("乙", "1")]),
            ("二.xlsx", &[("甲", "2"), ("乙", "1")]),
            ("三.xlsx", &[("乙", "3")]),
        ],
        planned: &[
            "add 一.xlsx/甲 1",
            "add 一.xlsx/乙 1",
            "without 二.xlsx/乙 1",
            "Twice 一.xlsx/甲 1 | 二.xlsx/甲 2",
            "Twice 一.xlsx/乙 1 | 三.xlsx/乙 3",
        ],
    },
    Case {
        what: "a project of the document in another file, whose own file is still there",
        remembered: &[("一.xlsx", "甲", "1", Some(1))],
        stored: &[(1, "甲", "1")],
        files: &[("一.xlsx", &[("=", "")]), ("一（更正）.xlsx", &[("甲", "2")])],
        planned: &["Twice 1 | 一（更正）.xlsx/甲 2"],
    },
    Case {
        what: "a renamed file",
        remembered: &[("一.xlsx", "甲", "1", Some(1)), ("一.xlsx", "乙", "1", Some(2))],
        stored: &[(1, "甲", "1"), (2, "乙", "1")],
        files: &[("一（更正）.xlsx", &[("甲", "1"), ("乙", "2")])],
        planned: &[
            "forget 一.xlsx/甲",
            "1 is 一（更正）.xlsx/甲 1",
            "forget 一.xlsx/乙",
            "2 becomes 一（更正）.xlsx/乙 2",
        ],
    },
    Case {
        what: "a renamed file with a form that was changed by hand",
        remembered: &[("一.xlsx", "甲", "1", Some(1))],
        stored: &[(1, "甲", "改")],
        files: &[("一（更正）.xlsx", &[("甲", "2")])],
        planned: &["Edited 1 | 一（更正）.xlsx/甲 2"],
    },
    Case {
        what: "a project that went from one file to another",
        remembered: &[("一.xlsx", "甲", "1", Some(1)), ("二.xlsx", "乙", "1", Some(2))],
        stored: &[(1, "甲", "1"), (2, "乙", "1")],
        files: &[("一.xlsx", &[("丙", "1")]), ("二.xlsx", &[("甲", "1"), ("乙", "1")])],
        planned: &["add 一.xlsx/丙 1", "forget 一.xlsx/甲", "1 is 二.xlsx/甲 1"],
    },
    Case {
        what: "a form and a whole file that are gone",
        remembered: &[
            ("一.xlsx", "甲", "1", Some(1)),
            ("一.xlsx", "乙", "1", Some(2)),
            ("二.xlsx", "丙", "1", Some(3)),
            ("三.xlsx", "丁", "1", None),
        ],
        stored: &[(1, "甲", "1"), (2, "乙", "1"), (3, "丙", "1")],
        files: &[("一.xlsx", &[("甲", "1")])],
        planned: &["missing 2 of 一.xlsx", "missing 3 of 二.xlsx (gone)"],
    },
    Case {
        what: "a file that cannot be read loses nothing",
        remembered: &[("一.xlsx", "甲", "1", Some(1))],
        stored: &[(1, "甲", "1")],
        files: &[("一.xlsx", &[("!", "坏了")]), ("二.xlsx", &[("甲", "2")])],
        planned: &["Twice 1 | 二.xlsx/甲 2", "一.xlsx: 坏了"],
    },
    Case {
        what: "a folder that cannot be read",
        remembered: &[
            ("一科/甲.xlsx", "甲", "1", Some(1)),
            ("一科二/乙.xlsx", "乙", "1", Some(2)),
            ("一科/下/丙.xlsx", "丙", "1", None),
        ],
        stored: &[(1, "甲", "1"), (2, "乙", "1")],
        files: &[("丁.xlsx", &[("甲", "2")]), ("一科", &[("/", "")])],
        planned: &[
            "Twice 1 | 丁.xlsx/甲 2",
            "missing 2 of 一科二/乙.xlsx (gone)",
            "一科: 打不开这个文件夹，其中的文件没有读取；请检查读取权限和网络连接后再试",
        ],
    },
    Case {
        what: "another year, no name, and the same twice in one file",
        remembered: &[],
        stored: &[],
        files: &[
            ("一.xlsx", &[("甲@2022", "1"), ("", "1"), ("乙", "1"), ("乙", "2")]),
            ("二.xlsx", &[("", "2")]),
        ],
        planned: &["add 一.xlsx/ 1", "add 一.xlsx/乙 1", "add 一.xlsx/乙 2", "add 二.xlsx/ 2"],
    },
    Case {
        what: "forms of the department and of its units as a whole",
        remembered: &[],
        stored: &[],
        files: &[
            ("一.xlsx", &[("某中心", "1"), ("甲", "1")]),
            ("二.xlsx", &[("某局", "2"), ("某中心", "3")]),
        ],
        planned: &["add 一.xlsx/甲 1", "add 二.xlsx/某局（部门整体表） 2"],
    },
    Case {
        what: "the form of the department as a whole, which the document has already",
        remembered: &[],
        stored: &[(1, "某局", "1")],
        files: &[("一.xlsx", &[("某局", "2")]), ("二.xlsx", &[("某局", "1")])],
        planned: &["1 is 二.xlsx/某局（部门整体表） 1", "Own 1 | 一.xlsx/某局（部门整体表） 2"],
    },
    Case {
        what: "the form of the department as a whole, collected before and changed since",
        remembered: &[("一.xlsx", "某局", "1", Some(1))],
        stored: &[(1, "某局", "1")],
        files: &[("一.xlsx", &[("某局", "2")])],
        planned: &["1 becomes 一.xlsx/某局（部门整体表） 2"],
    },
];

#[test]
fn plans() {
    for case in CASES {
        assert_eq!(shown(&planned(case)), case.planned, "{}", case.what);
    }
}

#[test]
fn every_form_is_counted_once() {
    for case in CASES {
        for file in planned(case).files.iter().filter(|file| !file.same) {
            let counted = file.added + file.replaced + file.unchanged + file.conflicts;
            let counted = counted + file.other_year + file.of_department;
            assert_eq!(file.forms, counted, "{}: {}", case.what, file.name);
        }
    }
}

/// Case, answers, steps behind those of the plan, whether the last file is settled, sources that go.
type Decision = (&'static str, &'static [Answer], &'static [&'static str], bool, &'static [&'static str]);

const DECISIONS: &[Decision] = &[
    ("both sides changed it", &[], &[], false, &[]),
    ("both sides changed it", &[Answer::Both], &[], false, &[]),
    ("both sides changed it", &[Answer::Ours], &["1 is 一.xlsx/甲 2"], true, &[]),
    ("both sides changed it", &[Answer::Theirs], &["1 becomes 一.xlsx/甲 2"], true, &[]),
    (
        "a form that was taken out, as it was and changed",
        &[Answer::Ours],
        &["without 一.xlsx/乙 2"],
        true,
        &[],
    ),
    ("a form that was taken out, as it was and changed", &[Answer::Theirs], &["add 一.xlsx/乙 2"], true, &[]),
    (
        "a project of the document in another file, whose own file is still there",
        &[Answer::Theirs],
        &["without 一.xlsx/甲 1", "1 becomes 一（更正）.xlsx/甲 2"],
        true,
        &[],
    ),
    (
        "a project of the document in another file, whose own file is still there",
        &[Answer::Both],
        &["add 一（更正）.xlsx/甲 2"],
        true,
        &[],
    ),
    ("a renamed file with a form that was changed by hand", &[], &[], false, &[]),
    (
        "a renamed file with a form that was changed by hand",
        &[Answer::Ours],
        &["forget 一.xlsx/甲", "1 is 一（更正）.xlsx/甲 2"],
        true,
        &["一.xlsx"],
    ),
    ("a renamed file", &[], &[], true, &["一.xlsx"]),
    ("a form and a whole file that are gone", &[], &[], false, &[]),
    ("forms of the department and of its units as a whole", &[], &[], false, &[]),
    (
        "a project in two new files, another in three, with the same content in two",
        &[Answer::Ours],
        &["without 二.xlsx/甲 2"],
        false,
        &[],
    ),
];

#[test]
fn decisions() {
    for (what, answers, steps, settled, gone) in DECISIONS {
        let case = CASES.iter().find(|case| case.what == *what).unwrap();
        let plan = planned(case);
        let before = plan.steps.len();
        let made = decide(plan, answers, 9);
        let shown: Vec<String> = made.steps[before..].iter().map(shown_step).collect();
        assert_eq!(shown, *steps, "{what} {answers:?}");
        let last = made.sources.last().unwrap();
        assert_eq!((last.hash == "新", last.at), (*settled, 9), "{what} {answers:?}");
        assert_eq!(made.gone, *gone, "{what} {answers:?}");
    }
}

#[test]
fn the_last_of_several_files_has_the_last_word() {
    let case = Case {
        what: "",
        remembered: &[("零.xlsx", "乙", "1", Some(1))],
        stored: &[(1, "乙", "1")],
        files: &[
            ("一.xlsx", &[("甲", "1"), ("乙", "2")]),
            ("二.xlsx", &[("甲", "2"), ("乙", "3")]),
            ("三.xlsx", &[("甲", "3")]),
            ("零.xlsx", &[("乙", "4")]),
        ],
        planned: &[],
    };
    let plan = planned(&case);
    let kinds: Vec<ConflictKind> = plan.conflicts.iter().map(|conflict| conflict.kind).collect();
    assert_eq!(kinds, [ConflictKind::Twice; 4]);
    let made = decide(plan, &[Answer::Theirs; 4], 9);
    let shown: Vec<String> = made.steps.iter().map(shown_step).collect();
    let forms: Vec<&String> = shown.iter().filter(|step| !step.starts_with("without")).collect();
    assert_eq!(forms, ["1 becomes 二.xlsx/乙 3", "add 三.xlsx/甲 3"], "{shown:#?}");
    for left_out in ["一.xlsx/甲 1", "二.xlsx/甲 2", "一.xlsx/乙 2", "零.xlsx/乙 4"] {
        assert!(shown.contains(&format!("without {left_out}")), "{left_out}: {shown:#?}");
    }
}
