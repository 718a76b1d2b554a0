-- The ACLED rule: only events change hands. The last takeover told of decides; that a side is said to hold a place, or to have
-- left it with nobody coming, is no event of territory, and neither is a fight that took nothing.
--   held: the last takeover is told of by more than the side that gains.
--   claimed: only the side that gains tells of it.
--   contested: two sides are said to have taken the place on that same day.
--   unknown: no takeover was told of by then, or of the last one nobody says who took it.
-- The label is ACLED's sub-event type of the deciding takeover: Government regains territory, Non-state actor overtakes
-- territory, Non-violent transfer of territory. Background is not coded: it belongs to the events of its own time.
-- Reads moments, evidence and claims. Days are integers.
-- Grain: one row per moment. party_a to party_d are the sides of a contest, in alphabetical order, four at most.
WITH taken AS (
    SELECT m.moment_id, e.for_side AS side, e.day_to AS day, e.is_strong, c.sub_event_type
    FROM moments m
    JOIN evidence e ON e.place_id = m.place_id AND e.day_from <= m.as_of AND e.published <= m.known_by
    JOIN claims c ON c.claim_id = e.claim_id
    WHERE e.kind = 'takeover' AND e.historical = 0
),
last_days AS (
    SELECT moment_id, MAX(day) AS day FROM taken GROUP BY moment_id
),
takers AS (
    SELECT t.moment_id, t.side, MAX(t.is_strong) AS is_strong, MIN(t.sub_event_type) AS sub_event_type
    FROM taken t
    JOIN last_days l ON l.moment_id = t.moment_id AND l.day = t.day
    GROUP BY t.moment_id, t.side
),
ranked AS (
    SELECT takers.*, ROW_NUMBER() OVER (PARTITION BY moment_id ORDER BY CASE WHEN side IS NULL THEN 1 ELSE 0 END, side) AS turn
    FROM takers
),
decided AS (
    SELECT moment_id, COUNT(side) AS sides, MAX(CASE WHEN side IS NOT NULL THEN is_strong END) AS is_strong,
        MIN(CASE WHEN side IS NOT NULL THEN sub_event_type END) AS sub_event_type,
        MAX(CASE WHEN turn = 1 THEN side END) AS side_a, MAX(CASE WHEN turn = 2 THEN side END) AS side_b,
        MAX(CASE WHEN turn = 3 THEN side END) AS side_c, MAX(CASE WHEN turn = 4 THEN side END) AS side_d
    FROM ranked
    GROUP BY moment_id
)
SELECT m.moment_id,
    CASE
        WHEN d.moment_id IS NULL OR d.sides = 0 THEN 'unknown'
        WHEN d.sides > 1 THEN 'contested'
        WHEN d.is_strong = 1 THEN 'held'
        ELSE 'claimed'
    END AS status,
    CASE WHEN d.sides = 1 THEN d.sub_event_type END AS label,
    CASE WHEN d.sides = 1 THEN d.side_a END AS holder,
    CASE WHEN d.sides > 1 THEN 'sources' END AS contested_by,
    CASE WHEN d.sides > 1 THEN d.side_a END AS party_a, d.side_b AS party_b, d.side_c AS party_c, d.side_d AS party_d,
    CASE
        WHEN d.moment_id IS NULL THEN 'no event'
        WHEN d.sides = 0 THEN 'lost'
        WHEN d.sides > 1 THEN 'gains conflict'
        ELSE 'last event'
    END AS finding
FROM moments m
LEFT JOIN decided d ON d.moment_id = m.moment_id
