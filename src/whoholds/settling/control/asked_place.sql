-- The moment that `why` asks about: one place, at one day, by one day of publication.
-- Grain: one row.
SELECT 1 AS moment_id, place_id, CAST($as_of AS INTEGER) AS as_of, CAST($known_by AS INTEGER) AS known_by
FROM settled_places
WHERE place_id = $place_id
