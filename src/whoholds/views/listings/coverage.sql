-- Coverage as a table: sentences and words that gave no claim, each with the reason.
-- Grain: one row per trigger or sentence without a claim, and per text left unread.
SELECT u.reason, u.trigger_text AS trigger, u.text AS quote, r.publisher,
    CAST(DATE '1970-01-01' + r.published AS VARCHAR) AS published, r.path, u.start_at AS "start", u.report_id
FROM uncovered u JOIN reports r ON r.report_id = u.report_id
WHERE r.report_id NOT IN (SELECT report_id FROM reports_set_aside)
  AND ($known_by IS NULL OR r.published <= $known_by) AND ($as_of IS NULL OR $as_of IS NOT NULL)
UNION ALL
SELECT 'unread', NULL, why, NULL, NULL, CASE WHEN line IS NULL THEN path ELSE path || ':' || line END, NULL, NULL
FROM unread
