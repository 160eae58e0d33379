-- Keyed hashes of pieces of documents, eight bytes each; no text. Of a post that was taken back the case says whether it counts.
CREATE TABLE fingerprints (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  category TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('registered', 'withdrawn')),
  confidence DOUBLE PRECISION NOT NULL,
  grain TEXT NOT NULL CHECK (grain IN ('fine', 'coarse')),
  added_at INTEGER NOT NULL,
  ends_at INTEGER,
  case_id TEXT,
  is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),
  hashes BLOB NOT NULL
);
CREATE INDEX fingerprints_source ON fingerprints (source, added_at, id) WHERE is_live = 1;
CREATE INDEX fingerprints_case ON fingerprints (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX fingerprints_end ON fingerprints (ends_at) WHERE ends_at IS NOT NULL;
