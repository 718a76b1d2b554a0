-- The day on which each side was first heard of in a country.
-- Grain: one row per country (NULL: not known) and side.
SELECT country, side, MIN(published) AS since
FROM statements
WHERE side IS NOT NULL
GROUP BY country, side
