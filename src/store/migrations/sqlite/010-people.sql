-- Who sits in which group, outsiders too: as the platform lists them, and whoever posts. Pseudonyms only.
CREATE TABLE group_seats (
  group_id TEXT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'outsider')),
  since INTEGER NOT NULL,
  left_at INTEGER,
  PRIMARY KEY (group_id, person)
);
CREATE INDEX group_seats_person ON group_seats (person, left_at);
CREATE INDEX group_seats_outsiders ON group_seats (person) WHERE role = 'outsider' AND left_at IS NULL;
INSERT INTO group_seats (group_id, person, role, since, left_at)
  SELECT group_id, person, 'member', since, left_at FROM quiz_members;

-- What is open of a person, and what counts in his record, without reading his cases.
CREATE INDEX cases_open_of ON cases (sender) WHERE decided_at IS NULL;
CREATE INDEX cases_counting_of ON cases (sender, counts_from, counts_until) WHERE counts_from IS NOT NULL;

-- In which cases a fingerprint or the print of a picture was a reason.
CREATE TABLE fingerprint_hits (
  fingerprint TEXT NOT NULL,
  case_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (fingerprint, case_id)
);
CREATE INDEX fingerprint_hits_case ON fingerprint_hits (case_id);

-- The account, or the command line, that registered it.
ALTER TABLE fingerprints ADD COLUMN added_by TEXT;
