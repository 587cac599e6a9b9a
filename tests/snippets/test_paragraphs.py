"""Paragraphs are numbered as a reader counts them, and every passage knows its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reelsearch.analysis.blocks import split_paragraphs
from reelsearch.review import Location, Review
from reelsearch.snippets import Wanted, choose_passages, find_passages
from reelsearch.snippets.paragraphs import Paragraphs

TEXT = (
    "Dir: Knife\n\n\nA knife.\n \nNo more of it.\n\n\n\n"
    "A knife again, and a\nknife. The knife!\n\nEnd."
)
PROSE = (12, len(TEXT))


def test_paragraphs_count_from_the_first_of_the_prose() -> None:
    review = Review(TEXT, Location("/a", "a.txt"), PROSE)
    passages = find_passages(review, Wanted(words={"knife": 1.0}), limit=9, length=20)
    assert {passage.text: passage.paragraph for passage in passages} == {
        "Dir: Knife": None,
        "A knife.": 1,
        "A knife again, and a\nknife.": 3,
        "The knife!": 3,
    }


def test_the_count_is_of_all_passages_whatever_is_shown() -> None:
    review = Review(TEXT, Location("/a", "a.txt"), PROSE)
    wanted = Wanted(words={"knife": 1.0})
    everything = choose_passages(review, wanted, limit=None, length=20)
    assert everything.total == len(everything.passages) == 4
    for limit in (0, 1, 3, 9):
        chosen = choose_passages(review, wanted, limit=limit, length=20)
        assert chosen == (everything.passages[:limit], 4)


def test_an_opening_is_the_only_passage_where_nothing_matches() -> None:
    review = Review(TEXT, Location("/a", "a.txt"), PROSE)
    chosen = choose_passages(review, Wanted(words={"zebra": 1.0}))
    assert (chosen.total, chosen.passages[0].paragraph) == (1, 1)
    blank = Review(" \n", Location("/a", "a.txt"), (0, 2))
    assert choose_passages(blank, Wanted(words={"zebra": 1.0})) == ((), 0)


_TEXTS = st.lists(st.sampled_from(["a", "b.", " ", "\n", "\n\n", " \n\t\n", "\n \n \n"])).map(
    "".join
)


@given(_TEXTS, st.data())
def test_numbers_are_those_of_the_split_paragraphs(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, max(len(text) - 1, 0)))
    paragraphs = split_paragraphs(text, 0, len(text))
    number = next((i for i, (low, high) in enumerate(paragraphs, 1) if low <= place < high), None)
    if number is not None:
        assert Paragraphs(text, (0, len(text))).number(place) == number
