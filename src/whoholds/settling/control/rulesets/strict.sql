-- The strict rule: nobody holds a place on one word alone, unless it is the loser's.
--   held: the side that lost it admits it, or two independent sources say that the same side has it, with no strong evidence
--     for another side in between; and no other side has said since that it has it, and no fighting has been told of since.
--   contested: one independent source stands against what another side has said or was known to have; another side says
--     since that it has it; or fighting was told of since.
--   claimed: one independent source, or the side itself, and nothing else was ever heard of the place.
--   unknown: nothing was heard, or the holder left or lost it and nobody is known to have come.
-- Two sources are independent if they are not the same source and not of one story; the report itself is one source.
-- Background says nothing here. Reads moments and evidence. Days are integers.
-- Grain: one row per moment. party_a to party_d are the sides of a contest, in alphabetical order, four at most.
WITH told AS (
    SELECT m.moment_id, COALESCE(e.for_side, '') AS side, e.kind, e.class, e.is_strong, e.source_key, e.weight,
        CASE WHEN e.day_to > m.as_of THEN m.as_of ELSE e.day_to END AS day
    FROM moments m
    JOIN evidence e ON e.place_id = m.place_id AND e.day_from <= m.as_of AND e.published <= m.known_by
    WHERE e.historical = 0
),
sides AS (
    SELECT moment_id, side, MAX(CASE WHEN is_strong = 1 THEN day * 4 + weight END) AS strong_key, MAX(day) AS said_day
    FROM told
    WHERE kind <> 'fighting'
    GROUP BY moment_id, side
),
tops AS (
    SELECT moment_id, MAX(strong_key) AS top_key FROM sides GROUP BY moment_id
),
settled AS (
    SELECT s.moment_id, t.top_key, MAX(s.side) AS side, COUNT(*) AS sides
    FROM sides s
    JOIN tops t ON t.moment_id = s.moment_id AND t.top_key = s.strong_key
    GROUP BY s.moment_id, t.top_key
),
others AS (
    SELECT s.moment_id, MAX(o.strong_key) AS other_key, MAX(CASE WHEN o.side <> '' THEN o.said_day END) AS other_said,
        SUM(CASE WHEN o.side <> '' THEN 1 ELSE 0 END) AS others
    FROM settled s
    JOIN sides o ON o.moment_id = s.moment_id AND o.side <> s.side
    GROUP BY s.moment_id
),
borne_out AS (
    SELECT s.moment_id, MAX(t.day) AS settled_day,
        MAX(CASE WHEN t.class = 'against_interest' THEN 1 ELSE 0 END) AS is_admitted,
        COUNT(DISTINCT CASE WHEN t.class IN ('independent', 'report_itself') THEN t.source_key END) AS sources
    FROM settled s
    JOIN told t ON t.moment_id = s.moment_id AND t.side = s.side AND t.is_strong = 1 AND t.kind <> 'fighting'
    LEFT JOIN others o ON o.moment_id = s.moment_id
    WHERE o.other_key IS NULL OR t.day * 4 + t.weight > o.other_key
    GROUP BY s.moment_id
),
fought AS (
    SELECT moment_id, MAX(day) AS fought_day FROM told WHERE kind = 'fighting' GROUP BY moment_id
),
words AS (
    SELECT moment_id, COUNT(*) AS sides, MAX(side) AS side FROM sides WHERE side <> '' GROUP BY moment_id
),
found AS (
    SELECT m.moment_id, s.side, w.side AS only_side,
        CASE
            WHEN s.sides > 1 THEN 'conflict'
            WHEN s.side = '' AND s.top_key % 4 = 1 THEN 'lost'
            WHEN s.side = '' THEN 'left'
            WHEN f.fought_day > b.settled_day THEN 'fighting'
            WHEN o.other_said > b.settled_day THEN 'objection'
            WHEN b.is_admitted = 1 THEN 'admitted'
            WHEN b.sources > 1 THEN 'two sources'
            WHEN s.side IS NOT NULL AND o.others > 0 THEN 'one source against another'
            WHEN s.side IS NOT NULL THEN 'one source'
            WHEN w.sides > 1 THEN 'words conflict'
            WHEN f.fought_day IS NOT NULL THEN 'fighting'
            WHEN w.sides = 1 THEN 'word'
            ELSE 'nothing'
        END AS finding
    FROM moments m
    LEFT JOIN settled s ON s.moment_id = m.moment_id
    LEFT JOIN others o ON o.moment_id = m.moment_id
    LEFT JOIN borne_out b ON b.moment_id = m.moment_id
    LEFT JOIN fought f ON f.moment_id = m.moment_id
    LEFT JOIN words w ON w.moment_id = m.moment_id
),
parties AS (
    SELECT moment_id,
        MAX(CASE WHEN turn = 1 THEN side END) AS party_a, MAX(CASE WHEN turn = 2 THEN side END) AS party_b,
        MAX(CASE WHEN turn = 3 THEN side END) AS party_c, MAX(CASE WHEN turn = 4 THEN side END) AS party_d
    FROM (
        SELECT s.moment_id, s.side, ROW_NUMBER() OVER (PARTITION BY s.moment_id ORDER BY s.side) AS turn
        FROM sides s
        JOIN found f ON f.moment_id = s.moment_id
        WHERE s.side <> '' AND f.finding IN ('conflict', 'objection', 'one source against another', 'words conflict')
    ) ranked
    GROUP BY moment_id
)
SELECT f.moment_id,
    CASE
        WHEN f.finding IN ('admitted', 'two sources') THEN 'held'
        WHEN f.finding IN ('one source', 'word') THEN 'claimed'
        WHEN f.finding IN ('left', 'lost', 'nothing') THEN 'unknown'
        ELSE 'contested'
    END AS status,
    NULL AS label,
    CASE
        WHEN f.finding IN ('admitted', 'two sources', 'one source') THEN f.side
        WHEN f.finding = 'word' THEN f.only_side
    END AS holder,
    CASE
        WHEN f.finding = 'fighting' THEN 'fighting'
        WHEN f.finding IN ('conflict', 'objection', 'one source against another', 'words conflict') THEN 'sources'
    END AS contested_by,
    p.party_a, p.party_b, p.party_c, p.party_d,
    f.finding
FROM found f
LEFT JOIN parties p ON p.moment_id = f.moment_id
