-- The moments that spells are made from: every turning day of every place.
-- Grain: one row per place and day.
SELECT ROW_NUMBER() OVER (ORDER BY place_id, as_of) AS moment_id, place_id, as_of, known_by
FROM turning_days
