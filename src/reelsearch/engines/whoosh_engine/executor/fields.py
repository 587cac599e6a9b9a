"""The fields of a schema as queries need them: what is asked of Whoosh's types, asked once."""

from __future__ import annotations

from typing import Any, NamedTuple

from whoosh.fields import FieldType, Schema


class SearchedField(NamedTuple):
    """A field's type; whether its terms are text in UTF-8; whether it has positions."""

    type: FieldType
    is_plain: bool
    has_positions: bool

    def encode(self, text: Any) -> bytes:
        """The term that stands for *text*. Raises ValueError if none can."""
        if self.is_plain and type(text) is str:
            return text.encode()  # as Whoosh's own method does, which asks more
        return self.type.to_bytes(text)


class Fields:
    """Those of *schema*. Threads may share them."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._known: dict[str, SearchedField] = {}

    def find(self, name: str) -> SearchedField | None:
        """The field of that name; None if the schema lacks it."""
        field = self._known.get(name)
        if field is None and name in self._schema:
            kind = self._schema[name]
            field = self._known[name] = SearchedField(
                kind,
                is_plain=type(kind).to_bytes is FieldType.to_bytes,
                has_positions=bool(kind.format and kind.format.supports("positions")),
            )
        return field
