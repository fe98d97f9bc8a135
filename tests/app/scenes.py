# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""What is in the pictures of tests/app/screens: how a hand comes from the window at rest to each.

A scene is called with the window and the photographer; labels are in English, whatever the window's
language (see Window.find)."""

import contextlib
import ctypes
import datetime
import json
import os
import time

from station import HOTEL, end_process
from window import (
    BUTTON, LABEL, LIST_ITEM, STATE_FOCUSED, STATE_SENSITIVE, TAB, Missing, until,
)

FACTORY_KEY = bytes.fromhex("ffffffffffff")
PAGES = ("rooms", "stays", "cards", "staff", "journal", "property", "preferences")
LAY_DOWN = ("Lay a card on %s", "Lay a card on the encoder")
N_TABS = 80


def page(number):
    return lambda w, p: w.key(f"ctrl+{number}")


def tab_to(w, label, **how):
    """With Tab to a widget of the form in front, so that it is in sight."""
    for _ in range(N_TABS):
        w.key("Tab")
        node = w.find(label, state=(STATE_FOCUSED,), **how)
        if node is not None:
            return node
    raise Missing(f"Tab does not come to '{label}'")


# --- cards


def card_bar(name, *others):
    def act(w, p):
        p.desk.lay(*(getattr(p.desk, one).name for one in (name, *others)))
        w.wait_gone(
            ("Lay a card on the encoder to see what it is", "Reading the card"), within="KwCardBar"
        )
    return act


def card_of_others(w, p):
    p.desk.lay(foreign(p.desk).name)
    w.wait("Use another card.", within="KwCardBar")


def foreign(desk):
    """A card whose keys are somebody else's."""
    card = desk.new_card()
    image = bytearray(card.image())
    for trailer in range(48, len(image), 64):
        image[trailer:trailer + 6] = b"secret"
        image[trailer + 10:trailer + 16] = b"hidden"
    desk.emulator.load(card.name, bytes(image))
    return card


def card_panel(w, p):
    """Of a card that was written three times."""
    w.key("ctrl+f")
    w.type(p.desk.long_used)
    w.wait(role=LIST_ITEM, within="KwSearch")
    w.key("Return")
    w.wait("Written on This Card", role=LABEL, within="KwCardPanel")


def choose_in(w, label, n_down):
    w.click(w.wait(label))
    w.key(*["Down"] * n_down, "Return")


def drop_down(number, label, n_down, empty):
    """A list of which nothing is left by what is chosen."""
    def act(w, p):
        w.key(f"ctrl+{number}")
        choose_in(w, label, n_down)
        w.wait(empty, role=LABEL)
    return act


def rooms_none(w, p):
    choose_in(w, "Building", 2)
    choose_in(w, "State", 5)
    w.wait("No room matches", role=LABEL)


def show_all(scene, button):
    """The list shows all again afterwards."""
    def act(w, p):
        scene(w, p)
        p.take_scene()
        w.press(button)
    return act


def encoder_lamp(w, p):
    w.click(w.wait(role=BUTTON, within="KwEncoderLamp"))
    p.point_at_nothing()


def encoder_unplugged(w, p):
    p.desk.emulator.unplug()
    w.wait(("No encoder", "The encoder was unplugged. Plug it in to go on."), within="KwEncoderLamp")
    encoder_lamp(w, p)


def lamp_says(title):
    def act(w, p):
        w.wait(title, within="KwEncoderLamp")
        encoder_lamp(w, p)
    return act


# --- search


def search(text):
    def act(w, p):
        w.key("ctrl+f")
        w.type(text)
    return act


# --- practice


def practice(w, p):
    """The practice panel, over all that is in the window."""
    w.key("F9")
    w.wait("New Card", role=BUTTON)


def show_card(w):
    """To the practice door, which a narrow window shows when it is asked for."""
    if w.find("Show Card", role=BUTTON) is None:
        w.press("Door", within="KwPracticePanel")
    w.press("Show Card")


def practice_part(name):
    """A part that a narrow window shows when it is asked for."""
    def act(w, p):
        practice(w, p)
        if w.find(name, role=BUTTON, within="KwPracticePanel") is not None:
            w.press(name, within="KwPracticePanel")
    return act


def practice_door(card, answer):
    def act(w, p):
        practice(w, p)
        card_bar(card)(w, p)
        show_card(w)
        w.wait(answer, role=LABEL, within="KwPracticeDoor")
    return act


