"""Plans run on a real index in memory, compared with reading the texts one by one."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from whoosh import query as q
from whoosh.filedb.filestore import RamStorage
from whoosh.searching import Searcher

from reelsearch.analysis.analyzers import stem
from reelsearch.analysis.title_forms import title_term
from reelsearch.analysis.titles import make_term
from reelsearch.engines.whoosh_engine.documents import make_document
from reelsearch.engines.whoosh_engine.fields import make_schema
from reelsearch.query.expand import Expander
from reelsearch.query.parser import parse_query
from reelsearch.review import Location, Review
from tests.query.fakes import FakeIndex, FakeNames

VOCABULARY = ("kitchen", "fight", "joy", "suit", "mud", "the", "1949")
WORDS = st.sampled_from(VOCABULARY)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
TITLES = st.none() | st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
CORPORA = st.lists(st.tuples(TEXTS, TITLES, st.none() | st.just(1949)), min_size=1, max_size=8)
TYPED = st.lists(WORDS, min_size=2, max_size=3, unique=True)

Corpus = list[tuple[str, str | None, int | None]]
"""The text, title and year of each review."""


class RealIndex:
    """Implements ``query.plan.Vocabulary`` over a Whoosh index in memory."""

    def __init__(self, corpus: Corpus) -> None:
        index = RamStorage().create_index(make_schema())
        writer = index.writer()
        for number, (text, film, year) in enumerate(corpus):
            place = Location("/reviews", f"{number}.txt")
            review = Review(text, place, body=(0, len(text)), film=film, year=year, id=str(number))
            writer.add_document(**make_document(review, place.path))
        writer.commit()
        self._searcher: Searcher = index.searcher()

    @property
    def doc_count(self) -> int:
        return int(self._searcher.doc_count())

    def frequency(self, field: str, term: str) -> int:
        return int(self._searcher.reader().doc_frequency(field, term))

    def matches(self, query: q.Query) -> bool:
        return bool(self.score(query))

    def score(self, query: q.Query) -> dict[int, float]:
        """The number of every review that matches, with its score."""
        found = self._searcher.search(query, limit=None)
        return {doc: score for score, doc in found.top_n}

    def search(self, typed: str) -> dict[int, float]:
        """What *typed* finds, with the scores by which it is ranked."""
        plan = Expander(self, FakeNames(), typed).expand(parse_query(typed))
        scores = self.score(plan.query)
        added = {} if plan.rescore is None else self.score(plan.rescore)
        return {doc: score + added.get(doc, 0.0) for doc, score in scores.items()}


def list_words(corpus: Corpus) -> list[set[str]]:
    """The words by which each review is found: those of its text, its title, its year."""
    return [
        {*text.split(), *(film or "").split(), *([str(year)] if year else [])}
        for text, film, year in corpus
    ]


def find(corpus: Corpus, word: str) -> set[int]:
    return {i for i, words in enumerate(list_words(corpus)) if word in words}


@given(CORPORA, TYPED)
@settings(deadline=None, max_examples=60)
@example([("kitchen " * 12, "kitchen", None), ("kitchen fight", None, None)], ["kitchen", "fight"])
def test_all_the_words_beat_some_of_them(corpus: Corpus, typed: list[str]) -> None:
    # A film whose title was typed, its article apart, comes before all; so it does before its year.
    untitled = typed[:-1] if typed[-1:] == ["1949"] else typed
    titles = {title_term(film or "") for _, film, _ in corpus}
    assume(titles.isdisjoint({make_term(typed), make_term(untitled)}))
    scores = RealIndex(corpus).search(" ".join(typed))
    have = [len(words & set(typed)) for words in list_words(corpus)]
    assert set(scores) == {i for i, count in enumerate(have) if count}
    complete = [score for i, score in scores.items() if have[i] == len(typed)]
    partial = [score for i, score in scores.items() if have[i] < len(typed)]
    if complete and partial:
        assert min(complete) > max(partial)


@given(CORPORA, WORDS, WORDS)
@settings(deadline=None, max_examples=40)
def test_words_together_beat_the_same_words_apart(corpus: Corpus, one: str, other: str) -> None:
    assume(one != other)
    together, apart = f"{one} {other} mud mud mud", f"{other} mud mud mud {one}"
    both = [(together, None, None), (apart, None, None)]
    scores = RealIndex([*both, *corpus]).search(f"{one} {other}")
    assert scores[0] > scores[1]


@given(CORPORA, WORDS, WORDS)
@settings(deadline=None, max_examples=40)
def test_operators_are_set_algebra(corpus: Corpus, one: str, other: str) -> None:
    index = RealIndex(corpus)
    a, b, every = find(corpus, one), find(corpus, other), set(range(len(corpus)))
    expected = {
        f"{one} AND {other}": a & b,
        f"{one} OR {other}": a | b,
        f"NOT {one}": every - a,
        f"-{one} -{other}": every - a - b,
        f"* -{one}": every - a,
        f"{one} -{other}": a - b,
        f"{one} AND NOT {other}": a - b,
        f"{one} OR NOT {other}": a | (every - b),
        f"NOT ({one} OR {other})": every - a - b,
        f"NOT ({one} AND {other})": every - (a & b),
        f"({one} AND {other}) OR (NOT {one} AND NOT {other})": (a & b) | (every - a - b),
        f"{one} OR zzz": a,
        f"{one} AND zzz": set(),
        f"{one} -zzz": a,
        f"-zzz {one} -zz*": a,
        "NOT zzz": every,
        "*": every,
    }
    assert {typed: set(index.search(typed)) for typed in expected} == expected


QUERIES = st.recursive(
    WORDS
    | st.sampled_from(["zzz", "ki*", "film:ki*", "year:1949", "year:<1949", "*", "body:joy"])
    | st.tuples(WORDS, WORDS, st.sampled_from(["", "~2", "~4"])).map(
        lambda phrase: f'"{phrase[0]} {phrase[1]}"{phrase[2]}'
    )
    | WORDS.map(lambda word: f"film:{word}")
    | st.tuples(WORDS, WORDS).map(lambda pair: f"{pair[0]}-{pair[1]}"),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} AND {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} {pair[1]})"),
        inner.map(lambda one: f"(NOT {one})"),
    ),
    max_leaves=5,
)


@given(CORPORA, QUERIES)
@settings(deadline=None, max_examples=100)
def test_index_finds_what_reading_every_review_finds(corpus: Corpus, typed: str) -> None:
    real = RealIndex(corpus)
    plain = FakeIndex(_describe(corpus))
    plan = Expander(plain, FakeNames(), typed).expand(parse_query(typed))
    assert set(real.search(typed)) == plain.find(plan.query)


def _describe(corpus: Corpus) -> Sequence[dict[str, str | int]]:
    return [
        {"body": text}
        | ({} if film is None else {"film": film})
        | ({} if year is None else {"year": year})
        for text, film, year in corpus
    ]


def test_vocabulary_has_a_stem_for_each_word() -> None:
    assert len({stem(word) for word in VOCABULARY}) == len(VOCABULARY)


def test_word_that_only_asks_does_not_outweigh_what_is_asked_for() -> None:
    # "does" is the rarest word here, as it is in reviews; only the first review has it.
    reviews = [("mud does mud mud", None, None), ("kitchen mud kitchen mud", None, None)]
    others: Corpus = [("kitchen joy mud suit", None, None)] * 6
    scores = RealIndex([*reviews, *others]).search("what does kitchen")
    assert scores[1] > scores[0]


def test_word_that_only_asks_is_not_needed_for_all_the_words() -> None:
    short, long = ("kitchen fight " + "mud " * 30, None, None), ("does kitchen", None, None)
    scores = RealIndex([long, short, ("suit", None, None)]).search("does kitchen fight")
    assert scores[1] > scores[0]


def test_asking_word_alone_is_a_word_like_others() -> None:
    scores = RealIndex([("what joy", None, None), ("joy", None, None)]).search("what")
    assert set(scores) == {0}


def test_parts_of_a_compound_score_where_other_words_stand_beside_it() -> None:
    part, none, whole = "suit mud fight", "suit mud mud", "suit fight joy"
    reviews: Corpus = [(text, None, None) for text in (part, none, whole)]
    scores = RealIndex(reviews).search("fight-joy suit")
    assert scores[2] > scores[0] > scores[1]


def test_compound_counts_as_a_whole_among_all_the_words() -> None:
    apart, whole = "suit " * 9 + "joy suit fight", "mud " * 30 + "fight joy suit"
    reviews: Corpus = [(apart, None, None), (whole, None, None), ("mud", None, None)]
    scores = RealIndex(reviews).search("fight-joy suit")
    assert scores[1] > scores[0]


def test_compound_alone_is_found_only_as_a_whole() -> None:
    reviews: Corpus = [("joy fight", None, None), ("fight joy", None, None)]
    assert set(RealIndex(reviews).search("fight-joy")) == {1}


def test_title_counts_more_than_the_same_words_in_the_text() -> None:
    title, text = ("mud suit joy", "kitchen", None), ("mud suit kitchen", "joy", None)
    scores = RealIndex([title, text, ("joy", None, None)]).search("kitchen")
    assert scores[0] > scores[1]


def test_phrase_that_was_remembered_beats_its_words_in_another_order() -> None:
    typed = "is the kitchen joy what"
    reviews: Corpus = [("mud what the kitchen joy is", None, None), (f"mud {typed}", None, None)]
    scores = RealIndex([*reviews, ("suit", None, None)]).search(typed)
    assert scores[1] > scores[0]
