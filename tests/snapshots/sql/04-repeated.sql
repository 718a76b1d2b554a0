-- Which claims a copy only repeats: the same words, trigger and type stand in an earlier report of its story. A repeated claim
-- is of the days that the earlier report gave it: "yesterday" in a reprint is the original's yesterday, and what holds
-- "now" held on the original's day of publication. Claims that analysts made repeat nothing and are not repeated.
-- Grain: one row per claim that a copy repeats; of_claim_id is the claim of the earliest report that makes it.
WITH copied AS (
    SELECT DISTINCT story_id FROM stories WHERE story_id <> report_id
),
told AS (
    SELECT c.claim_id, s.story_id, a.arrival, c.event_type, c.polarity, c.certainty, c.evidence_text, c.trigger_text,
        ROW_NUMBER() OVER (
            PARTITION BY s.story_id, c.event_type, c.polarity, c.certainty, c.evidence_text, c.trigger_text
            ORDER BY a.arrival, c.claim_id
        ) AS turn
    FROM claims c
    JOIN stories s ON s.report_id = c.report_id
    JOIN copied d ON d.story_id = s.story_id
    JOIN arrivals a ON a.report_id = c.report_id
    WHERE c.evidence_end > c.evidence_start
      AND c.claim_id NOT IN (SELECT made_claim_id FROM decisions WHERE made_claim_id IS NOT NULL)
)
SELECT later.claim_id, first_told.claim_id AS of_claim_id
FROM told later
JOIN told first_told
  ON first_told.story_id = later.story_id AND first_told.event_type = later.event_type
 AND first_told.polarity = later.polarity AND first_told.certainty = later.certainty
 AND first_told.evidence_text = later.evidence_text AND first_told.trigger_text = later.trigger_text
 AND first_told.turn = 1 AND first_told.arrival < later.arrival
