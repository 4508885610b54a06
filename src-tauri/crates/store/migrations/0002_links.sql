-- The department from its projects. A row of confirmed says that a person has decided what an indicator of a department's form
-- is put together from; link says which indicators of project forms that are, and there may be none. Both name rows by their
-- keys, so that links go where rows go, and with them. decided: how many links the person decided on; when fewer are left,
-- a row of a project has gone, and that was nobody's decision.

CREATE TABLE confirmed (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    indicator INTEGER NOT NULL UNIQUE REFERENCES indicator (id) ON DELETE CASCADE,
    decided   INTEGER NOT NULL
) STRICT;

CREATE TABLE link (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    indicator INTEGER NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
    source    INTEGER NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
    UNIQUE (indicator, source)
) STRICT;
CREATE INDEX link_source ON link (source);

-- The person's own words in place of a drafted section of 预算绩效情况说明. draft: what they took the place of, as the person
-- last saw it.
CREATE TABLE own_words (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    section TEXT NOT NULL UNIQUE,
    text    TEXT NOT NULL,
    draft   TEXT NOT NULL
) STRICT;
