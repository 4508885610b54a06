//! Made-up documents and changes: everything follows from a number, so a failure can be repeated.

use std::collections::BTreeMap;

use jixiao_model::{
    AmountUnit, ColumnName, ExtraTexts, FieldName, FieldRef, Form, FormKind, Fund, FundColumn, Goal,
    Indicator, IndicatorColumn, Manual, Method, Points, RuleSetId, TotalColumn,
};
use jixiao_store::{
    Applied, Change, CollectStep, Collected, Collection, Document, EvidenceFile, EvidencePlace, FieldText,
    FormId, FormRow, FundSlot, IncomingForm, LastYear, LibraryRow, LinkChange, Links, NewEdition, NewForm,
    OwnWords, RowId, RowPlace, Source, SourceRef, Store, StoredForm, Waiver,
};
use rust_decimal::Decimal;

/// Random numbers by splitmix64.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is not zero.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    pub fn of<T: Clone>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())].clone()
    }

    pub fn chance(&mut self) -> bool {
        self.below(2) == 0
    }

    /// What a person types, with what makes files stumble.
    pub fn text(&mut self) -> String {
        let parts = [
            "≥",
            "95%",
            " ",
            "\n",
            "\r\n",
            "'",
            "\"",
            "\\",
            "\0",
            "\t",
            "{}",
            "年",
            "万元",
            "２０２３",
            "𠮷",
            "null",
            "1e5",
            "-",
            "\u{FEFF}",
            "',''); DROP TABLE form;--",
            "完成情况良好。",
        ];
        (0..self.below(6)).map(|_| self.of(&parts)).collect()
    }
}

/// Everything that a document holds but its journal.
#[derive(Debug, PartialEq)]
pub struct State {
    pub document: Document,
    pub list: Vec<FormRow>,
    pub forms: Vec<StoredForm>,
    pub waivers: Vec<Waiver>,
    pub links: Links,
    pub words: BTreeMap<String, OwnWords>,
    pub library: Vec<LibraryRow>,
    pub sources: Vec<Source>,
    pub collected: Vec<Collected>,
}

pub fn state(store: &Store) -> State {
    let ids = store.form_ids_in_order().unwrap();
    let list = store.forms().unwrap();
    assert_eq!(ids, list.iter().map(|row| row.id).collect::<Vec<_>>());
    State {
        document: store.document().unwrap(),
        list,
        forms: ids.into_iter().map(|id| store.form(id).unwrap()).collect(),
        waivers: store.waivers().unwrap(),
        links: store.links().unwrap(),
        words: store.own_words().unwrap(),
        library: store.library().unwrap(),
        sources: store.sources().unwrap(),
        collected: store.collected().unwrap(),
    }
}

pub fn form(random: &mut Random) -> Form {
    let mut form = Form {
        kind: random.of(&FormKind::ALL),
        amount_unit: random.of(&AmountUnit::ALL),
        edition: random.of(&["xinjiang-2023-project", "hubei-2021-department"]).into(),
        year: random.of(&[None, Some(2023)]),
        title: random.text(),
        ..Form::default()
    };
    form.set_text(FieldName::NAME, format!("项目{}", random.below(1000)));
    form.set_text(FieldName::IMPLEMENTING_UNIT, random.text());
    form.set_text(FieldName::new("conclusion"), random.text());
    for label in ["年度资金总额", "当年财政拨款", "其他资金"] {
        let adjusted = random.text().as_str().into();
        form.funds.push(Fund { label: label.to_owned(), adjusted, extra: extra(random), ..Fund::default() });
    }
    form.goals = (0..=random.below(2)).map(|_| goal(random)).collect();
    form.total.score = random.text().as_str().into();
    form
}

fn goal(random: &mut Random) -> Goal {
    Goal {
        points: "10".into(),
        expected: random.text(),
        actual: random.text(),
        indicators: (0..random.below(5)).map(|_| indicator(random)).collect(),
    }
}

pub fn indicator(random: &mut Random) -> Indicator {
    Indicator {
        level1: "产出指标".to_owned(),
        level3: random.text(),
        operator: random.of(&["", "≥"]).to_owned(),
        target: random.text(),
        target_unit: random.of(&["", "%"]).to_owned(),
        reason: random.text(),
        extra: extra(random),
        method: method(random),
        manual: manual(random),
        ..Indicator::default()
    }
}

