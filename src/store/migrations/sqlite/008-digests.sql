-- Figures told once: sums over at least five people, no person, no case (src/digest/WHY.md).
CREATE TABLE digest_segments (
  stream TEXT NOT NULL,
  margin TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  cells TEXT NOT NULL,
  rest INTEGER,
  PRIMARY KEY (stream, margin, from_at)
);

-- Digests as they were composed; `owner` is a pseudonym, or empty for the unit's.
CREATE TABLE digests (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  rhythm TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  document TEXT NOT NULL
);
CREATE INDEX digests_owner ON digests (owner, to_at);
CREATE INDEX digests_made ON digests (made_at);

-- Which cases something happened to in a span of time.
CREATE INDEX ledger_progress ON ledger (at, case_id)
  WHERE event IN ('recall-requested', 'retracted', 'withdrawn', 'escalated', 'acknowledged', 'upheld', 'overturned');
CREATE INDEX cases_undecided ON cases (detected_at, id) WHERE decided_at IS NULL;
