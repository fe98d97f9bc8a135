-- SPDX-License-Identifier: GPL-3.0-or-later
-- SPDX-FileCopyrightText: 2026 The Keywright authors
--
-- The register, version 1. Released files never change: a change is a new file.
-- Words in CHECKs are the stored forms of the model's enumerations. Seconds are Unix seconds, UTC.

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Personal text stands nowhere else, so that it can be erased. Erased: salt and text are NULL.
-- is_name: a tenant's or a holder's, found by name; the others belong to journal rows.
CREATE TABLE personal (
  id INTEGER PRIMARY KEY,
  stay_id INTEGER REFERENCES stay (id),
  is_name INTEGER NOT NULL CHECK (is_name IN (0, 1)),
  salt BLOB CHECK (length(salt) = 16),
  text TEXT,
  CHECK ((salt IS NULL) = (text IS NULL))
) STRICT;
CREATE INDEX personal_by_stay ON personal (stay_id) WHERE stay_id IS NOT NULL;

-- Words of names, folded, by their beginnings. No trigger keeps it: SQLite lets none touch a virtual
-- table where the schema is not trusted. Whoever erases a name says 'delete' to it, then 'optimize':
-- until then the words stand there, marked as gone.
CREATE VIRTUAL TABLE name_word USING fts5 (
  text,
  content = 'personal',
  content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2 3 4 5',
  detail = none,
  columnsize = 0
);

-- The property. Numbers stand on cards and in locks; a thing that is gone keeps its row.
CREATE TABLE property (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  site INTEGER NOT NULL CHECK (site BETWEEN 1 AND 4294967295),
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  check_in_minute INTEGER NOT NULL CHECK (check_in_minute BETWEEN 0 AND 1439),
  check_out_minute INTEGER NOT NULL CHECK (check_out_minute BETWEEN 0 AND 1439),
  allow_cloneable_master INTEGER NOT NULL CHECK (allow_cloneable_master IN (0, 1)),
  desfire_application INTEGER NOT NULL CHECK (desfire_application BETWEEN 1 AND 16777215),
  classic_first_sector INTEGER NOT NULL CHECK (classic_first_sector BETWEEN 1 AND 10)
) STRICT;

CREATE TABLE building (
  number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 255),
  name TEXT NOT NULL,
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1))
) STRICT;

CREATE TABLE floor (
  building INTEGER NOT NULL REFERENCES building (number),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 255),
  name TEXT NOT NULL,
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
  PRIMARY KEY (building, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE door (
  building INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 65535),
  floor INTEGER NOT NULL,
  name TEXT NOT NULL,
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
  PRIMARY KEY (building, number),
  FOREIGN KEY (building, floor) REFERENCES floor (building, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE area (
  number INTEGER PRIMARY KEY CHECK (number BETWEEN 0 AND 31),
  name TEXT NOT NULL,
  building INTEGER NOT NULL,
  floor INTEGER NOT NULL,
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
  FOREIGN KEY (building, floor) REFERENCES floor (building, number)
) STRICT;

-- building 0: the bank serves more than one.
CREATE TABLE bank (
  number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 255),
  name TEXT NOT NULL,
  building INTEGER NOT NULL CHECK (building BETWEEN 0 AND 255),
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1))
) STRICT;

-- building and floor 0: the landing leads to none in particular.
CREATE TABLE landing (
  bank INTEGER NOT NULL REFERENCES bank (number),
  number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 63),
  name TEXT NOT NULL,
  building INTEGER NOT NULL CHECK (building BETWEEN 0 AND 255),
  floor INTEGER NOT NULL CHECK (floor BETWEEN 0 AND 255),
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
  PRIMARY KEY (bank, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE stay (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('expected', 'open', 'closed')),
  from_unix_s INTEGER NOT NULL CHECK (from_unix_s >= 0),
  until_unix_s INTEGER NOT NULL CHECK (until_unix_s > from_unix_s),
  opened_at_unix_s INTEGER CHECK (opened_at_unix_s > 0),
  closed_at_unix_s INTEGER CHECK (closed_at_unix_s > 0),
  reference TEXT
) STRICT;
CREATE INDEX stay_by_state ON stay (state, until_unix_s);
CREATE INDEX stay_by_state_from ON stay (state, from_unix_s);
CREATE INDEX stay_by_from ON stay (from_unix_s);
CREATE INDEX stay_by_until ON stay (until_unix_s);
CREATE INDEX stay_by_reference ON stay (reference COLLATE NOCASE) WHERE reference IS NOT NULL;

