-- Quiz items and cases the unit wrote itself or over shipped ones, every version; no post, no person but the accounts that wrote and approved.
CREATE TABLE bank_versions (
  kind TEXT NOT NULL CHECK (kind IN ('item', 'case')),
  work TEXT NOT NULL,
  version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'waiting', 'live', 'replaced', 'dropped')),
  saved_at INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (kind, work, version)
);

-- What is asked no more until somebody restores it, shipped or the unit's own.
CREATE TABLE bank_retired (
  kind TEXT NOT NULL CHECK (kind IN ('item', 'case')),
  work TEXT NOT NULL,
  at INTEGER NOT NULL,
  by_account TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (kind, work)
);
