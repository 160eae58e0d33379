-- Harmless texts written anew by reviewers from overturned cases; a case has at most one.
CREATE TABLE lessons (
  case_id TEXT PRIMARY KEY,
  rule TEXT,
  template TEXT NOT NULL,
  text TEXT NOT NULL,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'taken', 'dropped'))
);

-- How a group's owner has set it up, version by version; the newest is in force and stands in the group's own row.
CREATE TABLE group_settings (
  group_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  settings TEXT NOT NULL,
  PRIMARY KEY (group_id, version)
);

CREATE INDEX traces_group ON traces (group_id, at);

-- What members report: group, time, sender and kind by choice, no words. `reporter` is sealed, and gone once he was told the outcome.
CREATE TABLE member_reports (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL,
  around INTEGER NOT NULL,
  sender TEXT,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  reporter BLOB,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'closed')),
  outcome TEXT,
  closed_at INTEGER,
  closed_by TEXT
);
CREATE INDEX member_reports_state ON member_reports (state, at);
CREATE INDEX member_reports_closed ON member_reports (closed_at) WHERE closed_at IS NOT NULL;
