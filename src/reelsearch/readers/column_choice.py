"""Which column or key holds which field: by its name, by words in it, by what it holds.

In: the names, what a person mapped by hand, and the values of the first rows. Out: a
:class:`Choice`. What a name says comes first; the values decide whether they may be that,
and what no name says, where that is clear. The order of the columns plays no part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from reelsearch.readers.clean import clean_label
from reelsearch.readers.column_contents import (
    Column,
    find_maker_or_critic,
    holds_addresses,
    infer_fields,
    may_hold,
)
from reelsearch.readers.columns import fold_name, match_columns
from reelsearch.readers.name_words import OTHER, Spoken, find_fields
from reelsearch.readers.values import is_certificate

_UNSURE: Final = frozenset(("name", "title"))
"""Names known whole that give way to words: beside *Which film?* a name is the reviewer's, and
a title the headline's."""
_ASIDES: Final = frozenset(
    "note notes mynotes comment comments message document excerpt snippet quote commentary".split()
)
"""Names of a text that may as well be those of a few words beside it."""

_BY: Final = frozenset(("whoby", "bywho", "bywhom", "whomby"))
"""Names of people who made the films or wrote of them: their values tell which."""

_CALLED: Final = {
    "body": "the text", "film": "the film", "year": "the film's year",
    "released": "the film's release", "reviewer": "the reviewer", "publication": "the publication",
    "rating": "the rating", "rating_max": "the scale of the rating", "date": "the date",
    "director": "the director", "cast": "the cast", "runtime": "the running time",
    "certificate": "the certificate", "country": "the country",
}  # fmt: skip

_GIVEN: Final = frozenset("firstname givenname forename vorname prenom prénom nombre imię".split())
_FAMILY: Final = frozenset(
    "lastname surname familyname nachname nom apellido apellidos cognome nazwisko".split()
)


class Choice(NamedTuple):
    """Field → position, and the sentence that tells what was taken without a known name."""

    columns: dict[str, int]
    told: str = ""


def choose_columns(
    names: Sequence[str],
    mapped: Mapping[str, str],
    sample: Sequence[Sequence[str]],
    *,
    by_contents: bool = True,
) -> Choice:
    """The column of each field among *names*; *sample* has the values of each column.

    Without *by_contents* nothing is taken of which no name tells. Raises UnreadableError if
    a mapped column is not there.
    """
    choosing = _Choosing(names, mapped, [Column(held) for held in sample])
    return choosing.choose(by_contents=by_contents)


def find_name_parts(names: Sequence[str], reviewer: int | None) -> tuple[int, int] | None:
    """The columns of a given and a family name, if they are the *reviewer*'s: no other is."""
    folded = [fold_name(name) for name in names]
    parts = [[at for at, name in enumerate(folded) if name in of] for of in (_GIVEN, _FAMILY)]
    if any(len(part) != 1 for part in parts):
        return None
    (given,), (family,) = parts
    return (given, family) if reviewer in (None, given, family) else None


