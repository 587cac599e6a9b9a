"""The documents of terms come back as they were written, however they are kept."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.engines.whoosh_engine.codec import doc_lists
from reelsearch.engines.whoosh_engine.codec.arrays import cumulate
from reelsearch.engines.whoosh_engine.codec.container import Container, ContainerWriter
from reelsearch.engines.whoosh_engine.codec.doc_lists import DocLists, write_doc_lists

DOC_COUNT = 40
LISTS = st.lists(
    st.one_of(
        st.sets(st.integers(0, DOC_COUNT - 1), min_size=1, max_size=3),
        st.sets(st.integers(0, DOC_COUNT - 1), min_size=20),
        st.just(set(range(DOC_COUNT))),
    ).map(sorted),
    min_size=1,
    max_size=8,
)


def write_and_open(lists: list[list[int]], *, ranked: bool = True) -> DocLists:
    starts = cumulate(np.array([len(docs) for docs in lists]))
    docs = np.array([doc for some in lists for doc in some], dtype=np.uint32)
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    out.add("f/starts", starts)
    write_doc_lists(out, "f", starts, docs, DOC_COUNT, ranked=ranked)
    out.finish({})
    container = Container("s", stream.getvalue())
    return DocLists(container, "f", container.checked("f/starts"), DOC_COUNT)


@pytest.mark.parametrize("page", [8, 64])
@given(LISTS, st.data())
def test_all_that_was_written_is_read(
    page: int, lists: list[list[int]], data: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doc_lists, "PAGE", page)
        patch.setattr(doc_lists, "_NEVER_DENSE", 5)
        opened = write_and_open(lists)
        flat = [doc for docs in lists for doc in docs]
        for number, docs in enumerate(lists):
            assert opened.read(number).tolist() == docs
            places = data.draw(st.lists(st.integers(0, len(docs) - 1), max_size=6))
            taken = opened.take(number, np.array(places, dtype=np.intp))
            assert taken.tolist() == [docs[place] for place in places]
            assert (number in opened.dense) == (len(docs) > 5)
            if (bitmap := opened.bitmap(number)) is not None:
                every = np.arange(DOC_COUNT, dtype=np.uint32)
                assert bitmap.contains(every).nonzero()[0].tolist() == docs
                assert bitmap.rank(np.array(docs, dtype=np.uint32)).tolist() == [*range(len(docs))]
        start = data.draw(st.integers(0, len(flat)))
        end = data.draw(st.integers(start, len(flat)))
        assert opened.read_between(start, end).tolist() == flat[start:end]


def test_terms_without_frequencies_have_no_ranks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc_lists, "_NEVER_DENSE", 5)
    bitmap = write_and_open([list(range(0, 40, 2))], ranked=False).bitmap(0)
    assert bitmap is not None
    assert bitmap.ranks is None
