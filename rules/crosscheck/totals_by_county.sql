-- Purpose: what each county registers, pays and holds in a period.
-- Reads:   rows_of_counties (one row a data row of a county's lists).
-- Columns: county, period, roster_rows and roster_people (different sound
--          numbers, and each row without one), pay_list_rows, paid_rows,
--          paid_people (counted alike) and paid_fen, already_paid_rows,
--          held_rows and held_fen, paid_without_number and
--          paid_without_account: paid rows that the other statements cannot
--          compare.
-- Units:   rows, people, fen (0.01 yuan).
-- Order:   county, period.
SELECT
  county,
  period,
  SUM(CASE WHEN list = 'roster' THEN 1 ELSE 0 END) AS roster_rows,
  COUNT(DISTINCT CASE WHEN list = 'roster' THEN id_key ELSE NULL END)
    + SUM(CASE WHEN list = 'roster' AND id_key IS NULL THEN 1 ELSE 0 END) AS roster_people,
  SUM(CASE WHEN list = 'pay_list' THEN 1 ELSE 0 END) AS pay_list_rows,
  SUM(CASE WHEN list = 'pay_list' AND disposition = 'paid' THEN 1 ELSE 0 END) AS paid_rows,
  COUNT(DISTINCT CASE WHEN list = 'pay_list' AND disposition = 'paid' THEN id_key ELSE NULL END)
    + SUM(CASE WHEN list = 'pay_list' AND disposition = 'paid' AND id_key IS NULL
               THEN 1 ELSE 0 END) AS paid_people,
  SUM(CASE WHEN list = 'pay_list' AND disposition = 'paid' THEN amount_fen ELSE 0 END) AS paid_fen,
  SUM(CASE WHEN list = 'pay_list' AND disposition = 'already_paid'
           THEN 1 ELSE 0 END) AS already_paid_rows,
  SUM(CASE WHEN list = 'pay_list' AND disposition = 'held' THEN 1 ELSE 0 END) AS held_rows,
  SUM(CASE WHEN list = 'pay_list' AND disposition = 'held' THEN amount_fen ELSE 0 END) AS held_fen,
  SUM(CASE WHEN list = 'pay_list' AND disposition = 'paid' AND id_key IS NULL
           THEN 1 ELSE 0 END) AS paid_without_number,
  SUM(CASE WHEN list = 'pay_list' AND disposition = 'paid' AND account_key IS NULL
           THEN 1 ELSE 0 END) AS paid_without_account
FROM rows_of_counties
GROUP BY county, period
ORDER BY county, period
