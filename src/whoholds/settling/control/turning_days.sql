-- The days on which a status can change, by all that is known: where evidence begins to count, where a state ends, the
-- days after these, and the day on which a loser's word stops being a denial, where that falls within a state.
-- Grain: one row per place and day. known_by is the latest day of publication.
WITH latest AS (
    SELECT MAX(published) AS known_by FROM evidence
),
days AS (
    SELECT place_id, day_from AS day FROM evidence
    UNION
    SELECT place_id, day_from + 1 FROM evidence
    UNION
    SELECT place_id, day_to FROM evidence
    UNION
    SELECT place_id, day_to + 1 FROM evidence
    UNION
    SELECT e.place_id, e.day_to + 8
    FROM evidence e
    JOIN evidence s ON s.place_id = e.place_id AND s.is_strong = 0 AND s.day_from < e.day_to + 8 AND s.day_to >= e.day_to + 8
    WHERE e.is_strong = 1
)
SELECT d.place_id, d.day AS as_of, l.known_by
FROM days d CROSS JOIN latest l
