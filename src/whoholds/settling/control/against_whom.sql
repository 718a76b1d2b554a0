-- The other side at a place, for statements that name none: whom a side fights there, by what was known when the
-- statement came out. First the opponents that reference/actors gives for the country and day, then those heard of at the
-- place itself (not in another year's history), then the one most often told of in the country, then anywhere, then, against a
-- group, no other country's government (its troops are guests), then those heard of at all in the country;
-- a side heard of at the place counts even if nobody called it an opponent. If two come out alike, there is no telling, and no row.
-- Where reference/actors gives one opponent alone, nothing else need be weighed (sole), unless a place is told of in two countries.
-- Grain: one row per place, side, day of publication and effect day.
WITH asked AS (
    SELECT DISTINCT place_id, country, side, published, day_to
    FROM statements
    WHERE side IS NOT NULL AND (from_side IS NULL OR from_side = side)
),
stated AS (
    SELECT a.country, a.side, a.day_to, o.opponent
    FROM (SELECT DISTINCT country, side, day_to FROM asked) a
    JOIN oppositions o ON o.side = a.side AND o.is_stated = 1
    WHERE (o.country IS NULL OR a.country IS NULL OR o.country = a.country)
      AND (o.day_start IS NULL OR o.day_start <= a.day_to) AND (o.day_end IS NULL OR o.day_end >= a.day_to)
),
sole AS (
    SELECT COALESCE(country, '') AS country, side, day_to, MIN(opponent) AS opponent
    FROM stated
    GROUP BY COALESCE(country, ''), side, day_to
    HAVING MIN(opponent) = MAX(opponent)
),
two_countries AS (
    SELECT place_id FROM asked GROUP BY place_id HAVING MIN(COALESCE(country, '')) <> MAX(COALESCE(country, ''))
),
answered AS (
    SELECT a.place_id, a.country, a.side, a.published, a.day_to, s.opponent
    FROM asked a
    LEFT JOIN two_countries c ON c.place_id = a.place_id
    LEFT JOIN sole s
      ON c.place_id IS NULL AND s.country = COALESCE(a.country, '') AND s.side = a.side AND s.day_to = a.day_to
),
open AS (
    SELECT place_id, country, side, published, day_to FROM answered WHERE opponent IS NULL
),
asked_days AS (
    SELECT DISTINCT a.side, a.country, a.published, o.opponent
    FROM open a JOIN (SELECT DISTINCT side, opponent FROM oppositions WHERE is_stated = 0) o ON o.side = a.side
),
told AS (
    SELECT side, country, published, opponent, CASE WHEN country IS NULL THEN 0 ELSE told_here END AS told_here, told_anywhere
    FROM (
        SELECT side, country, published, opponent, is_asked,
            SUM(told) OVER (PARTITION BY side, opponent, country ORDER BY published) AS told_here,
            SUM(told) OVER (PARTITION BY side, opponent ORDER BY published) AS told_anywhere
        FROM (
            SELECT side, country, published, opponent, 0 AS told, 1 AS is_asked FROM asked_days
            UNION ALL
            SELECT side, country, known_on AS published, opponent, told, 0 FROM oppositions WHERE is_stated = 0
        ) days
    ) so_far
    WHERE is_asked = 1 AND told_anywhere > 0
),
present AS (
    SELECT place_id, side, MIN(published) AS since
    FROM (
        SELECT place_id, side, published FROM statements
        WHERE side IS NOT NULL AND polarity = 'affirmed' AND certainty <> 'planned'
          AND NOT (historical = 1 AND published - day_to > 240)
        UNION ALL
        SELECT place_id, from_side AS side, published FROM statements WHERE from_side IS NOT NULL
    ) named
    GROUP BY place_id, side
),
candidates AS (
    SELECT a.place_id, a.country, a.side, a.published, a.day_to, s.opponent, 1 AS is_stated, 0 AS told_here, 0 AS told_anywhere, 0 AS is_present
    FROM open a
    JOIN stated s ON s.side = a.side AND s.day_to = a.day_to AND (s.country = a.country OR (s.country IS NULL AND a.country IS NULL))
    UNION ALL
    SELECT a.place_id, a.country, a.side, a.published, a.day_to, t.opponent, 0, t.told_here, t.told_anywhere, 0
    FROM open a
    JOIN told t ON t.side = a.side AND t.published = a.published
     AND (t.country = a.country OR (t.country IS NULL AND a.country IS NULL))
    UNION ALL
    SELECT a.place_id, a.country, a.side, a.published, a.day_to, p.side, 0, 0, 0, 1
    FROM open a JOIN present p ON p.place_id = a.place_id AND p.side <> a.side AND p.since <= a.published
),
weighed AS (
    SELECT c.place_id, c.side, c.published, c.day_to, c.opponent,
        MAX(c.is_stated) AS is_stated, MAX(c.is_present) AS is_present,
        MAX(c.told_here) AS told_here, MAX(c.told_anywhere) AS told_anywhere,
        MAX(CASE WHEN h.since <= c.published THEN 1 ELSE 0 END) AS is_heard,
        MAX(CASE WHEN g.country <> c.country AND c.side NOT LIKE 'government-of-%' THEN 1 ELSE 0 END) AS is_guest
    FROM candidates c
    LEFT JOIN sides_heard h ON h.country = c.country AND h.side = c.opponent
    LEFT JOIN sides g ON g.side = c.opponent AND g.side LIKE 'government-of-%'
    GROUP BY c.place_id, c.side, c.published, c.day_to, c.opponent
),
ranked AS (
    SELECT place_id, side, published, day_to, opponent,
        RANK() OVER (
            PARTITION BY place_id, side, published, day_to
            ORDER BY is_stated DESC, is_present DESC, told_here DESC, told_anywhere DESC, is_guest, is_heard DESC
        ) AS standing
    FROM weighed
)
SELECT place_id, side, published, day_to, opponent FROM answered WHERE opponent IS NOT NULL
UNION ALL
SELECT place_id, side, published, day_to, MIN(opponent) AS opponent
FROM ranked
WHERE standing = 1
GROUP BY place_id, side, published, day_to
HAVING COUNT(*) = 1
