-- How reports write each place that any claim concerns.
-- Grain: one row per place and spelling.
SELECT DISTINCT place_id, text
FROM claim_places
WHERE role IN ('at', 'from', 'to') AND place_id IS NOT NULL AND claim_id NOT IN (SELECT claim_id FROM left_out)