class _Choosing:
    def __init__(
        self, names: Sequence[str], mapped: Mapping[str, str], held: Sequence[Column]
    ) -> None:
        self._names = names
        self._mapped = mapped
        self._held = held
        self._fixed: dict[str, int] = {}
        self._found: dict[str, int] = {}

    def choose(self, *, by_contents: bool) -> Choice:
        asked = match_columns(self._names, self._mapped)
        self._fixed = {field: at for field, at in asked.items() if field in self._mapped}
        self._found = self._match_names(unsure=False)
        unsure = [at for at, name in enumerate(self._names) if fold_name(name) in _UNSURE]
        told = self._match_words(unsure)
        for field, at in self._match_names(unsure=True).items():
            if at not in self._found.values():
                self._found.setdefault(field, at)
        told |= self._match_words([])
        if by_contents:
            told |= self._settle_by()
            told |= self._infer()
            told |= self._prefer_prose(is_sure="body" not in told)
        # A text that is none has a better refusal than a table without one.
        if "body" in asked and asked["body"] not in self._found.values():
            self._found.setdefault("body", asked["body"])
        return Choice(self._found, self._tell(told))

    def _match_names(self, *, unsure: bool) -> dict[str, int]:
        """The fields that whole names state, but for columns that hold something else."""
        names = list(self._names)
        left_out = {at for at, name in enumerate(names) if fold_name(name) in _UNSURE}
        for at in (*self._list_idle_twins(), *(() if unsure else left_out), *self._fixed.values()):
            names[at] = ""
        while True:
            matched = match_columns(names, {})
            wrong = [
                at
                for field, at in matched.items()
                if _holds_other(field, names[at], self._held[at])
            ]
            if not wrong:
                return {**matched, **self._fixed}
            for at in wrong:
                names[at] = ""

    def _list_idle_twins(self) -> list[int]:
        """Columns without a value whose name another column has that is not empty."""
        full = {fold_name(n) for n, c in zip(self._names, self._held, strict=True) if c.values}
        return [
            at
            for at, name in enumerate(self._names)
            if fold_name(name) in full and not self._held[at].values
        ]

    def _match_words(self, passed_over: Sequence[int]) -> set[str]:
        """Give each free column the field that its words speak of, where no other's do as well."""
        wanted: dict[str, list[tuple[int, int]]] = {}
        for at in self._list_free():
            if at not in passed_over and (spoken := self._read_words(at)):
                field, rank = spoken
                wanted.setdefault(field, []).append((rank, at))
        told = set()
        for field, columns in wanted.items():
            best = [at for rank, at in columns if rank == min(columns)[0]]
            if field not in self._found and len(best) == 1:
                self._found[field] = best[0]
                told.add(field)
        return told

    def _read_words(self, at: int) -> Spoken | None:
        for spoken in find_fields(self._names[at]):
            if spoken.field == OTHER:
                return None
            if may_hold(spoken.field, self._held[at]):
                return spoken
        return None

    def _settle_by(self) -> set[str]:
        """Tell whether *Who by* beside a film is its director or the reviewer: a few critics
        come again and again, directors hardly ever do."""
        asked = [at for at in self._list_free() if fold_name(self._names[at]) in _BY]
        if len(asked) != 1 or "film" not in self._found:
            return set()
        field = find_maker_or_critic(self._held[asked[0]])
        if field is None or field in self._found:
            return set()
        self._found[field] = asked[0]
        return {field}

    def _infer(self) -> set[str]:
        """What the values show of columns whose names say nothing, or nothing that fits."""
        free = {at: self._held[at] for at in self._list_free() if self._is_open(at)}
        inferred = infer_fields(free, self._found)
        self._found |= inferred
        return set(inferred)

    def _prefer_prose(self, *, is_sure: bool) -> set[str]:
        """Take the one column of running text for what is only called a text, and is none."""
        at = self._found.get("body")
        if at is None or at in self._fixed.values() or self._held[at].is_prose:
            return set()
        prose = [o for o in self._list_free() if self._held[o].is_prose and self._is_open(o)]
        if len(prose) != 1 or (is_sure and fold_name(self._names[at]) not in _ASIDES):
            return set()
        self._found["body"] = prose[0]
        return {"body"}

    def _is_open(self, at: int) -> bool:
        """Whether the name of a column leaves it to its values to say what it holds."""
        spoken = self._read_words(at)
        if spoken is not None:
            return spoken[0] == "body"
        return all(said.field != OTHER for said in find_fields(self._names[at])[:1])

    def _list_free(self) -> list[int]:
        taken = {*self._found.values(), *self._list_idle_twins()}
        return [at for at in range(len(self._names)) if at not in taken]

    def _tell(self, told: set[str]) -> str:
        if not told:
            return ""
        parts = [
            f"“{clean_label(self._names[self._found[field]])[:40]}” for {called}"
            for field, called in _CALLED.items()
            if field in told
        ]
        columns = "column" if len(parts) == 1 else "columns"
        return f"took the {columns} {', '.join(parts)}; say --map FIELD=COLUMN to change that"


def _holds_other(field: str, name: str, column: Column) -> bool:
    """Whether *column* cannot be *field* although its whole *name* says so."""
    if not column.values:
        return False
    match field:
        case "country" | "director" | "cast" | "reviewer" | "publication":
            is_number = column.share(str.isdecimal) >= 0.9 and field in ("country", "director")
            return is_number or column.words > 12
        case "film":
            return column.words > 15 or holds_addresses(column)
        case "date":
            return fold_name(name) in ("watched", "seenon") and not may_hold("date", column)
        case "year":
            return column.share(_has_letters) >= 0.9
        case "rating":
            return column.words > 6 or (column.people >= 0.9 and column.distinct > 0.5)
        case "certificate":
            return may_hold("rating", column) and column.share(is_certificate) == 0
        case "body":
            return not may_hold("body", column)
        case _:
            return False


def _has_letters(value: str) -> bool:
    return any(map(str.isalpha, value))
