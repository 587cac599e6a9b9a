"""Where a line says "Director:", "Cast –" or "Running time", and what each value is.

In: a line. Out: the labels in it, each with the field it names and the text up to the
next label. Refused: words that are labels only by chance, inside a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from reelsearch.annotate.word_lists import read_table

_SEPARATOR = (
    r"(?:\(s\))?(?:\s?\((?P<note>[^()]{1,30})\))?\.?\s{0,2}"
    r"(?:[:：]|\s[-–—](?=\s)|[–—](?=\s)|-(?=\s))"
)
_WORD = re.compile(r"(?<![\w’'-])([a-z]+)", re.IGNORECASE)
_LED_WORD = re.compile(r"(?:\A|[,;.|•·/)\]])[\s*_”\"’']{0,5}([a-z]+)", re.IGNORECASE)
_MARK = re.compile(r"[:：–—]|-\s")
_YEAR = re.compile(r"\d{4}")
_BEFORE = ",;.|•·/)]:–—"
_ALSO_BARE = frozenset(("dir", "by", "with"))
"""Labels that need no colon where the table says nothing of it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label at ``start``: the *field* it names, and its *value*. ``bare`` says that
    nothing but a blank stands between the two, ``plain`` that their line has no capitals;
    ``note`` is what stands in brackets after the label ("Rating (out of 4):")."""

    field: str
    label: str
    value: str
    start: int
    bare: bool
    plain: bool = False
    note: str = ""

    @property
    def by_chance(self) -> bool:
        """Whether a title could begin with the label's word ("Cast Away")."""
        return self.bare and " " not in self.label and self.label not in ("starring", "dir")


@dataclass(frozen=True, slots=True)
class _Label:
    field: str
    bare: bool
    leading: bool


@cache
def _labels() -> dict[str, _Label]:
    table: dict[str, _Label] = {}
    for field, entries in read_table("labels.txt").items():
        for entry in entries:
            name = entry.rstrip("*!")
            flags = entry[len(name) :]
            name = name.replace("+", ",")
            table.setdefault(name, _Label(field, "*" in flags, "!" in flags))
    return table


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """What matches a label that begins with *word*: a few names, of some hundreds."""

    def alternatives(names: list[str]) -> str:
        names.sort(key=len, reverse=True)
        return "|".join(re.escape(name).replace(r"\ ", " ") for name in names)

    names = list(_names_by_word()[word])
    bare = [name for name in names if _labels()[name].bare or name in _ALSO_BARE]
    led = rf"(?<![\w’'-])(?:(?P<label>{alternatives(names)}){_SEPARATOR}"
    without = rf"(?P<bare>{alternatives(bare) if bare else '(?!)'})\.?(?=\s)"
    return re.compile(f"{led}|{without})", re.IGNORECASE)


@cache
def _names_by_word() -> dict[str, list[str]]:
    """The labels by their first words."""
    names: dict[str, list[str]] = {}
    for name in _labels():
        if match := _WORD.match(name):
            names.setdefault(match[0], []).append(name)
    return names


def begins_with_label(text: str) -> bool:
    """Whether the first thing in *text* is a label."""
    match = _WORD.match(text)
    if match is None or (word := match[0].lower()) not in _names_by_word():
        return False
    return _pattern(word).match(text) is not None


def is_known(name: str) -> bool:
    """Whether *name*, without a colon, is a label."""
    return name.lower() in _labels()


def is_label(text: str) -> bool:
    """Whether *text* is a label and nothing else, in a heading's capitals."""
    name = text.rstrip(": ")
    label = _labels().get(name.lower())
    if label is None or label.field in ("film", "publication", "rating"):
        return False
    if len(name) == 1 and not text.endswith(":"):
        return False  # "R" is a certificate
    return name.isupper() or text.endswith(":") or (label.field == "reviewer" and label.bare)


@lru_cache(maxsize=32)
def find_labels(text: str) -> tuple[Labelled, ...]:
    """The labels of a line, in order; the text before the first is nobody's value."""
    found: list[tuple[_Label, str, int, int, str | None]] = []
    end = 0
    names = _names_by_word()
    # Without a colon or dash a label stands at the beginning or after a comma, or not at all.
    words = _WORD if _MARK.search(text) else _LED_WORD
    for word in words.finditer(text):
        start, first = word.start(1), word[1].lower()
        if start < end or first not in names:
            continue
        match = _pattern(first).match(text, start)
        if match is None:
            continue
        end = match.end()
        written = match["label"] or match["bare"]
        name = written.lower()
        label = _labels()[name]
        bare = match["label"] is None
        if _is_by_chance(text, match.start(), written, label, bare=bare):
            continue
        parted = text[: match.start()].rstrip(" -*_")[-1:] in ("·", "•", "|")
        note = None if bare and not parted else match["note"] or ""
        if note and _YEAR.search(note):
            continue  # "Film (1970): ..." is a title
        found.append((label, name, match.start(), match.end(), note))
    values = []
    for place, (label, name, start, stop_label, note) in enumerate(found):
        stop = found[place + 1][2] if place + 1 < len(found) else len(text)
        value = text[stop_label:stop].strip(" ,;|•·/").removeprefix(": ")
        bare = note is None
        values.append(Labelled(label.field, name, value, start, bare, text.islower(), note or ""))
    return tuple(values)


def _is_by_chance(text: str, start: int, written: str, label: _Label, *, bare: bool) -> bool:
    """Whether a label inside a line is just a word of it."""
    before = text[:start].rstrip(" -*_")
    before = before.rstrip("”\"’'") if before.endswith((",”", ',"', ",’", ",'")) else before
    if not before:
        return False
    if before[-1] in _BEFORE:
        return bare and label.leading and before[-1] not in ".·•|"
    if bare or label.leading:
        return True
    return not written[0].isupper() and not text.islower()
