-- The sandbox platform's own file. The house never reads it: it stands for a server of somebody else.
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS personas (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  is_office INTEGER NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS chat_groups (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  bot_present INTEGER NOT NULL,
  retracts INTEGER NOT NULL,
  sees TEXT NOT NULL,
  recall_window INTEGER,
  owner_recalls INTEGER NOT NULL,
  is_dissolved INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS members (
  group_id TEXT NOT NULL REFERENCES chat_groups (id) ON DELETE CASCADE,
  member_id TEXT NOT NULL REFERENCES personas (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (group_id, member_id)
) STRICT;

-- seq is the change that brought the line; body is the kind's part of SandboxLine as JSON.
CREATE TABLE IF NOT EXISTS lines (
  id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  group_id TEXT,
  member_id TEXT,
  body TEXT NOT NULL,
  is_told INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS lines_by_group ON lines (group_id, seq);
CREATE INDEX IF NOT EXISTS lines_by_member ON lines (member_id, seq);

CREATE TABLE IF NOT EXISTS files (
  id TEXT PRIMARY KEY,
  line_id TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  media TEXT NOT NULL,
  origin TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS files_by_line ON files (line_id);

-- What the page is told, by reference only; numbers never start again.
CREATE TABLE IF NOT EXISTS changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL
) STRICT;

-- What the bot has not fetched yet; a pull with a later cursor erases what came before it.
CREATE TABLE IF NOT EXISTS bot_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  post TEXT,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS sent (key TEXT PRIMARY KEY, line_id TEXT NOT NULL) STRICT;
