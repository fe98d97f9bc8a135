# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""What clerks do in every flow, in the words of the window; see window.py."""

from window import BUTTON, ENTRY, LABEL, LIST_ITEM, WindowCase, in_days


class FlowCase(WindowCase):
    """Words of the window in one place."""

    def go_to_room(self, room):
        """As a clerk does: types it and presses Enter."""
        self.window.key("ctrl+f", "ctrl+a")
        self.window.type(room)
        self.window.wait(pattern=rf"^(Room )?{room}\b", role=LIST_ITEM, within="KwSearch")
        self.window.key("Return")
        self.window.wait(room, role=LABEL, within="KwRoomPanel")

    def check_in(self, room, tenants):
        self.go_to_room(room)
        self.window.press("Check In", within="KwRoomPanel")
        self.window.fill("Tenants", tenants, within="KwStayForm")
        # Not what is proposed, which is the last day as soon as the hotel's midnight is past.
        self.window.fill("Until", in_days(3).replace("T", " "), within="KwStayForm")
        self.window.press("Check In", within="KwStayForm")
        self.until(lambda: self.stay_of(room), f"a stay of {room} is in the register")
        self.window.wait(pattern="^In house until", role=LABEL)

    def stay_of(self, room):
        """The open stay of a room."""
        return self.station.row(
            "SELECT stay.* FROM stay JOIN stay_door ON stay_door.stay_id = stay.id"
            " JOIN door ON door.building = stay_door.building AND door.number = stay_door.door"
            " WHERE door.name = ? AND stay.state = 'open' ORDER BY stay.id DESC",
            room,
        )

    def write(self, card, key="F2", review=None):
        """Reviews, lays CARD down and waits for the sign that it is done."""
        self.window.key(key)
        self.window.wait("Write Card", role=BUTTON, within="KwEncodePanel")
        if review is not None:
            self.window.wait(pattern=review, role=LABEL, within="KwEncodePanel")
        self.window.press("Write Card", within="KwEncodePanel")
        self.window.wait(pattern="^Lay a card", role=LABEL, within="KwEncodePanel")
        self.station.lay(card.name)

    def wait_done(self, sentence):
        self.window.wait(pattern=sentence, role=LABEL, within="KwEncodePanel")
        self.window.wait("Close", role=BUTTON, within="KwEncodePanel")

    def issue(self, room, card, review=None, done=None):
        self.write(card, review=review or rf"^Opens room {room}\b")
        self.wait_done(done or rf"^Room {room}\b")

    def last(self, card):
        """The row of what the card carries now."""
        return self.station.credentials_of(card)[-1]

    def assert_opens(self, room, card, **more):
        """The lock opens, and the register knows exactly that credential as live."""
        answer, number, revision = self.station.ask_lock(room, card)
        row = self.last(card)
        self.assertEqual((answer, number), ("OPEN", row["number"]))
        self.assertEqual((row["state"], row["revision"]), ("live", revision))
        for name, value in more.items():
            self.assertEqual(row[name], value, name)
        return row

    def assert_settled(self):
        """No act of writing is open."""
        self.assertEqual(
            self.station.row("SELECT count(*) FROM issue WHERE state NOT IN ('done', 'failed')")[0], 0
        )
