-- The days on which a status can change, by all that is known: where evidence begins to count; where background stops
-- counting; where a status that an analyst set begins and ends; and, where a state runs on, the days after others begin or
-- end, and the day on which a loser's word stops being a denial.
-- Grain: one row per place and day. known_by is the end of the calendar: whatever was published counts.
WITH states AS (
    SELECT DISTINCT place_id, day_from, day_to FROM evidence WHERE day_to > day_from
),
days AS (
    SELECT place_id, day_from AS day FROM evidence
    UNION
    SELECT place_id, day_to + 1 FROM evidence WHERE historical = 1
    UNION
    SELECT place_id, day_start FROM statuses_set
    UNION
    SELECT place_id, day_end + 1 FROM statuses_set WHERE day_end IS NOT NULL
),
edges AS (
    SELECT place_id, day_from + 1 AS day FROM evidence
    UNION
    SELECT place_id, day_to + 1 FROM evidence
    UNION
    SELECT place_id, day_to + 8 FROM evidence WHERE is_strong = 1
)
SELECT d.place_id, d.day AS as_of, 2932896 AS known_by
FROM (
    SELECT place_id, day FROM days
    UNION
    SELECT e.place_id, e.day
    FROM edges e JOIN states s ON s.place_id = e.place_id AND s.day_from <= e.day AND s.day_to >= e.day
) d
