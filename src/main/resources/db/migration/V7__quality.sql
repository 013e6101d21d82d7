-- How many of the sampled pictures are looked at; before there was a choice all were.
ALTER TABLE jobs ADD COLUMN quality TEXT NOT NULL DEFAULT 'thorough';
ALTER TABLE results ADD COLUMN quality TEXT NOT NULL DEFAULT 'thorough';
