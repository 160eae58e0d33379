-- What the desk filters and sorts by: who works on a case, whether it waits for somebody of the office, until when, and for whom not.
ALTER TABLE cases ADD COLUMN assignee TEXT;
ALTER TABLE cases ADD COLUMN waits INTEGER NOT NULL DEFAULT 0 CHECK (waits IN (0, 1));
ALTER TABLE cases ADD COLUMN due_at INTEGER;
ALTER TABLE cases ADD COLUMN not_for TEXT;

-- As waitingOf (src/store/case-columns.ts) says it.
UPDATE cases SET
  waits = CASE
    WHEN state = 'overturned' THEN 0
    WHEN json_extract(record, '$.appeal') IS NOT NULL AND json_extract(record, '$.appeal.answeredAt') IS NULL THEN 1
    WHEN json_extract(record, '$.reportBy') IS NOT NULL AND json_extract(record, '$.report') IS NULL THEN 1
    WHEN json_extract(record, '$.closedAt') IS NOT NULL OR state = 'upheld' THEN 0
    WHEN json_extract(record, '$.ruling') IS NOT NULL OR outcome = 'review' OR state IN ('escalated', 'withdrawn') THEN 1
    WHEN record LIKE '%{"do":"escalate"%' OR record LIKE '%{"do":"flag"%' THEN 1
    ELSE 0
  END,
  due_at = CASE WHEN state <> 'overturned' AND json_extract(record, '$.report') IS NULL THEN json_extract(record, '$.reportBy') END;

-- One index that holds every column of the list's filters, in the list's order: whatever is asked for, no row is read but those shown.
DROP INDEX cases_newest;
DROP INDEX cases_state;
DROP INDEX cases_kind;
DROP INDEX cases_group;
DROP INDEX cases_outcome;
CREATE INDEX cases_list ON cases (detected_at, id, state, kind, group_id, outcome, assignee, waits, not_for);
CREATE INDEX cases_waiting ON cases (due_at, detected_at, id, assignee, not_for) WHERE waits = 1;

CREATE INDEX ledger_event ON ledger (event, at, number);

-- Posts examined in each hour: counts, no group and no person.
CREATE TABLE hourly_posts (
  hour INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  posts INTEGER NOT NULL,
  gaps INTEGER NOT NULL,
  PRIMARY KEY (hour, outcome)
);
INSERT INTO hourly_posts (hour, outcome, posts, gaps)
  SELECT at / 3600000, outcome, count(*), sum(gaps) FROM tallies GROUP BY 1, 2;

CREATE TABLE case_comments (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  by_account TEXT NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX case_comments_case ON case_comments (case_id, at);

CREATE TABLE exemptions (
  case_id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL,
  sender TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  ends_at INTEGER NOT NULL
);
CREATE INDEX exemptions_fingerprint ON exemptions (fingerprint);
CREATE INDEX exemptions_end ON exemptions (ends_at);

-- Keyed hashes of a case's words, forwarded texts and files, by which its way from group to group is found.
CREATE TABLE case_parts (
  case_id TEXT NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (case_id, part)
);
CREATE INDEX case_parts_part ON case_parts (part, case_id);
