-- The order in which reports came out. Reports of one day stand by their id; reports without a day stand last.
-- All that groups reports or claims follows this order and looks only backward, so that what is published later
-- never changes how earlier reports were grouped. Reports that an analyst withdrew count as never read.
-- Grain: one row per report. arrival counts from 1.
SELECT
    report_id,
    published,
    url,
    ROW_NUMBER() OVER (
        ORDER BY CASE WHEN published IS NULL THEN 1 ELSE 0 END, published, report_id
    ) AS arrival
FROM reports
WHERE report_id NOT IN (SELECT report_id FROM reports_set_aside)
