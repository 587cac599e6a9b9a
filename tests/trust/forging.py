"""An index that a stranger has made up: its checksums are right, and what they are of is not."""

from __future__ import annotations

import json
import pickle
import random
from io import BytesIO
from typing import Any
from zlib import crc32

import numpy as np

from reelsearch.engines.whoosh_engine.codec.blocks import BlockSums
from reelsearch.engines.whoosh_engine.codec.container import _FOOTER, SUMS, Container
from reelsearch.engines.whoosh_engine.storage import make_seal
from reelsearch.engines.whoosh_engine.unpickling import load
from tests.trust.power_cut import Files

_NUMBERS: tuple[Any, ...] = (
    0,
    1,
    -1,
    2,
    7,
    255,
    65_536,
    2**31,
    2**32 - 1,
    2**40,
    10**18,
    0.5,
    "x",
    None,
    [],
    {},
)
_TYPES = ("|u1", "<u2", "<u4", "<u8", "<i4", "<f4", "<f8", "|O", "<U9")
_LIST = b"\x80\x05\x95"
"""How the list of segments begins: a pickle of protocol 5, in a frame."""


def forge(files: Files, name: str, chance: random.Random) -> Files:
    """*files* with something in the segment's file *name* made up, and every checksum put right."""
    after = dict(files)
    after[name] = _forge_segment(files[name] or b"", chance)
    for listing in [entry for entry in files if entry.endswith(".toc")]:
        after[listing] = _forget_checksums(files[listing] or b"")
    return after


def _forge_segment(content: bytes, chance: random.Random) -> bytes:
    offset, length, _, version, magic = _FOOTER.unpack(content[-_FOOTER.size :])
    whole = Container("forged", content)
    table: dict[str, Any] = json.loads(content[offset : offset + length])
    body = bytearray(content[:offset])
    for _ in range(chance.randint(1, 3)):
        section = chance.choice(sorted(set(table["sections"]) - {SUMS}))
        match chance.choice(("bytes", "bytes", "section", "meta", "drop")):
            case "bytes":
                _change_bytes(whole, table, body, section, chance)
            case "section":
                at = chance.randrange(4)
                table["sections"][section][at] = chance.choice(_NUMBERS if at else _TYPES)
            case "meta":
                _change_value(table["meta"], chance)
            case "drop":
                del table["sections"][section]
    encoded = json.dumps(table, separators=(",", ":")).encode("ascii")
    footer = _FOOTER.pack(offset, len(encoded), crc32(encoded), version, magic)
    return bytes(body) + encoded + footer


def _change_bytes(
    whole: Container, table: dict[str, Any], body: bytearray, section: str, chance: random.Random
) -> None:
    """Change some items of a section as it was, and its checksum."""
    dtype, length, start, _ = whole._sections[section]
    end = start + length * int(dtype[2])
    for _ in range(chance.randint(1, 4)):
        if end > start:
            at = chance.randrange(start, end)
            body[at] = chance.choice((0, 1, 127, 128, 255, chance.randrange(256)))
    table["sections"][section][3] = crc32(body[start:end])
    place = whole._sums_places.get(section)
    if place is not None:
        sums = BlockSums(whole._block_bytes)
        sums.add(memoryview(bytes(body[start:end])))
        own = np.array(sums.finish(), "<u4").tobytes()
        _, count, first, _ = whole._sections[SUMS]
        body[first + 4 * place : first + 4 * place + len(own)] = own
        table["sections"][SUMS][3] = crc32(body[first : first + 4 * count])


def _change_value(value: Any, chance: random.Random) -> None:
    """Change one value somewhere in a tree of dictionaries."""
    while isinstance(value, dict) and value:
        key = chance.choice(sorted(value))
        if not isinstance(value[key], dict) or not value[key]:
            value[key] = chance.choice(_NUMBERS)
            return
        value = value[key]


def _forget_checksums(content: bytes) -> bytes:
    """A table of contents that knows no checksum of any segment, sealed again."""
    sealed = content[: -len(make_seal(b""))]
    start = sealed.rindex(_LIST)
    segments = load(BytesIO(sealed[start:]))
    for segment in segments:
        segment.checksum = None
    forged = sealed[:start] + pickle.dumps(segments)
    return forged + make_seal(forged)
