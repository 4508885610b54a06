-- 佐证材料: files that stand behind an indicator's actual value. The files themselves are not in here: place says whether they were
-- copied into the folder beside the document (path: folder and file name, with /) or stay where they were (path: the whole path).
-- hash: SHA-256 of the bytes when the file was attached; size in bytes; modified and at in seconds since 1970, UTC.
CREATE TABLE evidence (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    indicator INTEGER NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
    name      TEXT NOT NULL,
    place     TEXT NOT NULL,
    path      TEXT NOT NULL,
    hash      TEXT NOT NULL,
    size      INTEGER NOT NULL,
    modified  INTEGER NOT NULL,
    at        INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_indicator ON evidence (indicator);
