-- Sums against names: beside a claim that so many places of an area changed hands, those that other claims name there.
-- A name counts if the same kind of change by the same side, of days that meet the sum's, is told of a place in the area by
-- then; beside a sum of places held count those that the side took before. Districts are counted by the district that a place lies in, whether the claim names it or its centre; other units by
-- place. A sum that only divides another ("ten, eight of them without a fight") is left out, and so is what copies repeat.
-- Grain: one row per counted claim and area. named: how many; names: they, in alphabetical order.
WITH sums AS (
    SELECT c.claim_id, c.event_type, c.count_unit, c.count_low, c.count_high, r.published, w.side,
        a.place_id, a.name AS area, a.country, a.admin1, a.precision,
        COALESCE(c.when_start, -1000000) AS day_from, LEAST(COALESCE(c.when_end, r.published), r.published) AS day_to
    FROM claims c
    JOIN reports r ON r.report_id = c.report_id
    JOIN (
        SELECT claim_id, arg_min(COALESCE(side, actor_id), ordinal) AS side FROM claim_actors WHERE role = 'side' GROUP BY claim_id
    ) w ON w.claim_id = c.claim_id
    JOIN (
        SELECT DISTINCT claim_id, place_id, name, country, admin1, precision FROM claim_places
        WHERE role = 'within' AND place_id IS NOT NULL AND precision IN ('country', 'province', 'district')
    ) a ON a.claim_id = c.claim_id
    WHERE c.event_type IN ('takeover', 'holding', 'withdrawal') AND c.count_low > 1 AND c.part_of IS NULL
      AND c.polarity = 'affirmed' AND c.certainty IN ('certain', 'probable')
      AND c.claim_id NOT IN (SELECT claim_id FROM left_out) AND c.claim_id NOT IN (SELECT claim_id FROM repeated)
      AND r.published <= $known_by AND COALESCE(c.when_start, c.when_end, r.published) <= $as_of
),
named AS (
    SELECT DISTINCT s.event_type, s.side, s.day_from, s.day_to, s.place_id, p.name, p.country, p.admin1, p.admin2, p.precision
    FROM statements s
    JOIN named_places p ON p.place_id = s.place_id
    WHERE s.polarity = 'affirmed' AND s.certainty IN ('certain', 'probable') AND s.historical = 0
      AND p.precision IN ('place', 'district', 'unresolved') AND s.published <= $known_by AND s.day_from <= $as_of
),
met AS (
    SELECT u.claim_id, u.place_id, CASE WHEN u.count_unit = 'district' THEN COALESCE(n.admin2, n.name) ELSE n.name END AS name
    FROM sums u
    JOIN named n
      ON n.side = u.side AND n.country = u.country AND n.place_id <> u.place_id AND n.day_from <= u.day_to
     AND ((n.event_type = u.event_type AND n.day_to >= u.day_from) OR (u.event_type = 'holding' AND n.event_type = 'takeover'))
     AND (u.precision = 'country' OR (u.precision = 'province' AND n.admin1 = u.admin1)
       OR (u.precision = 'district' AND n.admin2 = u.area))
)
SELECT u.claim_id, u.place_id, u.area, u.count_unit, u.count_low, u.count_high, u.side,
    COUNT(DISTINCT m.name) AS named, COALESCE(string_agg(DISTINCT m.name, '; ' ORDER BY m.name), '') AS names
FROM sums u LEFT JOIN met m ON m.claim_id = u.claim_id AND m.place_id = u.place_id
GROUP BY u.claim_id, u.place_id, u.area, u.count_unit, u.count_low, u.count_high, u.side, u.published
ORDER BY u.published DESC, u.area, u.claim_id, u.place_id
