-- The sides that claims name, with a name to print: that of reference/actors, else the name used most often.
-- Grain: one row per side.
WITH named AS (
    SELECT COALESCE(side, actor_id) AS side, name, MIN(actor_id) AS actor_id,
        ROW_NUMBER() OVER (PARTITION BY COALESCE(side, actor_id) ORDER BY COUNT(*) DESC, name) AS turn
    FROM claim_actors
    WHERE COALESCE(side, actor_id) IS NOT NULL AND claim_id NOT IN (SELECT claim_id FROM left_out)
    GROUP BY COALESCE(side, actor_id), name
)
SELECT side, name, actor_id FROM sides
UNION ALL
SELECT n.side, n.name, n.actor_id
FROM named n LEFT JOIN sides s ON s.side = n.side
WHERE n.turn = 1 AND s.side IS NULL
