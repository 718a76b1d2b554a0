-- Control by the rule set strict.
WITH moments AS (
-- The moments that `control` asks about: every place that any claim concerns, at one day, by one day of publication.
-- Grain: one row per place.
SELECT ROW_NUMBER() OVER (ORDER BY place_id) AS moment_id,
    place_id, CAST($as_of AS INTEGER) AS as_of, CAST($known_by AS INTEGER) AS known_by
FROM settled_places
),
voices AS (
-- What each piece of evidence adds to what is heard of a side: for each question a rule may put, the last day it speaks of.
-- Evidence that speaks for nobody is heard of nobody (side ''); if its side left, that is also heard of the side.
--   strong_day      strong, of any kind   change_key   strong, a change: day * 4 + weight (what outweighs what on one day)
--   state_day       strong, a state       seen_state   the same, not against the speaker's interest
--   own_change      a change, by own word only        own_state, own_holding   a state, by own word only
--   came_day        any change to the side            gone_day   strong: the side left and nobody came, or its hold is told
--                                                                as over, in the months before ("until Friday it was theirs"),
--                                                                or another took the place since, if only background tells it
--   fought_day      fighting, of nobody               fought_seen   the same, strong
-- Grain: one row per piece of evidence and side it is heard of.
SELECT place_id, published, day_from, day_to, historical, COALESCE(for_side, '') AS side,
    CASE WHEN is_strong = 1 THEN day_to END AS strong_day,
    CASE WHEN is_strong = 1 AND is_change = 1 THEN day_to * 4 + weight END AS change_key,
    CASE WHEN is_strong = 1 AND is_change = 0 THEN day_to END AS state_day,
    CASE WHEN is_strong = 1 AND is_change = 0 AND class <> 'against_interest' THEN day_to END AS seen_state,
    CASE WHEN is_strong = 0 AND is_change = 1 AND for_side IS NOT NULL THEN day_to END AS own_change,
    CASE WHEN is_strong = 0 AND is_change = 0 AND for_side IS NOT NULL THEN day_to END AS own_state,
    CASE WHEN is_strong = 0 AND kind = 'holding' THEN day_to END AS own_holding,
    CASE WHEN is_change = 1 AND historical = 0 AND for_side IS NOT NULL THEN day_to END AS came_day,
    NULL AS gone_day, NULL AS fought_day, NULL AS fought_seen
FROM evidence
WHERE kind <> 'fighting'
UNION ALL
SELECT place_id, published, day_from, day_to, 0 AS historical, against_side AS side,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, day_to AS gone_day, NULL, NULL
FROM evidence
WHERE kind = 'withdrawal' AND for_side IS NULL AND is_strong = 1
UNION ALL
SELECT place_id, published, day_from, day_to, 0 AS historical, for_side AS side,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, day_to AS gone_day, NULL, NULL
FROM evidence
WHERE kind = 'holding' AND historical = 1 AND is_strong = 1 AND day_to < published AND published - day_to <= 240
UNION ALL
SELECT place_id, published, day_to AS day_from, day_to, 0 AS historical, '' AS side,
    day_to AS strong_day, NULL, day_to AS state_day, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM evidence
WHERE kind = 'holding' AND historical = 1 AND is_strong = 1 AND day_to < published AND published - day_to <= 240
UNION ALL
SELECT e.place_id, e.published, e.day_to AS day_from, e.day_to, 0 AS historical, o.side,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, e.day_to - 1 AS gone_day, NULL, NULL
FROM evidence e
JOIN (SELECT DISTINCT place_id, for_side AS side FROM evidence WHERE historical = 0) o
  ON o.place_id = e.place_id AND o.side <> e.for_side
WHERE e.kind = 'takeover' AND e.historical = 1 AND e.is_strong = 1
UNION ALL
SELECT place_id, published, day_from, day_to, historical, '' AS side,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, day_to AS fought_day, CASE WHEN is_strong = 1 THEN day_to END AS fought_seen
FROM evidence
WHERE kind = 'fighting' AND historical = 0
),
background AS (
-- Until when background (what reports tell as history) counts beyond its own days: until the first change away from its
-- side, if one is told of and none to the side comes before it. Told of no such change, it says nothing about later days.
-- Reads moments and evidence.
-- Grain: one row per place, known_by, side and last day of background that runs on; it counts on days before until_day.
WITH asked_places AS (
    SELECT DISTINCT place_id, known_by FROM moments
),
past AS (
    SELECT DISTINCT a.place_id, a.known_by, e.for_side AS side, e.day_to
    FROM asked_places a
    JOIN evidence e ON e.place_id = a.place_id AND e.published <= a.known_by
    WHERE e.historical = 1 AND e.for_side IS NOT NULL
)
SELECT p.place_id, p.known_by, p.side, p.day_to,
    MIN(CASE WHEN COALESCE(c.for_side, '') <> p.side AND (c.for_side IS NOT NULL OR c.kind = 'takeover' OR c.against_side = p.side)
        THEN c.day_from END) AS until_day
FROM past p
JOIN evidence c
  ON c.place_id = p.place_id AND c.is_change = 1 AND c.published <= p.known_by AND c.day_from > p.day_to
GROUP BY p.place_id, p.known_by, p.side, p.day_to
HAVING MIN(CASE WHEN COALESCE(c.for_side, '') <> p.side AND (c.for_side IS NOT NULL OR c.kind = 'takeover' OR c.against_side = p.side)
        THEN c.day_from END)
    <= COALESCE(MIN(CASE WHEN c.for_side = p.side THEN c.day_from END), 1000000)
),
last_days AS (
-- What is heard of each side at the moments asked about: for each question a rule may put, the last day spoken of.
-- Reads moments, voices and background.
-- Grain: one row per moment and side ('' for nobody).
SELECT m.moment_id, m.as_of, v.side,
    MAX(v.strong_day) AS strong_day, MAX(v.change_key) AS change_key, MAX(v.state_day) AS state_day,
    MAX(v.seen_state) AS seen_state, MAX(v.own_change) AS own_change, MAX(v.own_state) AS own_state,
    MAX(v.own_holding) AS own_holding, MAX(v.came_day) AS came_day, MAX(v.gone_day) AS gone_day,
    MAX(v.fought_day) AS fought_day, MAX(v.fought_seen) AS fought_seen
FROM moments m
JOIN voices v ON v.place_id = m.place_id AND v.day_from <= m.as_of AND v.published <= m.known_by
LEFT JOIN background b
  ON v.historical = 1 AND b.place_id = v.place_id AND b.known_by = m.known_by AND b.side = v.side AND b.day_to = v.day_to
WHERE v.historical = 0 OR m.as_of <= v.day_to OR m.as_of < b.until_day
GROUP BY m.moment_id, m.as_of, v.side
),
heard AS (
-- What is heard of each side, no later than the moment itself: what still goes on speaks of as_of.
--   strong_key   orders strong evidence: day * 4, and on one day an arrival (2) outweighs a state (0), a departure (3) an arrival
-- Reads moments and last_days. What the other columns mean stands in voices.
-- Grain: one row per moment and side ('' for nobody).
SELECT moment_id, side, strong_day,
    CASE WHEN change_key IS NULL OR change_key < state_day * 4 THEN state_day * 4 ELSE change_key END AS strong_key,
    seen_state, own_change, own_state, own_holding, came_day, gone_day, fought_day, fought_seen
FROM (
    SELECT moment_id, side, change_key, own_change, came_day, gone_day,
        CASE WHEN strong_day > as_of THEN as_of ELSE strong_day END AS strong_day,
        CASE WHEN state_day > as_of THEN as_of ELSE state_day END AS state_day,
        CASE WHEN seen_state > as_of THEN as_of ELSE seen_state END AS seen_state,
        CASE WHEN own_state > as_of THEN as_of ELSE own_state END AS own_state,
        CASE WHEN own_holding > as_of THEN as_of ELSE own_holding END AS own_holding,
        CASE WHEN fought_day > as_of THEN as_of ELSE fought_day END AS fought_day,
        CASE WHEN fought_seen > as_of THEN as_of ELSE fought_seen END AS fought_seen
    FROM last_days
) capped
),
answers AS (
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
),
ruled AS (
-- What the rule set found, with the moment it was found for.
-- Reads moments and answers, the rule set's SELECT.
-- Grain: one row per moment.
SELECT m.place_id, m.as_of, m.known_by, a.status, COALESCE(a.label, a.status) AS label, a.holder, a.contested_by,
    a.party_a, a.party_b, a.party_c, a.party_d, a.finding
FROM moments m
JOIN answers a ON a.moment_id = m.moment_id
),
decided AS (
-- What a rule set found, with the statuses that an analyst set laid over it; of two for one day the later decision stands.
-- A status with a last day holds until then. One without holds until a report that came out after seen_on, the last day of
-- publication the analyst could see, tells of a later day and speaks for anyone but the holder.
-- Reads ruled (the rule set's answer), statuses_set and evidence.
-- Grain: one row per moment. set_on and decision_id: first day and id of the status that an analyst set; NULL if the rules decide.
WITH running AS (
    SELECT r.place_id, r.as_of, r.known_by, s.turn, s.holder, s.day_start, s.day_end, s.seen_on
    FROM ruled r
    JOIN statuses_set s ON s.place_id = r.place_id AND s.day_start <= r.as_of
    WHERE (s.day_end IS NULL OR s.day_end >= r.as_of) AND (s.known_on IS NULL OR s.known_on <= r.known_by)
),
overtaken AS (
    SELECT DISTINCT x.place_id, x.as_of, x.known_by, x.turn
    FROM running x
    JOIN evidence e ON e.place_id = x.place_id AND e.day_from > x.day_start AND e.day_from <= x.as_of
    WHERE x.day_end IS NULL AND e.historical = 0 AND e.published > x.seen_on AND e.published <= x.known_by
      AND COALESCE(e.for_side, '') <> COALESCE(x.holder, 'nobody')
),
chosen AS (
    SELECT x.place_id, x.as_of, x.known_by, MAX(x.turn) AS turn
    FROM running x
    LEFT JOIN overtaken o
      ON o.place_id = x.place_id AND o.as_of = x.as_of AND o.known_by = x.known_by AND o.turn = x.turn
    WHERE o.place_id IS NULL
    GROUP BY x.place_id, x.as_of, x.known_by
)
SELECT
    r.place_id, r.as_of, r.known_by,
    COALESCE(s.status, r.status) AS status, COALESCE(s.status, r.label) AS label,
    CASE WHEN s.turn IS NULL THEN r.holder ELSE s.holder END AS holder,
    CASE WHEN s.turn IS NULL THEN r.contested_by ELSE s.contested_by END AS contested_by,
    CASE WHEN s.turn IS NULL THEN r.party_a END AS party_a,
    CASE WHEN s.turn IS NULL THEN r.party_b END AS party_b,
    CASE WHEN s.turn IS NULL THEN r.party_c END AS party_c,
    CASE WHEN s.turn IS NULL THEN r.party_d END AS party_d,
    CASE WHEN s.turn IS NULL THEN r.finding ELSE 'decided' END AS finding,
    s.day_start AS set_on, s.decision_id
FROM ruled r
LEFT JOIN chosen c ON c.place_id = r.place_id AND c.as_of = r.as_of AND c.known_by = r.known_by
LEFT JOIN statuses_set s ON s.turn = c.turn
)
SELECT * FROM (
-- What stands behind each decided status: since when, how many claims for and against, how many independent sources.
-- The holder's stretch begins after the last day on which strong evidence, or a gain of its own, spoke for another side;
-- since is the earliest change of that stretch that brought the holder, or where none is told, open to the first day it
-- was seen there. Claims for count the holder's evidence of the stretch; claims against what speaks for others, or against
-- the holder, from its first day on. For a contest, claims for count for party_a and claims against for party_b.
-- Reads decided (a rule set's answer) and evidence. Copies are counted once, as evidence holds them once.
-- Grain: one row per moment.
WITH heard AS (
    SELECT d.place_id, d.as_of, d.known_by, d.holder, d.party_a, d.party_b,
        e.claim_id, e.published, COALESCE(e.for_side, '') AS side, e.against_side, e.kind, e.class,
        e.is_strong, e.is_change, e.weight, e.when_start, e.source_key, e.is_implied,
        CASE WHEN e.day_to > d.as_of THEN d.as_of ELSE e.day_to END AS day
    FROM decided d
    JOIN evidence e ON e.place_id = d.place_id AND e.day_from <= d.as_of AND e.published <= d.known_by
),
before AS (
    SELECT place_id, as_of, known_by,
        MAX(CASE WHEN side <> holder AND kind NOT IN ('fighting', 'plan') AND (is_strong = 1 OR is_change = 1)
            THEN day * 4 + weight END) AS other_key
    FROM heard
    WHERE holder IS NOT NULL
    GROUP BY place_id, as_of, known_by
),
stretch AS (
    SELECT h.*
    FROM heard h
    JOIN before b ON b.place_id = h.place_id AND b.as_of = h.as_of AND b.known_by = h.known_by
    WHERE h.side = h.holder AND (b.other_key IS NULL OR h.day * 4 + h.weight >= b.other_key)
),
begun AS (
    SELECT place_id, as_of, known_by,
        MIN(CASE WHEN is_change = 1 THEN day END) AS change_day, MIN(day) AS first_day
    FROM stretch
    GROUP BY place_id, as_of, known_by
),
since AS (
    SELECT b.place_id, b.as_of, b.known_by, b.first_day,
        COALESCE(b.change_day, b.first_day) AS since_end,
        MAX(CASE WHEN s.is_change = 1 AND s.day = b.change_day THEN s.when_start END) AS since_start
    FROM begun b
    JOIN stretch s ON s.place_id = b.place_id AND s.as_of = b.as_of AND s.known_by = b.known_by
    GROUP BY b.place_id, b.as_of, b.known_by, b.first_day, b.change_day
),
counted AS (
    SELECT h.place_id, h.as_of, h.known_by,
        MAX(h.published) AS newest_evidence,
        COUNT(DISTINCT CASE
            WHEN h.holder IS NOT NULL AND h.side = h.holder AND h.day >= s.first_day THEN h.claim_id
            WHEN h.party_a IS NOT NULL AND h.side = h.party_a THEN h.claim_id END) AS claims_for,
        COUNT(DISTINCT CASE
            WHEN h.holder IS NOT NULL AND h.side <> h.holder AND h.kind <> 'fighting' AND h.day >= s.first_day THEN h.claim_id
            WHEN h.party_b IS NOT NULL AND h.side = h.party_b THEN h.claim_id END) AS claims_against,
        COUNT(DISTINCT CASE
            WHEN h.side = h.holder AND h.day >= s.first_day AND h.class IN ('independent', 'report_itself')
            THEN h.source_key END) AS independent_sources,
        MAX(CASE WHEN h.side = h.holder AND h.day >= s.first_day AND h.class = 'against_interest' THEN 1 ELSE 0 END) AS is_admitted,
        MAX(CASE WHEN h.side = h.holder AND h.day >= s.first_day AND h.class = 'independent' THEN 1 ELSE 0 END) AS is_independent,
        MAX(CASE WHEN h.side = h.holder AND h.day >= s.first_day AND h.class = 'own_interest' THEN 1 ELSE 0 END) AS is_own_word,
        MIN(CASE WHEN h.side = h.holder AND h.day >= s.first_day THEN h.is_implied END) AS is_implied,
        MIN(CASE WHEN h.side = h.holder AND h.day >= s.first_day AND h.is_strong = 1 AND h.kind <> 'withdrawal'
            THEN 0 ELSE 1 END) AS is_inferred
    FROM heard h
    LEFT JOIN since s ON s.place_id = h.place_id AND s.as_of = h.as_of AND s.known_by = h.known_by
    GROUP BY h.place_id, h.as_of, h.known_by
)
SELECT
    d.place_id, d.as_of, d.known_by, d.status, d.label, d.holder, d.contested_by,
    d.party_a, d.party_b, d.party_c, d.party_d,
    CASE
        WHEN d.finding = 'decided' THEN 'decided'
        WHEN d.finding = 'last event' AND d.status = 'held' THEN 'last_event'
        WHEN d.finding = 'last event' THEN 'last_event_own_word'
        WHEN d.finding = 'no event' THEN 'no_event'
        WHEN d.finding = 'one claims' THEN 'one_claims'
        WHEN d.finding = 'several claim' THEN 'several_claim'
        WHEN d.finding = 'two sources' THEN 'two_sources'
        WHEN d.finding = 'one source' THEN 'one_source'
        WHEN d.finding = 'one source against another' THEN 'one_source_against'
        WHEN d.finding = 'part only' THEN 'part_only'
        WHEN d.holder IS NOT NULL AND c.is_implied = 1 THEN 'implied'
        WHEN d.status = 'held' AND c.is_admitted = 1 AND c.is_inferred = 1 THEN 'loser_admits_leaving'
        WHEN d.status = 'held' AND c.is_admitted = 1 THEN 'loser_admits'
        WHEN d.status = 'held' AND c.is_inferred = 1 THEN 'others_left'
        WHEN d.status = 'held' AND c.is_independent = 1 THEN 'independent_source'
        WHEN d.status = 'held' THEN 'report_itself'
        WHEN d.status = 'claimed' THEN 'own_word_only'
        WHEN d.finding = 'conflict' AND d.contested_by = 'fighting' THEN 'both_present'
        WHEN d.finding = 'conflict' THEN 'sources_disagree'
        WHEN d.finding = 'late word' THEN 'loser_claims_it_back'
        WHEN d.finding = 'objection' THEN 'claim_and_denial'
        WHEN d.finding IN ('gains conflict', 'words conflict') THEN 'both_claim'
        WHEN d.finding = 'fighting' THEN 'fighting'
        WHEN d.finding = 'left' THEN 'holder_left'
        WHEN d.finding = 'lost' THEN 'taken_by_nobody_known'
        WHEN d.finding = 'nothing' THEN 'nothing_heard'
        ELSE d.finding
    END AS reason,
    COALESCE(d.set_on, s.since_start) AS since_start, COALESCE(d.set_on, s.since_end) AS since_end,
    COALESCE(c.claims_for, 0) AS claims_for, COALESCE(c.claims_against, 0) AS claims_against,
    COALESCE(c.independent_sources, 0) AS independent_sources, c.newest_evidence,
    d.decision_id
FROM decided d
LEFT JOIN since s ON s.place_id = d.place_id AND s.as_of = d.as_of AND s.known_by = d.known_by
LEFT JOIN counted c ON c.place_id = d.place_id AND c.as_of = d.as_of AND c.known_by = d.known_by
) settled
ORDER BY place_id
