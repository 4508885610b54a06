use jixiao_model::FieldRef;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::error::TxResult;
use crate::ids::{EntryId, FormId, Named, RowPlace};

/// One line of the record of changes (修改记录).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// The entry's key.
    pub id: EntryId,
    /// When, in the caller's clock (seconds since 1970, UTC).
    pub at: i64,
    /// Who.
    pub who: String,
    /// What was done.
    pub kind: EntryKind,
    /// The entry that was undone or redone.
    pub target: Option<EntryId>,
    /// Whether it holds; `None` for entries that cannot be undone.
    pub state: Option<State>,
    /// What was changed where.
    pub items: Vec<Item>,
}

/// One changed thing of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The form, which may be gone; `None` for the document.
    pub form: Option<FormId>,
    /// The form's name at that time.
    pub form_name: String,
    /// The fund's or indicator's name at that time; empty when the change is not about a row.
    pub row_name: String,
    /// What of it.
    pub subject: Subject,
    /// What stood there; `None` when there was nothing.
    pub before: Option<String>,
    /// What stands there; `None` when there is nothing.
    pub after: Option<String>,
}

/// What an [`Item`] is about, with the indexes of that time, and what its `before` and `after` hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A field; the texts.
    Field(FieldRef),
    /// A row that came or went; its 三级指标.
    Indicator(RowPlace),
    /// The place of a row; `goal/row`, from zero.
    IndicatorPlace(RowPlace),
    /// A fund source that came or went; its name.
    Fund(usize),
    /// The place of a fund row; its index.
    FundPlace(usize),
    /// A goal that came or went; its 预期目标.
    Goal(usize),
    /// The place of a goal; its index.
    GoalPlace(usize),
    /// A row's method; its name.
    Method(RowPlace),
    /// A row's manual score; the score.
    ManualScore(RowPlace),
    /// The reason of a row's manual score; the reason.
    ManualReason(RowPlace),
    /// A form that came or went; its name.
    Form,
    /// A form that came from the source of this name, or was replaced by that source's; its name.
    Collected(String),
    /// The place of a form; its index.
    Position,
    /// The form's rule set; its id.
    Rules,
    /// The form's layout; its id.
    Edition,
    /// 涉密; `true` or `false`.
    Classified,
    /// Finished; `true` or `false`.
    Done,
    /// The document's agency; the name.
    Agency,
    /// The document's year; the number.
    Year,
    /// The waiver of the finding with this key; the reason.
    Waiver(String),
    /// What a row of a department's form is put together from; the projects and indicators.
    Links(RowPlace),
    /// The own words of the section of this name; the words.
    OwnWords(String),
    /// The book of this name in the library; how many indicators it has there.
    Library(String),
    /// A file that came to a row or went; its name.
    Evidence(RowPlace),
}

/// What an entry of the journal is: the making of the document, a change of that kind, an undo or a redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the kinds of change are described at Change")]
pub enum EntryKind {
    Create,
    SetText,
    SetTexts,
    InsertIndicator,
    RemoveIndicator,
    MoveIndicator,
    InsertFund,
    RemoveFund,
    MoveFund,
    InsertGoal,
    RemoveGoal,
    MoveGoal,
    SetEdition,
    AddForm,
    ImportForms,
    Collect,
    RemoveForm,
    MoveForm,
    CopyForm,
    SetRules,
    SetMethod,
    SetManual,
    SetClassified,
    SetDone,
    SetAgency,
    SetYear,
    Waive,
    Unwaive,
    SetLinks,
    RollUp,
    SetOwnWords,
    AddToLibrary,
    RemoveFromLibrary,
    AttachEvidence,
    DetachEvidence,
    Undo,
    Redo,
}

/// Whether a step holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It holds and can be undone, once the steps behind it are.
    Done,
    /// It was undone and can be redone, once the steps before it are.
    Undone,
    /// It was undone and something else was done since: it stays in the record only.
    Dropped,
}

/// A new entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    pub who: &'a str,
    pub at: i64,
    pub kind: EntryKind,
    pub target: Option<EntryId>,
    pub state: Option<State>,
}

