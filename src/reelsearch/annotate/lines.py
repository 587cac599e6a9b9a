"""A text → its lines, each with its place and without the marks around its words.

In: any text with ``\\n`` as line end. Out: :class:`Line`. Nothing is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reelsearch.annotate.labels import is_known, is_label

_INVISIBLE = re.compile(r"[\ufeff\u200b\u200c\u200d\u2060\u00ad\ufe0e\ufe0f]")
_STARS = str.maketrans("⭑⭒", "★☆")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
BLANK = " \t\r\n\x0b\x0c\ufeff\xa0\u200b"
"""What stands around prose without being any of it."""

_BULLET = re.compile(r"(?:#{1,6}\s+|(?:>\s?)+|[•·∙▪‣◦●+]\s*|\*\s+(?=[^\s*]))")
_PICTURES = re.compile(
    "(?:[\u231a-\u23ff\u2600-\u2604\u2607-\u26ff\u2700-\u2728\u2731-\u27bf"
    "\U0001f000-\U0001f31e\U0001f320-\U0001faff]\ufe0f?\u20e3?\\s*){1,5}"
)
"""Emoji that lead a line, but for those that count as stars."""

_LAST_PICTURES = re.compile(
    "\\s+(?:[\U0001f300-\U0001f31e\U0001f320-\U0001f5ff\U0001f900-\U0001faff]\ufe0f?\\s*){1,5}$"
)
"""Pictures that end a line, but for those that count as stars or as a thumb's verdict."""

_BOLD = re.compile(r"(?<!\*)\*\*(?!\*)|(?<![_\w])__(?!_)|(?<!_)__(?![_\w])")
_WRAPPED = re.compile(r"(?P<mark>[*_])(?=[^\s*_])(?P<inner>[^*_]{1,1000})(?<=\S)(?P=mark)")
_BOLD_ITALIC = re.compile(r"\*{3}(?=[^\s*])([^*]{1,200})(?<=\S)\*{3}")


_BRACKETS = {"(": ")", "[": "]"}
_COLUMN = re.compile(r"\s*(?P<name>[^\W\d_][\w/' ]{2,25}?)(?:\s{2,}|\s*\t\s*|\s?\|\s)(?=\S)")
_BOXED = re.compile(r"\|\s+(?P<name>[^|]{2,40})\|\s+(?P<value>[^|]{1,200})\|\s*")
"""Two cells of a table that is drawn: "| FILM | Heat |"."""

_LEADERS = re.compile(r"\s*(?P<name>[^\W\d_][\w/' -]{2,25}?)\s?[._]{2,40}\s?:?\s?(?=\S)")
"""Dots that lead from a label to its value: "Director....: Ada Orr"."""

_GAP = re.compile(r"(?<=[^\s:=|.!?,;])(?: {2,}| *\t[ \t]*)(?=[^\s(\[:=|])")
"""A gap between columns, which parts as a bar does: "Dir: Ada Orr     90mins     12A"."""

_SPACED = re.compile(
    r"(?<!\S)(?:[^\W\d_a-z] ){3,30}[^\W\d_a-z]"
    r"(?: {2,5}(?:[^\W\d_a-z] ){1,30}[^\W\d_a-z]){0,5}(?!\S)"
)
"""A word whose letters stand apart, as headings were typed: "S L O W   L I G H T"."""

_LONGEST_COLUMNS = 200
_LEADERS_REACH = 40
_LEAST_BRACKETED = 6
_LONGEST = 4_000


@dataclass(slots=True)
class Line:
    """One line: ``text`` is what is read, ``raw`` what stands in the review.

    ``number`` counts from 1; ``start`` and ``end`` are offsets in the review's text,
    without the line end. ``parted`` is the text with bars for the gaps between its columns.
    """

    number: int
    start: int
    end: int
    raw: str
    text: str
    heading: bool = False
    parted: str | None = None

    @property
    def evidence(self) -> str:
        """The line as it stands, without the blanks around it."""
        return self.raw.strip()

    def __bool__(self) -> bool:
        return bool(self.text)


