-- The moments that `control` asks about: every place that any claim concerns, at one day, by one day of publication.
-- Grain: one row per place.
SELECT ROW_NUMBER() OVER (ORDER BY place_id) AS moment_id,
    place_id, CAST($as_of AS INTEGER) AS as_of, CAST($known_by AS INTEGER) AS known_by
FROM settled_places
