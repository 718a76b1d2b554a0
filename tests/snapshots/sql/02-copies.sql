-- Which report is a copy of which earlier one. A pair is looked at if the later report repeats at least two shingles that
-- the earlier was the first to use. It is a copy if the smaller text of the two shares with the larger one at least 0.4
-- of its shingles (and at least 4), and that is at least 0.15 of the larger text: a digest that carries a brief inside
-- is no copy of it. Copies in four dossiers share 0.76 and more, the nearest of MUC-4's other texts 0.24; 0.4 stands
-- for a copy with one word in seven changed. A report at the URL of an earlier one is a new version of it: the same story.
-- Grain: one row per report that is a copy; of_report_id is the earliest report that it is a copy of.
WITH limits AS (
    SELECT 2 AS shingles_to_look, 4 AS shingles_shared, 0.4 AS of_smaller, 0.15 AS of_larger
),
sizes AS (
    SELECT report_id, COUNT(*) AS size FROM fingerprints GROUP BY report_id
),
first_uses AS (
    SELECT f.shingle, MIN(a.arrival) AS arrival
    FROM fingerprints f JOIN arrivals a ON a.report_id = f.report_id
    GROUP BY f.shingle
    HAVING COUNT(*) > 1
),
candidates AS (
    SELECT a.report_id, o.report_id AS of_report_id
    FROM fingerprints f
    JOIN arrivals a ON a.report_id = f.report_id
    JOIN first_uses u ON u.shingle = f.shingle AND u.arrival < a.arrival
    JOIN arrivals o ON o.arrival = u.arrival
    GROUP BY a.report_id, o.report_id
    HAVING COUNT(*) >= 2
),
shared AS (
    SELECT c.report_id, c.of_report_id, COUNT(*) AS shingles
    FROM candidates c
    JOIN fingerprints f ON f.report_id = c.report_id
    JOIN fingerprints g ON g.report_id = c.of_report_id AND g.shingle = f.shingle
    GROUP BY c.report_id, c.of_report_id
),
pairs AS (
    SELECT s.report_id, s.of_report_id
    FROM shared s
    JOIN sizes a ON a.report_id = s.report_id
    JOIN sizes b ON b.report_id = s.of_report_id
    CROSS JOIN limits
    WHERE s.shingles >= limits.shingles_shared
      AND s.shingles >= limits.of_smaller * (CASE WHEN a.size < b.size THEN a.size ELSE b.size END)
      AND s.shingles >= limits.of_larger * (CASE WHEN a.size < b.size THEN b.size ELSE a.size END)
    UNION
    SELECT a.report_id, o.report_id AS of_report_id
    FROM (SELECT url, MIN(arrival) AS arrival FROM arrivals WHERE url IS NOT NULL GROUP BY url) u
    JOIN arrivals o ON o.arrival = u.arrival
    JOIN arrivals a ON a.url = u.url AND a.arrival > u.arrival
)
SELECT p.report_id, o.report_id AS of_report_id
FROM (
    SELECT p.report_id, MIN(o.arrival) AS arrival
    FROM pairs p JOIN arrivals o ON o.report_id = p.of_report_id
    GROUP BY p.report_id
) p
JOIN arrivals o ON o.arrival = p.arrival
