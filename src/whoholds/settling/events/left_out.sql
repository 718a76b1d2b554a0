-- Which claims count for nothing: those that decisions set aside, and those by which a copy only repeats such a claim, so that
-- what is decided of a story's first report holds for its forty reprints.
-- Grain: one row per claim that is left out of all that follows.
SELECT claim_id FROM claims_set_aside
UNION
SELECT r.claim_id FROM repeated r JOIN claims_set_aside s ON s.claim_id = r.of_claim_id
