-- Cards that were due, or are.
SELECT province, month, district, g, term, ahead, outcome, count(*) AS cards FROM due GROUP BY ALL
