-- The etag of the result that a job draws onto the recording; null for a job that makes a result.
ALTER TABLE jobs ADD COLUMN renders TEXT;

-- Whether there is a small picture of the recording, so that lists need not look at the disk.
ALTER TABLE sessions ADD COLUMN thumbnail INTEGER NOT NULL DEFAULT 0;