def practice_waiting(w, p):
    """What is waited for above goes on waiting."""
    search("306")(w, p)
    w.wait(pattern=r"306\b", role=LIST_ITEM, within="KwSearch")
    w.key("Return", "F2")
    w.press("Write Card")
    practice(w, p)
    show_card(w)


# --- rooms and stays


def go_to_room(w, room):
    w.key("ctrl+f")
    w.type(room)
    w.wait(room, role=LABEL, within="KwSearch")
    w.key("Return")
    w.wait(room, role=LABEL, within="KwRoomPanel")


def room(w, p):
    """A room in house, and its card on the encoder."""
    go_to_room(w, "305")
    card_bar("tenant")(w, p)


def form(room, *keys):
    """What a key opens for a room."""
    def act(w, p):
        go_to_room(w, room)
        w.key(*keys)
        time.sleep(1)
    return act


def pressed(room, button, within):
    """What a button of a room opens."""
    def act(w, p):
        go_to_room(w, room)
        w.press(button, within="KwRoomPanel")
        w.wait(role=BUTTON, within=within)
    return act


def stay_refused(w, p):
    pressed("101", "Check In", "KwStayForm")(w, p)
    w.fill("Until", "never", within="KwStayForm")
    w.press("Check In", within="KwStayForm")


def toast(w, p):
    """What was done is said for a moment."""
    pressed("102", "Check In", "KwStayForm")(w, p)
    w.fill("Tenants", "Ada Quendel", within="KwStayForm")
    w.press("Check In", within="KwStayForm")
    w.wait("Room %s is checked in until %s.", role=LABEL)


def journal_beside_a_panel(w, p):
    w.key("ctrl+5")
    card_bar("tenant")(w, p)
    w.key("F3")
    w.wait(role=BUTTON, within="KwReviewForm")


def stays(view):
    def act(w, p):
        w.key("ctrl+2")
        w.press(view)
    return act


def stay_panel(w, p):
    w.key("ctrl+2")
    w.press("In House %u")
    w.click(w.wait(role=LIST_ITEM, within="KwStaysPage"))
    w.wait(role=BUTTON, within="KwStayPanel")


# --- writing


def begin_writing(w, room="413", key="F2"):
    go_to_room(w, room)
    w.key(key)
    w.press("Write Card", within="KwEncodePanel")
    w.wait(LAY_DOWN, within="KwEncodePanel")


def write_card(card, button, fault=None):
    """From the room to what became of the writing of CARD, and the button that offers to go on."""
    def act(w, p):
        begin_writing(w)
        if fault is not None:
            p.desk.emulator.fault(fault)
        p.desk.lay(card(p.desk).name)
        w.wait(button, role=BUTTON, within="KwEncodePanel")
    return act


def lay_down(w, p):
    begin_writing(w)


def lay_down_two(w, p):
    begin_writing(w)
    p.desk.lay(p.desk.new_card().name, p.desk.new_card().name)
    w.wait("Two cards are on the encoder. It goes on when one is left.", within="KwEncodePanel")


def writing(w, p):
    begin_writing(w)
    p.desk.emulator.stats(reset=True)
    p.desk.emulator.fault("late ms=4000 write=3")
    p.desk.lay(p.desk.new_card().name)
    until(lambda: p.desk.emulator.stats()["writes"] >= 2, "it is being written")
    p.take_scene(is_still=False)
    p.desk.emulator.fault("clear")
    w.wait("Close", role=BUTTON, within="KwEncodePanel")


def writing_unplugged(w, p):
    begin_writing(w)
    p.desk.emulator.fault("unplug when=after write=3")
    p.desk.lay(p.desk.new_card().name)
    w.wait(
        "The encoder was unplugged. Whether the card was written is open. Plug it in and lay the same"
        " card down.", within="KwEncodePanel",
    )
    p.take_scene()
    p.desk.emulator.plug()
    w.wait("Close", role=BUTTON, within="KwEncodePanel")


def writing_without_encoder(w, p):
    p.desk.emulator.unplug()
    w.wait(("No encoder", "The encoder was unplugged. Plug it in to go on."), within="KwEncoderLamp")
    go_to_room(w, "413")
    w.key("F2")
    w.press("Write Card", within="KwEncodePanel")
    w.wait(("Try Again", "How to Set One Up"), role=BUTTON, within="KwEncodePanel")


