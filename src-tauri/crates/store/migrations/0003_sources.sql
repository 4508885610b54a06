-- What a department's document has collected: the files of its units (name: path below the folder that was collected), and
-- what each of them brought. An empty hash: something in the file is still open, and it is to be read again.

CREATE TABLE source (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    at   INTEGER NOT NULL
) STRICT;

-- form is absent when the person left the form out. key and fingerprint are the caller's.
CREATE TABLE collected (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    source      INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    key         TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    form        INTEGER REFERENCES form (id) ON DELETE SET NULL,
    UNIQUE (source, key)
) STRICT;
CREATE INDEX collected_form ON collected (form);

-- 1: came with a collected form, and goes when the form is collected anew.
ALTER TABLE waiver ADD COLUMN collected INTEGER NOT NULL DEFAULT 0;

-- row_change knows one more event: insert_many, all rows from row to the last one, which before tells ({"last": …}). It becomes
-- single insertions when it is undone.
