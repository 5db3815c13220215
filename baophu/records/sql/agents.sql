-- Household cards that were due, by the year and the agent who sold them; 0 is no agent.
SELECT province, date_trunc('year', month)::DATE AS year, agent, outcome, count(*) AS cards
FROM due
WHERE g = 10 AND ahead = 0
GROUP BY ALL
