-- Of a payment the state moves; else a row may only lose who it is of, all of that at
-- once, and only where an event says that its batch was purged.
DROP TRIGGER payment_state_only;
CREATE TRIGGER payment_state_only BEFORE UPDATE OF id, batch, line, programme, period, person,
    also, name, name_key, payee, account, bank, township, village, household, registered,
    amount_fen, source_file, source_sheet, source_row, attempt_of ON payment
  WHEN NOT (NEW.id IS OLD.id AND NEW.batch IS OLD.batch AND NEW.line IS OLD.line
    AND NEW.programme IS OLD.programme AND NEW.period IS OLD.period
    AND NEW.bank IS OLD.bank AND NEW.township IS OLD.township
    AND NEW.amount_fen IS OLD.amount_fen AND NEW.attempt_of IS OLD.attempt_of
    AND NEW.state IS OLD.state AND NEW.person = '#' || OLD.id AND NEW.also = ''
    AND NEW.name = '' AND NEW.name_key = '' AND NEW.payee = '' AND NEW.account = ''
    AND NEW.village = '' AND NEW.household = '' AND NEW.registered = ''
    AND NEW.source_file = '' AND NEW.source_sheet = '' AND NEW.source_row = 0
    AND EXISTS (SELECT 1 FROM event WHERE kind = 'purged' AND batch = OLD.batch))
  BEGIN SELECT RAISE(ABORT, 'of a payment only the state moves'); END;
DROP TRIGGER return_line_no_update;
CREATE TRIGGER return_line_no_update BEFORE UPDATE ON return_line
  WHEN NOT (NEW.seq IS OLD.seq AND NEW.line IS OLD.line AND NEW.bucket IS OLD.bucket
    AND NEW.finding IS OLD.finding AND NEW.payment IS OLD.payment
    AND NEW.amount_fen IS OLD.amount_fen AND NEW.code = '' AND NEW.reason = ''
    AND EXISTS (SELECT 1 FROM return_file f JOIN event e ON e.batch = f.batch
      WHERE f.seq = OLD.seq AND e.kind = 'purged'))
  BEGIN SELECT RAISE(ABORT, 'lines of a return are not changed'); END;
