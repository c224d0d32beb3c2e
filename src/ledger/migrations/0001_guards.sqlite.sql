-- Events stay as they were written; of batches and payments only the state moves.
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
  BEGIN SELECT RAISE(ABORT, 'events are not changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
  BEGIN SELECT RAISE(ABORT, 'events are not deleted'); END;
CREATE TRIGGER return_line_no_update BEFORE UPDATE ON return_line
  BEGIN SELECT RAISE(ABORT, 'lines of a return are not changed'); END;
CREATE TRIGGER return_line_no_delete BEFORE DELETE ON return_line
  BEGIN SELECT RAISE(ABORT, 'lines of a return are not deleted'); END;
CREATE TRIGGER return_file_no_update BEFORE UPDATE ON return_file
  BEGIN SELECT RAISE(ABORT, 'return files are not changed'); END;
CREATE TRIGGER return_file_no_delete BEFORE DELETE ON return_file
  BEGIN SELECT RAISE(ABORT, 'return files are not deleted'); END;
CREATE TRIGGER signer_no_update BEFORE UPDATE ON signer
  BEGIN SELECT RAISE(ABORT, 'signers are not changed'); END;
CREATE TRIGGER signer_no_delete BEFORE DELETE ON signer
  BEGIN SELECT RAISE(ABORT, 'signers are not deleted'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
  BEGIN SELECT RAISE(ABORT, 'payments are not deleted'); END;
CREATE TRIGGER payment_state_only BEFORE UPDATE OF id, batch, line, programme, period, person,
    also, name, name_key, payee, account, bank, township, village, household, registered,
    amount_fen, source_file, source_sheet, source_row, attempt_of ON payment
  BEGIN SELECT RAISE(ABORT, 'of a payment only the state moves'); END;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch
  BEGIN SELECT RAISE(ABORT, 'batches are not deleted'); END;
CREATE TRIGGER batch_state_only BEFORE UPDATE OF id, programme, period, kind, maker,
    prepared_at, manifest, profile, purpose, people, amount_fen, content ON batch
  BEGIN SELECT RAISE(ABORT, 'of a batch only the state moves'); END;
