-- Each claim of what happened besides changes of control (a fight, an attack, an arrest, a protest, a move), told in one line:
-- who and whom, where, which days, who says it. What is planned, feared or merely possible has not happened and is left out; so
-- is background without a date, a report without a day, and what decisions set aside.
-- A happening is where it was; a move also where it ends, people who flee where they left. side and from_side are the first
-- known party that acts and the first known other one; of a fight or an agreement, which two sides have in common, the first
-- two by name. A party that is not known ("gunmen") is NULL: it may be any.
-- is_area: the place is a province or more, where two happenings of a day are more often two than one.
-- is_long: told of more than a week at once ("clashes in June"), and so of several happenings.
-- Without a day, a happening is taken for one of the two days before publication or of the day itself: a judgement; fights
-- are told of at once, and recur. What a copy repeats is of the days that the original gave it.
-- another: the words that tell it apart from a first one of its kind, place and day in the same report; else ''.
-- source_key as in statements. Grain: one row per claim and place it concerns.
WITH limits AS (
    SELECT 2 AS days_back, 7 AS days_long
),
concerned AS (
    SELECT p.claim_id, p.place_id,
        MAX(CASE WHEN p.precision IN ('province', 'country', 'region') THEN 1 ELSE 0 END) AS is_area
    FROM claim_places p
    JOIN claims c ON c.claim_id = p.claim_id
    WHERE p.place_id IS NOT NULL AND c.event_type NOT IN ('takeover', 'holding', 'withdrawal')
      AND (p.role = 'at'
        OR (p.role = 'from' AND c.event_type = 'displacement')
        OR (p.role = 'to' AND c.event_type IN ('advance', 'movement', 'border_crossing', 'mobilisation', 'passage_granted')))
    GROUP BY p.claim_id, p.place_id
),
parties AS (
    SELECT claim_id,
        SUBSTR(MIN(CASE WHEN role = 'side' THEN (100000 + ordinal) || COALESCE(side, actor_id) END), 7) AS acts,
        SUBSTR(MIN(CASE WHEN role <> 'side' THEN (100000 + ordinal) || COALESCE(side, actor_id) END), 7) AS suffers,
        MIN(COALESCE(side, actor_id)) AS lesser,
        MAX(COALESCE(side, actor_id)) AS greater
    FROM claim_actors
    WHERE claim_id IN (SELECT claim_id FROM concerned)
    GROUP BY claim_id
),
speakers AS (
    SELECT claim_id,
        SUBSTR(MAX((100000 + ordinal) || kind), 7) AS kind,
        SUBSTR(MAX((100000 + ordinal) || LOWER(name)), 7) AS name
    FROM claim_sources
    WHERE claim_id IN (SELECT claim_id FROM concerned)
    GROUP BY claim_id
),
apart AS (
    SELECT claim_id, MAX(why) AS another FROM claim_flags WHERE kind = 'another' GROUP BY claim_id
),
first_told AS (
    SELECT p.claim_id, o.when_start, o.when_end, r.published
    FROM claims o
    JOIN repeated p ON p.of_claim_id = o.claim_id
    JOIN reports r ON r.report_id = o.report_id
),
told AS (
    SELECT c.claim_id, c.report_id, c.event_type, c.sub_event_type, c.polarity, c.fighting, r.published,
        CASE WHEN o.claim_id IS NULL THEN c.when_start ELSE o.when_start END AS when_start,
        CASE WHEN o.claim_id IS NULL THEN c.when_end ELSE o.when_end END AS when_end,
        CASE WHEN o.claim_id IS NULL THEN r.published ELSE o.published END AS told_on
    FROM claims c
    JOIN reports r ON r.report_id = c.report_id
    LEFT JOIN first_told o ON o.claim_id = c.claim_id
    WHERE c.event_type NOT IN ('takeover', 'holding', 'withdrawal') AND r.published IS NOT NULL
      AND c.certainty NOT IN ('planned', 'possible') AND c.stance NOT IN ('fears', 'threatens')
      AND NOT (c.historical = 1 AND c.when_basis = 'publication')
      AND c.claim_id NOT IN (SELECT claim_id FROM left_out)
),
dated AS (
    SELECT told.*, CASE WHEN when_end IS NULL OR when_end > told_on THEN told_on ELSE when_end END AS day_to
    FROM told
)
SELECT
    d.claim_id, d.report_id, s.story_id, d.published, c.place_id, c.is_area,
    d.event_type, d.sub_event_type, d.polarity, d.fighting,
    CASE WHEN d.event_type IN ('armed_clash', 'agreement') THEN w.lesser ELSE w.acts END AS side,
    CASE
        WHEN d.event_type IN ('armed_clash', 'agreement') THEN CASE WHEN w.greater <> w.lesser THEN w.greater END
        WHEN w.suffers <> COALESCE(w.acts, '') THEN w.suffers
    END AS from_side,
    CASE
        WHEN i.claim_id IS NULL THEN COALESCE(n.owner, LOWER(f.publisher), s.story_id)
        WHEN i.kind IN ('resident', 'unnamed') THEN s.story_id || ' ' || i.name
        ELSE i.name
    END AS source_key,
    d.when_start,
    COALESCE(CASE WHEN d.when_start > d.day_to THEN d.day_to ELSE d.when_start END, d.day_to - l.days_back) AS day_from,
    d.day_to,
    CASE WHEN d.day_to - d.when_start >= l.days_long THEN 1 ELSE 0 END AS is_long,
    COALESCE(x.another, '') AS another
FROM dated d
CROSS JOIN limits l
JOIN concerned c ON c.claim_id = d.claim_id
JOIN stories s ON s.report_id = d.report_id
JOIN reports f ON f.report_id = s.story_id
LEFT JOIN owners n ON n.publisher = LOWER(f.publisher)
LEFT JOIN parties w ON w.claim_id = d.claim_id
LEFT JOIN apart x ON x.claim_id = d.claim_id
LEFT JOIN speakers i ON i.claim_id = d.claim_id
