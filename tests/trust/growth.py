"""How time grows with length: repetitions in, a complaint out where it is worse than linear.

Four times the length may take eight times as long; a regular expression that backtracks
takes sixteen times or more. What is repeated are marks and words of each format, and what
each repetition in the program's own regular expressions takes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from reelsearch.analysis.units import find_unit_starts
from reelsearch.errors import ReelsearchError
from reelsearch.query.parser import parse_query
from reelsearch.reading import Reading
from reelsearch.review import Location, Review
from reelsearch.snippets import Wanted, WantedPhrase, choose_passages
from reelsearch.snippets.occurrences import find_occurrences
from reelsearch.studies.concordance import ReviewLines
from tests.trust.inputs import File
from tests.trust.patterns import list_pumps
from tests.trust.promises import lay_file, min_time, read_files, read_text
from tests.trust.seed_files import FRAGMENTS, SPECIAL, list_seeds, list_tokens

MOST_GROWTH = 8.0
LENGTH = 20_000
"""Characters of the shorter of two inputs."""

NOTICED = 0.1
"""Seconds below which the longer one is not worth a look."""

SECONDS_PER_MEGABYTE = 10.0
"""What a repetition may take, however odd; mutations of real files are held to a tenth of it."""

SECONDS_PER_LINE = 0.0005
"""And for each line: a table may have a review in each."""

CONTEXTS = ("", "Dir: ", "Rating: ", "Review by ", "Heat (1995)\n\n")

_SHOWN = ("the knife ", "knife. ", "The knife.\n\n", "knife\x1e")

_OWN_PROSE = "The men in it drink coffee and know that one of them will have to go in the end."
BEGINNINGS = (
    "12/3/2014\n",
    "u/ada\n",
    "HEAT (1995)\n",
    "## Heat (1995)\n",
    "\n9/10\nada\n",
    f"u/ada · 5y ago\n{_OWN_PROSE}\n\n",
    f"#1 ada\n12/3/2014\n{_OWN_PROSE}\n",
)
"""What begins a review among several, with prose below it and without."""

Subject = Callable[[str, Path], None]


class Growth(NamedTuple):
    """*piece*, repeated after *before*, given to *subject*: ``text``, ``query``, ``show`` or the
    name of a seed, whose content *is_after_seed* puts before all."""

    subject: str
    piece: str
    before: str = ""
    is_after_seed: bool = False

    def make(self, length: int) -> str:
        """An input of about *length* characters."""
        seed = list_seeds()[self.subject].decode("utf-8", "replace") if self.is_after_seed else ""
        return seed + self.before + self.piece * (length // max(len(self.piece), 1))


def list_growths() -> Iterator[Growth]:
    """Every piece in every place."""
    pieces = (
        *SPECIAL,
        *FRAGMENTS,
        *(mark + "a" for mark in SPECIAL),
        "a-",
        "war-",
        "a",
        "A ",
        "Aa ",
        "1 ",
    )
    for piece in pieces:
        yield from (Growth("text", piece, before) for before in CONTEXTS)
        yield Growth("query", piece)
        yield Growth("show", f"knife {piece}")
    yield from (Growth("show", piece) for piece in _SHOWN)
    yield from list_pumped()
    for piece in BEGINNINGS:
        yield from (Growth(name, piece) for name in ("heat.txt", "wick.md"))
    for name in list_seeds():
        if not name.endswith(("zip", "tar", "gz", "bz2", "txz")):
            for piece in dict.fromkeys((*list_tokens(name), *SPECIAL)):
                yield Growth(name, piece)
                yield Growth(name, piece, is_after_seed=True)


def list_pumped() -> Iterator[Growth]:
    """What the regular expressions of the program repeat, wherever they may be met."""
    for pump in list_pumps():
        for context in ("", "Heat (1995)\n\n"):
            yield Growth("text", pump.piece, context + pump.before)
        yield Growth("query", pump.piece, pump.before)
        for name in ("heat.html", "wick.md"):
            yield Growth(name, pump.piece, pump.before, is_after_seed=True)


def measure_growth(case: Growth, home: Path, length: int = LENGTH) -> str:
    """What is wrong with how the time for *case* grows; empty if nothing is. It compares the
    machine with itself, so it holds on a slow or busy one, too."""
    subject = SUBJECTS.get(case.subject, _read_file(case.subject))
    short, long = case.make(length), case.make(4 * length)
    took = min_time(lambda: subject(long, home), NOTICED)
    if took <= NOTICED:
        return ""
    before = min_time(lambda: subject(short, home), 0.0)
    took = min(took, min_time(lambda: subject(long, home), before * MOST_GROWTH))
    said = f"{len(short):,} characters take {before:.3f} s, {len(long):,} take {took:.3f} s"
    return f"worse than linear: {said}" if took > before * MOST_GROWTH else ""


def measure_pace(case: Growth, home: Path, length: int = LENGTH) -> str:
    """What is wrong with how long *case* takes, in seconds; empty if nothing is. It says as much
    of the machine as of the program: for the long proof, and not for a test."""
    subject = SUBJECTS.get(case.subject, _read_file(case.subject))
    text = case.make(4 * length)
    size = len(text.encode("utf-8", "replace"))
    lines = len(text.splitlines())
    allowed = NOTICED + SECONDS_PER_MEGABYTE * size / 1e6 + SECONDS_PER_LINE * lines
    took = min_time(lambda: subject(text, home), allowed)
    return f"too slow: {len(text):,} characters take {took:.3f} s" if took > allowed else ""


def _parse(text: str, _: Path) -> None:
    try:
        parse_query(text, longest=len(text))
    except ReelsearchError:
        return


def _read_file(name: str) -> Subject:
    def read(text: str, home: Path) -> None:
        folder = home / "growth"
        folder.mkdir(exist_ok=True)
        with lay_file(File(name, text.encode("utf-8", "replace")), folder):
            read_files(folder, _READING)

    return read


def _show(text: str, _: Path) -> None:
    """What is done with a text that an index holds: its units found, its passages cut."""
    review = Review(text, Location("/films", "a.txt"), (0, len(text)))
    wanted = Wanted(words={"knife": 1.0}, phrases=(WantedPhrase(("the", "knife"), 2),))
    find_unit_starts(text)
    choose_passages(review, wanted, limit=None)
    lines = ReviewLines(review)
    for span in find_occurrences(review, wanted):
        lines.make(span)


_READING = Reading()
SUBJECTS: dict[str, Subject] = {
    "text": lambda text, _: read_text(text),
    "query": _parse,
    "show": _show,
}
