-- What is heard of each side, no later than the moment itself: what still goes on speaks of as_of.
--   strong_key   orders strong evidence: day * 4, and on one day an arrival (2) outweighs a state (0), a departure (3) an arrival
-- Reads moments and last_days. What the other columns mean stands in voices.
-- Grain: one row per moment and side ('' for nobody).
SELECT moment_id, side, strong_day,
    CASE WHEN change_key IS NULL OR change_key < state_day * 4 THEN state_day * 4 ELSE change_key END AS strong_key,
    seen_state, own_change, own_state, own_holding, came_day, gone_day, fought_day, fought_seen
FROM (
    SELECT moment_id, side, change_key, own_change, came_day, gone_day,
        CASE WHEN strong_day > as_of THEN as_of ELSE strong_day END AS strong_day,
        CASE WHEN state_day > as_of THEN as_of ELSE state_day END AS state_day,
        CASE WHEN seen_state > as_of THEN as_of ELSE seen_state END AS seen_state,
        CASE WHEN own_state > as_of THEN as_of ELSE own_state END AS own_state,
        CASE WHEN own_holding > as_of THEN as_of ELSE own_holding END AS own_holding,
        CASE WHEN fought_day > as_of THEN as_of ELSE fought_day END AS fought_day,
        CASE WHEN fought_seen > as_of THEN as_of ELSE fought_seen END AS fought_seen
    FROM last_days
) capped
