-- What is said of a whole province, as said of each of its districts that any claim names.
--   A side that is said to have taken, or to hold, the whole of a province, in so many words, has its districts.
--   Of "all districts" one that bears the province's own name, its capital's, is left out. Districts that the clause itself
--   names are left to what else it says; if it makes an exception of something that it does not name, nothing is implied.
-- Grain: one row per claim and district. The columns are those of statements; part is NULL.
WITH whole_words AS (
    SELECT 'whole' AS word UNION ALL SELECT 'entire' UNION ALL SELECT 'fully' UNION ALL SELECT 'completely' UNION ALL SELECT 'in full'
    UNION ALL SELECT 'all of'
),
exceptions AS (
    SELECT ' except' AS word UNION ALL SELECT ' but ' UNION ALL SELECT ' apart from' UNION ALL SELECT ' other than'
    UNION ALL SELECT ' save ' UNION ALL SELECT ' excluding'
),
areas AS (
    SELECT DISTINCT claim_id, place_id, country, admin1
    FROM claim_places
    WHERE precision = 'province' AND place_id IS NOT NULL AND admin1 IS NOT NULL
),
wholes AS (
    SELECT s.*, a.admin1, LOWER(c.evidence_text) AS words
    FROM areas a
    JOIN statements s ON s.claim_id = a.claim_id AND s.place_id = a.place_id
    JOIN claims c ON c.claim_id = s.claim_id
    WHERE s.event_type IN ('takeover', 'holding') AND s.polarity = 'affirmed' AND s.certainty IN ('certain', 'probable')
      AND s.historical = 0 AND s.stance NOT IN ('fears', 'threatens')
),
told AS (
    SELECT w.* FROM wholes w WHERE w.part = 'all districts'
    UNION
    SELECT w.* FROM wholes w JOIN whole_words v ON INSTR(w.words, v.word) > 0 WHERE w.part IS NULL
),
districts AS (
    SELECT place_id, country, admin1, MIN(LOWER(name)) AS name
    FROM claim_places
    WHERE role = 'at' AND precision = 'district' AND place_id IS NOT NULL AND admin1 IN (SELECT admin1 FROM told)
      AND claim_id NOT IN (SELECT claim_id FROM left_out)
    GROUP BY place_id, country, admin1
),
named AS (
    SELECT t.claim_id, d.place_id
    FROM told t JOIN districts d ON d.country = t.country AND d.admin1 = t.admin1
    WHERE INSTR(t.words, d.name) > 0 AND d.name <> LOWER(t.admin1)
),
excepting AS (
    SELECT DISTINCT t.claim_id
    FROM told t JOIN exceptions x ON INSTR(t.words, x.word) > 0
)
SELECT DISTINCT
    t.claim_id, t.report_id, t.story_id, t.published, d.place_id, t.country, CAST(NULL AS TEXT) AS part,
    t.event_type, t.polarity, t.certainty, t.stance, t.fighting, t.historical, t.vacated, t.is_dated, t.side, t.from_side,
    t.speaker_side, t.speaker_kind, t.source_key, t.day_from, t.day_to, t.when_start
FROM told t
JOIN districts d ON d.country = t.country AND d.admin1 = t.admin1 AND d.place_id <> t.place_id
LEFT JOIN named n ON n.claim_id = t.claim_id AND n.place_id = d.place_id
LEFT JOIN excepting x ON x.claim_id = t.claim_id
WHERE n.claim_id IS NULL
  AND (t.part IS NULL OR d.name <> LOWER(t.admin1))
  AND (x.claim_id IS NULL OR t.claim_id IN (SELECT claim_id FROM named))
