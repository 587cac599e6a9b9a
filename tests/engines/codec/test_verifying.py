"""What is wrong with a segment although its checksums are right is found as well."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from whoosh.filedb.filestore import RamStorage

from reelsearch.engines.whoosh_engine.codec import ColumnSegment, open_segment
from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.batch_writer import BatchWriter
from reelsearch.engines.whoosh_engine.codec.container import Container, ContainerWriter
from reelsearch.engines.whoosh_engine.codec.verifying import find_faults
from reelsearch.engines.whoosh_engine.fields import make_schema
from reelsearch.errors import IndexFormatError

DOCS = 600


@pytest.fixture(scope="module")
def whole() -> Container:
    """A segment in which there are words in all documents, in many, and in one."""
    index = RamStorage().create_index(make_schema())
    writer = BatchWriter(index, processes=1)
    for doc in range(DOCS):
        words = [
            "the knife",
            "and spoon" if doc % 2 else "of the knife",
            f"take{doc} rare{doc // 10}",
        ]
        writer.add_document(
            id=f"{doc:04}", film_key=f"film {doc % 7}", body=" ".join(words), year=1950 + doc % 50
        )
    writer.commit()
    return open_segment(index.storage, index._segments()[0]).container


def forge(whole: Container, section: str, change: Callable[[Array], Array]) -> ColumnSegment:
    """The same segment with *section* changed, and a right checksum for it."""
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    for name in whole._sections:
        array = whole.array(name)
        out.add(name, change(array.copy()) if name == section else array)
    out.finish(whole.meta)
    return ColumnSegment(Container("forged.rsc", stream.getvalue()))


def describe(whole: Container, **changes: Any) -> ColumnSegment:
    """The same segment with something else said of the field *body*."""
    fields = {**whole.meta["fields"], "body": {**whole.meta["fields"]["body"], **changes}}
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    for name in whole._sections:
        out.add(name, whole.array(name))
    out.finish({**whole.meta, "fields": fields})
    return ColumnSegment(Container("forged.rsc", stream.getvalue()))


def reverse(array: Array) -> Array:
    return array[::-1]


def cut(array: Array) -> Array:
    return array[:-1]


def raise_one(array: Array) -> Array:
    array[len(array) // 2] += 1
    return array


def zero_one(array: Array) -> Array:
    array[len(array) // 4 + 1] = 0
    return array


def test_whole_segment_has_no_fault(whole: Container) -> None:
    assert list(find_faults(ColumnSegment(whole))) == []


@pytest.mark.parametrize(
    ("section", "change", "said"),
    [
        ("body/terms", reverse, "terms are not in order in the field body"),
        ("body/term_ends", cut, "terms are not in order in the field body"),
        ("id/docs", reverse, ""),
        ("body/docs", zero_one, "postings are not in order in the field body"),
        ("body/docs", cut, "in the field body"),
        ("body/starts", cut, "postings are not as many"),
        ("body/tfs", zero_one, "a weight is missing"),
        ("body/max_tf", raise_one, "highest weight of a term is another"),
        ("body/min_len", raise_one, "lengths of a term's documents are others"),
        ("body/max_len", raise_one, "lengths of a term's documents are others"),
        ("body/lengths", raise_one, "lengths do not add up"),
        ("body/lengths", cut, "not every document has a length"),
        ("body/block_min_len", raise_one, "bounds of a term's postings do not hold"),
        ("body/bitmap_words", raise_one, "bitmap of a term is of other documents"),
        ("body/positions", cut, "positions are not as many"),
        ("body/position_starts", raise_one, "positions begin elsewhere"),
        ("year/numbers", cut, "not every document has a number in the column year"),
        ("film_key/ranks", cut, "not every document has a value in the column film_key"),
        ("film_key/column_values", reverse, "values of the column film_key are not in order"),
        (".stored_firsts", cut, "documents"),
        (".stored", cut, "stored fields cannot be read"),
    ],
)
def test_parts_that_do_not_agree_are_found(
    whole: Container, section: str, change: Callable[[Array], Array], said: str
) -> None:
    assert section in whole
    faults = list(find_faults(forge(whole, section, change)))
    if said:
        assert any(said in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"postings": 7}, "postings are not as many"),
        ({"terms": 7}, "terms are not in order"),
        ({"total_length": 1}, "lengths do not add up"),
        ({"max_length": 999}, "least or the greatest length"),
    ],
)
def test_description_that_does_not_hold_is_found(
    whole: Container, changes: dict[str, Any], said: str
) -> None:
    assert any(said in fault for fault in find_faults(describe(whole, **changes)))


def test_numbers_of_another_kind_end_in_a_fault_and_not_in_an_exception(whole: Container) -> None:
    for section in sorted(whole._sections):
        for change in (lambda array: array[:0], lambda array: np.zeros(3, "<f8")):
            with suppress(IndexFormatError):  # of what is refused already when it is opened
                list(find_faults(forge(whole, section, change)))
