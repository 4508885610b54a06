-- 指标库: indicators of books that the person added, without their forms. source: the file's name. The indicators of this
-- document's forms, and of last year's beside them, belong to it too and are not stored twice.

CREATE TABLE library (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    source  TEXT NOT NULL,
    year    INTEGER,
    form    TEXT NOT NULL,
    unit    TEXT NOT NULL,
    edition TEXT NOT NULL,
    level1  TEXT NOT NULL,
    level2  TEXT NOT NULL,
    level3  TEXT NOT NULL,
    target  TEXT NOT NULL,
    actual  TEXT NOT NULL,
    weight  TEXT NOT NULL,
    score   TEXT NOT NULL
) STRICT;
CREATE INDEX library_source ON library (source);
