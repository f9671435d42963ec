-- 0001_ledger: which bytes were read, from where, when, by which program and rules.
-- Never edit after release: a database remembers this file's SHA-256. Write the next number instead.

CREATE TABLE schema_migration (               -- which of these files the database went through
    number      INTEGER PRIMARY KEY,
    name        TEXT    NOT NULL,
    sha256      TEXT    NOT NULL CHECK (length(sha256) = 64),
    applied_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE TABLE run (                            -- one call of `zhibiao import` that changed something
    run_id          INTEGER PRIMARY KEY,
    started_at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    ended_at        TEXT,                     -- null: still running, or killed
    program_version TEXT NOT NULL,
    rules_version   TEXT NOT NULL,            -- hash of all rule files
    command_line    TEXT NOT NULL
) STRICT;

CREATE TABLE document (                       -- one row per content, however many paths it has
    document_id INTEGER PRIMARY KEY,
    sha256      TEXT    NOT NULL UNIQUE CHECK (length(sha256) = 64),
    path        TEXT    NOT NULL,             -- the first path it was read from that still holds it
    media_type  TEXT    NOT NULL,
    bytes       INTEGER NOT NULL CHECK (bytes >= 0),
    pages       INTEGER CHECK (pages >= 1)    -- null: text has no pages
) STRICT;
CREATE INDEX document_by_path ON document(path);

CREATE TABLE document_path (                  -- what every known path holds now
    path        TEXT    PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    run_id      INTEGER NOT NULL REFERENCES run(run_id)   -- that saw this content here first
) STRICT;
CREATE INDEX document_path_document ON document_path(document_id);

-- Append-only: every content that was ever stored for a path, also those replaced since.
CREATE TABLE document_version (
    version_id      INTEGER PRIMARY KEY,
    path            TEXT    NOT NULL,
    sha256          TEXT    NOT NULL CHECK (length(sha256) = 64),
    media_type      TEXT    NOT NULL,
    bytes           INTEGER NOT NULL,
    program_version TEXT    NOT NULL,
    rules_version   TEXT    NOT NULL,
    run_id          INTEGER NOT NULL REFERENCES run(run_id),
    stored_at       TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;
CREATE INDEX document_version_path ON document_version(path);
CREATE INDEX document_version_run ON document_version(run_id);
CREATE TRIGGER document_version_is_not_changed BEFORE UPDATE ON document_version
BEGIN SELECT raise(ABORT, 'document_version is append-only'); END;
CREATE TRIGGER document_version_is_not_deleted BEFORE DELETE ON document_version
BEGIN SELECT raise(ABORT, 'document_version is append-only'); END;

-- Documents that could not be read. A row is settled, not deleted, when the path is read after all
-- or fails in another way. What an earlier version of the document stored stays where it is.
CREATE TABLE document_failure (
    failure_id      INTEGER PRIMARY KEY,
    path            TEXT    NOT NULL,
    sha256          TEXT,                     -- null: not even the bytes could be read
    media_type      TEXT,
    bytes           INTEGER,
    code            TEXT    NOT NULL,         -- name of the status: encrypted, damaged, limit, ...
    reason          TEXT    NOT NULL,
    run_id          INTEGER NOT NULL REFERENCES run(run_id),
    failed_at       TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    settled_run_id  INTEGER REFERENCES run(run_id)        -- null: the path still fails
) STRICT;
CREATE INDEX document_failure_path ON document_failure(path);
