-- The tables with many rows have no CHECK: the check of the whole file at opening would take three times as long.
--
-- A document of one unit. Every table that a change may touch has an integer key called id, because changes are
-- recorded by table and id (see record.rs). Keys are never used twice: the journal names rows that are long gone.

PRAGMA application_id = 1247304272; -- 'JXZP'

CREATE TABLE document (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    unit TEXT NOT NULL,
    year INTEGER NOT NULL
) STRICT;

-- A form of this year, or (reference_of set) the form of last year that stands beside one and is never changed.
CREATE TABLE form (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    reference_of INTEGER REFERENCES form (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('project', 'department')),
    rules        TEXT,
    classified   INTEGER NOT NULL CHECK (classified IN (0, 1)),
    done         INTEGER NOT NULL CHECK (done IN (0, 1)),
    edition      TEXT NOT NULL,
    year         INTEGER,
    title        TEXT NOT NULL,
    total_weight TEXT NOT NULL,
    total_score  TEXT NOT NULL
) STRICT;
CREATE INDEX form_reference ON form (reference_of);
CREATE INDEX form_order ON form (position) WHERE reference_of IS NULL;

CREATE TABLE form_text (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    form INTEGER NOT NULL REFERENCES form (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (form, name)
) STRICT;

-- reference: id of last year's row, in the form that is the reference of this row's form.
CREATE TABLE fund (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    form      INTEGER NOT NULL REFERENCES form (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    reference INTEGER,
    label     TEXT NOT NULL,
    initial   TEXT NOT NULL,
    adjusted  TEXT NOT NULL,
    executed  TEXT NOT NULL,
    weight    TEXT NOT NULL,
    rate      TEXT NOT NULL,
    score     TEXT NOT NULL
) STRICT;
CREATE INDEX fund_order ON fund (form, position);

CREATE TABLE goal (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    form      INTEGER NOT NULL REFERENCES form (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    reference INTEGER,
    points    TEXT NOT NULL,
    expected  TEXT NOT NULL,
    actual    TEXT NOT NULL
) STRICT;
CREATE INDEX goal_order ON goal (form, position);

CREATE TABLE indicator (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    goal          INTEGER NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    reference     INTEGER,
    level1        TEXT NOT NULL,
    level2        TEXT NOT NULL,
    level3        TEXT NOT NULL,
    target        TEXT NOT NULL,
    basis         TEXT NOT NULL,
    actual        TEXT NOT NULL,
    weight        TEXT NOT NULL,
    score         TEXT NOT NULL,
    reason        TEXT NOT NULL,
    method        TEXT,
    manual_score  TEXT,
    manual_reason TEXT
) STRICT;
CREATE INDEX indicator_order ON indicator (goal, position);

-- Findings that a person has waived; form is absent when the finding is about the document.
CREATE TABLE waiver (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    form   INTEGER REFERENCES form (id) ON DELETE CASCADE,
    key    TEXT NOT NULL,
    reason TEXT NOT NULL,
    who    TEXT NOT NULL,
    at     INTEGER NOT NULL
) STRICT;
CREATE INDEX waiver_form ON waiver (form, key);

-- What was done, in order; nothing is ever deleted here. state: 'done' can be undone, 'undone' redone, 'dropped' is an
-- undone step behind which something else was done; absent for steps that are themselves an undo or a redo (target
-- names the step) and for the making of the document.
CREATE TABLE journal (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     INTEGER NOT NULL,
    who    TEXT NOT NULL,
    kind   TEXT NOT NULL,
    target INTEGER REFERENCES journal (id),
    state  TEXT CHECK (state IN ('done', 'undone', 'dropped'))
) STRICT;
CREATE INDEX journal_state ON journal (state, id) WHERE state IN ('done', 'undone');

-- The same for readers: which field of which form, before and after. form is kept though the form may be gone.
CREATE TABLE journal_item (
    id        INTEGER PRIMARY KEY,
    entry     INTEGER NOT NULL REFERENCES journal (id),
    form      INTEGER,
    form_name TEXT NOT NULL,
    row_name  TEXT NOT NULL,
    subject   TEXT NOT NULL,
    before    TEXT,
    after     TEXT
) STRICT;
CREATE INDEX journal_item_entry ON journal_item (entry);

-- The same for undo and redo: what happened to which row (event: insert, update, delete), and its columns before and
-- after as JSON. An update has the changed columns only, a deletion the row before. An insertion needs no row until it
-- is undone; undo keeps it in after.
CREATE TABLE row_change (
    id         INTEGER PRIMARY KEY,
    entry      INTEGER NOT NULL REFERENCES journal (id),
    table_name TEXT NOT NULL,
    row        INTEGER NOT NULL,
    event      TEXT NOT NULL,
    before     TEXT,
    after      TEXT
) STRICT;
CREATE INDEX row_change_entry ON row_change (entry);
