-- Claims that cannot both be so, in pairs: the earlier said beside the later.
--   who_holds: two sides are said to hold the place on one day.
--   who_did_it: two sides are said to have taken it within the same days.
--   whether: one affirms what the other denies, of days they share.
--   when: one change is given two sets of days that have none in common, at most 14 days apart, and nothing that lies between
--     them could make it two changes.
--   how_many: two numbers of one thing, of one side and area and of days they share, that have no number in common.
-- What copies repeat is left out, and so is what is merely possible, planned, feared, or told without a day.
-- Grain: one row per kind, place (or area) and later claim, with the last claim before it that it contradicts.
WITH told AS (
    SELECT s.claim_id, s.place_id, s.event_type, s.polarity, s.side, s.historical, s.published, s.day_from, s.day_to,
        s.when_start, COALESCE(s.part, '') AS part
    FROM statements s
    WHERE s.certainty IN ('certain', 'probable') AND s.stance NOT IN ('fears', 'threatens') AND s.is_dated = 1
      AND s.side IS NOT NULL AND s.published <= $known_by AND s.day_from <= $as_of
      AND s.claim_id NOT IN (SELECT claim_id FROM repeated)
),
pairs AS (
    SELECT a.claim_id AS one, b.claim_id AS two, a.place_id,
        CASE
            WHEN a.polarity <> b.polarity AND a.event_type = b.event_type AND a.side = b.side
                AND CASE WHEN a.polarity = 'affirmed' THEN COALESCE(a.when_start, a.day_to - 7) ELSE a.day_from END <= b.day_to
                AND CASE WHEN b.polarity = 'affirmed' THEN COALESCE(b.when_start, b.day_to - 7) ELSE b.day_from END <= a.day_to
                THEN 'whether'
            WHEN a.polarity = 'negated' OR b.polarity = 'negated' THEN NULL
            WHEN a.event_type = 'holding' AND b.event_type = 'holding' AND a.side <> b.side AND a.part = b.part
                AND a.day_from <= b.day_to AND b.day_from <= a.day_to THEN 'who_holds'
            WHEN a.event_type = 'takeover' AND b.event_type = 'takeover' AND a.side <> b.side AND a.part = b.part
                AND a.when_start <= b.day_to AND b.when_start <= a.day_to THEN 'who_did_it'
            WHEN a.event_type IN ('takeover', 'withdrawal') AND a.event_type = b.event_type AND a.side = b.side
                AND a.part = b.part AND a.historical = b.historical
                AND ((a.day_to < b.when_start AND b.when_start - a.day_to <= 14)
                    OR (b.day_to < a.when_start AND a.when_start - b.day_to <= 14)) THEN 'when'
        END AS kind,
        CASE WHEN a.day_to < b.day_to THEN a.day_to ELSE b.day_to END AS first_end,
        CASE WHEN a.day_to < b.day_to THEN b.day_to ELSE a.day_to END AS last_end
    FROM told a
    JOIN told b
      ON b.place_id = a.place_id AND b.claim_id <> a.claim_id
     AND (a.published < b.published OR (a.published = b.published AND a.claim_id < b.claim_id))
),
between_them AS (
    SELECT DISTINCT p.one, p.two, p.place_id
    FROM pairs p
    JOIN told a ON a.claim_id = p.one AND a.place_id = p.place_id
    JOIN told c ON c.place_id = p.place_id AND c.polarity = 'affirmed' AND c.day_to BETWEEN p.first_end AND p.last_end
    WHERE p.kind = 'when'
      AND ((c.event_type = a.event_type AND c.side <> a.side)
        OR (c.event_type IN ('takeover', 'withdrawal') AND c.event_type <> a.event_type AND c.side = a.side))
),
counted AS (
    SELECT c.claim_id, c.event_type, c.count_unit, c.count_low, c.count_high, r.published, w.side, p.place_id,
        COALESCE(c.when_start, c.when_end, r.published) AS day_from, COALESCE(c.when_end, r.published) AS day_to
    FROM claims c
    JOIN reports r ON r.report_id = c.report_id
    JOIN (SELECT claim_id, MIN(COALESCE(side, actor_id)) AS side FROM claim_actors WHERE role = 'side' GROUP BY claim_id) w
      ON w.claim_id = c.claim_id
    JOIN (SELECT DISTINCT claim_id, place_id FROM claim_places WHERE role IN ('at', 'within') AND place_id IS NOT NULL) p
      ON p.claim_id = c.claim_id
    WHERE c.count_low IS NOT NULL AND c.part_of IS NULL AND c.polarity = 'affirmed' AND c.certainty IN ('certain', 'probable')
      AND c.claim_id NOT IN (SELECT claim_id FROM left_out) AND c.claim_id NOT IN (SELECT claim_id FROM repeated)
      AND r.published <= $known_by AND COALESCE(c.when_start, c.when_end, r.published) <= $as_of
),
found AS (
    SELECT p.kind, p.place_id, p.one, p.two
    FROM pairs p
    LEFT JOIN between_them x ON x.one = p.one AND x.two = p.two AND x.place_id = p.place_id
    WHERE p.kind IS NOT NULL AND x.one IS NULL
    UNION ALL
    SELECT 'how_many', a.place_id, a.claim_id, b.claim_id
    FROM counted a
    JOIN counted b
      ON b.place_id = a.place_id AND b.event_type = a.event_type AND b.side = a.side AND b.count_unit = a.count_unit
     AND (a.published < b.published OR (a.published = b.published AND a.claim_id < b.claim_id))
    WHERE a.day_from <= b.day_to AND b.day_from <= a.day_to
      AND (a.count_low > b.count_high OR b.count_low > a.count_high)
),
ranked AS (
    SELECT f.*, c.published AS published_one, d.published AS published_two,
        ROW_NUMBER() OVER (PARTITION BY f.kind, f.place_id, f.two ORDER BY c.published DESC, f.one) AS turn
    FROM found f
    JOIN (SELECT c.claim_id, r.published FROM claims c JOIN reports r ON r.report_id = c.report_id) c ON c.claim_id = f.one
    JOIN (SELECT c.claim_id, r.published FROM claims c JOIN reports r ON r.report_id = c.report_id) d ON d.claim_id = f.two
)
SELECT kind, place_id, one, two, published_one, published_two
FROM ranked
WHERE turn = 1
ORDER BY published_two DESC, place_id, kind, two
