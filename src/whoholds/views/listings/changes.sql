-- What changed since a day, as `whoholds changes` lists it: laid out by put_changes before it is asked.
-- Grain: one row per place and cause (changed hands, or learned since).
SELECT day, place, admin1, country, cause, status_before, holder_before, status, holder, contested_by, reason, place_id
FROM memory.changed
