-- A made-up ledger of any size, the same on every machine: reports over two years, five claims a report, of every kind
-- that settling tells apart, one report in twenty a copy of an earlier one. Fill in {claims}, {places}, {first_day} and {days}.
-- pick gives a whole number from 0 to n - 1 out of a row's number and a salt, by integer arithmetic alone.
CREATE OR REPLACE TEMP MACRO stirred(x) AS xor(x, x >> 15) * 1597334677 % 4294967291;
CREATE OR REPLACE TEMP MACRO pick(i, salt, n) AS
    stirred(stirred((i * 2654435761 + salt::BIGINT * 97531337) % 4294967296)) * n // 4294967291;

INSERT INTO reports
SELECT 'r' || lpad(i::TEXT, 9, '0'), 'report-' || i, '', '', '', 'outlet ' || pick(i, 2, 200),
    CASE WHEN pick(i, 3, 20) = 0 THEN 'G' END, {first_day} + pick(i, 1, {days}), NULL, NULL, NULL, 'en', 0, '', ''
FROM range({claims} // 5) t(i);

INSERT INTO fingerprints
SELECT 'r' || lpad(i::TEXT, 9, '0'), CASE WHEN pick(i, 4, 20) = 0 THEN pick(i, 5, i + 1) ELSE i END * 64 + k
FROM range({claims} // 5) t(i), range(12) s(k);

INSERT INTO claims (
    claim_id, report_id, event_type, evidence_start, evidence_end, evidence_text, trigger_start, trigger_end, trigger_text,
    when_start, when_end, when_precision, when_basis, fighting, polarity, certainty, stance, historical)
SELECT 'c' || lpad(i::TEXT, 9, '0'), r.report_id,
    ['takeover', 'takeover', 'takeover', 'holding', 'holding', 'holding', 'withdrawal', 'withdrawal', 'armed_clash'][1 + pick(i, 11, 9)],
    0, 0, '', 0, 0, '',
    CASE pick(i, 13, 10) WHEN 0 THEN NULL WHEN 1 THEN d.told - pick(i, 14, 30) WHEN 2 THEN d.told - pick(i, 14, 7) ELSE d.told END,
    d.told, 'day', CASE WHEN pick(i, 13, 10) = 0 THEN 'publication' ELSE 'stated' END,
    ['unknown', 'unknown', 'yes', 'no'][1 + pick(i, 15, 4)],
    CASE WHEN pick(i, 16, 12) = 0 THEN 'negated' ELSE 'affirmed' END,
    CASE WHEN pick(i, 17, 20) < 16 THEN 'certain' ELSE ['probable', 'possible', 'planned', 'certain'][1 + pick(i, 18, 4)] END,
    CASE WHEN pick(i, 19, 40) = 0 THEN 'fears' ELSE 'states' END,
    CASE WHEN pick(i, 20, 33) = 0 THEN 1 ELSE 0 END
FROM range({claims}) t(i)
JOIN reports r ON r.report_id = 'r' || lpad((i // 5)::TEXT, 9, '0')
CROSS JOIN LATERAL (SELECT r.published - pick(i, 12, 12) * pick(i, 21, 2) AS told) d;

INSERT INTO claim_actors
SELECT 'c' || lpad(i::TEXT, 9, '0'), 0, 'side', s.side, s.side, s.side, 'unknown', 0, 0, s.side
FROM range({claims}) t(i) CROSS JOIN LATERAL (SELECT ['G', 'T', 'T', 'G', 'T', 'G', 'T', 'X'][1 + pick(i, 31, 8)] AS side) s
UNION ALL
SELECT 'c' || lpad(i::TEXT, 9, '0'), 1, 'from', s.side, s.side, s.side, 'unknown', 0, 0, s.side
FROM range({claims}) t(i)
CROSS JOIN LATERAL (SELECT CASE ['G', 'T', 'T', 'G', 'T', 'G', 'T', 'X'][1 + pick(i, 31, 8)] WHEN 'G' THEN 'T' ELSE 'G' END AS side) s
WHERE pick(i, 32, 2) = 0;

INSERT INTO claim_places
SELECT 'c' || lpad(i::TEXT, 9, '0'), 0, 'at', 'Place ' || p.n, 'gn:' || p.n, 0, 0, 'Place ' || p.n, p.n % 160 - 80, p.n % 340 - 170,
    'X' || p.n % 4, 'Province ' || p.n % 97, NULL, 'district',
    CASE pick(i, 42, 16) WHEN 0 THEN 'centre' WHEN 1 THEN 'outskirts' END, 1
FROM range({claims}) t(i)
CROSS JOIN LATERAL (SELECT floor({places} * pow(pick(i, 41, 1000003) / 1000003.0, 1.2))::BIGINT AS n) p;

INSERT INTO claim_sources
SELECT 'c' || lpad(i::TEXT, 9, '0'), 0, 'source ' || pick(i, 52, 400),
    ['official', 'resident', 'journalist', 'party', 'monitor'][1 + pick(i, 53, 5)],
    [NULL, 'G', 'T', 'G', 'T'][1 + pick(i, 54, 5)], NULL, 0, 0, ''
FROM range({claims}) t(i) WHERE pick(i, 51, 3) > 0;

INSERT INTO sides VALUES ('G', 'Government', 'g', NULL), ('T', 'Rebels', 't', NULL);
INSERT INTO opponents VALUES ('G', 'T', NULL, NULL, NULL);
