-- State of the day before against state of the day; group and district 0 are those of nobody's cover.
-- gap: how long a joiner had been away, how long a leaver stays away (GAPS in codes.py).
SELECT (CASE WHEN g1 > 0 THEN district1 ELSE district0 END // 100)::UTINYINT AS province,
    date_trunc('month', day)::DATE AS month, district0, g0, district1, g1, reason, gap, count(*) AS persons
FROM (
    SELECT d0 AS day, district AS district1, g AS g1, 0::UTINYINT AS reason,
        CASE WHEN d1_before = d0 THEN district_before ELSE 0 END::USMALLINT AS district0,
        CASE WHEN d1_before = d0 THEN g_before ELSE 0 END::UTINYINT AS g0,
        CASE WHEN d1_before IS NULL THEN 1 WHEN d1_before = d0 THEN 0
            WHEN d0 - d1_before <= 30 THEN 2 WHEN d0 - d1_before <= 90 THEN 3 ELSE 4 END::UTINYINT AS gap
    FROM segments
    WHERE d0 > getvariable('start') AND d0 <= getvariable('cut')
    UNION ALL BY NAME
    SELECT d1 AS day, district AS district0, g AS g0, 0::USMALLINT AS district1, 0::UTINYINT AS g1, reason,
        CASE WHEN d0_after - d1 <= 30 THEN 2 WHEN d0_after - d1 <= 90 THEN 3 WHEN d0_after > d1 THEN 4
            WHEN getvariable('cut') - d1 >= 90 THEN 5 ELSE 6 END::UTINYINT AS gap
    FROM segments
    WHERE d1 <= getvariable('cut') AND (d0_after IS NULL OR d0_after > d1)
)
WHERE (district0, g0) <> (district1, g1)
GROUP BY ALL
