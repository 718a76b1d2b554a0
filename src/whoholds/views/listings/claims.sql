-- Claims as a table: who is said to have taken, held or left what, when, who says so, and where it stands.
-- Grain: one row per claim; of several places, sides or sources the first, the first and the last is shown.
WITH at_places AS (
    SELECT claim_id, arg_min(place_id, ordinal) AS place_id, arg_min(name, ordinal) AS place,
        arg_min(country, ordinal) AS country
    FROM claim_places WHERE role = 'at'
    GROUP BY claim_id
),
actors AS (
    SELECT claim_id,
        arg_min(name, ordinal) FILTER (role = 'side') AS side, arg_min(name, ordinal) FILTER (role = 'from') AS from_side
    FROM claim_actors
    GROUP BY claim_id
),
speakers AS (
    SELECT claim_id, arg_max(name, ordinal) AS source, arg_max(kind, ordinal) AS source_kind,
        arg_max(side, ordinal) AS source_side
    FROM claim_sources
    GROUP BY claim_id
),
flags AS (
    SELECT claim_id, string_agg(DISTINCT kind, ', ' ORDER BY kind) AS flags FROM claim_flags GROUP BY claim_id
)
SELECT
    p.place, p.country, c.event_type, a.side, a.from_side, c.date_start, c.date_end, c.evidence_text AS quote,
    s.source, s.source_kind, sides.name AS source_side, r.publisher,
    CAST(DATE '1970-01-01' + r.published AS VARCHAR) AS published, c.polarity, c.certainty, c.stance,
    c.historical = 1 AS historical, f.flags, p.place_id, c.claim_id, c.report_id, r.path
FROM claims c
JOIN reports r ON r.report_id = c.report_id
LEFT JOIN at_places p ON p.claim_id = c.claim_id
LEFT JOIN actors a ON a.claim_id = c.claim_id
LEFT JOIN speakers s ON s.claim_id = c.claim_id
LEFT JOIN settled_sides sides ON sides.side = s.source_side
LEFT JOIN flags f ON f.claim_id = c.claim_id
WHERE c.claim_id NOT IN (SELECT claim_id FROM left_out)
  AND ($known_by IS NULL OR r.published <= $known_by) AND ($as_of IS NULL OR c.when_start IS NULL OR c.when_start <= $as_of)
