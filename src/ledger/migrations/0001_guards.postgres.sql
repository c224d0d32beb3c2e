-- Events stay as they were written; of batches and payments only the state moves.
CREATE FUNCTION zhibu_stays() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'rows of % stay as they were written', TG_TABLE_NAME; END $$;
CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON event
  EXECUTE FUNCTION zhibu_stays();
CREATE TRIGGER return_line_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON return_line
  EXECUTE FUNCTION zhibu_stays();
CREATE TRIGGER return_file_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON return_file
  EXECUTE FUNCTION zhibu_stays();
CREATE TRIGGER signer_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON signer
  EXECUTE FUNCTION zhibu_stays();
CREATE TRIGGER payment_stays BEFORE DELETE OR TRUNCATE ON payment
  EXECUTE FUNCTION zhibu_stays();
CREATE TRIGGER payment_state_only BEFORE UPDATE OF id, batch, line, programme, period, person,
    also, name, name_key, payee, account, bank, township, village, household, registered,
    amount_fen, source_file, source_sheet, source_row, attempt_of ON payment
  EXECUTE FUNCTION zhibu_stays();
CREATE TRIGGER batch_stays BEFORE DELETE OR TRUNCATE ON batch
  EXECUTE FUNCTION zhibu_stays();
CREATE TRIGGER batch_state_only BEFORE UPDATE OF id, programme, period, kind, maker,
    prepared_at, manifest, profile, purpose, people, amount_fen, content ON batch
  EXECUTE FUNCTION zhibu_stays();
