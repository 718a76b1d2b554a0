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
