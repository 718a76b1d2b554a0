-- What claims agree is one happening. low and high bound the days that any of its claims allows; best is the span that
-- most of them could share: the latest start and the earliest end, or where these cross, the first claim's (first_start, first_end).
-- Of a fight or an agreement, side and from_side are the two parties that its claims name; of other happenings, where claims
-- name different doers or victims, nobody stands there, and the claims tell who said whom.
-- Most events are told of by one claim, whose words are the event's; only those that several share are put together.
-- Grain: one row per event. stories counts copies once; against counts the claims that deny it.
WITH told AS (
    SELECT claim_id, place_id, event_type, side, from_side, story_id, published, fighting, when_start, day_to, source_key
    FROM statements
    WHERE event_type <> 'armed_clash'
    UNION ALL
    SELECT claim_id, place_id, event_type, side, from_side, story_id, published, fighting, when_start, day_to, source_key
    FROM happenings
),
members AS (
    SELECT event_id, claim_id, place_id, CASE WHEN event_id = claim_id || '@' || place_id THEN 1 ELSE 0 END AS is_first
    FROM event_claims
    WHERE agrees = 1
),
shared AS (
    SELECT DISTINCT event_id FROM members WHERE is_first = 0
),
agreeing AS (
    SELECT m.event_id, m.is_first, CASE WHEN h.event_id IS NULL THEN 0 ELSE 1 END AS is_shared, s.*
    FROM members m
    JOIN told s ON s.claim_id = m.claim_id AND s.place_id = m.place_id
    LEFT JOIN shared h ON h.event_id = m.event_id
),
spans AS (
    SELECT event_id, place_id, event_type, side, side AS most_side, from_side, from_side AS most_from,
        when_start AS low_day, day_to AS high_day, when_start AS latest_start, day_to AS earliest_end,
        when_start AS first_start, day_to AS first_end,
        CASE WHEN fighting = 'yes' THEN 2 WHEN fighting = 'no' THEN 1 ELSE 0 END AS fought,
        1 AS claims, 1 AS stories, 1 AS sources, published AS first_published
    FROM agreeing
    WHERE is_shared = 0
    UNION ALL
    SELECT event_id, MIN(place_id), MIN(event_type), MIN(side), MAX(side), MIN(from_side), MAX(from_side),
        MIN(when_start), MAX(day_to), MAX(when_start), MIN(day_to),
        MAX(CASE WHEN is_first = 1 THEN when_start END), MAX(CASE WHEN is_first = 1 THEN day_to END),
        MAX(CASE WHEN fighting = 'yes' THEN 2 WHEN fighting = 'no' THEN 1 ELSE 0 END),
        COUNT(*), COUNT(DISTINCT story_id), COUNT(DISTINCT source_key), MIN(published)
    FROM agreeing
    WHERE is_shared = 1
    GROUP BY event_id
),
denying AS (
    SELECT event_id, COUNT(*) AS claims FROM event_claims WHERE agrees = 0 GROUP BY event_id
)
SELECT
    s.event_id, s.event_type, s.place_id,
    CASE WHEN s.event_type IN ('armed_clash', 'agreement') OR s.side = s.most_side THEN s.side END AS side,
    CASE
        WHEN s.event_type IN ('armed_clash', 'agreement') AND s.from_side IS NULL AND s.side < s.most_side THEN s.most_side
        WHEN s.event_type IN ('armed_clash', 'agreement', 'takeover', 'holding', 'withdrawal') OR s.from_side = s.most_from
            THEN s.from_side
    END AS from_side,
    CASE WHEN s.latest_start > s.earliest_end THEN s.first_start ELSE s.latest_start END AS day_start,
    CASE WHEN s.latest_start > s.earliest_end THEN s.first_end ELSE s.earliest_end END AS day_end,
    s.low_day, s.high_day,
    CASE s.fought WHEN 2 THEN 'yes' WHEN 1 THEN 'no' ELSE 'unknown' END AS fighting,
    s.claims, s.stories, s.sources,
    COALESCE(d.claims, 0) AS claims_against, s.first_published
FROM spans s
LEFT JOIN denying d ON d.event_id = s.event_id
