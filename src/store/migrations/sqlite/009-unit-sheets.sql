-- What the unit laid over the shipped rules and templates, every version. The text is a rule, never a post.
CREATE TABLE unit_sheets (
  kind TEXT NOT NULL CHECK (kind IN ('rule', 'template')),
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('draft', 'shadow', 'live', 'off')),
  laid_over TEXT,
  at INTEGER NOT NULL,
  by_account TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (kind, id, version)
);
