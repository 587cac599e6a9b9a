"""One record, whatever it was written in, to one review.

In: the text and the values that a row, an object or a front matter states for each
field. Out: a Review with those facts, each GIVEN by the column or key it stood in.
Refuses: a record without text. A value that cannot be one of its field (a year of 0)
is left out and warned of; it is never guessed at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from reelsearch.readers import values
from reelsearch.readers.clean import clean_label, clean_text, is_blank
from reelsearch.readers.columns import find_scale, fold_name
from reelsearch.readers.conventions import Conventions, note_one
from reelsearch.readers.dates import is_open, parse_date
from reelsearch.review import Location, Origin, Provenance, Rejection, Review

_LONGEST_EVIDENCE: Final = 200
_LONGEST_VALUE: Final = 10_000
_NO_TEXT: Final = "a review needs its text and this record has no text; fill it in or leave it out"

_RATING_LABELS: Final = frozenset(("rating", "movierating", "filmrating", "itemreviewedrating"))

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A value, the label it stood under (column, key, element), and the line it stood on."""

    label: str
    value: Value
    line: int | None = None
    origin: Origin = Origin.GIVEN

    @property
    def text(self) -> str:
        """The value as one text, cut where no value of a field is that long."""
        value = self.value
        return (value if isinstance(value, str) else ", ".join(value))[:_LONGEST_VALUE]

    @property
    def text_whole(self) -> str:
        """The value as one text of any length, for the body of a review."""
        return self.value if isinstance(self.value, str) else ", ".join(self.value)

    def provenance(self) -> Provenance:
        """The origin to keep, with ``label: value`` as its evidence."""
        evidence = f"{self.label}: {self.text[:_LONGEST_EVIDENCE]}"
        if not evidence.isprintable():
            evidence = " ".join(clean_text(evidence)[0].split())
        return Provenance(self.origin, evidence, self.line)


@dataclass(slots=True)
class _Facts:
    conventions: Conventions
    values: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Provenance] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def add(self, name: str, value: object, stated: Stated, under: str = "") -> None:
        self.values[under or name] = value
        self.provenance[name] = stated.provenance()

    def refuse(self, what: str, stated: Stated) -> None:
        self.warnings.append(f"{stated.label} {stated.text[:60]!r} is no {what}; left out")


def build_review(
    text: str,
    location: Location,
    stated: Mapping[str, Stated],
    warnings: tuple[str, ...] = (),
    conventions: Conventions | None = None,
) -> Review | Rejection:
    """The review with *text* and what is *stated* for its fields.

    The keys of *stated* are those of ``column_names.txt``. *conventions* are those of the
    file that the record stands in; without them it goes by its own.
    """
    cleaned, changed = clean_text(text)
    if is_blank(cleaned) or values.is_missing(cleaned):
        return Rejection(location, _NO_TEXT)
    facts = _Facts(conventions or note_one(*note_of(stated)[::2]))
    _add_film(stated, facts)
    for name, add in _ADDERS.items():
        if name in stated and not values.is_missing(stated[name].text):
            add(stated[name], facts)
    _add_rating(stated, facts)
    return Review(
        text=cleaned,
        location=location,
        body=(0, len(cleaned)),
        provenance=facts.provenance,
        warnings=tuple(dict.fromkeys((*warnings, *changed, *facts.warnings))),
        **facts.values,
    )


NOTED: Final[tuple[str, ...]] = ("rating", "rating_max", "publication", "date")
"""The fields that :func:`note_of` looks at."""


def note_of(stated: Mapping[str, Stated]) -> tuple[str, str, str]:
    """The rating, paper and date of a record as written, for its file's conventions."""
    rating, paper, date = (stated.get(name) for name in ("rating", "publication", "date"))
    return (
        rating.text if rating and "rating_max" not in stated else "",
        paper.text if paper else "",
        date.text if date else "",
    )


