-- What claims agree is one happening. low and high bound the days that any of its claims allows; best is the span that
-- most of them could share: the latest start and the earliest end, or where these cross, the first claim's.
-- Of a fight or an agreement, side and from_side are the two parties that its claims name; of other happenings, where claims
-- name different doers or victims, nobody stands there, and the claims tell who said whom.
-- Most events are told of by one claim; stories and sources are counted for the others only (told_again).
-- Grain: one row per event. stories counts copies once; against counts the claims that deny it.
WITH told AS (
    SELECT claim_id, place_id, event_type, side, from_side, story_id, published, fighting, when_start, day_to, source_key
    FROM statements
    WHERE event_type <> 'armed_clash'
    UNION ALL
    SELECT claim_id, place_id, event_type, side, from_side, story_id, published, fighting, when_start, day_to, source_key
    FROM happenings
),
agreeing AS (
    SELECT e.event_id, s.*
    FROM event_claims e JOIN told s ON s.claim_id = e.claim_id AND s.place_id = e.place_id
    WHERE e.agrees = 1
),
denying AS (
    SELECT event_id, COUNT(*) AS claims FROM event_claims WHERE agrees = 0 GROUP BY event_id
),
spans AS (
    SELECT event_id, MIN(side) AS side, MAX(side) AS most_side, MIN(from_side) AS from_side, MAX(from_side) AS most_from,
        MIN(when_start) AS low_day, MAX(day_to) AS high_day,
        MAX(when_start) AS latest_start, MIN(day_to) AS earliest_end,
        MAX(CASE WHEN fighting = 'yes' THEN 2 WHEN fighting = 'no' THEN 1 ELSE 0 END) AS fought,
        COUNT(*) AS claims, MIN(published) AS first_published
    FROM agreeing GROUP BY event_id
),
told_again AS (
    SELECT a.event_id, COUNT(DISTINCT a.story_id) AS stories, COUNT(DISTINCT a.source_key) AS sources
    FROM agreeing a JOIN spans s ON s.event_id = a.event_id AND s.claims > 1
    GROUP BY a.event_id
),
firsts AS (
    SELECT event_id, event_type, place_id, when_start, day_to FROM agreeing WHERE event_id = claim_id || '@' || place_id
)
SELECT
    s.event_id, f.event_type, f.place_id,
    CASE WHEN f.event_type IN ('armed_clash', 'agreement') OR s.side = s.most_side THEN s.side END AS side,
    CASE
        WHEN f.event_type IN ('armed_clash', 'agreement') AND s.from_side IS NULL AND s.side < s.most_side THEN s.most_side
        WHEN f.event_type IN ('armed_clash', 'agreement', 'takeover', 'holding', 'withdrawal') OR s.from_side = s.most_from
            THEN s.from_side
    END AS from_side,
    CASE WHEN s.latest_start > s.earliest_end THEN f.when_start ELSE s.latest_start END AS day_start,
    CASE WHEN s.latest_start > s.earliest_end THEN f.day_to ELSE s.earliest_end END AS day_end,
    s.low_day, s.high_day,
    CASE s.fought WHEN 2 THEN 'yes' WHEN 1 THEN 'no' ELSE 'unknown' END AS fighting,
    s.claims, COALESCE(t.stories, 1) AS stories, COALESCE(t.sources, 1) AS sources,
    COALESCE(d.claims, 0) AS claims_against, s.first_published
FROM spans s
JOIN firsts f ON f.event_id = s.event_id
LEFT JOIN told_again t ON t.event_id = s.event_id
LEFT JOIN denying d ON d.event_id = s.event_id
