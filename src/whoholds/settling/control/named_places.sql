-- The places that any claim concerns, each in the form that most claims of publishers of no side give it, else most claims; so
-- that nobody need go through the claims to find a place by its name.
-- Grain: one row per place.
WITH forms AS (
    SELECT p.place_id, p.name, p.lat, p.lon, p.country, p.admin1, p.admin2, p.precision,
        ROW_NUMBER() OVER (
            PARTITION BY p.place_id
            ORDER BY SUM(CASE WHEN r.publisher_side IS NULL THEN 1 ELSE 0 END) DESC, COUNT(*) DESC, p.name,
                COALESCE(p.country, '~'), COALESCE(p.admin1, '~'), COALESCE(p.admin2, '~'), p.precision,
                COALESCE(p.lat, 1000), COALESCE(p.lon, 1000)
        ) AS turn
    FROM claim_places p
    JOIN claims c ON c.claim_id = p.claim_id
    JOIN reports r ON r.report_id = c.report_id
    WHERE p.role IN ('at', 'from', 'to') AND p.place_id IS NOT NULL AND p.claim_id NOT IN (SELECT claim_id FROM left_out)
    GROUP BY p.place_id, p.name, p.lat, p.lon, p.country, p.admin1, p.admin2, p.precision
),
told AS (
    SELECT place_id, COUNT(DISTINCT claim_id) AS claims
    FROM claim_places
    WHERE role IN ('at', 'from', 'to') AND place_id IS NOT NULL AND claim_id NOT IN (SELECT claim_id FROM left_out)
    GROUP BY place_id
)
SELECT f.place_id, f.name, f.lat, f.lon, f.country, f.admin1, f.admin2, f.precision, t.claims
FROM forms f JOIN told t ON t.place_id = f.place_id
WHERE f.turn = 1
