-- What analysts decided, and what follows from it. Decisions are only ever added; the other tables are made from them anew
-- whenever one is added. Days are integers, days since 1970-01-01.

-- One row per decision. claim_id, report_id, undoes: what it is about; details: JSON object of texts, what it says besides.
CREATE TABLE IF NOT EXISTS decisions (
    decision_id TEXT PRIMARY KEY, kind TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL, reason TEXT NOT NULL,
    claim_id TEXT, report_id TEXT, undoes TEXT, made_claim_id TEXT, details TEXT NOT NULL);

-- One row per claim that counts for nothing: rejected, corrected, of a withdrawn report, or made by a decision not in force.
CREATE TABLE IF NOT EXISTS claims_set_aside (claim_id TEXT NOT NULL);

-- One row per report that counts as never read: withdrawn, or made by a decision that is not in force.
CREATE TABLE IF NOT EXISTS reports_set_aside (report_id TEXT NOT NULL);

-- One row per claim that counts and that a decision in force speaks of, with the last such decision.
CREATE TABLE IF NOT EXISTS claims_decided (claim_id TEXT NOT NULL, decision_id TEXT NOT NULL);

-- One row per claim set aside, and per claim of a copy that repeats one. Settling makes it anew; here it stands empty, so that
-- a ledger that was never settled can be asked.
CREATE TABLE IF NOT EXISTS left_out (claim_id TEXT NOT NULL);

-- One row per status that an analyst set. day_end NULL: until something else is told in a report published after seen_on.
-- known_on: the day of publication from which it counts (NULL: always). turn: of two for one day, the higher stands.
CREATE TABLE IF NOT EXISTS statuses_set (
    decision_id TEXT NOT NULL, place_id TEXT NOT NULL, day_start INTEGER NOT NULL, day_end INTEGER, known_on INTEGER,
    seen_on INTEGER, status TEXT NOT NULL, holder TEXT, contested_by TEXT, turn INTEGER NOT NULL);
