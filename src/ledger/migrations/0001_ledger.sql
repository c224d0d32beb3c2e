-- The ledger: events that nobody changes, and what follows from them.
-- {bigint} and {strict} are spelled by the database that reads this.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) {strict};

-- Who did what, when; each event carries the hash of the one before it.
CREATE TABLE event (
  seq     {bigint} PRIMARY KEY,
  at      TEXT NOT NULL,
  kind    TEXT NOT NULL,
  actor   TEXT NOT NULL,
  batch   TEXT,
  payment {bigint},
  body    TEXT NOT NULL,
  prior   TEXT NOT NULL,
  hash    TEXT NOT NULL UNIQUE
) {strict};

-- Who may sign, and what proves it.
CREATE TABLE signer (
  name_key    TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  method      TEXT NOT NULL,
  salt        TEXT NOT NULL,
  secret_hash TEXT NOT NULL
) {strict};

CREATE TABLE batch (
  id             TEXT PRIMARY KEY,
  programme      TEXT NOT NULL,
  period         TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('first', 'supplementary', 'reissue')),
  maker          TEXT NOT NULL,
  prepared_at    TEXT NOT NULL,
  manifest       TEXT NOT NULL,
  profile        TEXT NOT NULL,
  purpose        TEXT NOT NULL,
  people         {bigint} NOT NULL CHECK (people > 0),
  amount_fen     {bigint} NOT NULL CHECK (amount_fen > 0),
  content        TEXT NOT NULL,
  state          TEXT NOT NULL
    CHECK (state IN ('prepared', 'approved', 'exported', 'closed', 'withdrawn'))
) {strict};

CREATE TABLE payment (
  id           {bigint} PRIMARY KEY,
  batch        TEXT NOT NULL REFERENCES batch (id),
  line         {bigint} NOT NULL,
  programme    TEXT NOT NULL,
  period       TEXT NOT NULL,
  person       TEXT NOT NULL,
  also         TEXT NOT NULL,
  name         TEXT NOT NULL,
  name_key     TEXT NOT NULL,
  payee        TEXT NOT NULL,
  account      TEXT NOT NULL,
  bank         TEXT NOT NULL,
  township     TEXT NOT NULL,
  village      TEXT NOT NULL,
  household    TEXT NOT NULL,
  registered   TEXT NOT NULL,
  amount_fen   {bigint} NOT NULL CHECK (amount_fen > 0),
  source_file  TEXT NOT NULL,
  source_sheet TEXT NOT NULL,
  source_row   {bigint} NOT NULL,
  attempt_of   {bigint} REFERENCES payment (id),
  state        TEXT NOT NULL CHECK (
    state IN ('open', 'pending', 'unknown', 'paid', 'failed', 'returned', 'withdrawn')),
  UNIQUE (batch, line)
) {strict};

-- Never twice: one live payment a person, programme and period, and one live
-- attempt a period after a failed one (two halves may make good a year).
CREATE UNIQUE INDEX payment_person ON payment (programme, person, period)
  WHERE state IN ('open', 'pending', 'unknown', 'paid');
CREATE UNIQUE INDEX payment_attempt ON payment (attempt_of, period)
  WHERE attempt_of IS NOT NULL AND state IN ('open', 'pending', 'unknown', 'paid');
CREATE INDEX payment_again ON payment (attempt_of) WHERE attempt_of IS NOT NULL;

-- What a bank sent back: each line of each file once.
CREATE TABLE return_file (
  sha256 TEXT PRIMARY KEY,
  seq    {bigint} NOT NULL UNIQUE REFERENCES event (seq),
  batch  TEXT NOT NULL REFERENCES batch (id),
  name   TEXT NOT NULL
) {strict};

CREATE TABLE return_line (
  seq        {bigint} NOT NULL REFERENCES event (seq),
  line       {bigint} NOT NULL,
  bucket     TEXT NOT NULL CHECK (
    bucket IN ('paid', 'failed', 'returned', 'pending', 'unknown', 'repeated', 'quarantined')),
  finding    TEXT NOT NULL,
  payment    {bigint} REFERENCES payment (id),
  code       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  amount_fen {bigint},
  PRIMARY KEY (seq, line)
) {strict};
