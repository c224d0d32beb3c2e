-- Purpose: accounts that two counties pay in one period: every pay row through
--          each such account that is paid now or was paid before. A household
--          that shares an account inside one county is not among them.
-- Reads:   rows_of_counties (one row a data row of a county's lists).
-- Columns: period, account_key, counties, how many pay through the account,
--          then the row: county, file, sheet, line, township, name_key,
--          id_key, disposition, amount_fen (0 where paid before).
-- Leaves out: rows whose account is not known (account_key is null).
-- Units:   counties, line as Excel counts it, fen (0.01 yuan).
-- Order:   period, account_key, county, file, sheet, line.
WITH accounts AS (
  SELECT period, account_key, COUNT(DISTINCT county) AS counties
  FROM rows_of_counties
  WHERE list = 'pay_list' AND disposition IN ('paid', 'already_paid') AND account_key IS NOT NULL
  GROUP BY period, account_key
  HAVING COUNT(DISTINCT county) > 1
)
SELECT
  r.period AS period,
  r.account_key AS account_key,
  a.counties AS counties,
  r.county AS county,
  r.file AS file,
  r.sheet AS sheet,
  r.line AS line,
  r.township AS township,
  r.name_key AS name_key,
  r.id_key AS id_key,
  r.disposition AS disposition,
  r.amount_fen AS amount_fen
FROM rows_of_counties AS r
INNER JOIN accounts AS a ON r.period = a.period AND r.account_key = a.account_key
WHERE r.list = 'pay_list' AND r.disposition IN ('paid', 'already_paid')
ORDER BY period, account_key, county, file, sheet, line
