-- One row per name of an outlet whose owner reference/publishers knows. publisher: in small letters.
CREATE TABLE IF NOT EXISTS owners (publisher TEXT PRIMARY KEY, owner TEXT NOT NULL);
