-- Tokens of the platforms, sealed: replicas and the next start share one, and nobody reads it from the file.
CREATE TABLE platform_tokens (
  name TEXT PRIMARY KEY,
  token BLOB NOT NULL,
  expires_at INTEGER NOT NULL
);

-- When something was sent where the platform drops in silence what is too much: a keyed name and a time.
CREATE TABLE platform_sends (
  name TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX platform_sends_name ON platform_sends (name, at);
