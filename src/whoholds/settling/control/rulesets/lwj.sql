-- The LWJ rule: the three colours of the Long War Journal's maps, by the part of a place that a side is known to have.
--   controlled (held): strong evidence that a side has the place, and of no other side there since. Who takes the centre has
--     come through the rest, so a takeover of the centre is one of the place.
--   contested: a side is only said to be still in the centre, or in some other part, after another was heard of there; a side
--     is said to be in the outskirts, or to have a share; or fighting is told of since the place was settled.
--   unconfirmed (claimed): a side says that it has the place, and nobody else does.
--   unknown: nothing was heard, or the holder left or lost it and nobody is known to have come.
-- Background says nothing here. Reads moments and evidence. Days are integers.
-- Grain: one row per moment. party_a to party_d are the sides of a contest, in alphabetical order, four at most.
WITH told AS (
    SELECT m.moment_id, COALESCE(e.for_side, '') AS side, e.kind, e.is_strong, e.weight, e.is_change,
        CASE WHEN e.part IS NULL OR e.kind IN ('takeover', 'withdrawal') THEN 1 ELSE 0 END AS is_whole,
        CASE WHEN e.day_to > m.as_of THEN m.as_of ELSE e.day_to END AS day
    FROM moments m
    JOIN evidence e ON e.place_id = m.place_id AND e.day_from <= m.as_of AND e.published <= m.known_by
    WHERE e.historical = 0 AND e.kind <> 'plan'
),
sides AS (
    SELECT moment_id, side,
        MAX(CASE WHEN is_strong = 1 THEN day * 4 + weight END) AS strong_key,
        MAX(CASE WHEN is_strong = 1 AND is_whole = 1 THEN day * 4 + weight END) AS whole_key,
        MAX(CASE WHEN is_strong = 1 THEN day END) AS strong_day,
        MAX(CASE WHEN is_strong = 0 AND is_change = 1 THEN day END) AS claimed_day,
        MAX(CASE WHEN is_strong = 0 AND is_change = 0 THEN day END) AS word_day
    FROM told
    WHERE kind <> 'fighting'
    GROUP BY moment_id, side
),
tops AS (
    SELECT moment_id, MAX(strong_key) AS top_key, MAX(strong_day) AS settled_day FROM sides GROUP BY moment_id
),
settled AS (
    SELECT s.moment_id, t.top_key, t.settled_day, MAX(s.side) AS side, COUNT(*) AS sides,
        MAX(CASE WHEN s.whole_key IS NULL THEN 0 ELSE s.whole_key END) AS whole_key
    FROM sides s
    JOIN tops t ON t.moment_id = s.moment_id AND t.top_key = s.strong_key
    GROUP BY s.moment_id, t.top_key, t.settled_day
),
others AS (
    SELECT s.moment_id, MAX(o.strong_key) AS other_key, MAX(o.claimed_day) AS other_claimed
    FROM settled s
    JOIN sides o ON o.moment_id = s.moment_id AND o.side <> s.side AND o.side <> ''
    GROUP BY s.moment_id
),
claimants AS (
    SELECT moment_id, MIN(side) AS side, COUNT(*) AS sides
    FROM (
        SELECT w.moment_id, w.side, COALESCE(w.claimed_day, w.word_day) AS day
        FROM sides w
        LEFT JOIN settled s ON s.moment_id = w.moment_id
        WHERE w.side <> ''
          AND ((s.moment_id IS NULL AND (w.claimed_day IS NOT NULL OR w.word_day IS NOT NULL))
            OR (w.side <> s.side AND w.claimed_day > s.settled_day)
            OR (s.side = '' AND w.claimed_day = s.settled_day))
    ) claiming
    GROUP BY moment_id
),
fought AS (
    SELECT moment_id, MAX(day) AS fought_day FROM told WHERE kind = 'fighting' GROUP BY moment_id
),
found AS (
    SELECT m.moment_id, s.side, c.side AS claimant,
        CASE
            WHEN s.sides > 1 THEN 'conflict'
            WHEN c.sides > 1 THEN 'words conflict'
            WHEN f.fought_day >= COALESCE(s.settled_day, f.fought_day)
                AND (s.side IS NULL OR f.fought_day > s.settled_day) THEN 'fighting'
            WHEN c.sides = 1 THEN 'claim'
            WHEN s.side = '' AND s.top_key = s.settled_day * 4 + 1 THEN 'lost'
            WHEN s.side = '' THEN 'left'
            WHEN s.side IS NULL THEN 'nothing'
            WHEN o.other_key > s.whole_key THEN 'part only'
            ELSE 'settled'
        END AS finding
    FROM moments m
    LEFT JOIN settled s ON s.moment_id = m.moment_id
    LEFT JOIN others o ON o.moment_id = m.moment_id
    LEFT JOIN claimants c ON c.moment_id = m.moment_id
    LEFT JOIN fought f ON f.moment_id = m.moment_id
),
parties AS (
    SELECT moment_id,
        MAX(CASE WHEN turn = 1 THEN side END) AS party_a, MAX(CASE WHEN turn = 2 THEN side END) AS party_b,
        MAX(CASE WHEN turn = 3 THEN side END) AS party_c, MAX(CASE WHEN turn = 4 THEN side END) AS party_d
    FROM (
        SELECT s.moment_id, s.side, ROW_NUMBER() OVER (PARTITION BY s.moment_id ORDER BY s.side) AS turn
        FROM sides s
        JOIN found f ON f.moment_id = s.moment_id
        WHERE s.side <> '' AND f.finding IN ('conflict', 'words conflict', 'part only')
    ) ranked
    GROUP BY moment_id
)
SELECT f.moment_id,
    CASE
        WHEN f.finding = 'settled' THEN 'held'
        WHEN f.finding = 'claim' THEN 'claimed'
        WHEN f.finding IN ('left', 'lost', 'nothing') THEN 'unknown'
        ELSE 'contested'
    END AS status,
    CASE
        WHEN f.finding = 'settled' THEN 'controlled'
        WHEN f.finding = 'claim' THEN 'unconfirmed'
        WHEN f.finding IN ('left', 'lost', 'nothing') THEN 'unknown'
        ELSE 'contested'
    END AS label,
    CASE WHEN f.finding = 'settled' THEN f.side WHEN f.finding = 'claim' THEN f.claimant END AS holder,
    CASE
        WHEN f.finding IN ('fighting', 'part only') THEN 'fighting'
        WHEN f.finding IN ('conflict', 'words conflict') THEN 'sources'
    END AS contested_by,
    p.party_a, p.party_b, p.party_c, p.party_d,
    f.finding
FROM found f
LEFT JOIN parties p ON p.moment_id = f.moment_id