/// Columns of an office's own.
fn extra(random: &mut Random) -> ExtraTexts {
    let columns = ["佐证材料", "审核意见"].map(ColumnName::new);
    columns.into_iter().map(|column| (column, random.text())).collect()
}

fn method(random: &mut Random) -> Option<Method> {
    random.chance().then(|| random.of(&Method::ALL))
}

fn manual(random: &mut Random) -> Option<Manual> {
    random.chance().then(|| Manual {
        score: Points(Decimal::new(i64::try_from(random.below(10_000)).unwrap(), 2)),
        reason: random.text(),
    })
}

pub fn new_form(random: &mut Random) -> NewForm {
    let mut this = form(random);
    // A layout of the document's own says what its id says.
    let layout = random.chance().then(|| format!("own-{}", random.below(3)));
    if let Some(id) = &layout {
        this.edition = id.as_str().into();
    }
    let last_year = random.chance().then(|| LastYear::beside(form(random), &this));
    NewForm {
        rules: random.chance().then(|| RuleSetId::from("national-2020")),
        classified: random.chance(),
        done: random.chance(),
        form: this,
        last_year,
        layout,
    }
}

/// Some change that can be made to the document as it is.
pub fn change(random: &mut Random, store: &Store) -> Change {
    let ids = store.form_ids_in_order().unwrap();
    if random.below(8) == 0 {
        return Change::Collect(collection(random, &ids));
    }
    if ids.is_empty() || random.below(10) == 0 {
        return change_without_forms(random, ids.len());
    }
    let stored = store.form(random.of(&ids)).unwrap();
    match random.below(6) {
        0 => change_of_form(random, stored.id, ids.len()),
        5 => change_of_evidence(random, &stored),
        4 => change_of_links(random, &stored, store),
        1 => change_of_rows(random, &stored),
        2 => change_of_shape(random, &stored),
        _ => {
            let mut texts: Vec<FieldText> =
                (0..=random.below(4)).map(|_| field_text(random, &stored)).collect();
            if texts.len() == 1 { Change::SetText(texts.remove(0)) } else { Change::SetTexts(texts) }
        }
    }
}

const BOOKS: [&str; 2] = ["2021年.xlsx", "2022年.xls"];

fn library(random: &mut Random) -> Vec<LibraryRow> {
    let row = |random: &mut Random| LibraryRow {
        source: random.of(&BOOKS).to_owned(),
        year: random.of(&[None, Some(2021), Some(2022)]),
        level3: random.text(),
        target: random.text(),
        ..LibraryRow::default()
    };
    (0..random.below(4)).map(|_| row(random)).collect()
}

/// Up to four forms of one of two sources.
fn collection(random: &mut Random, ids: &[FormId]) -> Collection {
    let name = random.of(&BOOKS);
    let mut steps = Vec::new();
    for key in 0..random.below(5) {
        let fingerprint = random.below(3).to_string();
        let origin = SourceRef { source: name.to_owned(), key: key.to_string(), fingerprint };
        let form = (!ids.is_empty() && random.chance()).then(|| random.of(ids));
        steps.push(match (random.below(4), form) {
            (0, _) => CollectStep::Note(Collected { origin, form }),
            (1, _) => CollectStep::Forget { source: name.to_owned(), key: origin.key },
            (_, Some(form)) => CollectStep::Replace { form, with: incoming(random, origin) },
            (_, None) => CollectStep::Add(incoming(random, origin)),
        });
    }
    let other = BOOKS.into_iter().filter(|other| *other != name && random.below(4) == 0);
    let gone = other.map(str::to_owned).collect();
    let source = Source { name: name.to_owned(), hash: random.below(3).to_string(), at: 1 };
    Collection { sources: vec![source], gone, steps }
}

fn incoming(random: &mut Random, origin: SourceRef) -> IncomingForm {
    let waiver = |key: &str| Waiver {
        form: None,
        key: key.to_owned(),
        reason: random.text(),
        who: "乙".to_owned(),
        at: 1,
    };
    let waivers = ["C01", "C40"].map(waiver).to_vec();
    IncomingForm { origin, form: new_form(random), waivers, of_workbook: false }
}