def _add_film(stated: Mapping[str, Stated], facts: _Facts) -> None:
    title = stated.get("film")
    label = values.parse_label(title.text) if title else None
    if title and label:
        film, year = values.split_title(label)
        facts.add("film", film if year else label, title)
        if year:
            facts.add("year", year, title)
    released, given = stated.get("released"), stated.get("year")
    if released and (year := values.find_year(released.text)):
        facts.values.setdefault("year", year)
        facts.provenance.setdefault("year", released.provenance())
    if given and not values.is_missing(given.text):
        year = values.parse_year(given.text)
        if year:
            facts.add("year", year, given)
        else:
            facts.refuse("year of a film", given)


def _add_people(name: str, split: Callable[[str], tuple[str, ...]]) -> Callable[..., None]:
    def add(stated: Stated, facts: _Facts) -> None:
        if isinstance(stated.value, str):
            people = split(stated.text)
        else:
            people = tuple(p for p in map(values.parse_label, stated.value) if p)
        if people:
            facts.add(name, people, stated, under="reviewers" if name == "reviewer" else name)

    return add


def _add_runtime(stated: Stated, facts: _Facts) -> None:
    minutes = values.parse_runtime(stated.text)
    if minutes:
        facts.add("runtime", minutes, stated)
    else:
        facts.refuse("running time", stated)


def _add_certificate(stated: Stated, facts: _Facts) -> None:
    # A column called "rating" holds certificates only where its values say so.
    if fold_name(stated.label) in _RATING_LABELS and not values.is_certificate(stated.text):
        return
    if label := values.parse_label(stated.text):
        facts.add("certificate", label, stated)


def _add_date(stated: Stated, facts: _Facts) -> None:
    written = clean_label(stated.text)
    if values.is_placeholder_date(written):
        facts.refuse("date but what stands for an unknown one", stated)
        return
    day_first = facts.conventions.day_first
    date = _parse_epoch(written) or parse_date(written, day_first=day_first is not False)
    if date is None:
        facts.refuse("date", stated)
        return
    facts.add("date", date, stated)
    if day_first is None and is_open(written):
        facts.warnings.append(
            f"{stated.label} {written[:60]!r} may begin with its day or its month; read day first"
        )


def _parse_epoch(text: str) -> str | None:
    """The day of a count of seconds, or of milliseconds, as programs write the time."""
    if not text.isdecimal() or len(text) not in (10, 13):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat()


def _add_publication(stated: Stated, facts: _Facts) -> None:
    if label := values.parse_label(stated.text):
        facts.add("publication", label, stated)


_ADDERS: Final[Mapping[str, Callable[[Stated, _Facts], None]]] = {
    "reviewer": _add_people("reviewer", values.split_byline),
    "director": _add_people("director", values.split_people),
    "cast": _add_people("cast", values.split_list),
    "country": _add_people("country", values.split_list),
    "runtime": _add_runtime,
    "certificate": _add_certificate,
    "date": _add_date,
    "publication": _add_publication,
}


def _add_rating(stated: Mapping[str, Stated], facts: _Facts) -> None:
    rating = stated.get("rating")
    if not rating or values.is_missing(rating.text):
        return
    text = clean_label(rating.text)[: values.LONGEST_LABEL]
    if values.is_certificate(text):
        if "certificate" not in facts.values:
            facts.add("certificate", text, rating)
        return
    best = stated.get("rating_max")
    if best and is_number(text) and is_number(best.text):
        text = f"{text}/{best.text.strip()}"
        facts.values["rating_scale"] = read_number(best.text)
    else:
        paper = stated.get("publication")
        scale = facts.conventions.find_scale(text, rating.label, paper.text if paper else "")
        named = find_scale(rating.label)
        if named and not is_number(text):
            scale = named
        elif named and read_number(text) <= named:
            text, scale = f"{text}/{named:g}", named
        facts.values["rating_scale"] = scale
    facts.values["rating_text"] = text
    facts.provenance["rating"] = rating.provenance()


def is_number(text: str) -> bool:
    """Whether *text* is a plain decimal number, such as ``3.5`` or ``3,5``."""
    return text.strip().replace(",", ".").replace(".", "", 1).isdecimal()


def read_number(text: str) -> float:
    """The value of what :func:`is_number` finds to be one."""
    return float(text.strip().replace(",", "."))
