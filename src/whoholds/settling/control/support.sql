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
