-- The moments that `standing` is made for: every place with evidence or a status set, at the end of the calendar, by all that
-- is known.
-- Grain: one row per place.
SELECT ROW_NUMBER() OVER (ORDER BY place_id) AS moment_id, place_id, 2932896 AS as_of, 2932896 AS known_by
FROM (SELECT place_id FROM evidence UNION SELECT place_id FROM statuses_set) concerned
