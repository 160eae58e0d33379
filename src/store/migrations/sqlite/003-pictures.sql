-- What pictures of a case are known again by; no picture. The case says whether it counts.
CREATE TABLE pictures (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  category TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  added_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),
  print TEXT NOT NULL
);
CREATE INDEX pictures_live ON pictures (added_at, id) WHERE is_live = 1;
CREATE INDEX pictures_case ON pictures (case_id);
CREATE INDEX pictures_end ON pictures (ends_at);
