-- A group's page asks for what happened in it: its own rows of the ledger, newest first, and its posts by week.
CREATE INDEX IF NOT EXISTS ledger_group ON ledger (group_id, number) WHERE group_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS tallies_group ON tallies (group_id, at, gaps);
