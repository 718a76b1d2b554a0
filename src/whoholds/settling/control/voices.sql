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