fn change_without_forms(random: &mut Random, forms: usize) -> Change {
    let key = random.of(&["C01", "C40"]).to_owned();
    match random.below(8) {
        6 => Change::AddToLibrary(library(random)),
        7 => Change::RemoveFromLibrary(random.of(&BOOKS).to_owned()),
        0 => Change::AddForm { form: new_form(random), position: random.below(forms + 2) },
        1 => Change::ImportForms((0..random.below(4)).map(|_| new_form(random)).collect()),
        2 => Change::SetAgency(random.text()),
        3 => Change::SetYear(random.of(&[2022, 2023, 2024])),
        4 => Change::Waive { form: None, key, reason: random.text() },
        _ => Change::Unwaive { form: None, key },
    }
}

/// A row of the form gets some rows of project forms, or its links are to be decided again; or own words come or go.
fn change_of_links(random: &mut Random, stored: &StoredForm, store: &Store) -> Change {
    let goal = random.below(stored.rows.goals.len());
    let count = stored.rows.goals[goal].indicators.len();
    if count == 0 || random.below(3) == 0 {
        let section = random.of(&["measures", "problems"]).to_owned();
        let words = random.chance().then(|| OwnWords { text: random.text(), draft: random.text() });
        return Change::SetOwnWords { section, words };
    }
    let rows = store.forms().unwrap().into_iter().filter(|form| form.kind == FormKind::Project);
    let rows: Vec<RowId> = rows
        .flat_map(|form| store.form(form.id).unwrap().rows.goals)
        .flat_map(|goal| goal.indicators)
        .collect();
    let sources = rows.into_iter().filter(|_| random.below(4) == 0).collect::<Vec<_>>();
    let sources = random.chance().then_some(sources);
    let at = RowPlace { goal, row: random.below(count) };
    Change::SetLinks(vec![LinkChange { form: stored.id, at, sources, lost: 0 }])
}

/// Some of three files come to a row of the form, or one that is there goes.
fn change_of_evidence(random: &mut Random, stored: &StoredForm) -> Change {
    let form = stored.id;
    if !stored.evidence.is_empty() && random.chance() {
        return Change::DetachEvidence { form, id: random.of(&stored.evidence).id };
    }
    let goal = random.below(stored.rows.goals.len());
    let count = stored.rows.goals[goal].indicators.len();
    if count == 0 {
        return Change::SetDone { form, done: random.chance() };
    }
    let file = |name: &str| EvidenceFile {
        name: name.to_owned(),
        place: random.of(&[EvidencePlace::Copied, EvidencePlace::Linked]),
        path: random.text(),
        hash: random.below(3).to_string(),
        size: 1,
        modified: 2,
    };
    let files = ["清单.xlsx", "照片.jpg", "合同.pdf"].map(file).to_vec();
    Change::AttachEvidence { form, at: RowPlace { goal, row: random.below(count) }, files }
}

fn change_of_form(random: &mut Random, form: FormId, forms: usize) -> Change {
    let key = random.of(&["C01", "C40"]).to_owned();
    match random.below(8) {
        0 => Change::RemoveForm(form),
        1 => Change::MoveForm { form, position: random.below(forms + 1) },
        2 => Change::CopyForm { form, name: random.text() },
        3 => Change::SetRules { form, rules: random.chance().then(|| RuleSetId::from("hubei-2021")) },
        4 => Change::SetClassified { form, classified: random.chance() },
        5 => Change::SetDone { form, done: random.chance() },
        6 => Change::Waive { form: Some(form), key, reason: random.text() },
        _ => Change::Unwaive { form: Some(form), key },
    }
}

fn change_of_rows(random: &mut Random, stored: &StoredForm) -> Change {
    let form = stored.id;
    let goal = random.below(stored.form.goals.len());
    let count = stored.form.goals[goal].indicators.len();
    if count == 0 || random.below(4) == 0 {
        let at = RowPlace { goal, row: random.below(count + 1) };
        return Change::InsertIndicator { form, at, indicator: indicator(random) };
    }
    let at = RowPlace { goal, row: random.below(count) };
    match random.below(4) {
        0 => Change::RemoveIndicator { form, at },
        1 => Change::SetMethod { form, at, method: method(random) },
        2 => Change::SetManual { form, at, manual: manual(random) },
        _ => {
            let goal = random.below(stored.form.goals.len());
            let room = stored.form.goals[goal].indicators.len() + usize::from(goal != at.goal);
            Change::MoveIndicator { form, from: at, to: RowPlace { goal, row: random.below(room) } }
        }
    }
}

