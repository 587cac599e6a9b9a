"""A look-up gives the same however many were made before, and whatever is kept of the terms."""

from __future__ import annotations

import io

import pytest

from reelsearch.engines.whoosh_engine.codec import blocks, container
from reelsearch.engines.whoosh_engine.codec import terms as module
from reelsearch.engines.whoosh_engine.codec.container import Container, ContainerWriter
from reelsearch.engines.whoosh_engine.codec.terms import TermDictionary, read_terms, write_terms
from reelsearch.errors import IndexFormatError

TERMS = sorted(f"{number * 7919 % 100_003}".encode() for number in range(700))


def write(terms: list[bytes]) -> bytes:
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    write_terms(out, "f", terms)
    out.finish({})
    return stream.getvalue()


def open_terms(data: bytes) -> TermDictionary:
    return read_terms(Container("file", data), "f")


@pytest.fixture
def few_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SOME_HEADS", 30)
    monkeypatch.setattr(module, "_MANY", 200)


@pytest.mark.parametrize("most", [100, 1000], ids=["some kept", "all kept"])
@pytest.mark.usefixtures("few_kept")
def test_terms_are_found_before_and_after_some_are_kept(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MANY_HEADS", most)
    dictionary = open_terms(write(TERMS))
    for number, term in [*enumerate(TERMS)][::-1]:
        assert dictionary.find(term) == number
        assert dictionary.find(term + b"0x") == dictionary.find(b"0" + term) == -1
        assert dictionary.bisect(term) == number
        assert dictionary.bisect(term + b"\0", number // 2) == number + 1
    assert dictionary.range(b"9") == (
        sum(term < b"9" for term in TERMS),
        len(TERMS),
    )


@pytest.mark.usefixtures("few_kept")
def test_a_field_without_terms_has_none_however_often_it_is_asked() -> None:
    dictionary = open_terms(write([]))
    assert {dictionary.find(b"a") for _ in range(300)} == {-1}


@pytest.mark.usefixtures("few_kept")
def test_damage_is_noticed_before_all_terms_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "BLOCK_BYTES", 256)
    monkeypatch.setattr(blocks, "_AT_ONCE", 0)
    data = write(TERMS)
    place = data.index(b"".join(TERMS)) + 900
    dictionary = open_terms(data[:place] + b"x" + data[place + 1 :])
    for _ in range(module._MANY - 1):
        assert dictionary.find(TERMS[0]) == 0
    with pytest.raises(IndexFormatError):
        dictionary.find(TERMS[0])
