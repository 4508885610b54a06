-- 单位, the organisation, is an agency; a unit is a unit of measure only. What the journal keeps for undo and redo names the same
-- columns, kinds and subjects.

ALTER TABLE document RENAME COLUMN unit TO agency;
ALTER TABLE library RENAME COLUMN unit TO agency;

UPDATE row_change SET before = json_remove(json_set(before, '$.agency', json_extract(before, '$.unit')), '$.unit')
WHERE table_name IN ('document', 'library') AND json_type(before, '$.unit') IS NOT NULL;
UPDATE row_change SET after = json_remove(json_set(after, '$.agency', json_extract(after, '$.unit')), '$.unit')
WHERE table_name IN ('document', 'library') AND json_type(after, '$.unit') IS NOT NULL;

UPDATE journal SET kind = 'set_agency' WHERE kind = 'set_unit';
UPDATE journal_item SET subject = '"agency"' WHERE subject = '"unit"';
