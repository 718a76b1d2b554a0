-- Changes as a table: the days on which a place's status became another, by all that is known and the settled rule set.
-- Grain: one row per place and day of change.
WITH turns AS (
    SELECT place_id, day_start, status, holder, contested_by,
        lag(status) OVER days AS status_before, lag(holder) OVER days AS holder_before
    FROM spells
    WINDOW days AS (PARTITION BY place_id ORDER BY day_start)
)
SELECT
    CAST(DATE '1970-01-01' + t.day_start AS VARCHAR) AS day, p.name AS place, p.admin1, p.country,
    t.status_before, b.name AS holder_before, t.status, h.name AS holder, t.contested_by, t.place_id
FROM turns t
JOIN settled_places p ON p.place_id = t.place_id
LEFT JOIN settled_sides h ON h.side = t.holder
LEFT JOIN settled_sides b ON b.side = t.holder_before
WHERE ($as_of IS NULL OR t.day_start <= $as_of) AND ($known_by IS NULL OR $known_by IS NOT NULL)
