-- What became of the claims of each publisher and of each source that reports cite.
-- A claim is corroborated if another source, in another story, tells of the same event on its day or later; contradicted if a
-- later claim denies it or says what can't be so beside it; never heard of again if neither. What copies repeat is not counted
-- again. lead: days from an event's first telling to the next by another source; lag: days from its first telling to this one.
-- Reads contradictions, made beside it.
-- Grain: one row per publisher, and one per source by its name (in any case, with or without its article), kind and side. lead_days, lag_days: medians, NULL if none.
WITH told AS (
    SELECT DISTINCT s.claim_id, s.report_id, s.story_id, s.published, s.source_key, s.event_type, e.event_id
    FROM statements s
    LEFT JOIN event_claims e ON e.claim_id = s.claim_id AND e.place_id = s.place_id AND e.agrees = 1
    WHERE s.event_type <> 'armed_clash' AND s.published <= $known_by AND s.day_from <= $as_of
      AND s.claim_id NOT IN (SELECT claim_id FROM repeated)
),
echoes AS (
    SELECT a.claim_id,
        MAX(CASE WHEN b.published >= a.published THEN 1 ELSE 0 END) AS is_corroborated,
        MIN(CASE WHEN b.published >= a.published THEN b.published END) AS next_day,
        MIN(b.published) AS other_first
    FROM told a
    JOIN told b ON b.event_id = a.event_id AND b.source_key <> a.source_key AND b.story_id <> a.story_id
    GROUP BY a.claim_id
),
fates AS (
    SELECT t.claim_id, t.report_id, MIN(t.published) AS published,
        COALESCE(MAX(e.is_corroborated), 0) AS is_corroborated,
        CASE WHEN t.claim_id IN (SELECT one FROM contradictions) THEN 1 ELSE 0 END AS is_contradicted,
        MIN(CASE WHEN e.other_first >= t.published THEN e.next_day - t.published END) AS lead_days,
        MAX(CASE WHEN e.other_first < t.published THEN t.published - e.other_first END) AS lag_days
    FROM told t LEFT JOIN echoes e ON e.claim_id = t.claim_id
    GROUP BY t.claim_id, t.report_id
),
speakers AS (
    SELECT claim_id, arg_max(name, ordinal) AS name, arg_max(kind, ordinal) AS kind, arg_max(side, ordinal) AS side
    FROM claim_sources GROUP BY claim_id
),
voices AS (
    SELECT 'publisher' AS who, r.publisher AS name, NULL AS kind, r.publisher_side AS side, f.*
    FROM fates f JOIN reports r ON r.report_id = f.report_id
    UNION ALL
    SELECT 'source', s.name, s.kind, s.side, f.* FROM fates f JOIN speakers s ON s.claim_id = f.claim_id
)
SELECT v.who, MIN(v.name) AS name, v.kind, n.name AS side, COUNT(*) AS claims,
    SUM(v.is_corroborated) AS corroborated, SUM(v.is_contradicted) AS contradicted,
    SUM(CASE WHEN v.is_corroborated = 0 AND v.is_contradicted = 0 THEN 1 ELSE 0 END) AS never_again,
    MEDIAN(v.lead_days) AS lead_days, MEDIAN(v.lag_days) AS lag_days,
    MIN(v.published) AS first_published, MAX(v.published) AS last_published
FROM voices v LEFT JOIN settled_sides n ON n.side = v.side
GROUP BY v.who, regexp_replace(LOWER(v.name), '^(the|an?) ', ''), v.kind, n.name
ORDER BY v.who, claims DESC, name, v.kind, side
