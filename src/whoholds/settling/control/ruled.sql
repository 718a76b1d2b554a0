-- What the rule set found, with the moment it was found for.
-- Reads moments and answers, the rule set's SELECT.
-- Grain: one row per moment.
SELECT m.place_id, m.as_of, m.known_by, a.status, COALESCE(a.label, a.status) AS label, a.holder, a.contested_by,
    a.party_a, a.party_b, a.party_c, a.party_d, a.finding
FROM moments m
JOIN answers a ON a.moment_id = m.moment_id
