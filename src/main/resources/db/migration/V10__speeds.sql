-- How long tasks took here, what was done lately counting more: one row for each kind of task and, for detection, each quality.
CREATE TABLE speeds (
    kind    TEXT NOT NULL,
    quality TEXT NOT NULL,
    seconds REAL NOT NULL CHECK (seconds >= 0),
    work    REAL NOT NULL CHECK (work > 0),
    PRIMARY KEY (kind, quality)
) WITHOUT ROWID;
