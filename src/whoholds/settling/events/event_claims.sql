-- Which claims tell of one happening: the same place, type and side, and days that overlap. A claim joins the earliest
-- claim it overlaps that started an event; it never joins through a third claim, so that a chain of neighbouring days
-- does not grow into one long event. Three rounds; a claim still without an event then starts its own. An open start
-- reaches back 7 days. A denied claim starts no event; it stands against every event that it overlaps.
-- Grain: one row per claim and event. event_id belongs to the event's earliest claim and place; agrees 1 or 0.
WITH spans AS (
    SELECT s.claim_id, s.place_id, s.event_type, s.side, a.arrival, s.polarity,
        CASE WHEN event_type = 'holding' THEN day_from ELSE COALESCE(when_start, day_to - 7) END AS day_start,
        day_to AS day_end,
        s.claim_id || '@' || s.place_id AS event_id
    FROM statements s JOIN arrivals a ON a.report_id = s.report_id
    WHERE certainty <> 'planned' AND event_type IN ('takeover', 'holding', 'withdrawal') AND is_dated = 1
      AND (part IS NULL OR part <> 'all districts')
),
ordered AS (
    SELECT spans.*,
        ROW_NUMBER() OVER (PARTITION BY place_id, event_type, side ORDER BY arrival, day_end, claim_id) AS turn
    FROM spans
    WHERE polarity = 'affirmed'
),
touching AS (
    SELECT later.event_id, earlier.event_id AS earlier_id, earlier.turn AS earlier_turn
    FROM ordered later
    JOIN ordered earlier
      ON earlier.place_id = later.place_id AND earlier.event_type = later.event_type AND earlier.side = later.side
     AND earlier.turn < later.turn
     AND earlier.day_start <= later.day_end AND later.day_start <= earlier.day_end
),
starters_1 AS (
    SELECT o.event_id FROM ordered o LEFT JOIN touching x ON x.event_id = o.event_id WHERE x.event_id IS NULL
),
joined_1 AS (
    SELECT x.event_id, MIN(x.earlier_turn) AS turn
    FROM touching x JOIN starters_1 s ON s.event_id = x.earlier_id GROUP BY x.event_id
),
left_1 AS (
    SELECT o.event_id FROM ordered o
    LEFT JOIN starters_1 s ON s.event_id = o.event_id
    LEFT JOIN joined_1 j ON j.event_id = o.event_id
    WHERE s.event_id IS NULL AND j.event_id IS NULL
),
touching_2 AS (
    SELECT x.* FROM touching x
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
    SELECT o.claim_id, o.place_id, o.event_type, o.side, o.day_start, o.day_end, o.event_id AS own_id,
        COALESCE(e.event_id, o.event_id) AS event_id
    FROM ordered o
    LEFT JOIN joined j ON j.event_id = o.event_id
    LEFT JOIN ordered e
      ON e.place_id = o.place_id AND e.event_type = o.event_type AND e.side = o.side AND e.turn = j.turn
)
SELECT event_id, claim_id, place_id, 1 AS agrees FROM members
UNION ALL
SELECT m.event_id, d.claim_id, d.place_id, 0 AS agrees
FROM spans d
JOIN members m
  ON m.place_id = d.place_id AND m.event_type = d.event_type AND m.side = d.side AND m.own_id = m.event_id
 AND m.day_start <= d.day_end AND d.day_start <= m.day_end
WHERE d.polarity = 'negated'
