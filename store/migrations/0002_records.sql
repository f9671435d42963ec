-- 0002_records: what each document says. Text as printed stands beside what was made of it.
-- Never edit after release: a database remembers this file's SHA-256. Write the next number instead.
--
-- Every table with page … confidence says where its text was read:
--   page        from 1; null in a text file
--   line        from 1 in a text file; null on a page
--   x0 … bottom points from the top left of the page as shown; null in a text file
--   origin      1 text layer, 2 OCR, 3 plain text
--   confidence  of the reading of the characters, 0 to 1
-- Decimals are TEXT, exact. Null: not printed, or not known.

CREATE TABLE record (                         -- the document as a whole; deleting it deletes all below
    document_id       INTEGER PRIMARY KEY REFERENCES document(document_id) ON DELETE CASCADE,
    run_id            INTEGER NOT NULL REFERENCES run(run_id),
    program_version   TEXT    NOT NULL,
    rules_version     TEXT    NOT NULL,
    title             TEXT,
    kind              TEXT    NOT NULL
        CHECK (kind IN ('unknown', 'approval', 'application', 'self_evaluation', 'monitoring')),
    scope             TEXT    NOT NULL CHECK (scope IN ('unknown', 'department', 'project')),
    fiscal_year       INTEGER,
    department        TEXT,
    project           TEXT,
    money_unit        TEXT,
    pages             INTEGER NOT NULL,       -- coverage: what was seen and what was read
    pages_ocr         INTEGER NOT NULL,
    pages_needing_ocr INTEGER NOT NULL,
    tables            INTEGER NOT NULL,
    tables_recognised INTEGER NOT NULL,
    rows              INTEGER NOT NULL,
    rows_parsed       INTEGER NOT NULL
) STRICT;
CREATE INDEX record_run ON record(run_id);

CREATE TABLE citation (                       -- 文号
    citation_id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES record(document_id) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    raw         TEXT    NOT NULL,
    issuer      TEXT,
    year        INTEGER,
    number      TEXT,                         -- digits as printed; null: broken
    page INTEGER, line INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL,
    origin INTEGER NOT NULL CHECK (origin IN (1, 2, 3)), confidence REAL NOT NULL,
    UNIQUE (document_id, ordinal)
) STRICT;

