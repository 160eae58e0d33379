-- Ids are texts we supply; moments are epoch milliseconds; booleans are 0 or 1; JSON is text parsed by code.
-- What each table keeps, how long and by which law: data/retention.yaml.

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE cursors (
  platform TEXT PRIMARY KEY,
  cursor TEXT NOT NULL
);

-- `payload` is sealed, and null once the row is answered: the key stays so that a repeat is known.
CREATE TABLE inbox (
  key TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  post TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'stuck', 'answered')),
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  payload BLOB,
  problem TEXT
);
CREATE INDEX inbox_waiting ON inbox (number) WHERE state = 'waiting';
CREATE INDEX inbox_number ON inbox (number);
CREATE INDEX inbox_done ON inbox (at) WHERE state <> 'waiting';
CREATE INDEX inbox_post ON inbox (post);

CREATE TABLE outbox (
  key TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  case_id TEXT,
  person TEXT,
  due_at INTEGER NOT NULL,
  deed TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('due', 'sending', 'done', 'refused', 'moot', 'stuck')),
  attempts INTEGER NOT NULL,
  is_uncertain INTEGER NOT NULL CHECK (is_uncertain IN (0, 1)),
  receipt TEXT,
  problem TEXT,
  settled_at INTEGER
);
CREATE INDEX outbox_due ON outbox (due_at, number) WHERE state = 'due';
CREATE INDEX outbox_open ON outbox (state) WHERE state IN ('sending', 'stuck');
CREATE INDEX outbox_number ON outbox (number);
CREATE INDEX outbox_case ON outbox (case_id);
CREATE INDEX outbox_person ON outbox (person);
CREATE INDEX outbox_settled ON outbox (settled_at);

-- `record` is the whole case; the columns beside it are what is searched.
CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  post TEXT NOT NULL UNIQUE,
  group_id TEXT NOT NULL,
  sender TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  detected_at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  state TEXT NOT NULL,
  is_held INTEGER NOT NULL CHECK (is_held IN (0, 1)),
  counts_from INTEGER,
  counts_until INTEGER,
  decided_at INTEGER,
  record TEXT NOT NULL
);
CREATE INDEX cases_newest ON cases (detected_at, id);
CREATE INDEX cases_state ON cases (state, detected_at, id);
CREATE INDEX cases_kind ON cases (kind, detected_at, id);
CREATE INDEX cases_group ON cases (group_id, detected_at, id);
CREATE INDEX cases_outcome ON cases (outcome, detected_at, id);
CREATE INDEX cases_sender ON cases (sender, detected_at, id);
CREATE INDEX cases_fingerprint ON cases (fingerprint, group_id);
CREATE INDEX cases_held ON cases (post) WHERE is_held = 1;
CREATE INDEX cases_decided ON cases (decided_at) WHERE decided_at IS NOT NULL;

CREATE TABLE evidence (
  case_id TEXT PRIMARY KEY REFERENCES cases (id),
  ciphertext BLOB NOT NULL,
  sealed_at INTEGER NOT NULL
);

CREATE TABLE traces (
  post TEXT PRIMARY KEY,
  group_id TEXT NOT NULL,
  sender TEXT NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  record TEXT NOT NULL
);
CREATE INDEX traces_at ON traces (at);
CREATE INDEX traces_sender ON traces (sender);

-- What outlives the trace: a keyed hash and counts, no person.
CREATE TABLE tallies (
  post TEXT PRIMARY KEY,
  group_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  files INTEGER NOT NULL,
  links INTEGER NOT NULL,
  gaps INTEGER NOT NULL
);
CREATE INDEX tallies_at ON tallies (at);
CREATE INDEX tallies_fingerprint ON tallies (fingerprint, group_id);

-- Sealed text of a group's last posts; null where the text must not be kept.
CREATE TABLE context_lines (
  group_id TEXT NOT NULL,
  post TEXT NOT NULL,
  at INTEGER NOT NULL,
  text BLOB,
  PRIMARY KEY (group_id, post)
);
CREATE INDEX context_at ON context_lines (at);
CREATE INDEX context_newest ON context_lines (group_id, at);

CREATE TABLE withdrawals (
  post TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  member BLOB
);
CREATE INDEX withdrawals_at ON withdrawals (at);

CREATE TABLE work_groups (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  record TEXT NOT NULL
);

-- The only table that knows who a pseudonym is: found by a keyed hash, opened by a key.
CREATE TABLE people (
  pseudonym TEXT PRIMARY KEY,
  member_hash TEXT NOT NULL UNIQUE,
  person BLOB NOT NULL,
  seen_at INTEGER NOT NULL
);
CREATE INDEX people_seen ON people (seen_at);

CREATE TABLE ledger (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  actor TEXT NOT NULL,
  case_id TEXT,
  post TEXT,
  group_id TEXT,
  detail TEXT,
  hash TEXT NOT NULL
);
CREATE INDEX ledger_case ON ledger (case_id, number);
CREATE INDEX ledger_actor ON ledger (actor) WHERE actor <> '{"kind":"bot"}';

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  person TEXT,
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  is_disabled INTEGER NOT NULL CHECK (is_disabled IN (0, 1))
);

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (id),
  csrf TEXT NOT NULL,
  expires_at INTEGER NOT NULL
);
CREATE INDEX sessions_account ON sessions (account);

CREATE TABLE fired (
  key TEXT PRIMARY KEY,
  at INTEGER NOT NULL
);
