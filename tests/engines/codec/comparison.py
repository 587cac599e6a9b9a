"""What an index holds, as plain data, so that two indexes can be compared."""

from __future__ import annotations

from typing import Any

from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from reelsearch.engines.whoosh_engine.fields import make_schema


def new_index(schema: Any = None) -> FileIndex:
    """An empty index in memory."""
    index: FileIndex = RamStorage().create_index(schema or make_schema())
    return index


def describe_index(index: FileIndex) -> dict[str, Any]:
    """Everything in it that is not deleted; documents count from 0, deleted ones left out."""
    with index.reader() as reader:
        if not reader.doc_count():
            return {"docs": [], "terms": {}, "columns": {}}
        number = {doc: at for at, doc in enumerate(reader.all_doc_ids())}
        return {
            "docs": [reader.stored_fields(doc) for doc in number],
            "terms": _describe_terms(reader, number),
            "lengths": {
                name: [reader.doc_field_length(doc, name) or 0 for doc in number]
                for name in reader.schema.names()
                if reader.schema[name].scorable
            },
            "columns": {
                name: [column[doc] for doc in number]
                for name in reader.schema.names()
                if reader.schema[name].column_type
                for column in (reader.column_reader(name),)
            },
        }


def _describe_terms(reader: IndexReader, number: dict[int, int]) -> dict[tuple[str, bytes], Any]:
    terms: dict[tuple[str, bytes], Any] = {}
    for name, term in reader.all_terms():
        matcher = reader.postings(name, term)
        postings = []
        while matcher.is_active():
            positions = matcher.value_as("positions") if matcher.supports("positions") else None
            postings.append((number[matcher.id()], matcher.weight(), positions))
            matcher.next()
        if postings:
            terms[name, term] = postings
    return terms
