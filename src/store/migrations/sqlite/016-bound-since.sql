-- Since when an account is its member's: who was bound a moment ago does not count as another person.
ALTER TABLE accounts ADD COLUMN bound_at INTEGER;
UPDATE accounts SET bound_at = created_at WHERE person IS NOT NULL;
