-- Which report is a copy of which earlier one. A pair is looked at if the later report repeats at least two shingles that
-- the earlier was the first to use. It is a copy if the smaller text of the two shares with the larger one at least 0.4
-- of its shingles (and at least 4), and that is at least 0.15 of the larger text: a digest that carries a brief inside
-- is no copy of it. Copies in four dossiers share 0.76 and more, the nearest of MUC-4's other texts 0.24; 0.4 stands
-- for a copy with one word in seven changed. A report at the URL of an earlier one is a new version of it: the same story.
-- Grain: one row per report that is a copy; of_report_id is the earliest report that it is a copy of.
WITH limits AS (
    SELECT 2 AS shingles_to_look, 4 AS shingles_shared, 0.4 AS of_smaller, 0.15 AS of_larger
),
printed AS (
    SELECT a.arrival, f.shingle FROM fingerprints f JOIN arrivals a ON a.report_id = f.report_id
),
first_uses AS (
    SELECT shingle, MIN(arrival) AS arrival FROM printed GROUP BY shingle HAVING COUNT(*) > 1
),
candidates AS (
    SELECT p.arrival, u.arrival AS of_arrival
    FROM printed p JOIN first_uses u ON u.shingle = p.shingle AND u.arrival < p.arrival
    GROUP BY p.arrival, u.arrival
    HAVING COUNT(*) >= 2
),
compared AS (
    SELECT p.arrival, p.shingle
    FROM printed p
    JOIN (SELECT arrival FROM candidates UNION SELECT of_arrival FROM candidates) c ON c.arrival = p.arrival
),
sizes AS (
    SELECT arrival, COUNT(*) AS size FROM compared GROUP BY arrival
),
shared AS (
    SELECT c.arrival, c.of_arrival, COUNT(*) AS shingles
    FROM candidates c
    JOIN compared f ON f.arrival = c.arrival
    JOIN compared g ON g.arrival = c.of_arrival AND g.shingle = f.shingle
    GROUP BY c.arrival, c.of_arrival
),
pairs AS (
    SELECT s.arrival, s.of_arrival
    FROM shared s
    JOIN sizes a ON a.arrival = s.arrival
    JOIN sizes b ON b.arrival = s.of_arrival
    CROSS JOIN limits
    WHERE s.shingles >= limits.shingles_shared
      AND s.shingles >= limits.of_smaller * (CASE WHEN a.size < b.size THEN a.size ELSE b.size END)
      AND s.shingles >= limits.of_larger * (CASE WHEN a.size < b.size THEN b.size ELSE a.size END)
    UNION ALL
    SELECT a.arrival, u.arrival AS of_arrival
    FROM (SELECT url, MIN(arrival) AS arrival FROM arrivals WHERE url IS NOT NULL GROUP BY url) u
    JOIN arrivals a ON a.url = u.url AND a.arrival > u.arrival
)
SELECT a.report_id, o.report_id AS of_report_id
FROM (SELECT arrival, MIN(of_arrival) AS of_arrival FROM pairs GROUP BY arrival) p
JOIN arrivals a ON a.arrival = p.arrival
JOIN arrivals o ON o.arrival = p.of_arrival
