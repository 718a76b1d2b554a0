-- How many people something befell in a happening, in the words' own bounds.
-- One row per group and outcome of a claim, in text order. low, high: NULL where the words leave them open.
CREATE TABLE IF NOT EXISTS claim_casualties (
    claim_id TEXT NOT NULL, ordinal INTEGER NOT NULL, people TEXT NOT NULL, actor_id TEXT, outcome TEXT NOT NULL,
    leaders INTEGER NOT NULL, low INTEGER, high INTEGER, text TEXT NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL);
