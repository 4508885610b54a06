-- Layouts of the office's own, learned from its forms: form.edition names one of these or one of the program's. A layout is only ever
-- added, so that undo and redo find it; it is no part of what they take back.

CREATE TABLE editions (
    id   TEXT PRIMARY KEY,
    toml TEXT NOT NULL
) STRICT;
