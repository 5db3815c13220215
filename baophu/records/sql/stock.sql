-- Changes of the stock: persons that enter or leave a state on a day. The first day holds the opening stock.
SELECT (district // 100)::UTINYINT AS province, day, district, g, sum(change)::BIGINT AS change
FROM (
    SELECT d0 AS day, district, g, 1 AS change FROM segments WHERE d0 <= getvariable('cut')
    UNION ALL
    SELECT d1, district, g, -1 FROM segments WHERE d1 <= getvariable('cut')
)
GROUP BY ALL
HAVING sum(change) <> 0
