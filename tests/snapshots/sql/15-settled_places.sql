-- The places that claims of control concern, as the claims name them, and where they lie: by the name that publishers of no
-- side use most often, else that the parties do ("Hlyboke", before the other side's "Glubokoye").
-- Grain: one row per place.
WITH concerned AS (
    SELECT p.place_id, p.name, p.lat, p.lon, p.country, p.admin1, p.admin2, p.precision,
        CASE WHEN r.publisher_side IS NULL THEN 1 ELSE 0 END AS is_neutral
    FROM claim_places p
    JOIN claims c ON c.claim_id = p.claim_id
    JOIN reports r ON r.report_id = c.report_id
    WHERE p.role = 'at' AND p.place_id IS NOT NULL
      AND (c.event_type IN ('takeover', 'holding', 'withdrawal') OR (c.event_type = 'armed_clash' AND c.fighting = 'yes'))
      AND c.claim_id NOT IN (SELECT claim_id FROM left_out)
),
names AS (
    SELECT place_id, name, ROW_NUMBER() OVER (PARTITION BY place_id ORDER BY SUM(is_neutral) DESC, COUNT(*) DESC, name) AS turn
    FROM concerned
    GROUP BY place_id, name
),
points AS (
    SELECT place_id, MIN(lat) AS lat, MIN(lon) AS lon, MIN(country) AS country, MIN(admin1) AS admin1, MIN(admin2) AS admin2,
        MIN(precision) AS precision
    FROM concerned
    GROUP BY place_id
)
SELECT p.place_id, n.name, p.lat, p.lon, p.country, p.admin1, p.admin2, p.precision
FROM points p JOIN names n ON n.place_id = p.place_id AND n.turn = 1
