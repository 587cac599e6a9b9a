"""The quick way to find matches, against two slow ones: Whoosh, and the whole text analysed."""

from __future__ import annotations

from itertools import pairwise, product
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.query import Phrase, Prefix, Query, Term

from reelsearch.analysis import split_words
from reelsearch.analysis.analyzers import ReviewAnalyzer, stem
from reelsearch.schema import Kind
from reelsearch.snippets import Wanted, WantedPhrase, choose_passages, find_passages
from reelsearch.snippets.matches import find_matches, make_plan
from reelsearch.snippets.passages import cut_passages
from tests.snippets.reviews import make_review

Ranges = set[tuple[int, int]]


def occurs_in_whoosh(text: str, query: Query) -> bool:
    schema = Schema(
        prose=TEXT(analyzer=ReviewAnalyzer(Kind.PROSE), phrase=True),
        name=TEXT(analyzer=ReviewAnalyzer(Kind.NAME), phrase=True),
    )
    index = RamStorage().create_index(schema)
    with index.writer() as writer:
        writer.add_document(prose=text, name=text)
    with index.searcher() as searcher:
        return bool(len(searcher.search(query)))


def locate(text: str, kind: Kind) -> dict[str, dict[int, tuple[int, int]]]:
    """Every term of *text* → the positions where it stands → its characters."""
    places: dict[str, dict[int, tuple[int, int]]] = {}
    for token in ReviewAnalyzer(kind)(text, positions=True, chars=True):
        here = places.setdefault(token.text, {})
        start, end = here.get(token.pos, (token.startchar, token.endchar))
        here[token.pos] = (min(start, token.startchar), max(end, token.endchar))
    return places


def chain_slowly(text: str, kind: Kind, terms: tuple[str, ...], slop: int) -> Ranges:
    """The tightest range that ends at each place where *terms* stand in order."""
    places = locate(text, kind)
    tightest: dict[int, list[int]] = {}
    for positions in product(*(sorted(places.get(term, ())) for term in terms)):
        steps = [b - a for a, b in pairwise(positions)]
        if all(1 <= step <= slop for step in steps):
            best = tightest.get(positions[-1])
            if best is None or positions[0] > best[0]:
                tightest[positions[-1]] = list(positions)
    found = set()
    for at in tightest.values():
        ends = [places[terms[i]][position] for i, position in enumerate(at)]
        found.add((min(start for start, _ in ends), max(end for _, end in ends)))
    return found


def match_quickly(text: str, wanted: Wanted) -> Ranges:
    return {(m.start, m.end) for m in find_matches(make_plan(wanted), text)}


WORDS = [
    *("the", "The", "suit", "suits", "spider", "man", "man's", "Spider-Man", "spiderman"),
    *("WALL·E", "walle", "E.T.", "et", "don't", "dont", "Amélie", "amelie", "Bœuf", "boeuf"),
    *("R&B", "&", "and", "8½", "rock'n'roll", "M*A*S*H", "L’Avventura", "snake_case", "—", "…"),
    *("she'll", "shell", "run-s", "dying", "die", "happily", "happy", "mama", "m-ama", "a-baba"),
]
SPACES = st.sampled_from([" ", " ", " ", ". ", "\n", "\n\n", ", ", " “", "\xa0", "—", "-", ""])
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), SPACES), max_size=25).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
FORMS = sorted({form for word in WORDS for found in split_words(word) for form in found.forms})
TERMS = st.lists(st.sampled_from(FORMS), min_size=1, max_size=3).map(tuple)
SLOPS = st.sampled_from([1, 1, 1, 2, 3, 8])


@settings(max_examples=150, deadline=None)
@given(TEXTS, TERMS, SLOPS)
def test_passages_highlight_a_phrase_whenever_whoosh_finds_it(
    text: str, forms: tuple[str, ...], slop: int
) -> None:
    terms = tuple(stem(form) for form in forms)
    wanted = Wanted(phrases=(WantedPhrase(terms, slop),))
    passages = find_passages(make_review(text), wanted, limit=1_000)
    spans = {tuple(span) for passage in passages for span in passage.spans}
    assert bool(spans) == occurs_in_whoosh(text, Phrase("prose", list(terms), slop=slop))
    if slop == 1 or len(terms) == 1:
        ranges = chain_slowly(text, Kind.PROSE, terms, slop)
        assert all(any(a <= start and end <= b for a, b in spans) for start, end in ranges)
        assert {start for start, _ in spans} <= {start for start, _ in ranges}


@settings(max_examples=80, deadline=None)
@given(TEXTS, TERMS)
def test_passages_highlight_a_name_whenever_whoosh_finds_it(
    text: str, tokens: tuple[str, ...]
) -> None:
    passages = find_passages(make_review(text), Wanted(names=((tokens, 1.0),)))
    found = any(passage.spans for passage in passages)
    assert found == occurs_in_whoosh(text, Phrase("name", list(tokens)))


@settings(max_examples=80, deadline=None)
@given(TEXTS, st.sampled_from(FORMS), st.integers(1, 5))
def test_passages_highlight_a_word_or_prefix_whenever_whoosh_finds_it(
    text: str, form: str, letters: int
) -> None:
    review = make_review(text)
    by_word = find_passages(review, Wanted(words={stem(form): 1.0}))
    assert any(p.spans for p in by_word) == occurs_in_whoosh(text, Term("prose", stem(form)))
    prefix = form[:letters]
    by_prefix = find_passages(review, Wanted(prefixes={prefix: 1.0}))
    assert any(p.spans for p in by_prefix) == occurs_in_whoosh(text, Prefix("name", prefix))


