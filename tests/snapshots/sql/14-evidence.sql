-- What each claim is evidence for: which side it speaks for, which against, and how much it can be relied on.
--   A takeover speaks for the side that gains; denied, for the side that was to lose it.
--   A holding speaks for the holder; denied, for the other side.
--   A withdrawal speaks for the other side, or for nobody if the text says that nobody came: by a flag, or because the same
--   report says that the other side had left by then and tells of no return. Denied, it speaks for the side that stayed.
--   Who only plans to take a place does not have it: a plan speaks for the one who was last said to have it, else for the
--   other side; for nobody if he left, and not at all if two were said to have it. Who plans to leave may still be there, but
--   nobody says so: that speaks for him, and never strongly.
--   A fight, a defence under fire, or a hold on the outskirts, a share or a facility of a place speaks for nobody: both
--   are there. Who left only a facility of a large town says nothing of the town.
-- Classes: against_interest (the side that it harms says so), own_interest (the side it favours, or one that fights the same
-- enemy, says so, or an official of a side we don't know), independent (anyone else), report_itself (no source named, and
-- the publisher belongs to no side). All but own_interest and plans to leave are strong. Merely possible and feared things are left out;
-- what is told as background without a date too. Copies count once: of one story, only the first report to say a
-- thing of a place counts.
-- A change told of without its exact day takes the earliest day that an earlier or equal report gave for such a change, if it
-- can be the same one (an open start reaches back 7 days) and no change the other way lies between.
-- What is said of a whole province counts for its districts too (implied).
-- A takeover by nobody known ("the town fell", "unknown gunmen took it") speaks for nobody, and strongly, since nobody gains by
-- saying it, but for a party not known ("rebel radio"): whoever had the place has it no longer. It is one with a takeover by a known side that can be the same: where that
-- was told before, it takes its day; where it is told after, the known side is taken to have come on both days. Days of two
-- tellers may be one apart.
-- weight orders what falls on one day: 0 a state, 1 an arrival of nobody known, 2 an arrival, 3 a departure (who came and left
-- on one day has left).
-- Grain: one row per claim, place and thing it says of it.
WITH opposed AS (
    SELECT side, opponent, MIN(COALESCE(known_on, -1000000)) AS known_on FROM oppositions GROUP BY side, opponent
),
told AS (
    SELECT statements.*, 0 AS is_implied FROM statements WHERE part IS NULL OR part <> 'all districts'
    UNION ALL
    SELECT implied.*, 1 AS is_implied FROM implied
),
copied AS (
    SELECT DISTINCT story_id FROM stories WHERE story_id <> report_id
),
repeated AS (
    SELECT claim_id, place_id
    FROM (
        SELECT s.claim_id, s.place_id, a.arrival,
            MIN(a.arrival) OVER (
                PARTITION BY s.story_id, s.place_id, s.event_type, s.side, s.polarity, s.certainty, s.speaker_side, s.speaker_kind
            ) AS first_arrival
        FROM told s
        JOIN copied c ON c.story_id = s.story_id
        JOIN arrivals a ON a.report_id = s.report_id
    ) ranked
    WHERE arrival > first_arrival
),
sided AS (
    SELECT s.*, a.arrival, CASE WHEN s.side IS NULL OR s.from_side <> s.side THEN s.from_side ELSE o.opponent END AS other_side
    FROM told s
    JOIN arrivals a ON a.report_id = s.report_id
    LEFT JOIN repeated r ON r.claim_id = s.claim_id AND r.place_id = s.place_id
    LEFT JOIN against_whom o
      ON o.place_id = s.place_id AND o.side = s.side AND o.published = s.published AND o.day_to = s.day_to
    WHERE r.claim_id IS NULL AND s.is_dated = 1 AND s.certainty <> 'possible'
      AND NOT (s.stance IN ('fears', 'threatens') AND s.certainty <> 'planned')
),
changes AS (
    SELECT claim_id, place_id, event_type, side, arrival, historical, when_start, day_to
    FROM sided
    WHERE event_type IN ('takeover', 'withdrawal') AND polarity = 'affirmed' AND certainty <> 'planned'
),
same_change AS (
    SELECT a.claim_id, a.place_id, MIN(b.day_to) AS day
    FROM changes a
    JOIN changes b
      ON b.place_id = a.place_id AND b.event_type = a.event_type AND b.side = a.side AND b.historical = a.historical
     AND b.arrival <= a.arrival AND b.day_to < a.day_to AND b.day_to >= COALESCE(a.when_start, a.day_to - 7)
    LEFT JOIN changes c
      ON c.place_id = a.place_id AND c.arrival <= a.arrival AND c.day_to >= b.day_to AND c.day_to <= a.day_to
     AND ((c.event_type = a.event_type AND c.side <> a.side) OR (c.event_type <> a.event_type AND c.side = a.side))
    WHERE c.claim_id IS NULL AND (a.when_start IS NULL OR a.when_start < a.day_to)
    GROUP BY a.claim_id, a.place_id
),
unnamed AS (
    SELECT claim_id, place_id, arrival, historical, COALESCE(when_start, day_to - 7) - 1 AS day_start, day_to AS day_end
    FROM changes
    WHERE side IS NULL
),
named_before AS (
    SELECT u.claim_id, u.place_id, MAX(b.day_to) AS day
    FROM unnamed u
    JOIN changes b
      ON b.place_id = u.place_id AND b.historical = u.historical AND b.event_type = 'takeover' AND b.side IS NOT NULL
     AND b.arrival <= u.arrival AND b.day_to < u.day_end AND b.day_to >= u.day_start
    GROUP BY u.claim_id, u.place_id
),
named_later AS (
    SELECT b.claim_id, b.place_id, MAX(u.day_end) AS day
    FROM unnamed u
    JOIN changes b
      ON b.place_id = u.place_id AND b.historical = u.historical AND b.event_type = 'takeover' AND b.side IS NOT NULL
     AND b.arrival > u.arrival AND b.day_to < u.day_end AND b.day_to >= u.day_start
    LEFT JOIN changes c
      ON c.place_id = b.place_id AND c.event_type = 'takeover' AND c.side <> b.side
     AND c.day_to >= b.day_to AND c.day_to <= u.day_end
    WHERE c.claim_id IS NULL
    GROUP BY b.claim_id, b.place_id
),
one_change AS (
    SELECT claim_id, place_id, day FROM same_change
    UNION ALL
    SELECT claim_id, place_id, day FROM named_before
),
left_first AS (
    SELECT DISTINCT a.claim_id, a.place_id
    FROM sided a
    JOIN sided b ON b.report_id = a.report_id AND b.place_id = a.place_id AND b.side <> a.side
     AND b.event_type = 'withdrawal' AND b.polarity = 'affirmed' AND b.certainty <> 'planned' AND b.historical = 0
     AND b.day_to <= a.day_to
    LEFT JOIN sided c ON c.report_id = a.report_id AND c.place_id = a.place_id AND c.side = b.side
     AND c.event_type IN ('takeover', 'holding') AND c.polarity = 'affirmed' AND c.certainty <> 'planned'
     AND c.day_to > b.day_to
    WHERE a.event_type = 'withdrawal' AND a.historical = 0 AND c.claim_id IS NULL
),
plans AS (
    SELECT claim_id, place_id, side, arrival, day_to
    FROM sided
    WHERE event_type = 'takeover' AND certainty = 'planned' AND (from_side IS NULL OR from_side = side)
),
told_of AS (
    SELECT place_id, event_type, COALESCE(side, '') AS side, arrival, day_to
    FROM sided
    WHERE event_type IN ('takeover', 'holding', 'withdrawal') AND polarity = 'affirmed' AND certainty <> 'planned' AND historical = 0
      AND place_id IN (SELECT place_id FROM plans)
),
told_last AS (
    SELECT p.claim_id, p.place_id, p.side, p.arrival, MAX(b.day_to) AS day
    FROM plans p
    JOIN told_of b ON b.place_id = p.place_id AND b.side <> p.side AND b.arrival <= p.arrival AND b.day_to <= p.day_to
    GROUP BY p.claim_id, p.place_id, p.side, p.arrival
),
had_last AS (
    SELECT l.claim_id, l.place_id,
        MIN(CASE WHEN b.event_type <> 'withdrawal' AND b.side <> '' THEN b.side END) AS side,
        MAX(CASE WHEN b.event_type <> 'withdrawal' AND b.side <> '' THEN b.side END) AS other_side
    FROM told_last l
    JOIN told_of b ON b.place_id = l.place_id AND b.side <> l.side AND b.arrival <= l.arrival AND b.day_to = l.day
    GROUP BY l.claim_id, l.place_id
),
turned AS (
    SELECT s.*, CASE WHEN h.claim_id IS NULL THEN s.other_side ELSE h.side END AS opposite,
        CASE WHEN s.vacated = 1 OR l.claim_id IS NOT NULL THEN 1 ELSE 0 END AS is_vacated,
        CASE WHEN s.event_type = 'withdrawal' THEN 1 ELSE 0 END
            + CASE WHEN s.certainty = 'planned' OR s.polarity = 'negated' THEN 1 ELSE 0 END AS turns
    FROM sided s
    LEFT JOIN left_first l ON l.claim_id = s.claim_id AND l.place_id = s.place_id
    LEFT JOIN had_last h ON h.claim_id = s.claim_id AND h.place_id = s.place_id
    WHERE (h.claim_id IS NULL OR h.side IS NULL OR h.side = h.other_side)
      AND s.event_type <> 'armed_clash' AND NOT (s.certainty = 'planned' AND (s.polarity = 'negated' OR s.event_type = 'holding'))
),
said AS (
    SELECT turned.claim_id, report_id, story_id, arrival, published, turned.place_id,
        COALESCE(d.day, day_from) AS day_from, COALESCE(d.day, day_to) AS day_to, when_start, historical, turns,
        part, speaker_side, speaker_kind, source_key, is_implied,
        CASE
            WHEN certainty = 'planned' THEN 'plan'
            WHEN polarity = 'negated' THEN 'denial'
            ELSE event_type
        END AS kind,
        CASE
            WHEN turns <> 1 THEN side
            WHEN event_type = 'withdrawal' AND polarity = 'affirmed' AND is_vacated = 1 THEN NULL
            WHEN polarity = 'negated' AND opposite IS NULL AND speaker_side <> side THEN speaker_side
            ELSE opposite
        END AS for_side,
        CASE WHEN turns = 1 THEN side ELSE opposite END AS against_side
    FROM turned
    LEFT JOIN one_change d ON d.claim_id = turned.claim_id AND d.place_id = turned.place_id
    WHERE NOT (COALESCE(part, '') IN ('outskirts', 'share') AND turns = 0) AND COALESCE(part, '') <> 'facility'
    UNION ALL
    SELECT claim_id, report_id, story_id, arrival, published, place_id, day_from, day_to, when_start, historical, 0 AS turns,
        part, speaker_side, speaker_kind, source_key, is_implied, 'fighting' AS kind, NULL AS for_side, NULL AS against_side
    FROM sided
    WHERE polarity = 'affirmed' AND certainty <> 'planned'
      AND (event_type = 'armed_clash'
        OR (event_type = 'holding' AND fighting = 'yes')
        OR (event_type <> 'withdrawal' AND part IN ('outskirts', 'share', 'facility')))
),
placed AS (
    SELECT * FROM said
    UNION ALL
    SELECT s.claim_id, report_id, story_id, arrival, published, s.place_id, n.day AS day_from, n.day AS day_to, when_start, historical,
        turns, part, speaker_side, speaker_kind, source_key, is_implied, kind, for_side, against_side
    FROM said s
    JOIN named_later n ON n.claim_id = s.claim_id AND n.place_id = s.place_id
    WHERE s.kind = 'takeover'
),
classed AS (
    SELECT s.*,
        CASE
            WHEN s.kind = 'takeover' AND s.for_side IS NULL THEN CASE
                WHEN s.speaker_side = s.against_side THEN 'against_interest'
                WHEN s.speaker_side IS NULL AND s.speaker_kind = 'party' THEN 'own_interest'
                WHEN s.speaker_kind = 'report' THEN 'report_itself'
                ELSE 'independent' END
            WHEN s.speaker_side IS NULL THEN CASE
                WHEN s.speaker_kind = 'report' THEN 'report_itself'
                WHEN s.speaker_kind IN ('official', 'party') THEN 'own_interest'
                ELSE 'independent' END
            WHEN s.kind = 'fighting' OR s.speaker_side = s.for_side THEN 'own_interest'
            WHEN s.speaker_side = s.against_side THEN 'against_interest'
            WHEN s.for_side IS NULL THEN 'own_interest'
            WHEN f.side IS NOT NULL THEN 'against_interest'
            WHEN a.side IS NOT NULL THEN 'own_interest'
            ELSE 'independent'
        END AS class
    FROM placed s
    LEFT JOIN opposed f ON f.side = s.speaker_side AND f.opponent = s.for_side AND f.known_on <= s.published
    LEFT JOIN opposed a ON a.side = s.speaker_side AND a.opponent = s.against_side AND a.known_on <= s.published
),
repeated_evidence AS (
    SELECT claim_id, place_id, kind
    FROM (
        SELECT k.claim_id, k.place_id, k.kind, k.arrival,
            MIN(k.arrival) OVER (
                PARTITION BY k.story_id, k.place_id, k.for_side, k.against_side, k.kind, k.class
            ) AS first_arrival
        FROM classed k
        JOIN copied c ON c.story_id = k.story_id
    ) told
    WHERE arrival > first_arrival
)
SELECT
    k.claim_id, k.report_id, k.story_id, k.published, k.place_id, k.for_side, k.against_side, k.kind, k.class,
    CASE WHEN k.class = 'own_interest' OR (k.kind = 'plan' AND k.turns = 2) THEN 0 ELSE 1 END AS is_strong,
    CASE WHEN k.kind IN ('takeover', 'withdrawal') THEN 1 ELSE 0 END AS is_change,
    CASE
        WHEN k.kind = 'takeover' AND k.for_side IS NULL THEN 1
        WHEN k.kind = 'takeover' THEN 2
        WHEN k.kind = 'withdrawal' AND k.for_side IS NOT NULL THEN 3
        ELSE 0
    END AS weight,
    k.day_from, k.day_to, k.when_start, k.historical, k.part, k.source_key, k.is_implied
FROM classed k
LEFT JOIN repeated_evidence r ON r.claim_id = k.claim_id AND r.place_id = k.place_id AND r.kind = k.kind
WHERE r.claim_id IS NULL
