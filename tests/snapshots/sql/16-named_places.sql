-- The places that any claim concerns, each in the form that most claims give it; so that nobody need go through the claims to
-- find a place by its name.
-- Grain: one row per place.
WITH forms AS (
    SELECT place_id, name, lat, lon, country, admin1, admin2, precision,
        ROW_NUMBER() OVER (
            PARTITION BY place_id
            ORDER BY COUNT(*) DESC, name, COALESCE(country, '~'), COALESCE(admin1, '~'), COALESCE(admin2, '~'), precision,
                COALESCE(lat, 1000), COALESCE(lon, 1000)
        ) AS turn
    FROM claim_places
    WHERE role IN ('at', 'from', 'to') AND place_id IS NOT NULL AND claim_id NOT IN (SELECT claim_id FROM left_out)
    GROUP BY place_id, name, lat, lon, country, admin1, admin2, precision
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