class Lines:
    """The lines of a text that are not blank, read when they are asked for."""

    def __init__(self, text: str) -> None:
        self._raw: list[tuple[int, int, str]] = []
        at = 0
        for number, raw in enumerate(text.split("\n"), start=1):
            if raw.strip(BLANK):
                self._raw.append((number, at, raw))
            at += len(raw) + 1
        self._read: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self._raw)

    def __getitem__(self, place: int) -> Line:
        line = self._read.get(place)
        if line is None:
            line = self._read[place] = read_line(*self._raw[place])
        return line

    def raw(self, place: int) -> str:
        """The line as it stands in the text."""
        return self._raw[place][2]

    def start(self, place: int) -> int:
        """Where the line begins in the text."""
        return self._raw[place][1]

    def end(self, place: int) -> int:
        """Where the line ends in the text."""
        return self._raw[place][1] + len(self.raw(place))


def read_line(number: int, start: int, raw: str) -> Line:
    """The line *raw*, the *number*-th of its text, which begins at *start*."""
    text = raw if len(raw) <= _LONGEST else raw[:_LONGEST]
    if text[:1] == "|" and (boxed := _BOXED.fullmatch(text)):
        name, value = boxed["name"].strip(), boxed["value"].strip()
        text = f"{name}: {value}" if is_known(name) else f"{name} | {value}"
    if ("  " in text or "\t" in text or "|" in text) and (column := _COLUMN.match(text)):
        text = _join_column(text, column)
    parted = None
    if len(text) <= _LONGEST_COLUMNS and ("  " in text or "\t" in text):
        text = _SPACED.sub(_join_letters, text)
        bars = _GAP.sub(" | ", text.strip())
        parted = " ".join(bars.split()) if " | " in bars else None
    if ".." in text[:_LEADERS_REACH] and (dotted := _LEADERS.match(text)):
        name = dotted["name"].strip()
        text = f"{name}: {text[dotted.end() :]}" if is_known(name) else text
    plain = text.isprintable()  # it has no other blank than a space
    if not plain or not text.isascii():
        text = _CONTROL.sub(" ", _INVISIBLE.sub("", text)).translate(_STARS)
        plain = text.isprintable()
    if not plain or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    heading = text.startswith("#")
    if not text[:1].isalnum():
        text = _strip_lead(text)
    if "*" in text or "_" in text:
        text = _strip_marks(text)
    text = text.rstrip("\\ ")
    if not text[-1:].isascii() and (match := _LAST_PICTURES.search(text)):
        text = text[: match.start()]
    if text[:1] in _BRACKETS and text[-1:] == _BRACKETS[text[0]] and len(text) > _LEAST_BRACKETED:
        inner = text[1:-1]
        text = text if "(" in inner or "[" in inner else inner.strip()
    return Line(number, start, start + len(raw), raw, text, heading, parted)


def find_last_lines(text: str, body: tuple[int, int], most: int) -> Iterator[tuple[int, int]]:
    """The ranges of at most so many last lines of the prose, the last first, without blank ones."""
    end = body[1]
    for _ in range(most):
        start = max(text.rfind("\n", body[0], end) + 1, body[0])
        yield start, end
        end = start
        while end > body[0] and text[end - 1].isspace():
            end -= 1
        if end <= body[0]:
            return


def _join_column(text: str, column: re.Match[str]) -> str:
    """*text* with a colon where a column stands between a label and its value."""
    name = column["name"].strip()
    return f"{name}: {text[column.end() :]}" if is_label(f"{name}:") else text


def _join_letters(words: re.Match[str]) -> str:
    return " ".join(word.replace(" ", "") for word in words[0].split("  ") if word)


def _strip_lead(text: str) -> str:
    """*text* without the bullet, heading mark or pictures that it begins with."""
    if match := _BULLET.match(text):
        text = text[match.end() :]
    if not text.isascii() and (match := _PICTURES.match(text)):
        text = text[match.end() :]
    return text


def _strip_marks(text: str) -> str:
    """*text* without the marks of bold and italic type."""
    if "***" in text:
        text = _BOLD_ITALIC.sub(r"\1", text)
    if ("**" in text or "__" in text) and len(_BOLD.findall(text)) % 2 == 0:
        text = _BOLD.sub("", text)
    if match := _WRAPPED.fullmatch(text):
        text = match["inner"]
    return " ".join(text.split())
