"""What stands in one sentence or paragraph is shown as it stands there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reelsearch.analysis.units import PARAGRAPH, SENTENCE, split_units
from reelsearch.results import Passage
from reelsearch.review import Location, Review
from reelsearch.snippets import Wanted, WantedPhrase, WantedTogether, find_passages

TEXT = (
    "A kitchen. The fight comes later, in the yard.\n\n"
    "Nothing else happens in this paragraph, which is here to be long and to be passed over.\n\n"
    "In the kitchen, at last, they fight with plates. The kitchen is a ruin.\n\n"
    "The kitchen is closed. It rains all night. Nobody wants to fight any more."
)


def want(unit: str, *words: str, without: str = "") -> Wanted:
    sides = tuple((WantedPhrase((word,)),) for word in words)
    banned = ((WantedPhrase((without,)),),) if without else ()
    return Wanted(together=(WantedTogether(unit, sides, banned),))


def cut(text: str, wanted: Wanted, *, limit: int = 9, length: int = 100) -> tuple[Passage, ...]:
    review = Review(text, Location("/a", "a.txt"), (0, len(text)))
    return find_passages(review, wanted, limit=limit, length=length)


def marked(text: str, passage: Passage) -> list[str]:
    return [text[start:end] for start, end in passage.spans]


def test_the_sentence_with_both_is_shown_and_not_the_words_alone() -> None:
    passages = cut(TEXT, want(SENTENCE, "kitchen", "fight"))
    assert [marked(TEXT, passage) for passage in passages] == [["kitchen", "fight"]]
    assert "they fight with plates" in passages[0].text


def test_a_paragraph_is_shown_from_the_first_to_the_last() -> None:
    passages = cut(TEXT, want(PARAGRAPH, "kitchen", "fight"))
    assert [marked(TEXT, passage) for passage in passages] == [["kitchen", "fight"]] * 3
    assert passages[-1].text in TEXT


def test_a_sentence_without_a_word_is_shown_where_it_is_without() -> None:
    passages = cut(TEXT, want(SENTENCE, "kitchen", without="fight"), length=40)
    assert ["they fight" in passage.text for passage in passages] == [False] * len(passages)
    assert len(passages) == 3


def test_words_apart_leave_the_opening_without_marks() -> None:
    (passage,) = cut(TEXT, want(SENTENCE, "kitchen", "rain"))
    assert passage.spans == ()
    assert passage.start == 0


def test_a_phrase_over_the_end_of_a_sentence_is_in_neither() -> None:
    text = "In the kitchen. Fights begin. The kitchen fights back."
    phrase = WantedPhrase(("kitchen", "fight"))
    sides = ((phrase,), (WantedPhrase(("the",)),))
    (passage,) = cut(text, Wanted(together=(WantedTogether(SENTENCE, sides),)), length=30)
    assert marked(text, passage) == ["The", "kitchen fights"]


def test_header_lines_around_the_prose_are_no_sentence_of_it() -> None:
    text = f"Dir: Kitchen Fight\n\n{TEXT}"
    review = Review(text, Location("/a", "a.txt"), (20, len(text)))
    passages = find_passages(review, want(SENTENCE, "kitchen", "fight"), limit=9)
    assert [text[a:b] for passage in passages for a, b in passage.spans] == ["kitchen", "fight"]
    assert passages[0].start > 20


PIECES = st.sampled_from(["kitchen ", "fight ", "the ", "Kitchen. ", "Fights? ", "So. ", "\n\n"])


@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from([SENTENCE, PARAGRAPH]))
def test_every_unit_with_both_is_in_a_passage_and_no_other(text: str, unit: str) -> None:
    units = split_units(text)[0 if unit == SENTENCE else 1]
    expected = [(a, b) for a, b in units if {"kitchen", "fight"} <= _stems(text[a:b])]
    spans = [
        span for passage in cut(text, want(unit, "kitchen", "fight")) for span in passage.spans
    ]
    found = {next((a, b) for a, b in units if a <= start < b) for start, _ in spans}
    assert sorted(found) == expected


def _stems(text: str) -> set[str]:
    return {word.strip(".?").lower().removesuffix("s") for word in text.split()}
