"""Hypothesis strategies for files, header blocks and queries: nearly valid, and far from it."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from tests.trust.seed_files import FRAGMENTS, SPECIAL, list_seeds, list_tokens


class File(NamedTuple):
    """A file to be read: its name, which tells the format, and its bytes."""

    name: str
    data: bytes


junk = st.text(st.sampled_from(SPECIAL) | st.characters(codec="utf-8"), max_size=12)
numbers = st.sampled_from(
    [
        "0",
        "-1",
        "1e999",
        "nan",
        "inf",
        "9" * 400,
        "1/0",
        "0x1F",
        "１２",
        "٣",
        "1_000",
        "½",
        "8/10/10",
    ]
)


@st.composite
def edited(draw: st.DrawFn, name: str) -> File:
    """The seed *name* after some edits of its bytes: flips, cuts, copies, junk put in."""
    data = bytearray(list_seeds()[name])
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        match draw(st.sampled_from(["flip", "cut", "copy", "put", "end"])):
            case "flip" if start < len(data):
                data[start] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del data[start:end]
            case "copy":
                data[start:start] = data[start:end] * draw(st.integers(1, 40))
            case "put":
                piece = draw(junk | numbers | st.sampled_from(FRAGMENTS))
                data[start:start] = piece.encode("utf-8", "replace")
            case "end":
                del data[start:]
    return File(name, bytes(data))


def composed(name: str) -> st.SearchStrategy[File]:
    """A file put together from what the seed *name* consists of, in any order and number."""
    pieces = st.sampled_from(list_tokens(name)) | junk | numbers | st.sampled_from(FRAGMENTS)
    repeated = st.builds(lambda piece, times: piece * times, pieces, st.integers(1, 5))
    return st.lists(repeated, max_size=40).map(
        lambda drawn: File(name, "".join(drawn).encode("utf-8", "replace"))
    )


def files(name: str) -> st.SearchStrategy[File]:
    """Files of the format of the seed *name*."""
    return edited(name) | composed(name)


header_blocks = st.lists(
    st.sampled_from(FRAGMENTS) | junk | numbers | st.sampled_from(["\n", "\n\n", ", ", ": ", " "]),
    max_size=40,
).map("".join)
"""Texts that begin as reviews do, and go wrong."""

_QUERY_PIECES = (
    *"\"'()[]{}:;,~^*?!-+/\\ &|<>=.",
    *("AND ", "OR ", "NOT ", " TO ", "/s ", "/p ", '"~', "~5", "film:", "year:", "rating:>="),
    *("by:", "theme:", "person:", "date:", "colour:", "1960..1980", "[1960 TO", "kitchen", "psyho"),
    *("alien", "the", "it", "Ana de Armis", "0.8", "é", "ﬁ", "\u202e", "\x1b[31m", "*:*", "k*"),
)
queries = st.lists(st.sampled_from(_QUERY_PIECES) | st.text(max_size=4) | numbers, max_size=30).map(
    "".join
)
"""What nobody types, and what somebody might."""
