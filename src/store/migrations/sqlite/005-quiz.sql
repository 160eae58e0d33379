-- Rounds of a group, private items, answers. People by pseudonym; what goes back to a case names it and goes with it.
CREATE TABLE quiz_rounds (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  item TEXT NOT NULL,
  category TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'cancelled')),
  record TEXT NOT NULL
);
CREATE INDEX quiz_rounds_group ON quiz_rounds (group_id, opened_at, id);
CREATE INDEX quiz_rounds_at ON quiz_rounds (opened_at, id);
CREATE INDEX quiz_rounds_open ON quiz_rounds (group_id) WHERE state = 'open';

CREATE TABLE quiz_prompts (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  person TEXT NOT NULL,
  item TEXT NOT NULL,
  category TEXT NOT NULL,
  case_id TEXT,
  made_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'asked', 'answered', 'put-off', 'lapsed', 'unreachable')),
  asked_at INTEGER,
  settled_at INTEGER
);
CREATE INDEX quiz_prompts_person ON quiz_prompts (person, made_at, id);
CREATE INDEX quiz_prompts_case ON quiz_prompts (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX quiz_prompts_open ON quiz_prompts (made_at, id) WHERE state IN ('waiting', 'asked');
CREATE INDEX quiz_prompts_at ON quiz_prompts (made_at);

CREATE TABLE quiz_attempts (
  person TEXT NOT NULL,
  ref TEXT NOT NULL,
  item TEXT NOT NULL,
  category TEXT NOT NULL,
  group_id TEXT,
  case_id TEXT,
  chosen TEXT NOT NULL,
  is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),
  share DOUBLE PRECISION NOT NULL,
  at INTEGER NOT NULL,
  ms INTEGER,
  via TEXT NOT NULL CHECK (via IN ('card', 'reply', 'page')),
  PRIMARY KEY (person, ref)
);
CREATE INDEX quiz_attempts_ref ON quiz_attempts (ref, is_right, chosen);
CREATE INDEX quiz_attempts_person ON quiz_attempts (person, at);
CREATE INDEX quiz_attempts_group ON quiz_attempts (group_id, at);
CREATE INDEX quiz_attempts_item ON quiz_attempts (item, at);
CREATE INDEX quiz_attempts_case ON quiz_attempts (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX quiz_attempts_at ON quiz_attempts (at);

CREATE TABLE quiz_violations (
  case_id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  category TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX quiz_violations_person ON quiz_violations (person, at);
CREATE INDEX quiz_violations_at ON quiz_violations (at);
CREATE INDEX cases_counting ON cases (counts_from) WHERE counts_from IS NOT NULL;

CREATE TABLE quiz_settings (
  group_id TEXT PRIMARY KEY,
  record TEXT NOT NULL
);

CREATE TABLE quiz_excuses (
  person TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('opted-out', 'leave')),
  from_at INTEGER NOT NULL,
  until_at INTEGER,
  PRIMARY KEY (person, why)
);

CREATE TABLE quiz_members (
  group_id TEXT NOT NULL,
  person TEXT NOT NULL,
  since INTEGER NOT NULL,
  left_at INTEGER,
  PRIMARY KEY (group_id, person)
);
CREATE INDEX quiz_members_person ON quiz_members (person);

CREATE TABLE quiz_contests (
  item TEXT NOT NULL,
  person TEXT NOT NULL,
  why TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'dismissed')),
  answered_at INTEGER,
  account TEXT,
  PRIMARY KEY (item, person)
);
CREATE INDEX quiz_contests_state ON quiz_contests (state, at);

-- What people decided about a job of the timetable; a job without a row runs as planned.
CREATE TABLE timetable_jobs (
  name TEXT PRIMARY KEY,
  is_paused INTEGER NOT NULL CHECK (is_paused IN (0, 1)),
  skip_until INTEGER NOT NULL
);
