-- 0004_readings: what OCR read, by which engines, and what it doubts.
-- Never edit after release: a database remembers this file's SHA-256. Write the next number instead.
--
-- other, *_other: the same text as the other engine read it; null: no engine read it otherwise.

ALTER TABLE record ADD COLUMN ocr_engines TEXT;        -- names and versions, "; " between; null: none read a page
ALTER TABLE cell ADD COLUMN other TEXT;
ALTER TABLE indicator_value ADD COLUMN raw_other TEXT;
ALTER TABLE indicator_value ADD COLUMN sign_other TEXT;
ALTER TABLE indicator_value ADD COLUMN unit_other TEXT;
ALTER TABLE finding ADD COLUMN picture BLOB;           -- what is doubtful, cut out of the page: a small grey PNG
