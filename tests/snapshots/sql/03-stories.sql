-- Which story each report tells: its own, or that of the report which it copies, followed back eight copies at most.
-- Grain: one row per report. story_id is the report_id of the story's first report.
WITH one AS (
    SELECT a.report_id, COALESCE(c.of_report_id, a.report_id) AS back
    FROM arrivals a LEFT JOIN copies c ON c.report_id = a.report_id
),
two AS (
    SELECT x.report_id, y.back FROM one x JOIN one y ON y.report_id = x.back
),
four AS (
    SELECT x.report_id, y.back FROM two x JOIN two y ON y.report_id = x.back
)
SELECT x.report_id, y.back AS story_id
FROM four x JOIN four y ON y.report_id = x.back
