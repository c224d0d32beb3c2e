-- Who was paid may be forgotten, where an event of the chain says so: the guards ask
-- for it row by row.
CREATE INDEX event_purged ON event (batch) WHERE kind = 'purged';
