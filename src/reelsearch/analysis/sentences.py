"""A range of text in, the ranges of its sentences out.

It takes reviews as they come: with abbreviations and initials, titles that hold question
marks, hard-wrapped lines, header lines, prose without capitals or with blanks around its
stops. Where it is in doubt it does not cut; but no sentence is longer than
:data:`LONGEST_SENTENCE`. Cost: linear in the length, whatever the text.
"""

from __future__ import annotations

import re

from reelsearch.analysis.blocks import Range, split_blocks, split_paragraphs
from reelsearch.analysis.word_lists import load_kinds, load_words

LONGEST_SENTENCE = 900
"""Characters. What runs on without a stop is cut here, between words if it has any."""

# It begins with a set, which is scanned many times faster than what it says thereafter.
# After a word too long to be an abbreviation, and before a capital or with blanks on both sides,
# as most stand, it ends a sentence for sure; the rest is for ``_ends_sentence``.
_STOP = re.compile(
    r"[.!?…](?<![.!?…].)[.!?…]*+(?P<closers>[\"'”’»)\]*_]*+(?:[ \t][)\]])?)(?=\s)"
    r"(?P<sure>(?<=[A-Za-z]{6}[.!?…])(?=\s[A-Z])|(?<=[A-Za-z]{6}\s[.!?])(?=\s[A-Za-z]))?",
    re.DOTALL,
)
_FOLLOWING = re.compile(r"\s++(?P<quotes>[\"'“‘«(\[{¿¡*_—–-]*+)")
_LAST_TOKEN = re.compile(r"[\w.]+\Z")
_NEXT_WORD = re.compile(r"\w{1,20}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LONGEST_ABBREVIATION = 12
_PLAIN = 7  # characters: a word longer than all abbreviations without stops, and its stop
_MARKS = frozenset(".!?…")


def split_sentences(text: str, start: int, end: int) -> list[Range]:
    """The sentences of ``text[start:end]``, in order, without the blanks around them.

    Offsets are those of *text*. Together they hold every character that is not blank.
    """
    return [
        sentence
        for paragraph in split_paragraphs(text, start, end)
        for block in split_blocks(text, *paragraph)
        for sentence in split_block(text, *block)
    ]


def split_block(text: str, start: int, end: int) -> list[Range]:
    """The sentences of one block, which has no blanks around it."""
    found: list[Range] = []
    for sentence in _find_sentences(text, start, end):
        if sentence[1] - sentence[0] <= LONGEST_SENTENCE:
            found.append(sentence)
        else:
            found.extend(_cut_long(text, *sentence))
    return found


def _find_sentences(text: str, start: int, end: int) -> list[Range]:
    uncapitalised = text[start:end].islower()
    found = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        stopped = stop.end()
        opening = following = stopped + 1
        if stop.lastgroup == "sure" and stop.start() - _PLAIN >= at:
            found.append((at, stopped))
            at = opening
            continue
        if following >= end:
            continue
        if not text[following].isalnum():
            after = _FOLLOWING.match(text, stopped, end)
            if after is None or after.end() >= end:
                continue
            opening, following = after.start("quotes"), after.end()
        plain = text[following].isupper() and _is_plain(text, at, stopped - 1)
        if plain or _ends_sentence(text, at, stop, following, uncapitalised):
            found.append((at, stopped))
            at = opening
    found.append((at, end))
    return found


def _is_plain(text: str, start: int, end: int) -> bool:
    """Whether a word too long to be an abbreviation ends at *end*, as before most stops."""
    before = text[max(end - _PLAIN + 1, start) : end]
    return before.isalpha() and len(before) == _PLAIN - 1


def _ends_sentence(
    text: str, start: int, stop: re.Match[str], following: int, uncapitalised: bool
) -> bool:
    """Whether *stop* ends the sentence from *start*; *following* is the next letter."""
    at, after = stop.start(), text[following]
    if after in _MARKS:
        return False
    marks = text[at : stop.start("closers")]
    trails_off = "…" in marks or marks.startswith("..")
    if at > start and text[at - 1].isspace():
        before = text[max(start, at - _LONGEST_ABBREVIATION) : at].rstrip()
        if trails_off or (before and before[-1] in _MARKS):
            return after.isupper()
        # With blanks around its stops, text has no capitals: "a mess . still , it works".
        number = before[-1:].isdigit() and after.isdigit()
        return marks != "." or (not number and _stops_after(text, start, at - 1, following))
    if after.islower() and (trails_off or not uncapitalised):
        return False
    return marks != "." or bool(stop["closers"]) or _stops_after(text, start, at, following)


def _stops_after(text: str, start: int, end: int, following: int) -> bool:
    """Whether a single stop at *end* is more than that of an abbreviation or a number."""
    if _is_plain(text, start, end):
        return True
    window = max(start, end - _LONGEST_ABBREVIATION)
    last = text[window:end].rpartition(" ")[2]
    if last.isalpha() and len(last) > 1 and last.lower() not in load_kinds("abbreviations"):
        return True
    token = _LAST_TOKEN.search(text, window, end)
    if token is None or (token.start() == window > start):
        return True
    word = token.group().lower()
    if word.isdigit():
        return token.start() > start  # "1. Heat" is an item of a list
    kind = load_kinds("abbreviations").get(word)
    if kind == "joined":
        return False
    if kind == "number" and text[following].isdigit():
        return False
    if kind == "maybe" or (_INITIALS.fullmatch(word) and token.group() not in {"I", "i"}):
        after = _NEXT_WORD.match(text, following)
        return after is not None and after.group().lower() in load_words("openers")
    return True


def _cut_long(text: str, start: int, end: int) -> list[Range]:
    """A sentence that is too long, in pieces: at its semicolons and stops, or at blanks."""
    pieces = []
    while end - start > LONGEST_SENTENCE:
        cut = start + _find_cut(text[start : start + LONGEST_SENTENCE + 1])
        pieces.append((start, start + len(text[start:cut].rstrip())))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        pieces.append((start, end))
    return pieces


def _find_cut(piece: str) -> int:
    half = len(piece) // 2
    for mark in (". ", "! ", "? ", "; ", " - ", ", "):
        at = piece.rfind(mark, half)
        if at >= 0:
            return at + len(mark)
    for at in range(len(piece) - 1, 0, -1):
        if piece[at].isspace():
            return at
    return LONGEST_SENTENCE
