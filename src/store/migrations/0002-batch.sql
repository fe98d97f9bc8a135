-- SPDX-License-Identifier: GPL-3.0-or-later
-- SPDX-FileCopyrightText: 2026 The Keywright authors
--
-- Version 2: many cards in a row.

CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('rooms', 'staff', 'blank')),
  created_at_unix_s INTEGER NOT NULL,
  ended_at_unix_s INTEGER
) STRICT;
CREATE INDEX batch_open ON batch (id) WHERE ended_at_unix_s IS NULL;

-- One card of a batch. That it is done stands nowhere but in the act of writing that was begun last
-- for it, which names it in the transaction of the intent: a crash cannot lose the one and keep the
-- other. mark: passed over, or a card that was blank already counted for it.
CREATE TABLE batch_card (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT CHECK (kind IN ('tenant', 'floor', 'building')),
  stay_id INTEGER REFERENCES stay (id),
  building INTEGER NOT NULL CHECK (building BETWEEN 0 AND 255),
  floor INTEGER NOT NULL CHECK (floor BETWEEN 0 AND 255),
  door INTEGER NOT NULL CHECK (door BETWEEN 0 AND 65535),
  until_unix_s INTEGER,
  holder_personal_id INTEGER UNIQUE REFERENCES personal (id),
  issue_id INTEGER UNIQUE REFERENCES issue (id),
  mark TEXT CHECK (mark IN ('skipped', 'was-blank')),
  problem TEXT,
  UNIQUE (batch_id, position)
) STRICT;
CREATE INDEX batch_card_by_stay ON batch_card (stay_id) WHERE stay_id IS NOT NULL;
