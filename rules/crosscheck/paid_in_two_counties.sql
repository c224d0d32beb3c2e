-- Purpose: who is paid by two counties for one period: every pay row of each
--          such number that is paid now or was paid before.
-- Reads:   rows_of_counties (one row a data row of a county's lists).
-- Columns: period, id_key (18 characters), counties, how many pay the number,
--          then the row: county, file, sheet, line, township, name_key,
--          account_key, disposition, amount_fen (0 where paid before).
-- Leaves out: rows whose number is not sound (id_key is null).
-- Units:   counties, line as Excel counts it, fen (0.01 yuan).
-- Order:   period, id_key, county, file, sheet, line.
WITH numbers AS (
  SELECT period, id_key, COUNT(DISTINCT county) AS counties
  FROM rows_of_counties
  WHERE list = 'pay_list' AND disposition IN ('paid', 'already_paid') AND id_key IS NOT NULL
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
  r.account_key AS account_key,
  r.disposition AS disposition,
  r.amount_fen AS amount_fen
FROM rows_of_counties AS r
INNER JOIN numbers AS n ON r.period = n.period AND r.id_key = n.id_key
WHERE r.list = 'pay_list' AND r.disposition IN ('paid', 'already_paid')
ORDER BY period, id_key, county, file, sheet, line
