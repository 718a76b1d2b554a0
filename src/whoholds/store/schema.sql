-- The ledger's base tables: what reading found, one table a noun, lists as child tables.
-- Days are integers, days since 1970-01-01; NULL is open or unknown. Spans count code points of reports.text.
-- Kept to what DuckDB, SQLite and Spark share.

-- One row per original file, row or page as it was got.
CREATE TABLE IF NOT EXISTS originals (sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL);

-- One row per report (one version of one text by one publisher). published: day, NULL unknown.
CREATE TABLE IF NOT EXISTS reports (
    report_id TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, got_from TEXT NOT NULL, got_at TEXT NOT NULL,
    publisher TEXT, publisher_side TEXT, published INTEGER, dateline TEXT, url TEXT, title TEXT, language TEXT NOT NULL,
    body_start INTEGER NOT NULL, text TEXT NOT NULL, text_sha256 TEXT NOT NULL);

-- One row per report that could not be read or is not in a language we read.
CREATE TABLE IF NOT EXISTS unread (path TEXT NOT NULL, line INTEGER, sha256 TEXT, language TEXT, why TEXT NOT NULL);

-- One row per sampled shingle of a report: what copies are found by.
CREATE TABLE IF NOT EXISTS fingerprints (report_id TEXT NOT NULL, shingle BIGINT NOT NULL);

-- One row per claim. when_start, when_end: days; date_start, date_end: the same as ISO text, with the minute if known.
CREATE TABLE IF NOT EXISTS claims (
    claim_id TEXT PRIMARY KEY, report_id TEXT NOT NULL, event_type TEXT NOT NULL, sub_event_type TEXT,
    evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL, evidence_text TEXT NOT NULL,
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, trigger_text TEXT NOT NULL,
    when_start INTEGER, when_end INTEGER, date_start TEXT, date_end TEXT, when_precision TEXT NOT NULL, when_basis TEXT NOT NULL,
    time_text TEXT, time_start INTEGER, time_end INTEGER,
    count_unit TEXT, count_low INTEGER, count_high INTEGER, count_of INTEGER, share_low DOUBLE, share_high DOUBLE,
    count_text TEXT, count_start INTEGER, count_end INTEGER,
    fighting TEXT NOT NULL, polarity TEXT NOT NULL, certainty TEXT NOT NULL, stance TEXT NOT NULL,
    historical INTEGER NOT NULL, part_of TEXT);

-- One row per actor of a claim in a role, in text order.
CREATE TABLE IF NOT EXISTS claim_actors (
    claim_id TEXT NOT NULL, ordinal INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, actor_id TEXT, side TEXT, kind TEXT NOT NULL,
    start_at INTEGER, end_at INTEGER, text TEXT);

-- One row per place of a claim in a role. place_id NULL: counted or unnamed places.
CREATE TABLE IF NOT EXISTS claim_places (
    claim_id TEXT NOT NULL, ordinal INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, place_id TEXT,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, text TEXT NOT NULL, lat DOUBLE, lon DOUBLE, country TEXT, admin1 TEXT, admin2 TEXT,
    precision TEXT NOT NULL, part TEXT, candidates INTEGER NOT NULL);

-- One row per link of a claim's chain of sources, outermost first.
CREATE TABLE IF NOT EXISTS claim_sources (
    claim_id TEXT NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, side TEXT, said_on TEXT,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, text TEXT NOT NULL);

-- One row per flag on a claim.
CREATE TABLE IF NOT EXISTS claim_flags (claim_id TEXT NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, why TEXT NOT NULL);

-- One row per sentence, or per trigger, that gave no claim, and why.
CREATE TABLE IF NOT EXISTS uncovered (
    report_id TEXT NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, text TEXT NOT NULL, trigger_text TEXT, reason TEXT NOT NULL);

-- One row per side of a conflict that reference/actors knows.
CREATE TABLE IF NOT EXISTS sides (side TEXT PRIMARY KEY, name TEXT NOT NULL, actor_id TEXT, country TEXT);

-- One row per pair of sides that fight each other, in a country (NULL: anywhere) and within days (NULL: open).
CREATE TABLE IF NOT EXISTS opponents (side TEXT NOT NULL, opponent TEXT NOT NULL, country TEXT, day_start INTEGER, day_end INTEGER);
