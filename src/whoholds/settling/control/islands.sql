-- Spells: the longest stretches of days with one status at a place, by all that is known at the latest day of publication.
-- Reads decided, the rule set's answer at every turning day.
-- Grain: one row per place and stretch. day_end NULL: until now. Days before the first evidence have no spell.
WITH changes AS (
    SELECT decided.*,
        status || '/' || COALESCE(holder, '') || '/' || COALESCE(contested_by, '') AS label,
        LAG(status || '/' || COALESCE(holder, '') || '/' || COALESCE(contested_by, ''))
            OVER (PARTITION BY place_id ORDER BY as_of) AS label_before
    FROM decided
),
starts AS (
    SELECT place_id, as_of, status, holder, contested_by, known_by
    FROM changes
    WHERE label_before IS NULL OR label_before <> label
)
SELECT
    place_id, as_of AS day_start,
    LEAD(as_of) OVER (PARTITION BY place_id ORDER BY as_of) - 1 AS day_end,
    status, holder, contested_by, known_by
FROM starts