fn change_of_shape(random: &mut Random, stored: &StoredForm) -> Change {
    let (form, funds, goals) = (stored.id, stored.form.funds.len(), stored.form.goals.len());
    let fund = Fund { label: random.text(), executed: "1".into(), ..Fund::default() };
    match random.below(7) {
        0 => Change::InsertFund { form, at: 1 + random.below(funds), fund },
        1 if funds > 1 => Change::RemoveFund { form, at: 1 + random.below(funds - 1) },
        2 if funds > 1 => {
            Change::MoveFund { form, from: 1 + random.below(funds - 1), to: 1 + random.below(funds - 1) }
        }
        3 => Change::InsertGoal { form, at: random.below(goals + 1), goal: goal(random) },
        4 if goals > 1 => Change::RemoveGoal { form, at: random.below(goals) },
        5 => Change::MoveGoal { form, from: random.below(goals), to: random.below(goals) },
        _ => Change::SetEdition { form, new: new_edition(random, funds) },
    }
}

/// Another layout, with the total, some of the other rows in another order, and a new one.
fn new_edition(random: &mut Random, funds: usize) -> NewEdition {
    let mut slots: Vec<FundSlot> =
        (0..funds).map(|row| FundSlot { row: Some(row), label: random.text() }).collect();
    slots[1..].reverse();
    slots.retain(|slot| slot.row == Some(0) || random.chance());
    slots.push(FundSlot { row: None, label: random.text() });
    NewEdition {
        edition: random.of(&["national-2020-project", "xinjiang-2023-department"]).into(),
        kind: random.of(&[FormKind::Project, FormKind::Department]),
        title: random.text(),
        funds: slots,
    }
}

fn field_text(random: &mut Random, stored: &StoredForm) -> FieldText {
    let goal = random.below(stored.form.goals.len());
    let count = stored.form.goals[goal].indicators.len();
    let field = match random.below(10) {
        0 => FieldRef::Title,
        1 => FieldRef::Text(random.of(&[FieldName::NAME, FieldName::NOTES])),
        2 => FieldRef::GoalActual(goal),
        3 => FieldRef::Total(TotalColumn::Score),
        4 => {
            let field = FieldRef::Year;
            return FieldText {
                form: stored.id,
                field,
                text: random.of(&["2022", "2023年度", ""]).to_owned(),
            };
        }
        5 => FieldRef::Fund { row: random.below(stored.form.funds.len()), column: FundColumn::Executed },
        6 => FieldRef::FundExtra {
            row: random.below(stored.form.funds.len()),
            column: ColumnName::new(random.of(&["佐证材料", "备注"])),
        },
        _ if count == 0 => FieldRef::GoalExpected(goal),
        7 => FieldRef::IndicatorExtra {
            goal,
            row: random.below(count),
            column: ColumnName::new(random.of(&["审核意见", "备注"])),
        },
        _ => FieldRef::Indicator {
            goal,
            row: random.below(count),
            column: random.of(&[IndicatorColumn::Actual, IndicatorColumn::Score, IndicatorColumn::Operator]),
        },
    };
    FieldText { form: stored.id, field, text: random.text() }
}

/// One step of a person at work: mostly a change, sometimes an undo or a redo.
pub fn work(store: &mut Store, step: u64) -> Applied {
    let mut random = Random(step);
    let at = i64::try_from(step).unwrap();
    match random.below(8) {
        0 => store.undo("甲", at).unwrap(),
        1 => store.redo("乙", at).unwrap(),
        _ => {
            let change = change(&mut random, store);
            store.apply(&change, "甲", at).unwrap_or_else(|error| panic!("{change:?}: {error:?}"))
        }
    }
}

/// How many times as much is done as in every run of the tests: `make torture` asks for more.
pub fn torture() -> u64 {
    std::env::var("JIXIAO_TORTURE").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}
