"""The reviews of a Letterboxd export, unpacked or in its ZIP.

In: ``reviews.csv`` (or ``orphaned/reviews.csv``) of an export, and the ``profile.csv``
beside it for who wrote them. Out: one review a row, with film, year, rating and date.
The other tables of an export hold no live reviews and give nothing. The e-mail address
in the profile is never taken.
"""

from __future__ import annotations

import csv
import re
from typing import Final

from reelsearch.errors import UnreadableError
from reelsearch.readers.base import Content, Options, Read, at_row
from reelsearch.readers.columns import fold_name
from reelsearch.readers.content import read_head, uncompressed
from reelsearch.readers.delimited import Row, Table
from reelsearch.readers.markup import html_to_text
from reelsearch.readers.record import Stated, build_review
from reelsearch.review import Location, Rejection, Review

SUFFIXES: Final = ()  # told from other tables by its header: see recognise_export

_BEST: Final = 5.0
_HEAD: Final = 4_096
_FIELDS: Final = {"name": "film", "year": "year", "date": "date"}
_EXPORTED: Final = frozenset(
    "comments diary films lists profile ratings reviews watched watchlist".split()
)
_FOLDERS: Final = frozenset(("deleted", "likes", "lists", "orphaned"))
_HEADERS: Final = (
    re.compile(rb"Date,Name,Year,Letterboxd URI\b"),
    re.compile(rb"Date,Name,Year,Rating,Rewatch,Review,Tags,Watched Date\b"),
    re.compile(rb"Letterboxd list export\b"),
    re.compile(rb"Date,Content,(?:Letterboxd URI,)?Comment\b"),
    re.compile(rb"Date Joined,Username,Given Name,Family Name,Email Address\b"),
)


def recognise_export(content: Content) -> bool:
    """Whether *content*, a CSV, is a file of a Letterboxd export."""
    head = read_head(content, _HEAD).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if any(header.match(head) for header in _HEADERS):
        return True
    folder, stem = _place(content)
    return folder in _FOLDERS and stem in _EXPORTED and content.beside("../profile.csv") is not None


def read(content: Content, options: Options) -> Read:
    """The reviews of the export, one or a Rejection a row; none from its other files."""
    del options  # the columns of an export are fixed
    folder, stem = _place(content)
    with Table(content) as table:
        names = [fold_name(name) for name in table.header]
        if "review" not in names or stem == "comments" or folder in ("deleted", "likes", "lists"):
            return
        author = read_author(content)
        for row in table.rows():
            where = at_row(content.location, row.number)
            yield _read_row(row, dict(zip(names, row.cells, strict=False)), where, author)


def companions(content: Content) -> tuple[Content, ...]:
    """The profile of the export."""
    found = content.beside("profile.csv") or content.beside("../profile.csv")
    return (found,) if found else ()


def read_author(content: Content) -> Stated | None:
    """Who wrote the export: the full name if the profile has one, else the user name."""
    for profile in companions(content):
        try:
            with Table(uncompressed(profile)) as table:
                row = next((row for row in table.rows() if not row.problem), None)
                names = [fold_name(name) for name in table.header]
        except (UnreadableError, OSError, csv.Error):
            return None
        cells = dict(zip(names, row.cells, strict=False)) if row else {}
        full = f"{cells.get('givenname', '')} {cells.get('familyname', '')}".strip()
        name = full or cells.get("username", "").strip()
        label = "profile.csv name" if full else "profile.csv Username"
        return Stated(label, (name,)) if name else None
    return None


def _read_row(
    row: Row, cells: dict[str, str], location: Location, author: Stated | None
) -> Review | Rejection:
    if row.problem:
        return Rejection(location, row.problem)
    stated = {
        field: Stated(column.title(), cells[column].strip(), row.line)
        for column, field in _FIELDS.items()
        if cells.get(column, "").strip()
    }
    if author:
        stated["reviewer"] = author
    if rating := cells.get("rating", "").strip():
        stated["rating"] = Stated("Rating", rating, row.line)
    review = build_review(html_to_text(cells["review"]), location, stated, row.warnings)
    return rate(review, rating) if isinstance(review, Review) else review


def rate(review: Review, stars: str) -> Review:
    """*review* with its rating from *stars*, of five."""
    try:
        value = float(stars) / _BEST
    except ValueError:
        return review
    return review.with_facts({}, rating=value) if 0 <= value <= 1 else review


def _place(content: Content) -> tuple[str, str]:
    parts = (content.location.member or content.location.path).lower().split("/")
    stem = parts[-1].removesuffix(".gz").removesuffix(".csv")
    return (parts[-2] if len(parts) > 1 else ""), stem
