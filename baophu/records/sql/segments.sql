-- The state of each person on each day, as segments [d0, d1): uninterrupted days decided by one card.

CREATE TABLE fates AS
SELECT person, min(day) FILTER (kind = 1) AS died, list(day) FILTER (kind = 2) AS moves FROM events GROUP BY person;

-- Both days of a card are inclusive; only here is the day added. ends_on is the card's own end, d1 that of its cover.
CREATE TABLE cards AS
WITH valid AS (
    SELECT person, g, district, term, coalesce(agent, 0)::USMALLINT AS agent, issued_on, s.valid_from AS began,
        least(s.valid_to + 1, getvariable('far')) AS ends_on,
        greatest(s.valid_from, getvariable('start')) AS d0,
        least(ends_on, died + 1) AS d1
    FROM spells AS s
    JOIN payers ON s.grp = payers.code AND s.valid_from BETWEEN payers.valid_from AND payers.valid_to
    LEFT JOIN fates USING (person)
    WHERE s.valid_from <= getvariable('cut') AND d0 < d1
)
SELECT *, coalesce(max(d1) OVER earlier <= d0, true) AND coalesce(lead(d0) OVER by_day >= d1, true) AS is_alone
FROM valid
WINDOW by_day AS (PARTITION BY person ORDER BY d0),
    earlier AS (PARTITION BY person ORDER BY d0 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);

-- Of cards of one group and start, those issued last are the correction of the others.
CREATE TABLE overlapping AS
SELECT * FROM cards WHERE NOT is_alone
QUALIFY issued_on IS NULL OR issued_on = max(issued_on) OVER (PARTITION BY person, g, began);

-- Between two boundaries, the days belong to the card of the group that pays first, then to the newest, the longest.
CREATE TABLE winners AS
WITH boundaries AS (SELECT person, d0 AS day FROM overlapping UNION SELECT person, d1 FROM overlapping),
spans AS (SELECT person, day AS d0, lead(day) OVER (PARTITION BY person ORDER BY day) AS d1 FROM boundaries)
SELECT c.* REPLACE (spans.d0 AS d0, spans.d1 AS d1)
FROM spans JOIN overlapping AS c ON c.person = spans.person AND c.d0 <= spans.d0 AND spans.d0 < c.d1
QUALIFY row_number() OVER (
    PARTITION BY c.person, spans.d0 ORDER BY g, began DESC, ends_on DESC, district, term, agent
) = 1;

-- reason: how the segment ends, if no other follows at once. The codes are those of REASONS in codes.py.
CREATE TABLE segments AS
WITH stays AS (
    SELECT person, d0, d1, ends_on, g, district, term, agent, died,
        CASE WHEN d1 = died + 1 THEN 1
            WHEN len(list_filter(moves, lambda day: day BETWEEN d1 - 400 AND d1)) > 0 THEN 2
            WHEN term NOT IN (3, 6, 12) THEN 7
            WHEN d1 < began + to_months(term) THEN 3
            WHEN term = 3 THEN 4 WHEN term = 6 THEN 5 ELSE 6 END::UTINYINT AS reason
    FROM (SELECT * FROM cards WHERE is_alone UNION ALL SELECT * FROM winners)
    LEFT JOIN fates USING (person)
)
SELECT *,
    lag(d1) OVER by_day AS d1_before, lag(g) OVER by_day AS g_before, lag(district) OVER by_day AS district_before,
    lead(d0) OVER by_day AS d0_after, lead(g) OVER by_day AS g_after
FROM stays
WINDOW by_day AS (PARTITION BY person ORDER BY d0);
