-- What ties the log beside the file to it: each step adds its own number, and the file holds those since the log was last emptied.
CREATE TABLE lineage (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT;

INSERT INTO lineage (number) VALUES (random());
