-- Forms of more kinds, in any amount unit, with columns of the office's own (extra: a JSON object, heading to text) and targets
-- that are printed in parts. The kind loses its CHECK: a column of its own takes its place, under the old name.
ALTER TABLE form ADD COLUMN any_kind TEXT NOT NULL DEFAULT 'project';
UPDATE form SET any_kind = kind;
ALTER TABLE form DROP COLUMN kind;
ALTER TABLE form RENAME COLUMN any_kind TO kind;
ALTER TABLE form ADD COLUMN amount_unit TEXT NOT NULL DEFAULT '万元';
ALTER TABLE fund ADD COLUMN extra TEXT NOT NULL DEFAULT '{}';
ALTER TABLE indicator ADD COLUMN operator TEXT NOT NULL DEFAULT '';
ALTER TABLE indicator ADD COLUMN target_unit TEXT NOT NULL DEFAULT '';
ALTER TABLE indicator ADD COLUMN extra TEXT NOT NULL DEFAULT '{}';