/// Writes an entry without items.
pub(crate) fn write(connection: &Connection, line: Line<'_>) -> TxResult<EntryId> {
    let sql = "INSERT INTO journal (at, who, kind, target, state) VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.prepare_cached(sql)?.execute(params![
        line.at,
        line.who,
        Named(line.kind),
        line.target,
        line.state.map(Named)
    ])?;
    Ok(EntryId(connection.last_insert_rowid()))
}

/// Writes the items of an entry.
pub(crate) fn write_items(connection: &Connection, entry: EntryId, items: &[Item]) -> TxResult<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO journal_item (entry, form, form_name, row_name, subject, before, after) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for item in items {
        let subject = serde_json::to_string(&item.subject)?;
        insert.execute(params![
            entry,
            item.form,
            item.form_name,
            item.row_name,
            subject,
            item.before,
            item.after
        ])?;
    }
    Ok(())
}

/// Puts one step into another state.
pub(crate) fn mark(connection: &Connection, entry: EntryId, state: State) -> TxResult<()> {
    let sql = "UPDATE journal SET state = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![entry, Named(state)])?;
    Ok(())
}

/// Steps that were undone can no longer be redone.
pub(crate) fn drop_undone(connection: &Connection) -> TxResult<()> {
    let sql = "UPDATE journal SET state = 'dropped' WHERE state = 'undone'";
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// The entry made last.
pub(crate) fn last(connection: &Connection) -> TxResult<Option<EntryId>> {
    one_id(connection, "SELECT id FROM journal ORDER BY id DESC LIMIT 1")
}

/// The step that undo would take back: the last one that holds.
pub(crate) fn last_done(connection: &Connection) -> TxResult<Option<EntryId>> {
    one_id(connection, "SELECT id FROM journal WHERE state = 'done' ORDER BY id DESC LIMIT 1")
}

/// The step that redo would make again: the first of those undone.
pub(crate) fn first_undone(connection: &Connection) -> TxResult<Option<EntryId>> {
    one_id(connection, "SELECT id FROM journal WHERE state = 'undone' ORDER BY id LIMIT 1")
}

fn one_id(connection: &Connection, sql: &str) -> TxResult<Option<EntryId>> {
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?)
}

/// Entries before `before` (all when absent), latest first, at most `limit`.
pub(crate) fn read(
    connection: &Connection,
    limit: usize,
    before: Option<EntryId>,
) -> TxResult<Vec<JournalEntry>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, at, who, kind, target, state FROM journal \
         WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT ?2",
    )?;
    let entries = statement
        .query_map(params![before, i64::try_from(limit).unwrap_or(i64::MAX)], head)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    entries.into_iter().map(|entry| with_items(connection, entry)).collect()
}

/// One entry.
pub(crate) fn entry(connection: &Connection, id: EntryId) -> TxResult<JournalEntry> {
    let sql = "SELECT id, at, who, kind, target, state FROM journal WHERE id = ?1";
    let entry = connection.prepare_cached(sql)?.query_row([id], head)?;
    with_items(connection, entry)
}

/// When the form was changed last.
pub(crate) fn changed_at(connection: &Connection, form: FormId) -> TxResult<Option<i64>> {
    let sql =
        "SELECT max(at) FROM journal_item JOIN journal ON journal.id = journal_item.entry WHERE form = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([form], |row| row.get(0))?)
}

fn head(row: &Row<'_>) -> rusqlite::Result<JournalEntry> {
    Ok(JournalEntry {
        id: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        kind: row.get::<_, Named<EntryKind>>(3)?.0,
        target: row.get(4)?,
        state: row.get::<_, Option<Named<State>>>(5)?.map(|Named(state)| state),
        items: Vec::new(),
    })
}

fn with_items(connection: &Connection, mut entry: JournalEntry) -> TxResult<JournalEntry> {
    let mut statement = connection.prepare_cached(
        "SELECT form, form_name, row_name, subject, before, after FROM journal_item WHERE entry = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([entry.id])?;
    while let Some(row) = rows.next()? {
        entry.items.push(Item {
            form: row.get(0)?,
            form_name: row.get(1)?,
            row_name: row.get(2)?,
            subject: serde_json::from_str(&row.get::<_, String>(3)?)?,
            before: row.get(4)?,
            after: row.get(5)?,
        });
    }
    Ok(entry)
}
