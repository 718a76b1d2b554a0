-- Sources as a table: who is cited (a report that cites nobody speaks for itself), and how often.
-- Grain: one row per source by its name, kind and side.
WITH speakers AS (
    SELECT c.claim_id, c.report_id, coalesce(arg_max(s.name, s.ordinal), any_value(r.publisher), '') AS source,
        coalesce(arg_max(s.kind, s.ordinal), 'report') AS kind,
        coalesce(arg_max(s.side, s.ordinal), any_value(r.publisher_side)) AS side,
        any_value(r.published) AS published
    FROM claims c
    JOIN reports r ON r.report_id = c.report_id
    LEFT JOIN claim_sources s ON s.claim_id = c.claim_id
    WHERE c.claim_id NOT IN (SELECT claim_id FROM left_out)
      AND ($known_by IS NULL OR r.published <= $known_by) AND ($as_of IS NULL OR $as_of IS NOT NULL)
    GROUP BY c.claim_id, c.report_id
)
SELECT
    CASE WHEN p.source = '' THEN 'publisher not named' ELSE p.source END AS source, p.kind, n.name AS side,
    count(DISTINCT p.claim_id) AS claims, count(DISTINCT p.report_id) AS reports,
    count(DISTINCT p.claim_id) FILTER (e.class = 'against_interest') AS against_interest,
    CAST(DATE '1970-01-01' + min(p.published) AS VARCHAR) AS first_published,
    CAST(DATE '1970-01-01' + max(p.published) AS VARCHAR) AS last_published
FROM speakers p
LEFT JOIN settled_sides n ON n.side = p.side
LEFT JOIN evidence e ON e.claim_id = p.claim_id
GROUP BY ALL
