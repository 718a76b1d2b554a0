-- What is heard of each side on every turning day of a place: the same as last_days_at says of each, found in one sweep over
-- the days, so that the work grows with the evidence and not with its square. What is heard by a day on which evidence begins
-- stands until the next such day (until_day); of several rows of one day, only the last stands for any time, and has it all.
-- Background, which may cease to count, is added day by day; it is rare.
-- Reads moments, voices and background. The moments of a place must have one known_by.
-- Grain: one row per moment and side ('' for nobody).
WITH asked_places AS (
    SELECT DISTINCT place_id, known_by FROM moments
),
known AS (
    SELECT v.* FROM voices v JOIN asked_places a ON a.place_id = v.place_id AND v.published <= a.known_by
),
spoken AS (
    SELECT ROW_NUMBER() OVER (ORDER BY place_id, side) AS voice, place_id, side, MIN(day_from) AS first_day
    FROM known
    GROUP BY place_id, side
),
so_far AS (
    SELECT voice, day_from, LEAD(day_from, 1, 3000000) OVER (PARTITION BY voice ORDER BY day_from) AS until_day,
        MAX(strong_day) OVER so_far AS strong_day, MAX(change_key) OVER so_far AS change_key,
        MAX(state_day) OVER so_far AS state_day, MAX(seen_state) OVER so_far AS seen_state,
        MAX(own_change) OVER so_far AS own_change, MAX(own_state) OVER so_far AS own_state,
        MAX(own_holding) OVER so_far AS own_holding, MAX(came_day) OVER so_far AS came_day,
        MAX(gone_day) OVER so_far AS gone_day, MAX(fought_day) OVER so_far AS fought_day,
        MAX(fought_seen) OVER so_far AS fought_seen
    FROM known k
    JOIN spoken s ON s.place_id = k.place_id AND s.side = k.side
    WHERE k.historical = 0
    WINDOW so_far AS (PARTITION BY voice ORDER BY day_from ROWS UNBOUNDED PRECEDING)
),
past AS (
    SELECT m.moment_id, v.side,
        MAX(v.strong_day) AS strong_day, MAX(v.change_key) AS change_key, MAX(v.state_day) AS state_day,
        MAX(v.seen_state) AS seen_state, MAX(v.own_change) AS own_change, MAX(v.own_state) AS own_state,
        MAX(v.own_holding) AS own_holding
    FROM moments m
    JOIN known v ON v.historical = 1 AND v.place_id = m.place_id AND v.day_from <= m.as_of
    LEFT JOIN background b ON b.place_id = v.place_id AND b.known_by = m.known_by AND b.side = v.side AND b.day_to = v.day_to
    WHERE m.as_of <= v.day_to OR m.as_of < b.until_day
    GROUP BY m.moment_id, v.side
)
SELECT m.moment_id, m.as_of, w.side, s.came_day, s.gone_day, s.fought_day, s.fought_seen,
    CASE WHEN p.strong_day > COALESCE(s.strong_day, -1000000) THEN p.strong_day ELSE s.strong_day END AS strong_day,
    CASE WHEN p.change_key > COALESCE(s.change_key, -4000000) THEN p.change_key ELSE s.change_key END AS change_key,
    CASE WHEN p.state_day > COALESCE(s.state_day, -1000000) THEN p.state_day ELSE s.state_day END AS state_day,
    CASE WHEN p.seen_state > COALESCE(s.seen_state, -1000000) THEN p.seen_state ELSE s.seen_state END AS seen_state,
    CASE WHEN p.own_change > COALESCE(s.own_change, -1000000) THEN p.own_change ELSE s.own_change END AS own_change,
    CASE WHEN p.own_state > COALESCE(s.own_state, -1000000) THEN p.own_state ELSE s.own_state END AS own_state,
    CASE WHEN p.own_holding > COALESCE(s.own_holding, -1000000) THEN p.own_holding ELSE s.own_holding END AS own_holding
FROM moments m
JOIN spoken w ON w.place_id = m.place_id AND w.first_day <= m.as_of
LEFT JOIN so_far s ON s.voice = w.voice AND s.day_from <= m.as_of AND s.until_day > m.as_of
LEFT JOIN past p ON p.moment_id = m.moment_id AND p.side = w.side
