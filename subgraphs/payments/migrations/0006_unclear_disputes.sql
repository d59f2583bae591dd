-- What a provider says of a dispute's end where that is not understood, for staff. It stays open meanwhile.
ALTER TABLE disputes ADD COLUMN unclear_outcome text;
