-- Contradictions as a table: two claims of different stories that speak for different sides of one place on days that meet.
-- Grain: one row per pair of claims and place. A denial stands against what it denies.
WITH told AS (
    SELECT e.place_id, e.claim_id, e.story_id, e.for_side, e.kind, e.class, e.day_from, e.day_to, e.published
    FROM evidence e
    WHERE e.for_side IS NOT NULL AND e.kind <> 'plan' AND e.historical = 0
      AND ($known_by IS NULL OR e.published <= $known_by) AND ($as_of IS NULL OR e.day_from <= $as_of)
),
pairs AS (
    SELECT a.place_id, a.claim_id, b.claim_id AS other_claim_id, a.for_side, b.for_side AS other_side,
        a.class, b.class AS other_class, greatest(a.day_to, b.day_to) AS day,
        CASE WHEN a.kind = 'denial' OR b.kind = 'denial' THEN 'whether it happened' ELSE 'who holds it' END AS about
    FROM told a
    JOIN told b ON b.place_id = a.place_id AND b.for_side > a.for_side AND b.story_id <> a.story_id
     AND b.day_from <= a.day_to AND b.day_to >= a.day_from
)
SELECT
    CAST(DATE '1970-01-01' + p.day AS VARCHAR) AS day, s.name AS place, s.country, p.about,
    f.name AS side, c.evidence_text AS quote, p.class AS evidence, o.name AS other_side,
    d.evidence_text AS other_quote, p.other_class AS other_evidence,
    p.place_id, p.claim_id, c.report_id, p.other_claim_id, d.report_id AS other_report_id
FROM pairs p
JOIN settled_places s ON s.place_id = p.place_id
JOIN claims c ON c.claim_id = p.claim_id
JOIN claims d ON d.claim_id = p.other_claim_id
LEFT JOIN settled_sides f ON f.side = p.for_side
LEFT JOIN settled_sides o ON o.side = p.other_side