def writing_refused(*buttons):
    """Before a card is laid down, or as soon as one is."""
    def act(w, p):
        go_to_room(w, "413")
        w.key("F2")
        w.press("Write Card", within="KwEncodePanel")
        p.desk.lay(p.desk.new_card().name)
        w.wait(buttons, role=BUTTON, within="KwEncodePanel")
    return act


def review_says(button):
    """What stands in the way before anything is asked."""
    def act(w, p):
        go_to_room(w, "413")
        w.key("F2")
        w.wait(button, role=BUTTON, within="KwEncodePanel")
    return act


def check_clock(w, p):
    review_says("Check the Clock")(w, p)
    w.press("Check the Clock")
    w.wait("The Clock Is Right", role=BUTTON, within="KwClockPanel")


def passphrase(w, p):
    review_says("Enter the Passphrase")(w, p)
    w.press("Enter the Passphrase")
    w.wait(role=BUTTON, within="KwPassphrasePanel")


def landings(w, p):
    go_to_room(w, "305")
    w.key("F2")
    w.wait("Write Card", role=BUTTON, within="KwReviewForm", state=(STATE_SENSITIVE,))
    tab_to(w, "Elevator")
    w.key("Return")
    w.key(*["Tab"] * 5)


def tower(w, p):
    """An elevator with as many landings as a card can name."""
    hotel = json.loads(HOTEL.read_text())
    bank = hotel["banks"][0]
    bank["landings"] += [{"number": n, "name": f"{n - 1}"} for n in range(len(bank["landings"]), 64)]
    path = p.desk.folder / "tower.json"
    path.write_text(json.dumps(hotel))
    p.desk.ok("property", "import", str(path), now=p.desk.now())
    landings(w, p)


# --- loss


def loss(room, keys=()):
    def act(w, p):
        go_to_room(w, room)
        w.key("F6")
        w.wait(role=LIST_ITEM, within="KwLossPanel")
        if keys:
            w.key(*keys)
    return act


def loss_of_nothing(w, p):
    go_to_room(w, "101")
    w.key("F6")
    w.wait(("No card is out", "No such card"), role=LABEL)


def loss_of_master(w, p):
    """Every place of the hotel is to be gone to."""
    w.key("ctrl+4")
    w.click(w.wait(pattern="^Jonas", role=LIST_ITEM))
    w.key("F6")
    w.press("Report Lost", within="KwLossPanel")
    w.wait("Waiting", role=LABEL, within="KwLossPanel")
    p.take("loss-master")
    w.key("shift+F6")
    w.wait("Print", role=BUTTON)


# --- staff


def staff_form(n_down=0, is_reviewed=False, holder="Eva Lindqvist"):
    """The kind N_DOWN below the first."""
    def act(w, p):
        w.key("ctrl+4", "F2")
        w.fill("Holder", holder, within="KwStaffForm")
        if n_down:
            tab_to(w, "Kind")
            w.key("space", *["Down"] * n_down, "Return")
        if is_reviewed:
            w.press("Continue", within="KwStaffForm")
            if holder:
                w.wait("Write Card", role=BUTTON)
    return act


def staff_card(w, p):
    w.key("ctrl+4")
    w.click(w.wait(pattern="^Maria", role=LIST_ITEM))


def copyable(w, p):
    """A master card on a chip that can be copied."""
    staff_form(2, is_reviewed=True)(w, p)
    w.press("Write Card")
    p.desk.lay(p.desk.new_card().name)
    w.wait("Use Another Card", role=BUTTON)


# --- the hotel


def choose_file(w, path):
    w.key("ctrl+6")
    w.press("Import a File…")
    w.wait("Open", role=BUTTON)
    w.xdo("windowfocus", w.toplevels()[-1])
    w.type(str(path))
    w.press("Open")
    w.wait_gone("Open", role=BUTTON)
    w.activate()


def import_changes(w, p):
    """Some of everything that a file may change."""
    hotel = json.loads(HOTEL.read_text())
    hotel["check_out"] = "10:30"
    gone = ("305", "209", "601", "602")
    hotel["rooms"] = [room for room in hotel["rooms"] if room["name"] not in gone]
    hotel["rooms"][7]["floor"] = "2"
    hotel["rooms"].append({"building": "Seehaus", "floor": "6", "number": 900, "name": "Turmzimmer"})
    hotel["stays"] = [{"room": "306", "from_day": 1, "until_day": 4, "tenants": ["Ada Quendel"]}]
    path = p.desk.folder / "season.json"
    path.write_text(json.dumps(hotel, indent=1))
    choose_file(w, path)
    w.wait("Apply", role=BUTTON)


