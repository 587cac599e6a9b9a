"""What a reviewer leans on: counted right, told from chance, and not the names in the films."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reelsearch
from reelsearch import Favourite, Searcher
from reelsearch.analysis import split_words
from reelsearch.errors import SettingError
from reelsearch.studies import wording
from reelsearch.studies.wording import LEAST_LIKELIHOOD, log_likelihood
from tests.film_folders import write_files


def write_review(film: str, reviewer: str, *sentences: str) -> str:
    return f"{film}\nCast: Al Pacino\nReview by {reviewer}\n\n{' '.join(sentences)}"


FILES = {
    "heat.txt": write_review(
        "Heat (1995)",
        "Ada Kamara",
        "I reckon Heat is a sort of dream, and Pacino knows. Heat burns, Heat glows.",
        "In Los Angeles, I reckon, the rain is a sort of guest. Marzipan, marzipan, marzipan.",
    ),
    "alien.txt": write_review(
        "Alien (1979)",
        "Ada Kamara",
        "I reckon the ship is a sort of house. Los Angeles is far. Pacino is not in it.",
    ),
    "rififi.txt": write_review(
        "Rififi (1955)",
        "Ada Kamara",
        "A sort of silence, I reckon, in Los Angeles or Paris, on a marble floor.",
    ),
    "marble.txt": write_review(
        "Marble (2001)",
        "Ada Kamara",
        "Marble shines and Marble cracks, I reckon, a sort of Marble.",
    ),
    "ben.txt": write_review("Us (2019)", "Ben Kamara", "The house is cold and they see it."),
    "ames.txt": write_review("Her (2013)", "Ann Ames", "The reckoning: the house is a dream."),
    **{
        f"rest{n}.txt": f"Rest {n} (2010)\n\nThe rain is cold, the ship is late, a guest is here."
        f" The house is number {n} and in it is a silence."
        for n in range(20)
    },
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("wording")
    reelsearch.index([write_files(folder / "films", FILES)], folder / "index")
    with reelsearch.open(folder / "index") as opened:
        yield opened


def by_text(favourites: tuple[Favourite, ...]) -> dict[str, Favourite]:
    return {favourite.text: favourite for favourite in favourites}


def test_what_is_used_more_than_by_others_is_counted(searcher: Searcher) -> None:
    found = searcher.wording("ada kamara")
    assert (found.reviewer, found.reviews, found.others) == ("Ada Kamara", 4, 22)
    words = by_text(found.words)
    assert {"reckon", "sort", "i"} <= {text.lower() for text in words}
    reckon = words["reckon"]
    assert (reckon.count, reckon.reviews, reckon.others_count) == (5, 4, 0)
    assert reckon.rate == pytest.approx(10_000 * 5 / found.tokens)
    expected = log_likelihood(5, found.tokens, 0, found.others_tokens)
    assert reckon.likelihood == pytest.approx(expected)
    assert {"a sort", "sort of"} <= by_text(found.phrases).keys()


def test_the_surest_come_first(searcher: Searcher) -> None:
    found = searcher.wording("ada kamara", limit=99)
    for favourites in (found.words, found.phrases):
        likelihoods = [favourite.likelihood for favourite in favourites]
        assert likelihoods == sorted(likelihoods, reverse=True)
        assert min(likelihoods) >= LEAST_LIKELIHOOD


def test_each_has_a_passage_that_marks_it(searcher: Searcher) -> None:
    found = searcher.wording("ada kamara")
    for favourite in (*found.words, *found.phrases):
        text = favourite.review.text
        marked = [text[start:end].lower() for start, end in favourite.passage.spans]
        assert favourite.text.lower() in marked
        assert favourite.review.reviewers == ("Ada Kamara",)


def test_names_titles_and_what_one_film_is_about_are_left_out(searcher: Searcher) -> None:
    found = searcher.wording("ada kamara", limit=99)
    texts = {f.text.lower() for f in (*found.words, *found.phrases)}
    named = {"marble", "heat", "pacino", "los", "angeles", "los angeles", "al", "marzipan"}
    assert not texts & named


def test_the_limit_is_for_each_list(searcher: Searcher) -> None:
    found = searcher.wording("ada kamara", limit=1)
    assert (len(found.words), len(found.phrases)) == (1, 1)
    nothing = searcher.wording("ada kamara", limit=0)
    assert (nothing.words, nothing.phrases, nothing.reviews) == ((), (), 4)
    with pytest.raises(SettingError, match="0 or more"):
        searcher.wording("ada kamara", limit=-1)


def test_several_reviewers_are_listed_and_none_is_chosen(searcher: Searcher) -> None:
    with pytest.raises(SettingError, match="Ada Kamara or Ben Kamara"):
        searcher.wording("kamara")


def test_a_misspelt_reviewer_is_said_and_an_unknown_one_too(searcher: Searcher) -> None:
    found = searcher.wording("ada kamarra")
    assert found.reviewer == "Ada Kamara"
    assert any("Ada Kamara" in note for note in found.notes)
    unknown = searcher.wording("zzzqqq")
    assert (unknown.reviewer, unknown.words) == (None, ())
    assert unknown.notes


def test_filters_choose_what_is_compared(searcher: Searcher) -> None:
    found = searcher.wording("ada kamara", filters={"year": (1979, 2010)})
    assert (found.reviews, found.others) == (3, 20)


def test_of_many_others_as_many_words_are_read_as_it_takes(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = searcher.wording("ada kamara")
    monkeypatch.setattr(wording, "MOST_OTHERS", 100)
    found = searcher.wording("ada kamara")
    assert 100 <= found.others_tokens < 150
    assert 0 < found.others < everything.others


@given(st.lists(st.integers(), max_size=60))
def test_a_spread_has_every_review_once(docs: list[int]) -> None:
    assert sorted(wording._spread(docs)) == sorted(docs)


@given(st.lists(st.sampled_from("a b. “c d, Ed e-f … -- g/h i".split()), max_size=20))
def test_pairs_are_words_with_nothing_but_a_blank_between(chunks: list[str]) -> None:
    text = "  ".join(chunks)
    words = list(split_words(text))
    pairs = [
        (first.joined or first.parts[0].text, second.joined or second.parts[0].text)
        for first, second in pairwise(words)
        if text[first.end : second.start].isspace()
    ]
    items = [tuple(token.text for token in tokens) for tokens in wording._list_items(text)]
    assert [item for item in items if len(item) == 2] == pairs
    assert len(items) - len(pairs) == len(words)


def test_log_likelihood_is_that_of_rayson_and_garside() -> None:
    # 2 (100 ln(100 / 75) + 50 ln(50 / 75)): both corpora have 10,000 words.
    assert log_likelihood(100, 10_000, 50, 10_000) == pytest.approx(16.9899, abs=1e-4)
    assert log_likelihood(5, 100, 50, 1_000) == pytest.approx(0.0)


_COUNTS = st.integers(1, 500)


@given(_COUNTS, _COUNTS, _COUNTS, _COUNTS)
def test_log_likelihood_grows_with_the_difference(a: int, b: int, c: int, d: int) -> None:
    found = log_likelihood(a, 1000 + c, b, 1000 + d)
    assert found >= -1e-9
    assert found == pytest.approx(log_likelihood(b, 1000 + d, a, 1000 + c))
    if a / (1000 + c) >= b / (1000 + d):
        assert log_likelihood(a + 1, 1000 + c, b, 1000 + d) > found - 1e-9
