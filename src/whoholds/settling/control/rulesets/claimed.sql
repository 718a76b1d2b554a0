-- The claimed rule: the most that any side claims, whether or not anybody else bears it out.
-- A side claims a place from the last day on which anybody says that it has it, until it admits the loss itself, or strong
-- evidence of a later day speaks for another side, or tells that somebody not known took the place.
--   claimed: one side claims it.
--   contested: several do, or nobody does and fighting is told of.
--   unknown: nobody claims it.
-- Background says nothing here: nobody claims a place today by telling of the past.
-- Reads moments and evidence. Days are integers.
-- Grain: one row per moment. party_a to party_d are the sides that claim it, in alphabetical order, four at most.
WITH told AS (
    SELECT m.moment_id, e.for_side, e.against_side, e.kind, e.class, e.is_strong,
        CASE WHEN e.day_to > m.as_of THEN m.as_of ELSE e.day_to END AS day
    FROM moments m
    JOIN evidence e ON e.place_id = m.place_id AND e.day_from <= m.as_of AND e.published <= m.known_by
    WHERE e.historical = 0
),
said AS (
    SELECT moment_id, for_side AS side, MAX(day) AS day, MAX(CASE WHEN is_strong = 1 THEN day END) AS strong_day
    FROM told
    WHERE for_side IS NOT NULL
    GROUP BY moment_id, for_side
),
admitted AS (
    SELECT moment_id, against_side AS side, MAX(day) AS day
    FROM told
    WHERE class = 'against_interest' AND against_side IS NOT NULL
    GROUP BY moment_id, against_side
),
overtaken AS (
    SELECT s.moment_id, s.side, MAX(o.strong_day) AS day
    FROM said s
    JOIN (
        SELECT moment_id, side, strong_day FROM said
        UNION ALL
        SELECT moment_id, '' AS side, MAX(day) AS strong_day FROM told WHERE kind = 'takeover' AND for_side IS NULL GROUP BY moment_id
    ) o ON o.moment_id = s.moment_id AND o.side <> s.side
    GROUP BY s.moment_id, s.side
),
standing AS (
    SELECT s.moment_id, s.side, ROW_NUMBER() OVER (PARTITION BY s.moment_id ORDER BY s.side) AS turn
    FROM said s
    LEFT JOIN admitted a ON a.moment_id = s.moment_id AND a.side = s.side
    LEFT JOIN overtaken o ON o.moment_id = s.moment_id AND o.side = s.side
    WHERE (a.day IS NULL OR s.day > a.day) AND (o.day IS NULL OR s.day >= o.day)
),
decided AS (
    SELECT moment_id, COUNT(*) AS sides,
        MAX(CASE WHEN turn = 1 THEN side END) AS side_a, MAX(CASE WHEN turn = 2 THEN side END) AS side_b,
        MAX(CASE WHEN turn = 3 THEN side END) AS side_c, MAX(CASE WHEN turn = 4 THEN side END) AS side_d
    FROM standing
    GROUP BY moment_id
),
fought AS (
    SELECT DISTINCT moment_id FROM told WHERE kind = 'fighting'
)
SELECT m.moment_id,
    CASE
        WHEN d.sides = 1 THEN 'claimed'
        WHEN d.sides > 1 OR f.moment_id IS NOT NULL THEN 'contested'
        ELSE 'unknown'
    END AS status,
    NULL AS label,
    CASE WHEN d.sides = 1 THEN d.side_a END AS holder,
    CASE WHEN d.sides = 1 THEN NULL WHEN d.sides > 1 THEN 'sources' WHEN f.moment_id IS NOT NULL THEN 'fighting' END AS contested_by,
    CASE WHEN d.sides > 1 THEN d.side_a END AS party_a, d.side_b AS party_b, d.side_c AS party_c, d.side_d AS party_d,
    CASE
        WHEN d.sides = 1 THEN 'one claims'
        WHEN d.sides > 1 THEN 'several claim'
        WHEN f.moment_id IS NOT NULL THEN 'fighting'
        ELSE 'nothing'
    END AS finding
FROM moments m
LEFT JOIN decided d ON d.moment_id = m.moment_id
LEFT JOIN fought f ON f.moment_id = m.moment_id
