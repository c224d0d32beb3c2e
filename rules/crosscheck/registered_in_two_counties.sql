-- Purpose: who stands on the rosters of two counties in one period: every
--          roster row of each such number, whatever its disposition.
-- Reads:   rows_of_counties (one row a data row of a county's lists).
-- Columns: period, id_key (18 characters), counties, how many register the
--          number, then the row: county, file, sheet, line, township,
--          name_key, disposition.
-- Leaves out: rows whose number is not sound (id_key is null).
-- Units:   counties, line as Excel counts it.
-- Order:   period, id_key, county, file, sheet, line.
WITH numbers AS (
  SELECT period, id_key, COUNT(DISTINCT county) AS counties
  FROM rows_of_counties
  WHERE list = 'roster' AND id_key IS NOT NULL
  GROUP BY period, id_key
  HAVING COUNT(DISTINCT county) > 1
)
SELECT
  r.period AS period,
  r.id_key AS id_key,
  n.counties AS counties,
  r.county AS county,
  r.file AS file,
  r.sheet AS sheet,
  r.line AS line,
  r.township AS township,
  r.name_key AS name_key,
  r.disposition AS disposition
FROM rows_of_counties AS r
INNER JOIN numbers AS n ON r.period = n.period AND r.id_key = n.id_key
WHERE r.list = 'roster'
ORDER BY period, id_key, county, file, sheet, line
