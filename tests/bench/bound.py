# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""The least a job takes: the fewest exchanges that card format 1 permits, and the time they need on
the line, in the encoder, on the air and in the card. docs/performance.md explains every term.

Written from the data sheets, not from the emulator's source: a job measured below its bound means
that one of the two is wrong.
"""

import collections

UART_BYTE_US = 86.806  # 115200 baud, ten bits a byte
FIRMWARE_US = 800  # of the encoder, per command; assumed
CARRIER_MHZ = 13.56
BIT_PERIODS = 128
FRAME_DELAY_PERIODS = 1236
CLASSIC_BLOCK_US = 3000
DESFIRE_PAGE_US = 2500

FRAME_BYTES = 8  # 00 00 FF LEN LCS D4|D5 … DCS 00, without the command and its parameters
ACK_BYTES = 6

FORMULA = """\
least: the fewest exchanges card format 1 permits; each 86.8 us x bytes on the line (command + 8,
  ACK 6, reply + 8) + 0.8 ms firmware + frames on the air (9 bits a byte and a start bit, 128/fc
  each, 1236/fc between two) + 3 ms a Classic block or 2.5 ms a DESFire page of 32 bytes"""

# How many command and reply bytes, microseconds on the air, microseconds of the card's memory.
Exchange = collections.namedtuple("Exchange", "command reply air_us memory_us")


def frame_us(bits):
    return ((1 + bits + bits // 8) * BIT_PERIODS + FRAME_DELAY_PERIODS) / CARRIER_MHZ


def bytes_us(count):
    return frame_us(8 * count)


FIRST_DELAY_US = FRAME_DELAY_PERIODS / CARRIER_MHZ  # before the first frame nothing is waited for


def time_us(exchange):
    line = exchange.command + exchange.reply + 2 * FRAME_BYTES + ACK_BYTES
    return line * UART_BYTE_US + FIRMWARE_US + exchange.air_us + exchange.memory_us


def line_bytes(exchange):
    return exchange.command + exchange.reply + 2 * FRAME_BYTES + ACK_BYTES


# --- MIFARE Classic, a UID of four bytes

ATQA_US = frame_us(7) + bytes_us(2)
LEVEL_US = bytes_us(2) + bytes_us(5) + bytes_us(9) + bytes_us(3)

CLASSIC = {
    # InListPassiveTarget; reply: count, number, ATQA, SAK, UID
    "select": Exchange(3, 2 + 5 + 4, ATQA_US + LEVEL_US - FIRST_DELAY_US, 0),
    # InDataExchange, key command, block, key, UID; the air carries 4, 4, 8 and 4 bytes
    "auth": Exchange(14, 2, 3 * bytes_us(4) + bytes_us(8) - FIRST_DELAY_US, 0),
    "read": Exchange(4, 18, bytes_us(4) + bytes_us(18) - FIRST_DELAY_US, 0),
    "write": Exchange(
        20, 2, bytes_us(4) + bytes_us(18) + 2 * frame_us(4) - FIRST_DELAY_US, CLASSIC_BLOCK_US
    ),
}

# --- MIFARE DESFire, a UID of seven bytes, native commands of at most 60 bytes


def iso_dep_us(count):
    """A message of at most 61 bytes: PCB and CRC around it."""
    return bytes_us(count + 3)


def native(command, reply, pages=0):
    """One command of the card, COMMAND bytes, answered by a status and REPLY bytes."""
    air = iso_dep_us(command) + iso_dep_us(1 + reply) - FIRST_DELAY_US
    return Exchange(2 + command, 3 + reply, air, pages * DESFIRE_PAGE_US)


SEALED_ENCIPHERED = 160  # 144 and a CRC of 4, padded to AES blocks
MORE = 59  # bytes of data in one frame

DESFIRE = {
    # reply: count, number, ATQA, SAK, UID, ATS; then RATS and ATS on the air
    "select": Exchange(
        3, 2 + 5 + 7 + 6, ATQA_US + 2 * LEVEL_US + bytes_us(4) + bytes_us(8) - FIRST_DELAY_US, 0
    ),
    "select-application": native(4, 0),
    "auth-1": native(2, 16),
    "auth-2": native(33, 16),
    "read-1": native(8, MORE),
    "read-2": native(1, MORE),
    "read-3": native(1, SEALED_ENCIPHERED - 2 * MORE),
    "write-1": native(60, 0),
    "write-2": native(60, 0),
    "write-3": native(1 + 7 + SEALED_ENCIPHERED - 2 * MORE, 8, pages=5),
    "commit": native(1, 8, pages=1),
    "free-memory": native(1, 3),
    "create-application": native(6, 0, pages=2),
    "create-file": native(8, 8, pages=11),
    "change-key": native(34, 8, pages=1),
    "change-master-key": native(34, 0, pages=1),
    "list-applications": native(1, 3),
    "auth-card-1": native(2, 8),
    "auth-card-2": native(17, 8),
    "format": native(1, 0, pages=1),
}


def desfire_auth():
    return [("auth-1", 1), ("auth-2", 1)]


def desfire_read():
    return [("read-1", 1), ("read-2", 1), ("read-3", 1)]


def desfire_write():
    return [("write-1", 1), ("write-2", 1), ("write-3", 1), ("commit", 1)]


# --- jobs: (what for, [(exchange, how many), …])

CLASSIC_REWRITE = [
    ("the card", [("select", 1)]),
    ("what it holds: the slot that counts, and that the other is empty", [("auth", 4), ("read", 10)]),
    ("the other slot, whose first sector is still open", [("auth", 2), ("write", 9), ("read", 9)]),
    ("the first block of the slot that counted", [("auth", 1), ("write", 1), ("read", 1)]),
]

JOBS = {
    ("classic", "issue"): [
        ("the card", [("select", 1)]),
        ("that slot B is zero", [("auth", 3), ("read", 9)]),
        ("slot A", [("auth", 3), ("write", 9), ("read", 9)]),
        (
            "six trailers, each under the old key (one is still open), then new A, bytes 6 to 9, new B",
            [("auth", 17), ("write", 6), ("read", 6)],
        ),
    ],
    ("classic", "renew"): CLASSIC_REWRITE,
    ("classic", "re-issue"): CLASSIC_REWRITE,
    ("classic", "return"): [
        ("the card", [("select", 1)]),
        (
            "what it holds: the slot that counts, and that the other is empty",
            [("auth", 4), ("read", 10)],
        ),
        (
            "18 blocks to zero, the first block known to be: one sector is still open",
            [("auth", 5), ("write", 17), ("read", 17)],
        ),
        (
            "six trailers, each under key B, then the factory's key A and bytes 6 to 15",
            [("auth", 12), ("write", 6), ("read", 6)],
        ),
    ],
    ("desfire", "issue"): [
        ("the card", [("select", 1)]),
        ("that it is blank, and has room", [("select-application", 1), ("free-memory", 1)]),
        (
            "application and file",
            [("create-application", 1), ("select-application", 1), *desfire_auth(), ("create-file", 1)],
        ),
        ("three keys", [("change-key", 2), ("change-master-key", 1)]),
        ("the credential", [*desfire_auth(), *desfire_write()]),
        ("read back with the key of the locks", [*desfire_auth(), *desfire_read()]),
    ],
    ("desfire", "re-issue"): [
        ("the card", [("select", 1)]),
        ("what it holds", [("select-application", 1), *desfire_auth(), *desfire_read()]),
        ("the credential", desfire_write()),
        ("read back", desfire_read()),
    ],
    ("desfire", "return"): [
        ("the card", [("select", 1)]),
        ("what it holds", [("select-application", 1), *desfire_auth(), *desfire_read()]),
        (
            "that ours is its only application, and its key the factory's",
            [("select-application", 1), ("list-applications", 1), ("auth-card-1", 1), ("auth-card-2", 1)],
        ),
        ("format, and that our application is gone", [("format", 1), ("select-application", 1)]),
    ],
}



def exchanges_of(medium, job):
    """Every exchange of a job, one entry each."""
    kinds = CLASSIC if medium == "classic" else DESFIRE
    return [
        kinds[kind]
        for _what, terms in JOBS[medium, job]
        for kind, count in terms
        for _ in range(count)
    ]


Bound = collections.namedtuple("Bound", "exchanges bytes ms")


def bound_of(medium, job):
    """The least: exchanges, bytes on the line, milliseconds."""
    exchanges = exchanges_of(medium, job)
    return Bound(
        len(exchanges),
        sum(map(line_bytes, exchanges)),
        sum(map(time_us, exchanges)) / 1000,
    )
