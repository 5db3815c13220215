-- State of each person on two days: the last segment that began by each of them (until: the day of the next one).
-- States: 0 never covered before, 1-10 group, 11-17 covered before, by reason.
WITH states AS (
    SELECT person, day, district, CASE WHEN d1 > day THEN g ELSE 10 + reason END AS state
    FROM segments JOIN (VALUES (getvariable('a')), (getvariable('b'))) AS days (day) ON d0 <= day AND until > day
)
SELECT coalesce(a.district, 0) AS district0, coalesce(a.state, 0) AS state0,
    b.district AS district1, b.state AS state1, count(*) AS persons
FROM (SELECT * FROM states WHERE day = getvariable('b')) AS b
LEFT JOIN (SELECT * FROM states WHERE day = getvariable('a')) AS a USING (person)
WHERE state0 BETWEEN 1 AND 10 OR state1 BETWEEN 1 AND 10
GROUP BY ALL
