-- Runs of cover, gaps up to the grace closed, by entry and length. Runs already under way on the first day have no
-- known entry. is_event: more than the grace seen without cover. The others are censored by death, or on the last day of
-- which it is known whether cover ended: a grace before the end of the data. Whoever has just run out would else be
-- censored at the very length at which others are found to have ended, and the newest entries would seem to stay longer.
WITH edges AS (
    SELECT grace, person, g, district, d0, d1, died,
        coalesce(d0 - d1_before > grace, true) AS is_first, coalesce(d0_after - d1 > grace, true) AS is_last
    FROM segments CROSS JOIN (VALUES (30), (90)) AS graces (grace)
    WHERE is_first OR is_last
),
runs AS (
    SELECT *, CASE WHEN is_last THEN d1 ELSE lead(d1) OVER (PARTITION BY grace, person ORDER BY d0) END AS uncovered_from
    FROM edges
    QUALIFY is_first
)
SELECT (district // 100)::UTINYINT AS province, grace::UTINYINT AS grace, g, date_trunc('month', d0)::DATE AS month,
    (least(uncovered_from, getvariable('cut') - grace + 1) - d0)::USMALLINT AS days,
    least(getvariable('cut'), died) - uncovered_from >= grace AS is_event,
    count(*) AS persons
FROM runs
WHERE d0 > getvariable('start') AND d0 <= getvariable('cut') - grace
GROUP BY ALL
