-- The desk's list is filtered by sender (search, department) and by deadline too, and counts what it shows. Two indexes hold every column
-- of its filters, one in the list's order and one by state, so that neither a page nor a count reads a row that is not shown or sorts many.
DROP INDEX cases_list;
DROP INDEX cases_waiting;
CREATE INDEX cases_list ON cases (detected_at, id, state, kind, group_id, outcome, assignee, waits, not_for, sender, due_at);
CREATE INDEX cases_state ON cases (state, detected_at, id, kind, group_id, outcome, assignee, waits, not_for, sender, due_at);
CREATE INDEX cases_group ON cases (group_id, detected_at, id, state, kind, outcome, assignee, waits, not_for, sender, due_at);
CREATE INDEX cases_waiting ON cases (detected_at, id, state, kind, group_id, outcome, assignee, not_for, sender, due_at) WHERE waits = 1;
CREATE INDEX cases_due ON cases (due_at, id, detected_at, state, kind, group_id, outcome, assignee, waits, not_for, sender) WHERE due_at IS NOT NULL;

-- An appeal is due when its answer was promised, by working days, and not two days later; as waitingOf (src/store/case-columns.ts) says it.
UPDATE cases SET due_at = min(
    json_extract(record, '$.appeal.answerBy'),
    coalesce(CASE WHEN json_extract(record, '$.report') IS NULL THEN json_extract(record, '$.reportBy') END, json_extract(record, '$.appeal.answerBy')),
    coalesce(CASE WHEN state = 'recall-requested' THEN json_extract(record, '$.recallBy') END, json_extract(record, '$.appeal.answerBy')))
  WHERE state <> 'overturned' AND json_extract(record, '$.appeal.answeredAt') IS NULL AND json_extract(record, '$.appeal.answerBy') IS NOT NULL;

-- How much of a platform's limits is used: by what kind of door something left, and how many in each hour, without whom.
ALTER TABLE platform_sends ADD COLUMN kind TEXT NOT NULL DEFAULT '';
CREATE TABLE platform_hours (
  kind TEXT NOT NULL,
  hour INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  PRIMARY KEY (kind, hour)
);
