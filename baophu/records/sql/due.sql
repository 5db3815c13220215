-- Cards that were in force on their own last day, by the month of that day and what came after (OUTCOMES in codes.py).
-- ahead: of those that end after the last day of the data, in how many days (AHEAD in codes.py).
CREATE VIEW due AS
SELECT (district // 100)::UTINYINT AS province, date_trunc('month', ends_on - 1)::DATE AS month, district, g, term,
    agent, least((greatest(ends_on - 1 - getvariable('cut'), 0) + 29) // 30, 4)::UTINYINT AS ahead,
    CASE WHEN ends_on > getvariable('cut') THEN 6
        WHEN d0_after = d1 AND g_after = g THEN 1
        WHEN d0_after = d1 THEN 7
        WHEN d0_after - d1 <= 30 THEN 2
        WHEN d0_after - d1 <= 90 THEN 3
        WHEN d0_after > d1 THEN 4
        WHEN getvariable('cut') - d1 >= 90 THEN 5
        ELSE 6 END::UTINYINT AS outcome
FROM segments
WHERE d1 = ends_on AND ends_on < getvariable('far') AND (died IS NULL OR died >= ends_on);
