-- Events as a table: what the claims agree is one happening at one place.
-- Grain: one row per event.
SELECT
    p.name AS place, p.country, e.event_type, s.name AS side, f.name AS from_side,
    CAST(DATE '1970-01-01' + e.day_start AS VARCHAR) AS date_start,
    CAST(DATE '1970-01-01' + e.day_end AS VARCHAR) AS date_end,
    e.fighting, e.claims, e.claims_against, e.stories, e.sources,
    CAST(DATE '1970-01-01' + e.first_published AS VARCHAR) AS first_published, e.place_id, e.event_id
FROM events e
JOIN named_places p ON p.place_id = e.place_id
LEFT JOIN settled_sides s ON s.side = e.side
LEFT JOIN settled_sides f ON f.side = e.from_side
WHERE ($known_by IS NULL OR e.first_published <= $known_by) AND ($as_of IS NULL OR e.day_start IS NULL OR e.day_start <= $as_of)
