-- When its sender accepted a case: from then on its category is asked of him, whether or not it counts in his record.
ALTER TABLE cases ADD COLUMN accepted_at INTEGER;
CREATE INDEX cases_accepted ON cases (accepted_at) WHERE accepted_at IS NOT NULL;

-- What the office answered to a doubt about an item, of a list.
ALTER TABLE quiz_contests ADD COLUMN answer TEXT;
