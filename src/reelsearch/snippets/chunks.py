"""Text in, the few words of it that may be wanted out, with their forms and places.

A *chunk* is what stands between blanks. No word of ``analysis.words`` reaches over a
blank, so a chunk gives the same words alone as in its text, and what was found in it can
be kept: the texts of reviews repeat their chunks.

To look at every chunk of a text takes longer than to search an index. So a text is first
reduced to its *shape*, one byte a character: ASCII letters in lower case, blanks as
spaces, the rest as dots. In it the chunks are sought whose letters begin as a wanted word
does. This never misses a word and may find too much, because every chunk that it finds
is then read exactly. What a shape cannot tell is found always: chunks with letters that
fold, and all compounds where a wanted one may be among them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reelsearch.analysis import split_words
from reelsearch.analysis.analyzers import stem

LONGEST_KEPT = 80
"""Longer chunks are read each time, so that a hostile text does not fill the memory."""

_ASCII = bytes(range(128))
_BLANKS = b" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
_KEPT = b"abcdefghijklmnopqrstuvwxyz0123456789&"
_TO_SHAPE = (
    bytes(byte if byte in _KEPT else 0x20 if byte in _BLANKS else 0x2E for byte in _ASCII.lower())
    + b"." * 128
)
_SEPARATORS_TO_SPACES = bytes.maketrans(b".&", b"  ")
_SIGN = re.compile(b"&")
_INNER_DOTS = re.compile(rb"\.(?<=[a-z0-9]\.)\.*+(?=[a-z0-9])")
# They leave no trace when a word is folded, and may stand in one.
_INVISIBLE = frozenset(map(chr, (*range(0x300, 0x370), 0xAD, *range(0x200B, 0x200E), 0x2060)))
_FOLDING = re.compile(r"[^\W\x00-\x7f]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060]")
_CHUNK = re.compile(r"\S+")


class Form(NamedTuple):
    """A form under which a word is found; positions and characters count from its chunk.

    ``positions`` are those at which the analyzer puts this form.
    """

    text: str
    stem: str
    positions: tuple[int, ...]
    start: int
    end: int


class Chunk(NamedTuple):
    """How many positions a chunk takes, and the forms of its words."""

    width: int
    forms: tuple[Form, ...]


def read_chunk(chunk: str) -> Chunk:
    """The words of one chunk, as ``analysis.analyzers`` would index them."""
    return _read_kept(chunk) if len(chunk) <= LONGEST_KEPT else _read(chunk)


def _read(chunk: str) -> Chunk:
    forms: list[Form] = []
    width = 0
    for word in split_words(chunk):
        for i, part in enumerate(word.parts):
            forms.append(Form(part.text, stem(part.text), (width + i,), part.start, part.end))
        first, width = width, width + len(word.parts)
        if word.joined is not None:
            ends = (first, width - 1)
            forms.append(Form(word.joined, stem(word.joined), ends, word.start, word.end))
    return Chunk(width, tuple(forms))


_read_kept = lru_cache(maxsize=65_536)(_read)


def count_positions(text: str, start: int, end: int, enough: int) -> int:
    """How many positions the chunks in a range take; counting stops at *enough*."""
    count = 0
    for match in _CHUNK.finditer(text, start, end):
        count += read_chunk(match.group()).width
        if count >= enough:
            break
    return count


@dataclass(frozen=True, slots=True)
class Heads:
    """The letters with which wanted words begin, as bytes, as far as they are ASCII.

    ``starts`` are preceded by a space. ``inner`` are those of several letters, which the
    separators of a compound may divide; ``periodic``, that one of them can overlap
    itself, as *mama* does. ``sign`` says whether "&" is wanted, which is "and".
    """

    starts: tuple[bytes, ...]
    inner: tuple[bytes, ...]
    periodic: bool
    sign: bool


def make_heads(stems: Iterable[str], beginnings: Iterable[str]) -> Heads:
    """The heads of every word with one of *stems*, or with one of *beginnings*.

    *beginnings* are folded, unstemmed words or the first letters of words.
    """
    found = {_head_of_stem(s) for s in stems if s} | {b for b in beginnings if b}
    heads: list[bytes] = []
    for head in sorted(head.encode() for head in found if head.isascii()):
        if not any(head.startswith(shorter) for shorter in heads):
            heads.append(head)
    return Heads(
        starts=tuple(b" " + head for head in heads),
        inner=tuple(head for head in heads if len(head) > 1),
        periodic=any(h.startswith(h[i:]) for h in heads for i in range(1, len(h))),
        sign=any(head.startswith(b"a") for head in heads),
    )


def _head_of_stem(stemmed: str) -> str:
    """The letters with which every word of this stem begins.

    The English stemmer only takes letters away, but for these: *happy* gives happi, *hoping*
    hope, *skies* sky, *possibility* possibl, *dying* die. The first letter always stays.
    """
    if stemmed.endswith("ie"):
        kept = stemmed[:-2]
    elif stemmed.endswith(("i", "e", "y", "bl")):
        kept = stemmed[:-1]
    else:
        kept = stemmed
    return kept or stemmed


def find_chunks(heads: Heads, texts: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    """For each of *texts* the ranges of the chunks that may hold a word with one of *heads*, in
    order. All of them are searched at once: what one costs alone is mostly the setting up."""
    joined = "\n".join(texts)
    shape = joined.encode("latin-1", "replace").translate(_TO_SHAPE)
    chunks: dict[int, int] = {}
    # A space before each part of a word; so what it is before stands here one place later.
    spaced = b" " + shape.translate(_SEPARATORS_TO_SPACES)
    size = len(shape)
    for head in heads.starts:
        at = spaced.find(head)
        while at >= 0:
            end = shape.find(b" ", at)
            end = end if end >= 0 else size
            chunks[shape.rfind(b" ", 0, at) + 1] = end
            at = spaced.find(head, end)
    if heads.sign:
        _add_all(_SIGN.finditer(shape), shape, chunks)
    may_divide = _may_divide(heads, shape)
    start = 0
    for text in texts:
        end = start + len(text)
        if may_divide and (len(texts) == 1 or _may_divide(heads, shape[start:end])):
            _add_all(_INNER_DOTS.finditer(shape, start, end), shape, chunks)
        if not text.isascii() and _may_fold(text):
            _add_all(_FOLDING.finditer(joined, start, end), shape, chunks)
        start = end + 1
    found = sorted(chunks.items())
    start = first = 0
    for text in texts:
        end = start + len(text)
        last = bisect_left(found, (end,), first)
        yield [(low - start, high - start) for low, high in found[first:last]]
        start, first = end + 1, last


def _add_all(
    found: Iterable[re.Match[str]] | Iterable[re.Match[bytes]],
    shape: bytes,
    chunks: dict[int, int],
) -> None:
    end = 0
    for match in found:
        at = match.start()
        if at >= end:
            end = shape.find(b" ", at)
            end = end if end >= 0 else len(shape)
            chunks[shape.rfind(b" ", 0, at) + 1] = end


def _may_divide(heads: Heads, shape: bytes) -> bool:
    """Whether a head may stand in a compound with separators among its letters."""
    if heads.periodic:
        return bool(heads.inner)
    squeezed = shape.translate(None, b".&")
    return any(squeezed.count(head) != shape.count(head) for head in heads.inner)


def _may_fold(text: str) -> bool:
    """Whether *text* has anything beyond ASCII but punctuation."""
    foreign = text.encode("utf-8", "ignore").translate(None, _ASCII).decode()
    return any(c.isalnum() or c in _INVISIBLE for c in set(foreign))
