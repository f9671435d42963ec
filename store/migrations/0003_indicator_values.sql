-- 0003_indicator_values: the flat view that users read, one row per value.
-- Its columns are a promise: add at the end, never rename or drop.
-- Never edit after release: a database remembers this file's SHA-256. Write the next number instead.
--
-- CROSS JOIN keeps SQLite from another order of loops: documents first, so that rows come in the order
-- of documents and need no sorting, and a condition on path or sha256 is quick.
--
-- source_flags: what was not simply printed, a comma between: level1:inherited, level2:inferred,
-- comparator:implied (a bare number), unit:name (the unit stands in the indicator's name), and the
-- flags of the measure (unit_conflict, ...). Null: everything stands in the row as printed.

CREATE VIEW indicator_values AS
SELECT
    d.sha256                              AS sha256,
    d.path                                AS path,
    v.page                                AS page,
    iif(v.x0 IS NULL, NULL, json_array(v.x0, v.top, v.x1, v.bottom)) AS bbox,
    r.department                          AS department,
    coalesce(i.project, r.project)        AS project,
    r.fiscal_year                         AS fiscal_year,
    r.kind                                AS kind,
    i.level1_code                         AS level1_code,
    i.level1_text                         AS level1,
    i.level2_code                         AS level2_code,
    i.level2_text                         AS level2,
    i.level3_text                         AS level3,
    v.role                                AS role,
    v.raw                                 AS raw,
    v.measure_kind                        AS measure_kind,
    v.comparator                          AS comparator,
    v.value                               AS value,
    v.low                                 AS low,
    v.high                                AS high,
    v.unit                                AS unit,
    v.canonical_value                     AS canonical_value,
    v.canonical_unit                      AS canonical_unit,
    v.grade                               AS grade,
    i.weight                              AS weight,
    i.score                               AS score,
    i.record_confidence                   AS confidence,
    nullif(substr(
        iif(i.level1_source = 'printed', '', ',level1:' || i.level1_source) ||
        iif(i.level2_source = 'printed', '', ',level2:' || i.level2_source) ||
        iif(i.level3_source = 'printed', '', ',level3:' || i.level3_source) ||
        iif(v.comparator_source = 'implied', ',comparator:implied', '') ||
        iif(v.unit_source IN ('name', 'level2'), ',unit:' || v.unit_source, '') ||
        coalesce(',' || v.flags, ''), 2), '') AS source_flags
FROM document d
CROSS JOIN record r ON r.document_id = d.document_id
CROSS JOIN indicator i ON i.document_id = d.document_id
CROSS JOIN indicator_value v ON v.indicator_id = i.indicator_id
ORDER BY d.document_id, i.ordinal, v.position;
