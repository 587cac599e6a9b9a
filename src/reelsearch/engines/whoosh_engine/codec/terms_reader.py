"""Whoosh's reader of terms and their postings, over columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound

from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.codec.matcher import ColumnMatcher
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment


class ColumnTermsReader(base.TermsReader):
    """The terms of ``segment``."""

    def __init__(self, segment: ColumnSegment) -> None:
        self.segment = segment

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field = self.segment.field(term[0])
        return field is not None and field.find(term[1]) >= 0

    def indexed_field_names(self) -> Iterable[str]:
        """The fields that have terms."""
        return self.segment.field_names

    def cursor(self, fieldname: str, fieldobj: Any) -> base.FieldCursor:
        """A place among the terms of a field, at the first."""
        field = self.segment.field(fieldname)
        return base.EmptyCursor() if field is None else ColumnCursor(field, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All (field, term), in order."""
        for name in self.segment.field_names:
            yield from self.terms_from(name, b"", within=True)

    def terms_from(
        self, fieldname: str, prefix: bytes, within: bool = False
    ) -> Iterator[tuple[str, bytes]]:
        """All (field, term) from a term on; with *within*, only of that field."""
        for name, start, field in self._from(fieldname, prefix, within):
            for term in field.terms.slice(start, field.n_terms):
                yield name, term

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All ((field, term), info), in order."""
        for name in self.segment.field_names:
            yield from self.items_from(name, b"", within=True)

    def items_from(
        self, fieldname: str, prefix: bytes, within: bool = False
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All ((field, term), info) from a term on; with *within*, only of that field."""
        for name, start, field in self._from(fieldname, prefix, within):
            for number, term in enumerate(field.terms.slice(start, field.n_terms), start):
                yield (name, term), describe_term(field, number)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What is known of a term. Raises TermNotFound."""
        return describe_term(*self._find(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """The sum of the term's weights; 0 if there is no such term."""
        field = self.segment.field(fieldname)
        number = -1 if field is None else field.find(text)
        return 0.0 if field is None or number < 0 else field.weight(number)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents have the term; 0 if there is no such term."""
        field = self.segment.field(fieldname)
        number = -1 if field is None else field.find(text)
        return 0 if field is None or number < 0 else field.df(number)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        """The term's postings. Raises TermNotFound."""
        field, number = self._find(fieldname, text)
        return ColumnMatcher(field, number, format_, (fieldname, text), scorer)

    def _find(self, fieldname: str, text: bytes) -> tuple[ColumnField, int]:
        field = self.segment.field(fieldname)
        number = -1 if field is None else field.find(text)
        if field is None or number < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return field, number

    def _from(
        self, fieldname: str, prefix: bytes, within: bool
    ) -> Iterator[tuple[str, int, ColumnField]]:
        for name in self.segment.field_names:
            if name < fieldname or (within and name != fieldname):
                continue
            field = self.segment.field(name)
            if field is not None:
                yield name, field.terms.bisect(prefix) if name == fieldname else 0, field


class ColumnCursor(base.FieldCursor):
    """A place among the terms of one field; None stands for the end."""

    def __init__(self, field: ColumnField, fieldobj: Any) -> None:
        self._field = field
        self._fieldobj = fieldobj
        self._number = 0

    def first(self) -> Any:
        """Go to the first term."""
        self._number = 0
        return self.text()

    def find(self, term: Any) -> Any:
        """Go to the first term that is not below *term*."""
        raw = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._number = self._field.terms.bisect(raw)
        return self.text()

    def next(self) -> Any:
        """Go to the next term."""
        self._number = min(self._number + 1, self._field.n_terms)
        return self.text()

    def text(self) -> Any:
        """The term, as the field reads it."""
        if not self.is_valid():
            return None
        return self._fieldobj.from_bytes(self._field.term(self._number))

    def term_info(self) -> TermInfo | None:
        """What is known of the term."""
        return describe_term(self._field, self._number) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether there is a term."""
        return self._number < self._field.n_terms


def describe_term(field: ColumnField, number: int) -> TermInfo:
    """Whoosh's description of a term."""
    least, greatest = field.length_range(number)
    df = field.df(number)
    first, last = field.take_docs(number, np.array([0, df - 1])).tolist()
    return TermInfo(
        field.weight(number),
        df,
        least,
        greatest,
        field.max_tf(number),
        first,
        last,
    )
