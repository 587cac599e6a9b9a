"""The table of films that stands beside a table of reviews.

In: a table of reviews whose rows name their film by an id. Out: id → what the other
table states about that film. A companion is a table in the same folder whose name says
that it describes films (``…info…``, ``movies``), that has the same id column, and no
column of reviews.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from reelsearch.errors import UnreadableError
from reelsearch.readers import limits
from reelsearch.readers.base import Content
from reelsearch.readers.columns import FILM_FACTS, fold_name, match_columns
from reelsearch.readers.content import uncompressed
from reelsearch.readers.delimited import Table
from reelsearch.readers.record import Stated
from reelsearch.readers.values import is_certificate

_TABLE = re.compile(r"\.(?:csv|tsv)(?:\.gz)?\Z", re.I)
_WORDS: Final = frozenset(
    "info movie movies film films title titles metadata meta details movieinfo filminfo".split()
)
_MOST_NEIGHBOURS: Final = 100
_PLAIN_IDS: Final = frozenset(("id",))

Films = Mapping[str, Mapping[str, Stated]]


def is_film_table_name(name: str) -> bool:
    """Whether a file called *name* may be a table of films."""
    match = _TABLE.search(name)
    words = re.split(r"[^a-z0-9]+", name[: match.start()].lower()) if match else []
    return not _WORDS.isdisjoint(words)


def list_film_tables(content: Content) -> tuple[Content, ...]:
    """The contents beside *content* that may be its table of films."""
    names = _choose_film_tables(content.names_beside())
    found = (content.beside(name) for name in names if name != _own(content))
    return tuple(table for table in found if table is not None)


@lru_cache(maxsize=4)
def _choose_film_tables(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if is_film_table_name(name))[:_MOST_NEIGHBOURS]


def read_films(content: Content, header: Sequence[str]) -> tuple[int, Films]:
    """The position of the id column in *header*, and the films by that id.

    The films are empty if no companion is found.
    """
    columns = match_columns(header, {})
    position = columns.get("film_id")
    if position is None:
        return 0, {}
    id_name = fold_name(header[position])
    # Beside a title, a plain "id" is the review's own number.
    if "film" in columns and id_name in _PLAIN_IDS:
        return 0, {}
    for candidate in list_film_tables(content):
        try:
            films = _read_table(candidate, id_name)
        except (UnreadableError, OSError):
            continue  # it has its own Rejection when the walk comes to it
        if films:
            return position, films
    return 0, {}


def _read_table(content: Content, id_name: str) -> Films:
    # The label says which file stated it; its line numbers are not the review's.
    with Table(uncompressed(content)) as table:
        columns = match_columns(table.header, {})
        labels = [f"{_own(content)} {name}" for name in table.header]
        ids = [fold_name(name) for name in table.header]
        wanted = [name for name in (id_name, *_PLAIN_IDS) if name in ids]
        if "body" in columns or not wanted:
            return {}
        id_at = ids.index(wanted[0])
        facts = [(f, columns[f]) for f in FILM_FACTS if f in columns and columns[f] != id_at]
        rating_at = columns.get("rating")
        films: dict[str, dict[str, Stated]] = {}
        for row in table.rows():
            if row.problem or len(films) >= limits.MOST_COMPANION_ROWS:
                continue
            film: dict[str, Stated] = {
                field: Stated(labels[at], row.cells[at])
                for field, at in facts
                if row.cells[at].strip()
            }
            if rating_at is not None and is_certificate(row.cells[rating_at]):
                said = Stated(labels[rating_at], row.cells[rating_at])
                film.setdefault("certificate", said)
            films.setdefault(row.cells[id_at].strip(), film)
        return films


def describes_films_beside(content: Content, header: Sequence[str]) -> bool:
    """Whether *content* is itself the companion of a table of reviews beside it."""
    columns = match_columns(header, {})
    if "body" in columns or "film_id" not in columns or not is_film_table_name(_own(content)):
        return False
    own_ids = {fold_name(name) for name in header}
    tables = [n for n in content.names_beside() if n != _own(content) and _TABLE.search(n)]
    for name in tables[:_MOST_NEIGHBOURS]:
        other = content.beside(name)
        if other is None:
            continue
        try:
            with Table(uncompressed(other)) as table:
                theirs = match_columns(table.header, {})
                if "body" in theirs and "film_id" in theirs:
                    their_id = fold_name(table.header[theirs["film_id"]])
                    if their_id in own_ids or not own_ids.isdisjoint(_PLAIN_IDS):
                        return True
        except (UnreadableError, OSError):
            continue
    return False


def _own(content: Content) -> str:
    return (content.location.member or content.location.path).rsplit("/", 1)[-1]