def import_bookings(w, p):
    """Next week's stays over a house in use: some of them are not entered."""
    hotel = json.loads(HOTEL.read_text())
    moved = next(stay for stay in hotel["stays"] if stay.get("room") == "413")
    moved["room"] = "306"
    hotel["stays"][0]["until_day"] = 9
    hotel["stays"] += [
        {"room": "209", "from_day": 0, "until_day": 2, "tenants": ["Ada Quendel"]},
        {"room": "311", "from_day": -10, "until_day": -5, "tenants": ["Emil Sommer"]},
        {"room": "307", "from_day": 3, "until_day": 5, "tenants": ["Rosa Winter"]},
    ]
    path = p.desk.folder / "bookings.json"
    path.write_text(json.dumps(hotel, indent=1))
    choose_file(w, path)
    w.wait("Apply", role=BUTTON)


def import_problems(w, p):
    path = p.desk.folder / "rooms.csv"
    path.write_text("building,floor,room\nSeehaus,99,1\nNowhere,1,2\nSeehaus,1, 3\n"
                    "Seehaus,1,\"4,5\"\nSeehaus,1\nSeehaus,1,7\nSeehaus,1,7\n")
    choose_file(w, path)
    w.wait("Read the File Again", role=BUTTON)


def import_nothing(w, p):
    """The file that was imported already."""
    choose_file(w, HOTEL)
    w.wait("“%s” changes nothing", role=LABEL)


