-- Who fights whom, as far as was known on a day: the sides that reference/actors gives as opponents, and pairs that the
-- reports name themselves (a takeover by one from the other).
-- Grain: one row per side, opponent, country (NULL: anywhere) and day it was known on (NULL: always); is_stated 1 for
-- reference/actors, 0 for the reports; told counts the reports' stories.
WITH pairs AS (
    SELECT side_a, side_b, country, story_id, MIN(published) AS known_on
    FROM (
        SELECT country, story_id, published,
            CASE WHEN side < from_side THEN side ELSE from_side END AS side_a,
            CASE WHEN side < from_side THEN from_side ELSE side END AS side_b
        FROM statements
        WHERE from_side <> side
    ) named
    GROUP BY side_a, side_b, country, story_id
),
told AS (
    SELECT side_a, side_b, country, known_on, COUNT(*) AS told FROM pairs GROUP BY side_a, side_b, country, known_on
)
SELECT side, opponent, country, NULL AS known_on, day_start, day_end, 1 AS is_stated, 0 AS told
FROM (
    SELECT side, opponent, country, day_start, day_end FROM opponents
    UNION
    SELECT opponent AS side, side AS opponent, country, day_start, day_end FROM opponents
) stated
UNION ALL
SELECT side_a, side_b, country, known_on, NULL, NULL, 0, told FROM told
UNION ALL
SELECT side_b, side_a, country, known_on, NULL, NULL, 0, told FROM told
