-- Who fights whom, as far as was known on a day: the sides that reference/actors gives as opponents, and pairs that the
-- reports name themselves (a takeover by one from the other).
-- Grain: one row per side, opponent, country (NULL: anywhere) and day it was known on (NULL: always); is_stated 1 for
-- reference/actors, 0 for the reports; told counts the reports' stories.
SELECT side, opponent, country, NULL AS known_on, day_start, day_end, 1 AS is_stated, 0 AS told
FROM (
    SELECT side, opponent, country, day_start, day_end FROM opponents
    UNION
    SELECT opponent AS side, side AS opponent, country, day_start, day_end FROM opponents
) stated
UNION ALL
SELECT side, opponent, country, known_on, NULL AS day_start, NULL AS day_end, 0 AS is_stated, COUNT(*) AS told
FROM (
    SELECT side, opponent, country, story_id, MIN(published) AS known_on
    FROM (
        SELECT side, from_side AS opponent, country, published, story_id FROM statements WHERE from_side <> side
        UNION ALL
        SELECT from_side AS side, side AS opponent, country, published, story_id FROM statements WHERE from_side <> side
    ) pairs
    GROUP BY side, opponent, country, story_id
) told
GROUP BY side, opponent, country, known_on