-- position 0 is the main door.
CREATE TABLE stay_door (
  stay_id INTEGER NOT NULL REFERENCES stay (id),
  position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 4),
  building INTEGER NOT NULL,
  door INTEGER NOT NULL,
  PRIMARY KEY (stay_id, position),
  UNIQUE (building, door, stay_id),
  FOREIGN KEY (building, door) REFERENCES door (building, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE tenant (
  stay_id INTEGER NOT NULL REFERENCES stay (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  personal_id INTEGER NOT NULL UNIQUE REFERENCES personal (id),
  PRIMARY KEY (stay_id, position)
) STRICT, WITHOUT ROWID;

-- A piece of plastic.
CREATE TABLE card (
  id INTEGER PRIMARY KEY,
  number_station INTEGER NOT NULL CHECK (number_station BETWEEN 1 AND 8388607),
  number_counter INTEGER NOT NULL CHECK (number_counter >= 1),
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) IN (4, 7, 10)),
  medium TEXT NOT NULL
    CHECK (medium IN ('classic-1k', 'classic-4k', 'desfire', 'ultralight-c')),
  is_discarded INTEGER NOT NULL CHECK (is_discarded IN (0, 1)),
  UNIQUE (number_station, number_counter)
) STRICT;

-- What a credential opens, and when. A row belongs to one credential or to one side of one issue.
CREATE TABLE access_grant (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL
    CHECK (kind IN ('tenant', 'floor', 'building', 'master', 'emergency', 'cancel')),
  can_override_deadbolt INTEGER NOT NULL CHECK (can_override_deadbolt IN (0, 1)),
  is_copy INTEGER NOT NULL CHECK (is_copy IN (0, 1)),
  is_from_first_use INTEGER NOT NULL CHECK (is_from_first_use IN (0, 1)),
  is_one_opening INTEGER NOT NULL CHECK (is_one_opening IN (0, 1)),
  has_every_landing INTEGER NOT NULL CHECK (has_every_landing IN (0, 1)),
  building INTEGER NOT NULL CHECK (building BETWEEN 0 AND 255),
  floor INTEGER NOT NULL CHECK (floor BETWEEN 0 AND 255),
  door INTEGER NOT NULL CHECK (door BETWEEN 0 AND 65535),
  extra_door_1 INTEGER NOT NULL CHECK (extra_door_1 BETWEEN 0 AND 65535),
  extra_door_2 INTEGER NOT NULL CHECK (extra_door_2 BETWEEN 0 AND 65535),
  extra_door_3 INTEGER NOT NULL CHECK (extra_door_3 BETWEEN 0 AND 65535),
  extra_door_4 INTEGER NOT NULL CHECK (extra_door_4 BETWEEN 0 AND 65535),
  areas INTEGER NOT NULL CHECK (areas BETWEEN 0 AND 4294967295),
  bank INTEGER NOT NULL CHECK (bank BETWEEN 0 AND 255),
  floors INTEGER NOT NULL, -- 64 bits, as a signed number
  weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 0 AND 127),
  day_start_minute INTEGER NOT NULL CHECK (day_start_minute BETWEEN 0 AND 1439),
  day_end_minute INTEGER NOT NULL CHECK (day_end_minute BETWEEN 0 AND 1440),
  valid_from_unix_s INTEGER NOT NULL,
  valid_until_unix_s INTEGER NOT NULL CHECK (valid_until_unix_s > valid_from_unix_s),
  cancelled_1 INTEGER NOT NULL,
  cancelled_2 INTEGER NOT NULL,
  cancelled_3 INTEGER NOT NULL,
  cancelled_4 INTEGER NOT NULL
) STRICT;

