-- Which claims tell of one happening: the same place and type, parties that agree, and days that overlap. A claim joins the
-- earliest claim it overlaps that started an event; it never joins through a third claim, so that a chain of neighbouring days
-- does not grow into one long event. Three rounds; a claim still without an event then starts its own.
-- Of a change of control the side is the same, and an open start reaches back 7 days. Of other happenings a party that is not
-- known may be any; what is told of a province or a whole country is one only within a story; and what is told of more than a
-- week at once is not one with what is told of a day. What a report tells as another than a first one is one only with what other
-- reports tell so too.
-- A denied claim starts no event; it stands against every event that it overlaps.
-- Grain: one row per claim and event. event_id belongs to the event's earliest claim and place; agrees 1 or 0.
WITH told AS (
    SELECT claim_id, place_id, event_type, report_id, polarity, side, from_side, 'control' AS parties, COALESCE(side, '') AS compared,
        CASE WHEN event_type = 'holding' THEN day_from ELSE COALESCE(when_start, day_to - 7) END AS day_start,
        day_to AS day_end
    FROM statements
    WHERE certainty <> 'planned' AND event_type IN ('takeover', 'holding', 'withdrawal') AND is_dated = 1
      AND (part IS NULL OR part <> 'all districts')
    UNION ALL
    SELECT claim_id, place_id, event_type, report_id, polarity, side, from_side,
        CASE WHEN event_type IN ('armed_clash', 'agreement') THEN 'mutual' ELSE 'one way' END AS parties,
        is_long || another || CASE WHEN is_area = 1 THEN story_id ELSE '' END AS compared,
        day_from AS day_start, day_to AS day_end
    FROM happenings
),
ordered AS (
    SELECT told.*,
        ROW_NUMBER() OVER (ORDER BY place_id, event_type, compared, a.arrival, day_end, claim_id) AS turn
    FROM told JOIN arrivals a ON a.report_id = told.report_id
),
touching AS (
    SELECT later.turn, later.polarity, earlier.turn AS earlier_turn
    FROM ordered later
    JOIN ordered earlier
      ON earlier.place_id = later.place_id AND earlier.event_type = later.event_type AND earlier.compared = later.compared
     AND earlier.polarity = 'affirmed' AND (later.polarity = 'negated' OR earlier.turn < later.turn)
     AND earlier.day_start <= later.day_end AND later.day_start <= earlier.day_end
    WHERE later.parties = 'control'
       OR (later.parties = 'one way'
            AND COALESCE(earlier.side, later.side, '') = COALESCE(later.side, earlier.side, '')
            AND COALESCE(earlier.from_side, later.from_side, '') = COALESCE(later.from_side, earlier.from_side, ''))
       OR (later.parties = 'mutual'
            AND (earlier.from_side IS NULL OR COALESCE(later.side, earlier.side) IN (earlier.side, earlier.from_side))
            AND (earlier.from_side IS NULL OR COALESCE(later.from_side, earlier.side) IN (earlier.side, earlier.from_side))
            AND (later.from_side IS NULL OR COALESCE(earlier.side, later.side) IN (later.side, later.from_side)))
),
touching_1 AS (
    SELECT turn, earlier_turn FROM touching WHERE polarity = 'affirmed'
),
later_1 AS (
    SELECT DISTINCT turn FROM touching_1
),
joined_1 AS (
    SELECT x.turn, MIN(x.earlier_turn) AS first_turn
    FROM touching_1 x LEFT JOIN later_1 l ON l.turn = x.earlier_turn
    WHERE l.turn IS NULL
    GROUP BY x.turn
),
left_1 AS (
    SELECT l.turn FROM later_1 l LEFT JOIN joined_1 j ON j.turn = l.turn WHERE j.turn IS NULL
),
touching_2 AS (
    SELECT x.* FROM touching_1 x JOIN left_1 a ON a.turn = x.turn JOIN left_1 b ON b.turn = x.earlier_turn
),
later_2 AS (
    SELECT DISTINCT turn FROM touching_2
),
joined_2 AS (
    SELECT x.turn, MIN(x.earlier_turn) AS first_turn
    FROM touching_2 x LEFT JOIN later_2 l ON l.turn = x.earlier_turn
    WHERE l.turn IS NULL
    GROUP BY x.turn
),
joined AS (
    SELECT turn, first_turn FROM joined_1 UNION ALL SELECT turn, first_turn FROM joined_2
),
members AS (
    SELECT o.turn, o.claim_id, o.place_id, COALESCE(j.first_turn, o.turn) AS first_turn
    FROM ordered o
    LEFT JOIN joined j ON j.turn = o.turn
    WHERE o.polarity = 'affirmed'
)
SELECT f.claim_id || '@' || f.place_id AS event_id, m.claim_id, m.place_id, 1 AS agrees
FROM members m JOIN members f ON f.turn = m.first_turn
UNION ALL
SELECT m.claim_id || '@' || m.place_id, d.claim_id, d.place_id, 0 AS agrees
FROM touching x
JOIN ordered d ON d.turn = x.turn AND d.polarity = 'negated'
JOIN members m ON m.turn = x.earlier_turn AND m.first_turn = m.turn
WHERE x.polarity = 'negated'