def scrolled(number):
    """The foot of a page that is longer than the window."""
    def act(w, p):
        w.key(f"ctrl+{number}", "Tab", *["Tab"] * 2)
        w.key("ctrl+End")
        for _ in range(N_TABS // 8):
            w.key(*["Tab"] * 2)
    return act


def passphrase_change(w, p):
    w.key("ctrl+7")
    tab_to(w, "Change the passphrase")
    w.key("Return")


def assistant(w, p):
    """Each page of it, from an empty data folder to the first card."""
    w.wait("Welcome to Keywright", role=LABEL)
    p.take("assistant-1-hotel")
    w.press("Try It with a Demo Hotel")
    w.wait("Apply", role=BUTTON)
    p.take("assistant-1-preview")
    w.press("Apply")
    w.wait("The keys of the hotel", role=LABEL)
    w.fill("New passphrase", "correct horse")
    w.press("Create Keys")
    w.wait("The two are not the same. Enter it once more.")
    p.take("assistant-2-keys")
    w.fill("Once more", "correct horse")
    w.press("Create Keys")
    w.wait("What writes the cards", role=LABEL)
    p.take("assistant-3-encoder")
    w.press("Next")
    w.wait("The first card", role=LABEL)
    p.take("assistant-4-card")
    w.press("Write a Card")
    w.wait("Write Card", role=BUTTON, within="KwEncodePanel")
    p.take("assistant-4-review")
    w.press("Write Card", within="KwEncodePanel")
    p.desk.lay(p.desk.new_card().name)
    w.press("Close", within="KwEncodePanel")
    w.wait("The station is set up", role=LABEL)


# --- many cards


def batch(w, p):
    w.key("F8")
    w.press("Guest Rooms", role=TAB)
    w.wait("Choose All", role=BUTTON, within="KwBatchPage")


def batch_chosen(w, p):
    batch(w, p)
    w.press("Choose All", within="KwBatchPage")


def batch_staff(w, p):
    batch(w, p)
    w.press("Staff Cards", role=TAB)
    for holder in ("Maria Weiß", "Jonas Brandt"):
        w.fill("Who carries it", holder, within="KwBatchStaff")
        w.press("Add to the List", within="KwBatchStaff")


def batch_erase(w, p):
    batch(w, p)
    w.press("Erase Cards", role=TAB)


def batch_waits(w):
    w.wait((*LAY_DOWN, "Lift the card that lies there first."), role=LABEL, within="KwBatchPanel")


def batch_running(w, p):
    batch_chosen(w, p)
    w.press("Start", within="KwBatchPage")
    batch_waits(w)


def batch_resumed(w, p):
    """From the summary, if it still stands there."""
    batch(w, p)
    stands = w.find("Resume", role=BUTTON, within="KwBatchPanel") is not None
    w.press("Resume", within="KwBatchPanel" if stands else "KwBatchPage")
    batch_waits(w)


def batch_done(w, p):
    batch_resumed(w, p)
    p.desk.lay(p.desk.new_card().name)
    w.wait(("Lift this card. Next: %s.", "Lift this card."), role=LABEL, within="KwBatchPanel")


def batch_not_done(w, p):
    batch_resumed(w, p)
    p.desk.lay(p.desk.tenant.name)
    w.wait("Use Another Card", role=BUTTON, within="KwBatchPanel")


def batch_torn(w, p):
    batch_resumed(w, p)
    p.desk.emulator.fault("remove when=middle write=3")
    p.desk.lay(p.desk.new_card().name)
    w.wait("Lay It Down Again", role=BUTTON, within="KwBatchPanel")


def batch_summary(w, p):
    batch_not_done(w, p)
    w.press("Skip", within="KwBatchPanel")
    batch_waits(w)
    w.press("Stop", within="KwBatchPanel")
    w.wait("Resume", role=BUTTON, within="KwBatchPanel")


HOTEL_SCENES = [(f"{number}-{name}", page(number)) for number, name in enumerate(PAGES, 1)] + [
    ("rooms-none", show_all(rooms_none, "Show Every Room")),
    ("stays-in-house", stays("In House %u")),
    ("stays-all", stays("All")),
    ("stay", stay_panel),
    ("cards-none", show_all(drop_down(3, "State", 5, "No such card"), "Show All")),
    ("card-history", card_panel),
    ("staff-none", show_all(drop_down(4, "Kind of card", 4, "No such card"), "Show All")),
    ("journal-none", show_all(drop_down(5, "What happened", 5, "Nothing of that kind happened"),
                              "Show Everything")),
    ("journal-beside-a-panel", journal_beside_a_panel),
    ("preferences-foot", scrolled(7)),
    ("search", search("an")),
    ("search-nothing", search("xqz")),
    ("card-of-a-tenant", card_bar("tenant")),
    ("card-blank", card_bar("blank")),
    ("card-lost", card_bar("lost")),
    ("card-foreign", card_of_others),
    ("cards-two", card_bar("tenant", "blank")),
    ("lamp", encoder_lamp),
    ("lamp-unplugged", encoder_unplugged),
    ("room", room),
    ("stay-form", form("101", "ctrl+n")),
    ("stay-form-refused", stay_refused),
    ("stay-change", pressed("305", "Extend or Change", "KwStayForm")),
    ("stay-move", pressed("305", "To Another Room", "KwStayForm")),
    ("check-out", pressed("305", "Check Out", "KwCheckOutForm")),
    ("toast", toast),
    ("review", form("305", "F2")),
    ("review-renew", form("305", "F3")),
    ("review-move", form("305", "F7")),
    ("lay-down", lay_down),
    ("lay-down-two", lay_down_two),
    ("writing", writing),
    ("done", write_card(lambda desk: desk.new_card(), "Close")),
    ("not-done", write_card(lambda desk: desk.tenant, "Use Another Card")),
    ("not-done-early", write_card(lambda desk: desk.new_card(), "Lay It Down Again",
                                  "remove when=before write=1")),
    ("not-done-torn", write_card(lambda desk: desk.new_card(), "Lay It Down Again",
                                 "remove when=middle write=3")),
    ("not-done-unplugged", writing_unplugged),
    ("not-done-no-encoder", writing_without_encoder),
    ("not-done-foreign", write_card(foreign, "Use Another Card")),
    ("not-done-unsupported", write_card(lambda desk: desk.new_card("ntag213"),
                                        "Use Another Card")),
    ("not-done-copyable", copyable),
    ("batch", batch_chosen),
    ("batch-staff", batch_staff),
    ("batch-erase", batch_erase),
    ("batch-running", batch_running),
    ("batch-done", batch_done),
    ("batch-not-done", batch_not_done),
    ("batch-torn", batch_torn),
    ("batch-summary", batch_summary),
    ("batch-offered", batch),
    ("practice", practice),
    ("practice-encoder", practice_part("Encoder")),
    ("practice-opens", practice_door("tenant", "Opens")),
    ("practice-stays-shut", practice_door("blank", "Stays shut")),
    ("practice-waiting", practice_waiting),
    ("staff-form-floor", staff_form()),
    ("staff-form-building", staff_form(1)),
    ("staff-form-master", staff_form(2)),
    ("staff-form-emergency", staff_form(3)),
    ("staff-review-floor", staff_form(is_reviewed=True)),
    ("staff-review-master", staff_form(2, is_reviewed=True)),
    ("staff-nobody", staff_form(is_reviewed=True, holder="")),
    ("staff-card", staff_card),
    ("import-changes", import_changes),
    ("import-bookings", import_bookings),
    ("import-problems", import_problems),
    ("import-nothing", import_nothing),
    ("preferences-passphrase", passphrase_change),
    ("shortcuts", lambda w, p: w.key("ctrl+question")),
    ("menu", lambda w, p: w.key("F10")),
    ("landings", landings),
    ("loss-which", loss("305")),
    ("loss-before", loss("209")),
    ("loss-after", loss("405")),
    ("loss-nothing", loss_of_nothing),
    ("walk-list", lambda w, p: w.key("shift+F6")),
    ("walk-list-master", loss_of_master),
]


# --- stations on which something is not as it should be: what their windows live with


@contextlib.contextmanager
def no_keys(desk):
    """The passphrase has to be typed."""
    yield {"KEYWRIGHT_PASSPHRASE_FILE": ""}


@contextlib.contextmanager
def busy_encoder(desk):
    child = desk.start("card", "read", wait=600)
    try:
        yield {}
    finally:
        end_process(child)


@contextlib.contextmanager
def no_permission(desk):
    """Root may everything; its worker gives that up."""
    words = ""
    if os.getuid() == 0:
        words = "setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all "
    else:
        os.chmod(desk.emulator.link, 0)
    worker = desk.write("worker", f"#!/bin/sh\nexec {words}{desk.environment_of()['KEYWRIGHT_WORKER']} \"$@\"\n")
    worker.chmod(0o755)
    try:
        yield {"KEYWRIGHT_WORKER": worker}
    finally:
        if os.getuid() != 0:
            os.chmod(desk.emulator.link, 0o600)


@contextlib.contextmanager
def late_clock(desk):
    yield {"FAKETIME": f"@{desk.now() - datetime.timedelta(hours=3):%Y-%m-%d %H:%M:%S}"}


@contextlib.contextmanager
def no_register(desk):
    """It was deleted, and the keys are still there."""
    kept = [(path, desk.folder / path.name) for path in desk.data.glob("register.db*")]
    for path, aside in kept:
        path.rename(aside)
    try:
        yield {}
    finally:
        for path, aside in kept:
            aside.rename(path)


PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


@contextlib.contextmanager
def read_only(desk):
    """The data folder may only be read."""
    if os.getuid() == 0:  # what root starts from here on may no more than the owner may
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)
    kept = {path: path.stat().st_mode for path in (desk.data, *desk.data.rglob("*"))}
    for path, mode in kept.items():
        path.chmod(mode & ~0o222)
    try:
        yield {}
    finally:
        for path, mode in kept.items():
            path.chmod(mode)


