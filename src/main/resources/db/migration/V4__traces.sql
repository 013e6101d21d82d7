-- Of the request that asked for the job, so that its traces are found again after a restart. Jobs from before get one of their own.
ALTER TABLE jobs ADD COLUMN trace TEXT;
UPDATE jobs SET trace = lower(hex(randomblob(16)));
