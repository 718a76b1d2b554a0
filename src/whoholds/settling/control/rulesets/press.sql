-- The press rule: who holds a place on a day (as_of), by what was published until a day (known_by).
--   held: the losing side admits it, an independent source says so, or the report itself does.
--   claimed: only the side that gains or keeps the place says so.
--   contested: claims conflict, or fighting for the place is told of with no later settlement.
--   unknown: nothing was heard, or the holder left or lost it and nobody is known to have come.
-- How it is found, in three readings of what was heard of the place by then:
--   1. The latest strong evidence settles who holds it; on one day an arrival outweighs a state and a departure an arrival.
--      Strong evidence of one day for two sides leaves it contested. A side that left is out of it until it comes again.
--   2. A later gain that only the gaining side tells of makes the place claimed; if the other side says it is still there,
--      contested. (That the gaining side itself says whose it was until that day is no objection.) The loser's denial of
--      a change that strong evidence tells of does not undo it: what the loser says within 7 days of it is a denial; what
--      it says later stands against it.
--   3. Fighting told of after all this makes the place contested.
-- A side of whom nothing was heard since the place was settled has no part in it (heard_since).
-- Reads moments, heard and, for whether one story saw two sides there, evidence. Days are integers.
-- Grain: one row per moment. party_a to party_d are the sides of a contest, in alphabetical order, four at most.
WITH measure AS (
    SELECT 7 AS denial_days
),
present AS (
    SELECT moment_id, side,
        CASE WHEN gone_day >= strong_day THEN NULL ELSE strong_key END AS strong_key,
        CASE WHEN gone_day >= strong_day THEN NULL ELSE strong_day END AS strong_day,
        CASE WHEN gone_day >= seen_state THEN NULL ELSE seen_state END AS seen_state,
        CASE WHEN gone_day >= own_change THEN NULL ELSE own_change END AS own_change,
        CASE WHEN gone_day >= own_state THEN NULL ELSE own_state END AS own_state,
        CASE WHEN gone_day >= own_holding THEN NULL ELSE own_holding END AS own_holding,
        CASE WHEN came_day IS NULL OR gone_day >= came_day THEN 0 ELSE 1 END AS came,
        fought_day, fought_seen
    FROM heard
),
tops AS (
    SELECT moment_id, MAX(strong_key) AS top_key, MAX(strong_day) AS settled_day FROM present GROUP BY moment_id
),
heard_since AS (
    SELECT p.*, t.top_key, t.settled_day
    FROM present p
    JOIN tops t ON t.moment_id = p.moment_id
    WHERE t.top_key IS NULL OR p.strong_key = t.top_key OR p.own_change >= t.settled_day OR p.own_holding >= t.settled_day
       OR p.own_state >= t.settled_day OR p.seen_state >= t.settled_day OR p.fought_day >= t.settled_day
),
settled AS (
    SELECT moment_id, MAX(side) AS holder, MAX(came) AS holder_came,
        SUM(CASE WHEN side <> '' THEN 1 ELSE 0 END) AS holders
    FROM heard_since
    WHERE strong_key = top_key
    GROUP BY moment_id
),
gains AS (
    SELECT p.*, s.holder, s.holder_came, s.holders,
        CASE
            WHEN own_change IS NOT NULL
                AND (holder IS NULL OR own_change > settled_day OR (own_change = settled_day AND (holder = '' OR top_key = settled_day * 4)))
                THEN own_change
            WHEN own_holding > settled_day AND holder_came = 0 AND side <> holder THEN own_holding
        END AS gain_day
    FROM heard_since p
    LEFT JOIN settled s ON s.moment_id = p.moment_id
),
last_gains AS (
    SELECT moment_id, MAX(gain_day) AS last_gain
    FROM gains
    WHERE gain_day IS NOT NULL
    GROUP BY moment_id
    HAVING MAX(CASE WHEN holder IS NULL OR side <> holder THEN 1 ELSE 0 END) = 1
),
claiming AS (
    SELECT g.*, l.last_gain,
        CASE WHEN gain_day = last_gain THEN 1 ELSE 0 END AS is_claimant,
        CASE WHEN side <> '' AND (own_state >= last_gain OR seen_state >= last_gain) THEN 1 ELSE 0 END AS is_there
    FROM gains g
    LEFT JOIN last_gains l ON l.moment_id = g.moment_id
),
told AS (
    SELECT moment_id,
        MAX(top_key) AS top_key, MAX(settled_day) AS settled_day, MAX(holder) AS holder, MAX(holder_came) AS holder_came,
        MAX(holders) AS holders,
        MIN(CASE WHEN is_claimant = 1 THEN side END) AS claimant, SUM(is_claimant) AS claimants, MAX(last_gain) AS last_gain,
        SUM(CASE WHEN is_claimant = 0 THEN is_there ELSE 0 END) AS objectors,
        MAX(CASE WHEN side <> holder THEN own_state END) AS loser_says,
        MIN(CASE WHEN own_state IS NOT NULL THEN side END) AS speaker,
        SUM(CASE WHEN own_state IS NOT NULL THEN 1 ELSE 0 END) AS speakers,
        MAX(own_state) AS said_day, MAX(fought_day) AS fought_day, MAX(fought_seen) AS fought_seen
    FROM claiming
    GROUP BY moment_id
),
found AS (
    SELECT told.*, denial_days,
        CASE
            WHEN holders > 1 THEN 'conflict'
            WHEN claimants > 1 THEN 'gains conflict'
            WHEN claimants = 1 AND objectors > 0 THEN 'objection'
            WHEN claimants = 1 THEN 'gain'
            WHEN holder <> '' AND loser_says > settled_day + denial_days THEN 'late word'
            WHEN holder = '' AND top_key = settled_day * 4 + 1 THEN 'lost'
            WHEN holder = '' THEN 'left'
            WHEN holder IS NOT NULL THEN 'settled'
            WHEN speakers > 1 THEN 'words conflict'
            WHEN speakers = 1 THEN 'word'
            ELSE 'nothing'
        END AS finding
    FROM told CROSS JOIN measure
),
decided AS (
    SELECT found.*,
        CASE
            WHEN fought_day IS NULL THEN 0
            WHEN finding IN ('conflict', 'gains conflict', 'objection', 'late word', 'words conflict') THEN 0
            WHEN finding = 'nothing' THEN 1
            WHEN finding = 'gain' THEN CASE WHEN fought_day >= last_gain THEN 1 ELSE 0 END
            WHEN finding = 'word' THEN CASE WHEN fought_day >= said_day THEN 1 ELSE 0 END
            WHEN fought_seen > settled_day THEN 1
            WHEN fought_day > settled_day + CASE WHEN holder_came = 1 THEN denial_days ELSE 0 END THEN 1
            ELSE 0
        END AS is_fought_over
    FROM found
),
parties AS (
    SELECT moment_id,
        MAX(CASE WHEN turn = 1 THEN side END) AS party_a, MAX(CASE WHEN turn = 2 THEN side END) AS party_b,
        MAX(CASE WHEN turn = 3 THEN side END) AS party_c, MAX(CASE WHEN turn = 4 THEN side END) AS party_d
    FROM (
        SELECT c.moment_id, c.side, ROW_NUMBER() OVER (PARTITION BY c.moment_id ORDER BY c.side) AS turn
        FROM claiming c
        JOIN decided d ON d.moment_id = c.moment_id
        WHERE c.side <> '' AND (
            (d.finding = 'conflict' AND c.strong_key = d.top_key)
            OR (d.finding = 'gains conflict' AND c.is_claimant = 1)
            OR (d.finding = 'objection' AND (c.is_claimant = 1 OR c.is_there = 1))
            OR (d.finding = 'late word' AND (c.side = d.holder OR c.own_state > d.settled_day + d.denial_days))
            OR (d.finding = 'words conflict' AND c.own_state IS NOT NULL))
    ) ranked
    GROUP BY moment_id
),
conflicts AS (
    SELECT m.moment_id, m.place_id, m.as_of, m.known_by, d.top_key
    FROM moments m JOIN decided d ON d.moment_id = m.moment_id
    WHERE d.finding = 'conflict'
),
both_seen AS (
    SELECT moment_id
    FROM (
        SELECT c.moment_id, e.story_id
        FROM conflicts c
        JOIN evidence e ON e.place_id = c.place_id AND e.day_to * 4 + e.weight = c.top_key
        WHERE e.is_strong = 1 AND e.kind <> 'fighting' AND e.for_side IS NOT NULL
          AND e.published <= c.known_by AND e.day_from <= c.as_of AND e.day_to <= c.as_of
        UNION ALL
        SELECT c.moment_id, e.story_id
        FROM conflicts c
        JOIN evidence e ON e.place_id = c.place_id AND e.day_from <= c.as_of AND e.day_to > c.as_of
        WHERE e.is_strong = 1 AND e.kind <> 'fighting' AND e.for_side IS NOT NULL
          AND e.published <= c.known_by AND c.top_key = c.as_of * 4 + e.weight
    ) stories
    GROUP BY moment_id
    HAVING MIN(story_id) = MAX(story_id)
)
SELECT
    m.moment_id,
    CASE
        WHEN d.is_fought_over = 1 THEN 'contested'
        WHEN d.finding = 'settled' THEN 'held'
        WHEN d.finding IN ('gain', 'word') THEN 'claimed'
        WHEN d.finding IN ('left', 'lost', 'nothing') OR d.moment_id IS NULL THEN 'unknown'
        ELSE 'contested'
    END AS status,
    NULL AS label,
    CASE
        WHEN d.is_fought_over = 1 THEN NULL
        WHEN d.finding = 'settled' THEN d.holder
        WHEN d.finding = 'gain' THEN d.claimant
        WHEN d.finding = 'word' THEN d.speaker
    END AS holder,
    CASE
        WHEN d.is_fought_over = 1 OR (d.finding = 'conflict' AND b.moment_id IS NOT NULL) THEN 'fighting'
        WHEN d.finding IN ('conflict', 'gains conflict', 'objection', 'late word', 'words conflict') THEN 'sources'
    END AS contested_by,
    p.party_a, p.party_b, p.party_c, p.party_d,
    CASE WHEN d.is_fought_over = 1 THEN 'fighting' ELSE COALESCE(d.finding, 'nothing') END AS finding
FROM moments m
LEFT JOIN decided d ON d.moment_id = m.moment_id
LEFT JOIN parties p ON p.moment_id = m.moment_id
LEFT JOIN both_seen b ON b.moment_id = m.moment_id
