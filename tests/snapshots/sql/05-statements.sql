-- Each claim about a place, told in one line: who says it, of which side, what, and for which days.
-- The side is the first actor in the role; an actor on no known side stands for itself. The speaker is the last named
-- source in the chain that belongs to a side, else the publisher's side. A report without a day is left out, since nobody
-- can say when its claims were known; so are claims without a side, and counted or unnamed places.
-- A change counts from the last day on which it can have happened (effect day: day_from = day_to). A state holds from the
-- first to the last day it is asserted for; nothing is known beyond the day of publication. What a copy repeats is of the
-- days that the original gave it.
-- Grain: one row per claim and place it concerns.
WITH concerned AS (
    SELECT claim_id, place_id, MIN(country) AS country, MIN(part) AS part
    FROM claim_places
    WHERE role = 'at' AND place_id IS NOT NULL
    GROUP BY claim_id, place_id
),
first_actors AS (
    SELECT claim_id, role, COALESCE(side, actor_id) AS side,
        ROW_NUMBER() OVER (PARTITION BY claim_id, role ORDER BY ordinal) AS rank_in_role
    FROM claim_actors
    WHERE role IN ('side', 'from') AND COALESCE(side, actor_id) IS NOT NULL
),
links AS (
    SELECT claim_id, name, kind, side,
        ROW_NUMBER() OVER (PARTITION BY claim_id ORDER BY ordinal DESC) AS from_inside,
        ROW_NUMBER() OVER (
            PARTITION BY claim_id ORDER BY CASE WHEN side IS NULL THEN 1 ELSE 0 END, ordinal DESC
        ) AS from_inside_sided
    FROM claim_sources
),
vacated AS (
    SELECT DISTINCT claim_id FROM claim_flags WHERE kind = 'vacated'
),
dated AS (
    SELECT c.claim_id, c.report_id, c.event_type, c.polarity, c.certainty, c.stance, c.fighting, c.historical,
        o.when_start, o.when_basis, r.published, r.publisher_side, t.published AS told_on,
        CASE
            WHEN c.certainty = 'planned' OR o.when_end IS NULL OR o.when_end > t.published THEN t.published
            ELSE o.when_end
        END AS day_to
    FROM claims c
    JOIN reports r ON r.report_id = c.report_id
    LEFT JOIN repeated p ON p.claim_id = c.claim_id
    JOIN claims o ON o.claim_id = COALESCE(p.of_claim_id, c.claim_id)
    JOIN reports t ON t.report_id = o.report_id
    WHERE c.event_type IN ('takeover', 'holding', 'withdrawal', 'armed_clash') AND r.published IS NOT NULL
)
SELECT
    d.claim_id, d.report_id, s.story_id, a.arrival, d.published,
    p.place_id, p.country, p.part,
    d.event_type, d.polarity, d.certainty, d.stance, d.fighting, d.historical,
    CASE WHEN v.claim_id IS NULL THEN 0 ELSE 1 END AS vacated,
    CASE WHEN d.historical = 1 AND d.when_basis = 'publication' THEN 0 ELSE 1 END AS is_dated,
    w.side, f.side AS from_side,
    COALESCE(z.side, d.publisher_side) AS speaker_side,
    CASE WHEN i.claim_id IS NULL THEN 'report' ELSE i.kind END AS speaker_kind,
    CASE
        WHEN i.claim_id IS NULL THEN s.story_id
        WHEN i.kind IN ('resident', 'unnamed') THEN s.story_id || ' ' || LOWER(i.name)
        ELSE LOWER(i.name)
    END AS source_key,
    CASE
        WHEN d.certainty = 'planned' THEN d.told_on
        WHEN d.event_type = 'holding' OR d.polarity = 'negated' THEN
            CASE WHEN d.when_start IS NULL OR d.when_start > d.day_to THEN d.day_to ELSE d.when_start END
        ELSE d.day_to
    END AS day_from,
    d.day_to,
    CASE WHEN d.certainty = 'planned' THEN NULL ELSE d.when_start END AS when_start
FROM dated d
JOIN concerned p ON p.claim_id = d.claim_id
JOIN stories s ON s.report_id = d.report_id
JOIN arrivals a ON a.report_id = d.report_id
LEFT JOIN first_actors w ON w.claim_id = d.claim_id AND w.role = 'side' AND w.rank_in_role = 1
LEFT JOIN first_actors f ON f.claim_id = d.claim_id AND f.role = 'from' AND f.rank_in_role = 1
LEFT JOIN links i ON i.claim_id = d.claim_id AND i.from_inside = 1
LEFT JOIN links z ON z.claim_id = d.claim_id AND z.from_inside_sided = 1
LEFT JOIN vacated v ON v.claim_id = d.claim_id
WHERE w.side IS NOT NULL OR d.event_type = 'armed_clash'
