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