CREATE TABLE goal (
    goal_id     INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES record(document_id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,             -- in the document, from 1
    kind        TEXT    NOT NULL CHECK (kind IN ('overall', 'annual', 'period')),
    ordinal     INTEGER NOT NULL,             -- within its project and kind
    project     TEXT,
    text        TEXT    NOT NULL,
    page INTEGER, line INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL,
    origin INTEGER NOT NULL CHECK (origin IN (1, 2, 3)), confidence REAL NOT NULL,
    UNIQUE (document_id, position)
) STRICT;

CREATE TABLE task (
    task_id     INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES record(document_id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('key', 'other')),
    name        TEXT,
    content     TEXT,
    expected    TEXT,
    page INTEGER, line INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL,
    origin INTEGER NOT NULL CHECK (origin IN (1, 2, 3)), confidence REAL NOT NULL,
    UNIQUE (document_id, position)
) STRICT;
CREATE TABLE task_amount (
    task_id     INTEGER NOT NULL REFERENCES task(task_id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    column_text TEXT,                         -- header of its column, as printed
    raw         TEXT,
    value       TEXT,                         -- in `unit`, never scaled; null: no number
    unit        TEXT,                         -- 元 or 万元; null: not printed
    PRIMARY KEY (task_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE funding (
    funding_id  INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES record(document_id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    project     TEXT,
    item        TEXT,
    column_text TEXT,
    raw         TEXT,
    value       TEXT,
    unit        TEXT,
    page INTEGER, line INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL,
    origin INTEGER NOT NULL CHECK (origin IN (1, 2, 3)), confidence REAL NOT NULL,
    UNIQUE (document_id, position)
) STRICT;

CREATE TABLE doc_table (                      -- tables as printed ("table" is a word of SQL)
    table_id    INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES record(document_id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,             -- in the document, from 0
    page        INTEGER,                      -- where it starts
    x0 REAL, top REAL, x1 REAL, bottom REAL,  -- on that page
    rows        INTEGER NOT NULL,
    cols        INTEGER NOT NULL,
    form        TEXT,                         -- the published form it was recognised as
    caption     TEXT,
    confidence  REAL    NOT NULL,             -- of the grid
    UNIQUE (document_id, position)
) STRICT;
CREATE TABLE cell (
    table_id    INTEGER NOT NULL REFERENCES doc_table(table_id) ON DELETE CASCADE,
    row         INTEGER NOT NULL,             -- from 0, over all pages of the table
    col         INTEGER NOT NULL,
    row_span    INTEGER NOT NULL CHECK (row_span >= 1),
    col_span    INTEGER NOT NULL CHECK (col_span >= 1),
    text        TEXT    NOT NULL,             -- as printed, a line feed between lines
    continued   INTEGER NOT NULL CHECK (continued IN (0, 1)),  -- goes on over a page break
    page INTEGER, line INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL,
    origin INTEGER NOT NULL CHECK (origin IN (1, 2, 3)), confidence REAL NOT NULL,
    PRIMARY KEY (table_id, row, col)
) STRICT, WITHOUT ROWID;

-- level*_source: printed | inherited | inferred | corrected.
CREATE TABLE indicator (
    indicator_id     INTEGER PRIMARY KEY,
    document_id      INTEGER NOT NULL REFERENCES record(document_id) ON DELETE CASCADE,
    ordinal          INTEGER NOT NULL,        -- in the document, from 1
    table_id         INTEGER REFERENCES doc_table(table_id) ON DELETE CASCADE,
    table_row        INTEGER,
    project          TEXT,
    level1_code      TEXT,
    level1_text      TEXT,
    level1_source    TEXT    NOT NULL,
    level2_code      TEXT,
    level2_text      TEXT,
    level2_source    TEXT    NOT NULL,
    level3_text      TEXT,
    level3_source    TEXT    NOT NULL,
    weight           TEXT,
    score            TEXT,
    deviation_reason TEXT,
    record_confidence REAL   NOT NULL,        -- of the indicator as a whole
    page INTEGER, line INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL,  -- the level-3 cell
    origin INTEGER NOT NULL CHECK (origin IN (1, 2, 3)), confidence REAL NOT NULL,
    UNIQUE (document_id, ordinal),
    CHECK (level1_source IN ('printed', 'inherited', 'inferred', 'corrected')),
    CHECK (level2_source IN ('printed', 'inherited', 'inferred', 'corrected')),
    CHECK (level3_source IN ('printed', 'inherited', 'inferred', 'corrected'))
) STRICT;
CREATE INDEX indicator_table ON indicator(table_id);
CREATE INDEX indicator_level ON indicator(level2_code);

CREATE TABLE indicator_value (
    value_id          INTEGER PRIMARY KEY,
    indicator_id      INTEGER NOT NULL REFERENCES indicator(indicator_id) ON DELETE CASCADE,
    position          INTEGER NOT NULL,
    role              TEXT    NOT NULL CHECK (role IN ('target', 'annual', 'period', 'actual')),
    raw               TEXT,                   -- the value cell as printed
    raw_sign          TEXT,                   -- of a separate sign column
    raw_unit          TEXT,                   -- of a separate unit column
    page INTEGER, line INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL,
    origin INTEGER NOT NULL CHECK (origin IN (1, 2, 3)), confidence REAL NOT NULL,
    measure_kind      TEXT    NOT NULL,       -- from here on: what was made of it
    comparator        TEXT,
    comparator_source TEXT,                   -- sign | word | column | implied
    value             TEXT,
    low               TEXT,
    high              TEXT,
    low_inclusive     INTEGER CHECK (low_inclusive IN (0, 1)),
    high_inclusive    INTEGER CHECK (high_inclusive IN (0, 1)),
    unit              TEXT,
    unit_raw          TEXT,
    unit_source       TEXT,                   -- cell | column | name | level2
    dimension         TEXT,
    canonical_value   TEXT,
    canonical_low     TEXT,
    canonical_high    TEXT,
    canonical_unit    TEXT,
    time_start        TEXT,                   -- ISO 8601 dates
    time_end          TEXT,
    time_not_after    TEXT,
    grade             TEXT,
    grade_scale       TEXT,
    grade_at_least    INTEGER CHECK (grade_at_least IN (0, 1)),
    status            TEXT    NOT NULL,       -- parsed | partial | unparsed
    flags             TEXT,                   -- ids, a comma between them
    rule              TEXT,                   -- id of the rule that made it
    measure           TEXT    NOT NULL CHECK (json_valid(measure)),  -- the whole measure
    UNIQUE (indicator_id, position)
) STRICT;
CREATE INDEX indicator_value_kind ON indicator_value(measure_kind);

CREATE TABLE finding (
    finding_id  INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES record(document_id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    code        TEXT    NOT NULL,
    severity    TEXT    NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
    fault       TEXT    NOT NULL CHECK (fault IN ('publisher', 'extraction', 'undecided')),
    message     TEXT    NOT NULL,
    page INTEGER, line INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL,
    origin INTEGER NOT NULL CHECK (origin IN (1, 2, 3)), confidence REAL NOT NULL,
    UNIQUE (document_id, position)
) STRICT;
CREATE INDEX finding_code ON finding(code);

CREATE TABLE unparsed_text (                  -- text that belongs to no record: never lost
    unparsed_id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES record(document_id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    text        TEXT    NOT NULL,
    page INTEGER, line INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL,
    origin INTEGER NOT NULL CHECK (origin IN (1, 2, 3)), confidence REAL NOT NULL,
    UNIQUE (document_id, position)
) STRICT;
