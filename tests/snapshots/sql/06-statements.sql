-- Each claim about a place, told in one line: who says it, of which side, what, and for which days.
-- The side is the first actor in the role; an actor on no known side stands for itself. The speaker is the last named
-- source in the chain that belongs to a side, else the publisher's side. A report without a day is left out, since nobody
-- can say when its claims were known; so are claims without a side, unless they tell of a takeover; counted or unnamed places;
-- and claims that decisions set aside. Of fights only those in which both sides are said to fight; an attack or a raid leaves the place as it was.
-- part is NULL where a claim concerns the whole of a place besides a part of it ("the town and its bridge"), and facility
-- where the claim is flagged as being of one building or post of a large town.
-- A change counts from the last day on which it can have happened (effect day: day_from = day_to). A state holds from the
-- first to the last day it is asserted for; nothing is known beyond the day of publication. What a copy repeats is of the
-- days that the original gave it. A plan for a day that is past when it is told ("were to leave by the 15th") is left out:
-- nobody says whether it was done.
-- Where districts are counted and fewer named, the one named is their area, and is left out ("ten districts of Kunduz").
-- "All districts" of a province stand as said of the province, with the part 'all districts': they give the province itself no
-- status, and no event; see implied.
-- Where the words leave open which of several sides gained (flag side), the claim counts as the word of the one it is taken
-- for: nobody vouches for it.
-- source_key tells sources that are independent of one another: what a report says in its own words is its publisher's, or that
-- of the owner of several; of a copy, the first publisher's. Who is quoted is one source, whoever carries the quote.
-- First and last of a list are found in one pass, as the least and greatest of the ordinal written before the value.
-- Most claims name one place, and are taken as they stand; only what several names say is put together.
-- Grain: one row per claim and place it concerns.
WITH all_districts AS (
    SELECT claim_id FROM claims WHERE count_unit = 'district' AND share_low = 1
),
counted AS (
    SELECT c.claim_id
    FROM claims c JOIN claim_places p ON p.claim_id = c.claim_id AND p.role = 'at'
    WHERE c.count_unit = 'district' AND (c.count_low > 1 OR c.share_low IS NOT NULL)
    GROUP BY c.claim_id, c.count_low
    HAVING COUNT(p.place_id) = COUNT(*) AND COUNT(DISTINCT p.place_id) < COALESCE(c.count_low, 1000000)
),
several AS (
    SELECT DISTINCT claim_id FROM claim_places WHERE ordinal > 0
),
concerned AS (
    SELECT claim_id, place_id, country, part
    FROM claim_places
    WHERE role = 'at' AND place_id IS NOT NULL AND claim_id NOT IN (SELECT claim_id FROM counted)
      AND claim_id NOT IN (SELECT claim_id FROM several)
    UNION ALL
    SELECT claim_id, place_id, MIN(country), CASE WHEN COUNT(part) = COUNT(*) THEN MIN(part) END
    FROM claim_places
    WHERE role = 'at' AND place_id IS NOT NULL AND claim_id NOT IN (SELECT claim_id FROM counted)
      AND claim_id IN (SELECT claim_id FROM several)
    GROUP BY claim_id, place_id
    UNION ALL
    SELECT p.claim_id, p.place_id, MIN(p.country), 'all districts'
    FROM claim_places p JOIN all_districts a ON a.claim_id = p.claim_id
    WHERE p.role = 'within' AND p.precision = 'province' AND p.place_id IS NOT NULL
    GROUP BY p.claim_id, p.place_id
),
actors AS (
    SELECT claim_id,
        SUBSTR(MIN(CASE WHEN role = 'side' THEN (100000 + ordinal) || COALESCE(side, actor_id) END), 7) AS side,
        SUBSTR(MIN(CASE WHEN role = 'from' THEN (100000 + ordinal) || COALESCE(side, actor_id) END), 7) AS from_side
    FROM claim_actors
    WHERE role IN ('side', 'from')
    GROUP BY claim_id
),
speakers AS (
    SELECT claim_id,
        SUBSTR(MAX((100000 + ordinal) || kind), 7) AS kind,
        SUBSTR(MAX((100000 + ordinal) || LOWER(name)), 7) AS name,
        SUBSTR(MAX(CASE WHEN side IS NOT NULL THEN (100000 + ordinal) || side END), 7) AS side
    FROM claim_sources
    GROUP BY claim_id
),
flags AS (
    SELECT claim_id,
        MAX(CASE WHEN kind = 'vacated' THEN 1 ELSE 0 END) AS vacated, MAX(CASE WHEN kind = 'part' THEN 1 ELSE 0 END) AS is_part,
        MAX(CASE WHEN kind = 'side' THEN 1 ELSE 0 END) AS is_open
    FROM claim_flags
    GROUP BY claim_id
),
first_told AS (
    SELECT p.claim_id, o.when_start, o.when_end, o.when_basis, r.published
    FROM claims o
    JOIN repeated p ON p.of_claim_id = o.claim_id
    JOIN reports r ON r.report_id = o.report_id
),
told AS (
    SELECT c.claim_id, c.report_id, c.event_type, c.polarity, c.certainty, c.stance, c.fighting, c.historical,
        r.published, r.publisher_side,
        CASE WHEN o.claim_id IS NULL THEN c.when_start ELSE o.when_start END AS when_start,
        CASE WHEN o.claim_id IS NULL THEN c.when_end ELSE o.when_end END AS when_end,
        CASE WHEN o.claim_id IS NULL THEN c.when_basis ELSE o.when_basis END AS when_basis,
        CASE WHEN o.claim_id IS NULL THEN r.published ELSE o.published END AS told_on
    FROM claims c
    JOIN reports r ON r.report_id = c.report_id
    LEFT JOIN first_told o ON o.claim_id = c.claim_id
    WHERE (c.event_type IN ('takeover', 'holding', 'withdrawal') OR (c.event_type = 'armed_clash' AND c.fighting = 'yes'))
      AND r.published IS NOT NULL
      AND c.claim_id NOT IN (SELECT claim_id FROM left_out)
),
dated AS (
    SELECT told.*,
        CASE
            WHEN certainty = 'planned' OR when_end IS NULL OR when_end > told_on THEN told_on
            ELSE when_end
        END AS day_to
    FROM told
    WHERE NOT (certainty = 'planned' AND COALESCE(when_end, told_on) < told_on)
)
SELECT
    d.claim_id, d.report_id, s.story_id, d.published,
    p.place_id, p.country, CASE WHEN v.is_part = 1 AND p.part IS NOT NULL THEN 'facility' ELSE p.part END AS part,
    d.event_type, d.polarity, d.certainty, d.stance, d.fighting, d.historical,
    COALESCE(v.vacated, 0) AS vacated,
    CASE WHEN d.historical = 1 AND d.when_basis = 'publication' THEN 0 ELSE 1 END AS is_dated,
    w.side, w.from_side,
    CASE WHEN v.is_open = 1 THEN w.side ELSE COALESCE(i.side, d.publisher_side) END AS speaker_side,
    COALESCE(i.kind, 'report') AS speaker_kind,
    CASE
        WHEN i.claim_id IS NULL THEN COALESCE(o.owner, LOWER(f.publisher), s.story_id)
        WHEN i.kind IN ('resident', 'unnamed') THEN s.story_id || ' ' || i.name
        ELSE i.name
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
JOIN reports f ON f.report_id = s.story_id
LEFT JOIN owners o ON o.publisher = LOWER(f.publisher)
LEFT JOIN actors w ON w.claim_id = d.claim_id
LEFT JOIN speakers i ON i.claim_id = d.claim_id
LEFT JOIN flags v ON v.claim_id = d.claim_id
WHERE w.side IS NOT NULL OR d.event_type = 'armed_clash'
   OR (d.event_type = 'takeover' AND d.polarity = 'affirmed' AND d.certainty IN ('certain', 'probable'))
