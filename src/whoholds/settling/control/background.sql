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