-- number: station (24 bit), counter (40 bit). is_newest: what was written on its card last, failed
-- tries aside; kept by triggers.
CREATE TABLE credential (
  number INTEGER PRIMARY KEY CHECK (number >= 1099511627776),
  card_id INTEGER NOT NULL REFERENCES card (id),
  grant_id INTEGER NOT NULL UNIQUE REFERENCES access_grant (id),
  generation INTEGER NOT NULL CHECK (generation BETWEEN 0 AND 4294967295),
  revision INTEGER NOT NULL CHECK (revision BETWEEN 0 AND 65535),
  key_version INTEGER NOT NULL CHECK (key_version BETWEEN 1 AND 255),
  stay_id INTEGER REFERENCES stay (id),
  holder_personal_id INTEGER UNIQUE REFERENCES personal (id),
  state TEXT NOT NULL
    CHECK (state IN ('pending', 'live', 'returned', 'lost', 'superseded', 'expired', 'rewritten',
                     'failed', 'damaged', 'uncertain')),
  issued_at_unix_s INTEGER NOT NULL CHECK (issued_at_unix_s >= 0),
  may_live_until_unix_s INTEGER NOT NULL CHECK (may_live_until_unix_s >= 0),
  is_on_cancel_card INTEGER NOT NULL CHECK (is_on_cancel_card IN (0, 1)),
  is_newest INTEGER NOT NULL DEFAULT 0 CHECK (is_newest IN (0, 1))
) STRICT;
CREATE INDEX credential_by_card ON credential (card_id, issued_at_unix_s, number);
CREATE INDEX credential_by_stay ON credential (stay_id) WHERE stay_id IS NOT NULL;
CREATE INDEX credential_by_state ON credential (state, card_id);
CREATE INDEX credential_newest ON credential (issued_at_unix_s, number, state, stay_id)
  WHERE is_newest = 1;
CREATE INDEX credential_newest_staff ON credential (issued_at_unix_s, number)
  WHERE is_newest = 1 AND stay_id IS NULL;

CREATE TRIGGER credential_newest_insert AFTER INSERT ON credential
BEGIN
  UPDATE credential SET is_newest = 0 WHERE card_id = new.card_id AND is_newest = 1;
  UPDATE credential SET is_newest = 1
    WHERE number = (SELECT n.number FROM credential n
                    WHERE n.card_id = new.card_id AND n.state <> 'failed'
                    ORDER BY n.issued_at_unix_s DESC, n.number DESC LIMIT 1);
END;
CREATE TRIGGER credential_newest_update AFTER UPDATE OF card_id, state, issued_at_unix_s
ON credential
WHEN (new.state = 'failed') <> (old.state = 'failed') OR new.card_id <> old.card_id
  OR new.issued_at_unix_s <> old.issued_at_unix_s
BEGIN
  UPDATE credential SET is_newest = 0
    WHERE card_id IN (old.card_id, new.card_id) AND is_newest = 1;
  UPDATE credential SET is_newest = 1
    WHERE number IN (
      (SELECT n.number FROM credential n
       WHERE n.card_id = new.card_id AND n.state <> 'failed'
       ORDER BY n.issued_at_unix_s DESC, n.number DESC LIMIT 1),
      (SELECT n.number FROM credential n
       WHERE n.card_id = old.card_id AND n.state <> 'failed'
       ORDER BY n.issued_at_unix_s DESC, n.number DESC LIMIT 1));
END;

