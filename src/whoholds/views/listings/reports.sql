-- Reports as a table: what was read, and how much each gave.
-- Grain: one row per report.
SELECT
    CAST(DATE '1970-01-01' + r.published AS VARCHAR) AS published, r.publisher, r.title, r.dateline, r.path, r.url,
    (SELECT count(*) FROM claims c WHERE c.report_id = r.report_id
        AND c.claim_id NOT IN (SELECT claim_id FROM left_out)) AS claims,
    (SELECT count(*) FROM uncovered u WHERE u.report_id = r.report_id) AS without_claim,
    s.name AS publisher_side, r.report_id
FROM reports r LEFT JOIN settled_sides s ON s.side = r.publisher_side
WHERE r.report_id NOT IN (SELECT report_id FROM reports_set_aside)
  AND ($known_by IS NULL OR r.published <= $known_by)
  AND ($as_of IS NULL OR $as_of IS NOT NULL)
