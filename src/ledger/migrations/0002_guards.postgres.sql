-- Of a payment the state moves; else a row may only lose who it is of, all of that at
-- once, and only where an event says that its batch was purged.
CREATE FUNCTION zhibu_payment_stays() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN
    IF NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.batch IS NOT DISTINCT FROM OLD.batch
      AND NEW.line IS NOT DISTINCT FROM OLD.line
      AND NEW.programme IS NOT DISTINCT FROM OLD.programme
      AND NEW.period IS NOT DISTINCT FROM OLD.period
      AND NEW.bank IS NOT DISTINCT FROM OLD.bank
      AND NEW.township IS NOT DISTINCT FROM OLD.township
      AND NEW.amount_fen IS NOT DISTINCT FROM OLD.amount_fen
      AND NEW.attempt_of IS NOT DISTINCT FROM OLD.attempt_of
      AND NEW.state IS NOT DISTINCT FROM OLD.state AND NEW.person = '#' || OLD.id
      AND NEW.also = '' AND NEW.name = '' AND NEW.name_key = '' AND NEW.payee = ''
      AND NEW.account = '' AND NEW.village = '' AND NEW.household = ''
      AND NEW.registered = '' AND NEW.source_file = '' AND NEW.source_sheet = ''
      AND NEW.source_row = 0
      AND EXISTS (SELECT 1 FROM event WHERE kind = 'purged' AND batch = OLD.batch)
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'rows of % stay as they were written', TG_TABLE_NAME; END $$;
DROP TRIGGER payment_state_only ON payment;
CREATE TRIGGER payment_state_only BEFORE UPDATE OF id, batch, line, programme, period, person,
    also, name, name_key, payee, account, bank, township, village, household, registered,
    amount_fen, source_file, source_sheet, source_row, attempt_of ON payment
  FOR EACH ROW EXECUTE FUNCTION zhibu_payment_stays();
CREATE FUNCTION zhibu_return_line_stays() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN
    IF NEW.seq IS NOT DISTINCT FROM OLD.seq AND NEW.line IS NOT DISTINCT FROM OLD.line
      AND NEW.bucket IS NOT DISTINCT FROM OLD.bucket AND NEW.finding IS NOT DISTINCT FROM OLD.finding
      AND NEW.payment IS NOT DISTINCT FROM OLD.payment
      AND NEW.amount_fen IS NOT DISTINCT FROM OLD.amount_fen AND NEW.code = '' AND NEW.reason = ''
      AND EXISTS (SELECT 1 FROM return_file f JOIN event e ON e.batch = f.batch
        WHERE f.seq = OLD.seq AND e.kind = 'purged')
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'rows of % stay as they were written', TG_TABLE_NAME; END $$;
DROP TRIGGER return_line_stays ON return_line;
CREATE TRIGGER return_line_stays BEFORE DELETE OR TRUNCATE ON return_line
  EXECUTE FUNCTION zhibu_stays();
CREATE TRIGGER return_line_update BEFORE UPDATE ON return_line
  FOR EACH ROW EXECUTE FUNCTION zhibu_return_line_stays();
