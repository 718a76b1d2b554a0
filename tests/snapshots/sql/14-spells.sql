-- Spells by the rule set press.
WITH moments AS (
SELECT place_id, as_of, known_by FROM turning_days),
decided AS (
-- The press rule: who holds a place on a day (as_of), by what was published until a day (known_by).
--   held: the losing side admits it, an independent source says so, or the report itself does.
--   claimed: only the side that gains or keeps the place says so.
--   contested: claims conflict, or fighting for the place is told of with no later settlement.
--   unknown: nothing was heard, or the holder left and nobody came.
-- How it is found, in three readings of what was heard of the place by then:
--   1. The latest strong evidence settles who holds it; on one day an arrival outweighs a state and a departure an arrival.
--      Strong evidence of one day for two sides leaves it contested. A side that left is out of it until it comes again.
--   2. A later gain that only the gaining side tells of makes the place claimed; if the other side says it is still there,
--      contested. (That the gaining side itself says whose it was until that day is no objection.) The loser's denial of
--      a change that strong evidence tells of does not undo it: what the loser says within 7 days of it is a denial; what
--      it says later stands against it.
--   3. Fighting told of after all this makes the place contested.
-- Background (historical) evidence counts on its own days, and beyond them only until the change that ended it; told of no
-- such change, it says nothing about today.
-- Reads moments (place_id, as_of, known_by) and evidence. Days are integers.
-- Grain: one row per moment. party_a and party_b are the two sides of a contest, in alphabetical order.
WITH measure AS (
    SELECT 7 AS denial_days
),
ahead AS (
    SELECT m.place_id, m.as_of, m.known_by, COALESCE(e.for_side, '') AS side, e.against_side, MIN(e.day_from) AS next_day
    FROM moments m
    JOIN evidence e ON e.place_id = m.place_id AND e.day_from > m.as_of AND e.published <= m.known_by AND e.is_change = 1
    WHERE m.place_id IN (SELECT place_id FROM evidence WHERE historical = 1)
    GROUP BY m.place_id, m.as_of, m.known_by, COALESCE(e.for_side, ''), e.against_side
),
carried AS (
    SELECT a.place_id, a.as_of, a.known_by, h.for_side
    FROM ahead a
    JOIN (SELECT DISTINCT place_id, for_side FROM evidence WHERE historical = 1 AND for_side IS NOT NULL) h
      ON h.place_id = a.place_id
    GROUP BY a.place_id, a.as_of, a.known_by, h.for_side
    HAVING MIN(CASE WHEN a.side <> h.for_side AND (a.side <> '' OR a.against_side = h.for_side) THEN a.next_day END)
        <= COALESCE(MIN(CASE WHEN a.side = h.for_side THEN a.next_day END), 1000000)
),
gone AS (
    SELECT m.place_id, m.as_of, m.known_by, e.against_side AS side, MAX(e.day_to) AS gone_day
    FROM moments m
    JOIN evidence e ON e.place_id = m.place_id AND e.day_from <= m.as_of AND e.published <= m.known_by
    WHERE e.kind = 'withdrawal' AND e.for_side IS NULL AND e.is_strong = 1
    GROUP BY m.place_id, m.as_of, m.known_by, e.against_side
),
fought AS (
    SELECT m.place_id, m.as_of, m.known_by,
        MAX(CASE WHEN e.day_to > m.as_of THEN m.as_of ELSE e.day_to END) AS fought_day,
        MAX(CASE WHEN e.is_strong = 0 THEN NULL WHEN e.day_to > m.as_of THEN m.as_of ELSE e.day_to END) AS seen_day
    FROM moments m
    JOIN evidence e ON e.place_id = m.place_id AND e.day_from <= m.as_of AND e.published <= m.known_by
    WHERE e.kind = 'fighting' AND e.historical = 0
    GROUP BY m.place_id, m.as_of, m.known_by
),
heard AS (
    SELECT m.place_id, m.as_of, m.known_by, COALESCE(e.for_side, '') AS side,
        e.kind, e.class, e.is_strong, e.is_change, e.weight, e.historical,
        CASE WHEN e.day_to > m.as_of THEN m.as_of ELSE e.day_to END AS day
    FROM moments m
    JOIN evidence e ON e.place_id = m.place_id AND e.day_from <= m.as_of AND e.published <= m.known_by
    LEFT JOIN carried c
      ON c.place_id = m.place_id AND c.as_of = m.as_of AND c.known_by = m.known_by AND c.for_side = e.for_side
     AND e.historical = 1
    WHERE e.kind <> 'fighting' AND NOT (e.kind = 'plan' AND e.for_side IS NULL)
      AND (e.historical = 0 OR m.as_of <= e.day_to OR c.place_id IS NOT NULL)
),
by_side AS (
    SELECT h.place_id, h.as_of, h.known_by, h.side,
        MAX(CASE WHEN h.is_strong = 1 THEN h.day * 4 + h.weight END) AS strong_key,
        MAX(CASE WHEN h.is_strong = 1 THEN h.day END) AS strong_day,
        MAX(CASE WHEN h.is_strong = 1 AND h.is_change = 0 AND h.class <> 'against_interest' THEN h.day END) AS seen_state,
        MAX(CASE WHEN h.is_strong = 0 AND h.is_change = 1 AND h.side <> '' THEN h.day END) AS own_change,
        MAX(CASE WHEN h.is_strong = 0 AND h.is_change = 0 AND h.side <> '' THEN h.day END) AS own_state,
        MAX(CASE WHEN h.is_strong = 0 AND h.kind = 'holding' THEN h.day END) AS own_holding,
        MAX(CASE WHEN h.is_change = 1 AND h.historical = 0 AND h.side <> '' THEN 1 ELSE 0 END) AS came
    FROM heard h
    LEFT JOIN gone g ON g.place_id = h.place_id AND g.as_of = h.as_of AND g.known_by = h.known_by AND g.side = h.side
    WHERE g.gone_day IS NULL OR h.day > g.gone_day
    GROUP BY h.place_id, h.as_of, h.known_by, h.side
),
topped AS (
    SELECT by_side.*, MAX(strong_key) OVER (PARTITION BY place_id, as_of, known_by) AS top_key
    FROM by_side
),
settled AS (
    SELECT place_id, as_of, known_by, top_key,
        MAX(strong_day) AS settled_day, MAX(side) AS holder, MAX(came) AS came,
        SUM(CASE WHEN side <> '' THEN 1 ELSE 0 END) AS sides, MIN(CASE WHEN side <> '' THEN side END) AS first_side
    FROM topped
    WHERE strong_key = top_key
    GROUP BY place_id, as_of, known_by, top_key
),
gains AS (
    SELECT b.*, s.holder, s.settled_day,
        CASE
            WHEN b.own_change IS NOT NULL
                AND (s.holder IS NULL OR b.own_change > s.settled_day
                    OR (b.own_change = s.settled_day AND s.top_key = s.settled_day * 4)) THEN b.own_change
            WHEN b.own_holding > s.settled_day AND s.came = 0 AND b.side <> s.holder THEN b.own_holding
        END AS gain_day
    FROM by_side b
    LEFT JOIN settled s ON s.place_id = b.place_id AND s.as_of = b.as_of AND s.known_by = b.known_by
),
gained AS (
    SELECT gains.*,
        MAX(CASE WHEN holder IS NULL OR side <> holder THEN gain_day END)
            OVER (PARTITION BY place_id, as_of, known_by) AS other_gain,
        MAX(gain_day) OVER (PARTITION BY place_id, as_of, known_by) AS last_gain
    FROM gains
),
claimants AS (
    SELECT place_id, as_of, known_by, last_gain, MIN(side) AS claimant, MAX(side) AS last_claimant
    FROM gained
    WHERE gain_day = last_gain AND other_gain IS NOT NULL
    GROUP BY place_id, as_of, known_by, last_gain
),
told AS (
    SELECT g.place_id, g.as_of, g.known_by, c.claimant, c.last_claimant, c.last_gain,
        MAX(CASE WHEN g.side <> c.claimant AND g.side <> '' AND (g.own_state >= c.last_gain OR g.seen_state >= c.last_gain)
            THEN g.side END) AS objector,
        MAX(CASE WHEN g.side <> g.holder THEN g.own_state END) AS loser_says,
        MAX(CASE WHEN g.side <> g.holder AND g.own_state IS NOT NULL THEN g.side END) AS loser,
        MIN(CASE WHEN g.own_state IS NOT NULL THEN g.side END) AS speaker,
        MAX(CASE WHEN g.own_state IS NOT NULL THEN g.side END) AS last_speaker,
        MAX(g.own_state) AS said_day
    FROM gained g
    LEFT JOIN claimants c ON c.place_id = g.place_id AND c.as_of = g.as_of AND c.known_by = g.known_by
    GROUP BY g.place_id, g.as_of, g.known_by, c.claimant, c.last_claimant, c.last_gain
),
both_seen AS (
    SELECT s.place_id, s.as_of, s.known_by
    FROM settled s
    JOIN evidence e ON e.place_id = s.place_id AND e.day_from <= s.as_of AND e.published <= s.known_by
    WHERE s.sides > 1 AND e.is_strong = 1 AND e.kind <> 'fighting' AND e.for_side IS NOT NULL
      AND e.weight + 4 * CASE WHEN e.day_to > s.as_of THEN s.as_of ELSE e.day_to END = s.top_key
    GROUP BY s.place_id, s.as_of, s.known_by
    HAVING MIN(e.story_id) = MAX(e.story_id)
),
weighed AS (
    SELECT m.place_id, m.as_of, m.known_by,
        s.holder AS settled_holder, s.settled_day, s.first_side, s.sides, s.came,
        t.claimant, t.last_claimant, t.last_gain, t.objector, t.loser, t.speaker, t.last_speaker, t.said_day,
        CASE
            WHEN s.sides > 1 THEN 'conflict'
            WHEN t.claimant <> t.last_claimant THEN 'gains conflict'
            WHEN t.objector IS NOT NULL THEN 'objection'
            WHEN t.claimant IS NOT NULL THEN 'gain'
            WHEN s.holder IS NOT NULL AND s.holder <> '' AND t.loser_says > s.settled_day + measure.denial_days THEN 'late word'
            WHEN s.holder = '' THEN 'left'
            WHEN s.holder IS NOT NULL THEN 'settled'
            WHEN t.speaker <> t.last_speaker THEN 'words conflict'
            WHEN t.speaker IS NOT NULL THEN 'word'
            ELSE 'nothing'
        END AS finding,
        f.fought_day, f.seen_day, measure.denial_days,
        CASE WHEN b.place_id IS NULL THEN 0 ELSE 1 END AS are_both_seen
    FROM moments m
    CROSS JOIN measure
    LEFT JOIN settled s ON s.place_id = m.place_id AND s.as_of = m.as_of AND s.known_by = m.known_by
    LEFT JOIN told t ON t.place_id = m.place_id AND t.as_of = m.as_of AND t.known_by = m.known_by
    LEFT JOIN fought f ON f.place_id = m.place_id AND f.as_of = m.as_of AND f.known_by = m.known_by
    LEFT JOIN both_seen b ON b.place_id = m.place_id AND b.as_of = m.as_of AND b.known_by = m.known_by
),
fought_over AS (
    SELECT weighed.*,
        CASE
            WHEN fought_day IS NULL THEN 0
            WHEN finding IN ('conflict', 'gains conflict', 'objection', 'late word', 'words conflict') THEN 0
            WHEN finding = 'nothing' THEN 1
            WHEN finding = 'gain' THEN CASE WHEN fought_day >= last_gain THEN 1 ELSE 0 END
            WHEN finding = 'word' THEN CASE WHEN fought_day >= said_day THEN 1 ELSE 0 END
            WHEN seen_day > settled_day THEN 1
            WHEN fought_day > settled_day + CASE WHEN came = 1 THEN denial_days ELSE 0 END THEN 1
            ELSE 0
        END AS is_fought_over
    FROM weighed
)
SELECT
    place_id, as_of, known_by,
    CASE
        WHEN is_fought_over = 1 THEN 'contested'
        WHEN finding = 'settled' THEN 'held'
        WHEN finding IN ('gain', 'word') THEN 'claimed'
        WHEN finding IN ('left', 'nothing') THEN 'unknown'
        ELSE 'contested'
    END AS status,
    CASE
        WHEN is_fought_over = 1 THEN NULL
        WHEN finding = 'settled' THEN settled_holder
        WHEN finding = 'gain' THEN claimant
        WHEN finding = 'word' THEN speaker
    END AS holder,
    CASE
        WHEN is_fought_over = 1 OR (finding = 'conflict' AND are_both_seen = 1) THEN 'fighting'
        WHEN finding IN ('conflict', 'gains conflict', 'objection', 'late word', 'words conflict') THEN 'sources'
    END AS contested_by,
    CASE
        WHEN finding = 'conflict' THEN first_side
        WHEN finding = 'gains conflict' THEN claimant
        WHEN finding = 'objection' THEN CASE WHEN claimant < objector THEN claimant ELSE objector END
        WHEN finding = 'late word' THEN CASE WHEN loser < settled_holder THEN loser ELSE settled_holder END
        WHEN finding = 'words conflict' THEN speaker
    END AS party_a,
    CASE
        WHEN finding = 'conflict' THEN settled_holder
        WHEN finding = 'gains conflict' THEN last_claimant
        WHEN finding = 'objection' THEN CASE WHEN claimant < objector THEN objector ELSE claimant END
        WHEN finding = 'late word' THEN CASE WHEN loser < settled_holder THEN settled_holder ELSE loser END
        WHEN finding = 'words conflict' THEN last_speaker
    END AS party_b,
    CASE WHEN is_fought_over = 1 THEN 'fighting' ELSE finding END AS finding
FROM fought_over
)
SELECT * FROM (
-- Spells: the longest stretches of days with one status at a place, by all that is known at the latest day of publication.
-- Reads decided, the rule set's answer at every turning day.
-- Grain: one row per place and stretch. day_end NULL: until now. Days before the first evidence have no spell.
WITH changes AS (
    SELECT decided.*,
        status || '/' || COALESCE(holder, '') || '/' || COALESCE(contested_by, '') AS label,
        LAG(status || '/' || COALESCE(holder, '') || '/' || COALESCE(contested_by, ''))
            OVER (PARTITION BY place_id ORDER BY as_of) AS label_before
    FROM decided
),
starts AS (
    SELECT place_id, as_of, status, holder, contested_by, known_by
    FROM changes
    WHERE label_before IS NULL OR label_before <> label
)
SELECT
    place_id, as_of AS day_start,
    LEAD(as_of) OVER (PARTITION BY place_id ORDER BY as_of) - 1 AS day_end,
    status, holder, contested_by, known_by
FROM starts
) settled
