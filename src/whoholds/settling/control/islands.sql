-- Spells: the longest stretches of days with one status at a place, by all that is known at the latest day of publication.
-- Reads decided, the rule set's answer at every turning day.
-- Grain: one row per place and stretch. day_end NULL: until now. Days before the first evidence have no spell.
WITH labelled AS (
    SELECT place_id, as_of, status, holder, contested_by,
        status || '/' || COALESCE(holder, '') || '/' || COALESCE(contested_by, '') AS answer
    FROM decided
),
changes AS (
    SELECT labelled.*, LAG(answer) OVER (PARTITION BY place_id ORDER BY as_of) AS answer_before FROM labelled
),
starts AS (
    SELECT place_id, as_of, status, holder, contested_by
    FROM changes
    WHERE answer_before IS NULL OR answer_before <> answer
)
SELECT
    place_id, as_of AS day_start,
    LEAD(as_of) OVER (PARTITION BY place_id ORDER BY as_of) - 1 AS day_end,
    status, holder, contested_by
FROM starts
