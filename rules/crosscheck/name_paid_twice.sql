-- Purpose: one name that is paid more than once through one account in one
--          period, in one county or in several: as a rule one person under two
--          numbers. Every such pay row that is paid now or was paid before.
-- Reads:   rows_of_counties (one row a data row of a county's lists).
-- Columns: period, account_key, name_key, payments, how many rows pay the name
--          through the account, then the row: county, file, sheet, line,
--          township, id_key, disposition, amount_fen (0 where paid before).
-- Leaves out: rows whose account is not known (account_key is null).
-- Units:   rows, line as Excel counts it, fen (0.01 yuan).
-- Order:   period, account_key, name_key, county, file, sheet, line.
WITH names AS (
  SELECT period, account_key, name_key, COUNT(*) AS payments
  FROM rows_of_counties
  WHERE list = 'pay_list' AND disposition IN ('paid', 'already_paid')
    AND account_key IS NOT NULL AND name_key IS NOT NULL
  GROUP BY period, account_key, name_key
  HAVING COUNT(*) > 1
)
SELECT
  r.period AS period,
  r.account_key AS account_key,
  r.name_key AS name_key,
  n.payments AS payments,
  r.county AS county,
  r.file AS file,
  r.sheet AS sheet,
  r.line AS line,
  r.township AS township,
  r.id_key AS id_key,
  r.disposition AS disposition,
  r.amount_fen AS amount_fen
FROM rows_of_counties AS r
INNER JOIN names AS n
  ON r.period = n.period AND r.account_key = n.account_key AND r.name_key = n.name_key
WHERE r.list = 'pay_list' AND r.disposition IN ('paid', 'already_paid')
ORDER BY period, account_key, name_key, county, file, sheet, line
