-- How a job comes along. All null until its first task has begun; attempt tells whether there is anything.
ALTER TABLE jobs ADD COLUMN attempt           INTEGER;
ALTER TABLE jobs ADD COLUMN eta_seconds       INTEGER;
ALTER TABLE jobs ADD COLUMN frames_per_second DOUBLE;
ALTER TABLE jobs ADD COLUMN segments_done     INTEGER;
ALTER TABLE jobs ADD COLUMN segments          INTEGER;
ALTER TABLE jobs ADD COLUMN stalled_seconds   INTEGER;