HOSTILE = st.text("abmAB12 -'’.*_&é\u00ad\u0301½ﬁßﬀ\n\xa0!?(–·", max_size=60)


@settings(max_examples=400, deadline=None)
@given(HOSTILE, st.data())
def test_quick_way_finds_the_words_that_analysing_everything_finds(
    text: str, data: st.DataObject
) -> None:
    forms = sorted({form for word in split_words(text) for form in word.forms}) or ["a"]
    form = data.draw(st.sampled_from(forms) | st.text("abm", min_size=1, max_size=4))
    places = locate(text, Kind.PROSE)
    every = {
        (w.start, w.end) for w in split_words(text) if w.joined and stem(w.joined) == stem(form)
    }
    every |= {
        (p.start, p.end) for w in split_words(text) for p in w.parts if stem(p.text) == stem(form)
    }
    assert bool(every) == bool(places.get(stem(form)))
    assert match_quickly(text, Wanted(words={stem(form): 1.0})) == every
    prefix = form[: data.draw(st.integers(1, 4))]
    every = {
        (w.start, w.end) for w in split_words(text) if w.joined and w.joined.startswith(prefix)
    }
    every |= {
        (p.start, p.end) for w in split_words(text) for p in w.parts if p.text.startswith(prefix)
    }
    assert match_quickly(text, Wanted(prefixes={prefix: 1.0})) == every


@settings(max_examples=200, deadline=None)
@given(TEXTS, TERMS, SLOPS)
@example("a-baba dying dying ", ("a", "die"), 3)  # one beginning, two ends within reach
def test_quick_way_finds_the_chains_that_analysing_everything_finds(
    text: str, forms: tuple[str, ...], slop: int
) -> None:
    terms = tuple(stem(form) for form in forms)
    quick = match_quickly(text, Wanted(phrases=(WantedPhrase(terms, slop),)))
    slow = chain_slowly(text, Kind.PROSE, terms, slop)
    # Of several ways to the same end any of the tightest will do.
    assert {end for _, end in quick} == {end for _, end in slow}
    assert quick == slow
    names = match_quickly(text, Wanted(names=((forms, 1.0),)))
    assert names == chain_slowly(text, Kind.NAME, forms, 1)


SUFFIXES = "s es ed ing y ies ied ying ly ational ability ibility fully ization ence ogist".split()


@settings(max_examples=400, deadline=None)
@given(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.sampled_from(["", *SUFFIXES]))
def test_a_word_is_found_by_its_stem(word: str, suffix: str) -> None:
    text = f"see {word}{suffix} there"
    assert (4, 4 + len(word + suffix)) in match_quickly(
        text, Wanted(words={stem(word + suffix): 1.0})
    )


@pytest.mark.parametrize(
    "word",
    ["dying", "tying", "skies", "sky", "ugly", "early", "news", "hoping", "possibility", "happy"],
)
def test_a_word_with_an_irregular_stem_is_found(word: str) -> None:
    assert match_quickly(word, Wanted(words={stem(word): 1.0})) == {(0, len(word))}


def test_letters_that_overlap_themselves_are_found_in_a_compound() -> None:
    assert match_quickly("a-baba", Wanted(prefixes={"aba": 1.0})) == {(0, 6)}


def test_shortest_word_between_two_counts() -> None:
    adjacent = Wanted(phrases=(WantedPhrase(("a", "b")),))
    assert match_quickly("a x b", adjacent) == set()
    assert match_quickly("a - b", adjacent) == {(0, 5)}


@pytest.mark.parametrize(
    ("text", "chain"),
    [("a-" * 20_000, 4), ("a.b " * 20_000, 8), ("a" * 500_000, 0), ("é" * 200_000, 0)],
    ids=["compound", "initials", "word", "accents"],
)
def test_hostile_text_is_searched_to_its_end(text: str, chain: int) -> None:
    wanted = Wanted(
        words={"finish": 1.0},
        phrases=(WantedPhrase(("a", "a", "finish"), 3),),
        prefixes={"aaab": 1.0},
    )
    end = len(text) + len(" finish")
    expected = {(end - len("finish"), end)} | ({(len(text) - chain, end)} if chain else set())
    assert match_quickly(text + " finish", wanted) == expected


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=5), TERMS, TERMS, SLOPS)
def test_several_reviews_have_the_passages_that_each_has_alone(
    texts: list[str], forms: tuple[str, ...], words: tuple[str, ...], slop: int
) -> None:
    terms = tuple(stem(form) for form in forms)
    wanted = Wanted(
        words={stem(word): 1.0 for word in words},
        phrases=(WantedPhrase(terms, slop),),
        names=((forms, 1.0),),
    )
    reviews = [make_review(text) for text in texts]
    alone = [choose_passages(review, wanted, limit=None, length=40) for review in reviews]
    for at_once in (20, 1 << 16):
        with patch("reelsearch.snippets.passages._SEARCHED", at_once):
            assert list(cut_passages(reviews, make_plan(wanted), None, 40)) == alone