-- What a tenant credential is at each of its guest doors. A door that a renewal or a move took off
-- the card stays, superseded: its generation is known to that lock.
CREATE TABLE credential_door (
  credential INTEGER NOT NULL REFERENCES credential (number),
  building INTEGER NOT NULL CHECK (building BETWEEN 1 AND 255),
  door INTEGER NOT NULL CHECK (door BETWEEN 1 AND 65535),
  state TEXT NOT NULL CHECK (state IN ('alive', 'superseded', 'cancelled')),
  PRIMARY KEY (credential, building, door)
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_door_by_door ON credential_door (building, door, state);

-- One act of writing. Stored before the first byte goes to the card.
CREATE TABLE issue (
  id INTEGER PRIMARY KEY,
  operation TEXT NOT NULL
    CHECK (operation IN ('issue', 'renew', 'move', 'return', 'blank', 'cancel-card')),
  card_id INTEGER REFERENCES card (id),
  credential INTEGER REFERENCES credential (number),
  credential_before INTEGER,
  revision_before INTEGER NOT NULL CHECK (revision_before BETWEEN 0 AND 65535),
  revision_after INTEGER NOT NULL CHECK (revision_after BETWEEN 0 AND 65535),
  grant_before_id INTEGER UNIQUE REFERENCES access_grant (id),
  grant_after_id INTEGER UNIQUE REFERENCES access_grant (id),
  state TEXT NOT NULL
    CHECK (state IN ('queued', 'waiting-for-card', 'reading', 'intent-stored', 'writing',
                     'verifying', 'done', 'failed', 'uncertain')),
  step TEXT,
  owner TEXT NOT NULL,
  station INTEGER NOT NULL CHECK (station BETWEEN 1 AND 8388607),
  started_at_unix_s INTEGER NOT NULL,
  finished_at_unix_s INTEGER
) STRICT;
-- At most one stored intent on a piece of plastic, however many programs there are.
CREATE UNIQUE INDEX issue_intent_by_card ON issue (card_id)
  WHERE state IN ('intent-stored', 'writing', 'verifying', 'uncertain');
CREATE INDEX issue_unresolved ON issue (id) WHERE state NOT IN ('done', 'failed');
CREATE INDEX issue_by_owner ON issue (owner);
CREATE INDEX issue_by_card ON issue (card_id);
CREATE INDEX issue_by_credential ON issue (credential);

-- Places somebody has to walk to with a cancel card (cancel_credential) or a replacement. building
-- is 0 unless it is a door; door, area and bank repeat number where it is that.
CREATE TABLE cancel_visit (
  id INTEGER PRIMARY KEY,
  lost_credential INTEGER NOT NULL REFERENCES credential (number),
  cancel_credential INTEGER REFERENCES credential (number),
  kind TEXT NOT NULL CHECK (kind IN ('door', 'area', 'elevator')),
  building INTEGER NOT NULL CHECK (kind = 'door' OR building = 0),
  number INTEGER NOT NULL,
  visited_at_unix_s INTEGER,
  door INTEGER AS (iif (kind = 'door', number, NULL)),
  area INTEGER AS (iif (kind = 'area', number, NULL)) REFERENCES area (number),
  bank INTEGER AS (iif (kind = 'elevator', number, NULL)) REFERENCES bank (number),
  UNIQUE (lost_credential, kind, building, number),
  FOREIGN KEY (building, door) REFERENCES door (building, number)
) STRICT;
CREATE INDEX cancel_visit_by_cancel ON cancel_visit (cancel_credential)
  WHERE cancel_credential IS NOT NULL;
CREATE INDEX cancel_visit_open ON cancel_visit (id) WHERE visited_at_unix_s IS NULL;

-- The truth. text is the row's canonical text, hash its SHA-256; the other columns repeat it for
-- lists. event has no CHECK: new events come without a new version.
CREATE TABLE journal (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  at_unix_s INTEGER NOT NULL,
  station INTEGER NOT NULL CHECK (station BETWEEN 0 AND 8388607),
  operator TEXT NOT NULL,
  event TEXT NOT NULL,
  text TEXT NOT NULL,
  previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX journal_by_event ON journal (event, number, at_unix_s);
CREATE INDEX journal_by_operator ON journal (operator, event, number, at_unix_s);
CREATE INDEX journal_by_time ON journal (at_unix_s);

CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
BEGIN
  SELECT raise(ABORT, 'a journal row is never changed');
END;
CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
BEGIN
  SELECT raise(ABORT, 'a journal row is never deleted');
END;
-- Also keeps INSERT OR REPLACE away, which deletes without asking the trigger above.
CREATE TRIGGER journal_has_no_gaps BEFORE INSERT ON journal
WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM journal)
BEGIN
  SELECT raise(ABORT, 'a journal row follows the one before');
END;

-- Which erasable texts stand behind the hashes of a row, in the row's order.
CREATE TABLE journal_personal (
  number INTEGER NOT NULL REFERENCES journal (number),
  slot INTEGER NOT NULL CHECK (slot >= 0),
  personal_id INTEGER NOT NULL UNIQUE REFERENCES personal (id),
  PRIMARY KEY (number, slot)
) STRICT, WITHOUT ROWID;

-- What a reference lock remembers between two tries.
CREATE TABLE lock_memory (
  place TEXT NOT NULL PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;
