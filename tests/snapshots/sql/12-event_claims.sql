-- Which claims tell of one happening: the same place and type, parties that agree, and days that overlap. A claim joins the
-- earliest claim it overlaps that started an event; it never joins through a third claim, so that a chain of neighbouring days
-- does not grow into one long event. Three rounds; a claim still without an event then starts its own.
-- Of a change of control the side is the same, and an open start reaches back 7 days. Of other happenings a party that is not
-- known may be any; what is told of a province or a whole country is one only within a story; and what is told of more than a
-- week at once is not one with what is told of a day.
-- A denied claim starts no event; it stands against every event that it overlaps.
-- Grain: one row per claim and event. event_id belongs to the event's earliest claim and place; agrees 1 or 0.
WITH told AS (
    SELECT claim_id, place_id, event_type, report_id, polarity, side, from_side, 'control' AS parties, side AS compared,
        CASE WHEN event_type = 'holding' THEN day_from ELSE COALESCE(when_start, day_to - 7) END AS day_start,
        day_to AS day_end
    FROM statements
    WHERE certainty <> 'planned' AND event_type IN ('takeover', 'holding', 'withdrawal') AND is_dated = 1
      AND (part IS NULL OR part <> 'all districts')
    UNION ALL
    SELECT claim_id, place_id, event_type, report_id, polarity, side, from_side,
        CASE WHEN event_type IN ('armed_clash', 'agreement') THEN 'mutual' ELSE 'one way' END AS parties,
        is_long || CASE WHEN is_area = 1 THEN story_id ELSE '' END AS compared,
        day_from AS day_start, day_to AS day_end
    FROM happenings
),
ordered AS (
    SELECT told.*, told.claim_id || '@' || told.place_id AS event_id,
        ROW_NUMBER() OVER (
            PARTITION BY place_id, event_type, compared, polarity ORDER BY a.arrival, day_end, claim_id
        ) AS turn
    FROM told JOIN arrivals a ON a.report_id = told.report_id
),
touching AS (
    SELECT later.event_id, later.polarity, earlier.event_id AS earlier_id, earlier.turn AS earlier_turn
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
affirmed AS (
    SELECT event_id, claim_id, place_id, turn FROM ordered WHERE polarity = 'affirmed'
),
touching_1 AS (
    SELECT event_id, earlier_id, earlier_turn FROM touching WHERE polarity = 'affirmed'
),
starters_1 AS (
    SELECT o.event_id FROM affirmed o LEFT JOIN touching_1 x ON x.event_id = o.event_id WHERE x.event_id IS NULL
),
joined_1 AS (
    SELECT x.event_id, MIN(x.earlier_turn) AS turn
    FROM touching_1 x JOIN starters_1 s ON s.event_id = x.earlier_id GROUP BY x.event_id
),
left_1 AS (
    SELECT o.event_id FROM affirmed o
    LEFT JOIN starters_1 s ON s.event_id = o.event_id
    LEFT JOIN joined_1 j ON j.event_id = o.event_id
    WHERE s.event_id IS NULL AND j.event_id IS NULL
),
touching_2 AS (
    SELECT x.* FROM touching_1 x
    JOIN left_1 a ON a.event_id = x.event_id JOIN left_1 b ON b.event_id = x.earlier_id
),
starters_2 AS (
    SELECT l.event_id FROM left_1 l LEFT JOIN touching_2 x ON x.event_id = l.event_id WHERE x.event_id IS NULL
),
joined_2 AS (
    SELECT x.event_id, MIN(x.earlier_turn) AS turn
    FROM touching_2 x JOIN starters_2 s ON s.event_id = x.earlier_id GROUP BY x.event_id
),
joined AS (
    SELECT event_id, turn FROM joined_1 UNION ALL SELECT event_id, turn FROM joined_2
),
members AS (
    SELECT o.claim_id, o.place_id, o.event_id AS own_id, COALESCE(x.earlier_id, o.event_id) AS event_id
    FROM affirmed o
    LEFT JOIN joined j ON j.event_id = o.event_id
    LEFT JOIN touching_1 x ON x.event_id = o.event_id AND x.earlier_turn = j.turn
)
SELECT event_id, claim_id, place_id, 1 AS agrees FROM members
UNION ALL
SELECT m.event_id, d.claim_id, d.place_id, 0 AS agrees
FROM touching x
JOIN ordered d ON d.event_id = x.event_id AND d.polarity = 'negated'
JOIN members m ON m.event_id = x.earlier_id AND m.own_id = m.event_id
WHERE x.polarity = 'negated'