def look_only(w, p):
    w.wait("Look Only", role=BUTTON)
    p.take("read-only")
    w.press("Look Only")
    w.wait("Read-only", role=LABEL)
    room(w, p)
    p.take("read-only-room")


def cannot_be_opened(w, p):
    w.wait("Open the Folder", role=BUTTON)


ODD_WINDOWS = [
    (no_keys, [("review-sealed", review_says("Enter the Passphrase")),
               ("passphrase", passphrase)]),
    (busy_encoder, [("lamp-busy", lamp_says("Encoder in use")),
                    ("not-done-busy", writing_refused("How to Free It"))]),
    (no_permission, [("lamp-no-permission", lamp_says("No permission")),
                     ("not-done-no-permission", writing_refused("How to Allow It"))]),
    (late_clock, [("review-clock", review_says("Check the Clock")), ("clock", check_clock)]),
    (no_register, [("cannot-be-opened", cannot_be_opened)]),
    (read_only, [("read-only", look_only)]),
]

# The hotel is another one afterwards.
TOWER_SCENES = [("landings-64", tower)]

# In a hotel that has not written a card yet.
EMPTY_SCENES = [
    ("empty-cards", page(3)),
    ("empty-staff", page(4)),
    ("empty-walk-list", lambda w, p: w.key("shift+F6")),
]

# Of a station that knows nothing yet.
FIRST_SCENES = [("assistant-5-done", assistant)]
