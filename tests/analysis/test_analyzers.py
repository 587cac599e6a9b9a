from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import fields
from whoosh import query as q
from whoosh.filedb.filestore import RamStorage

from reelsearch.analysis.analyzers import BETWEEN_VALUES, ReviewAnalyzer, leave, stem
from reelsearch.schema import Kind


def show_terms(text: str, kind: Kind) -> str:
    return " ".join(
        f"{token.text}@{token.pos}" for token in ReviewAnalyzer(kind)(text, positions=True)
    )


def find_phrase(text: str, words: str, *, slop: int = 1, kind: Kind = Kind.PROSE) -> bool:
    """Whether an index that holds *text* finds the phrase of the terms *words*."""
    analyzer = ReviewAnalyzer(kind)
    schema = fields.Schema(text=fields.TEXT(analyzer=analyzer, phrase=True))
    index = RamStorage().create_index(schema)
    writer = index.writer()
    writer.add_document(text=text)
    writer.commit()
    change = stem if kind is Kind.PROSE else leave
    phrase = q.Phrase("text", [change(word) for word in words.split()], slop=slop)
    with index.searcher() as searcher:
        return bool(len(searcher.search(phrase)))


@pytest.mark.parametrize("kind", [Kind.PROSE, Kind.NAME])
@pytest.mark.parametrize("title", ["It", "Us", "M", "You and I", "The The", "X", "Her"])
def test_there_is_no_stop_list(title: str, kind: Kind) -> None:
    terms = [token.text for token in ReviewAnalyzer(kind)(title)]
    change = stem if kind is Kind.PROSE else leave
    assert terms == [change(word) for word in title.lower().split()]


def test_prose_is_stemmed_and_names_are_not() -> None:
    assert show_terms("Fighting kitchens", Kind.PROSE) == "fight@0 kitchen@1"
    assert show_terms("Fighting kitchens", Kind.NAME) == "fighting@0 kitchens@1"


@pytest.mark.parametrize(
    ("one", "other"),
    [("fight", "fights"), ("Rosemary", "Rosemary's"), ("boss", "boss’s"), ("city", "cities")],
)
def test_inflected_words_have_one_stem(one: str, other: str) -> None:
    assert show_terms(one, Kind.PROSE) == show_terms(other, Kind.PROSE)


def test_compound_stands_joined_at_its_first_and_last_position() -> None:
    assert show_terms("the Spider-Man suit", Kind.NAME) == (
        "the@0 spider@1 man@2 spiderman@1 spiderman@2 suit@3"
    )
    assert show_terms("E.T. phones", Kind.NAME) == "e@0 t@1 et@0 et@1 phones@2"


@pytest.mark.parametrize(
    "phrase",
    [
        "the spiderman",
        "spiderman suit",
        "spider man suit",
        "the spider man suit",
        "the spider",
        "man suit",
    ],
)
@pytest.mark.parametrize("kind", [Kind.PROSE, Kind.NAME])
def test_phrases_find_a_compound_however_it_is_written(phrase: str, kind: Kind) -> None:
    assert find_phrase("the Spider-Man suit", phrase, kind=kind)


@pytest.mark.parametrize("phrase", ["the suit", "man spider", "the man", "suit spiderman"])
def test_phrases_do_not_pass_over_a_part(phrase: str) -> None:
    assert not find_phrase("the Spider-Man suit", phrase)


def test_values_do_not_run_into_each_other() -> None:
    people = BETWEEN_VALUES.join(["Al Pacino", "Robert De Niro"])
    assert find_phrase(people, "al pacino", kind=Kind.NAME)
    assert find_phrase(people, "robert de niro", kind=Kind.NAME)
    assert not find_phrase(people, "pacino robert", kind=Kind.NAME)
    assert not find_phrase(people, "pacino robert", slop=50, kind=Kind.NAME)


def test_offsets_go_on_over_values() -> None:
    people = BETWEEN_VALUES.join(["Al Pacino", "", "Bo-Bo", "De Niro"])
    tokens = ReviewAnalyzer(Kind.NAME)(people, positions=True, chars=True)
    places = [(token.text, people[token.startchar : token.endchar], token.pos) for token in tokens]
    assert [(text, shown) for text, shown, _ in places] == [
        ("al", "Al"),
        ("pacino", "Pacino"),
        ("bo", "Bo"),
        ("bo", "Bo"),
        ("bobo", "Bo-Bo"),
        ("bobo", "Bo-Bo"),
        ("de", "De"),
        ("niro", "Niro"),
    ]
    positions = [at for text, _, at in places if text in ("al", "pacino", "de", "niro")]
    assert positions[1] - positions[0] == positions[3] - positions[2] == 1
    assert positions[2] - positions[1] >= 100


def test_start_may_be_given() -> None:
    analyzer = ReviewAnalyzer(Kind.NAME)
    tokens = analyzer("Al Pacino", positions=True, chars=True, start_pos=7, start_char=20)
    assert [(t.pos, t.startchar, t.endchar) for t in tokens] == [(7, 20, 22), (8, 23, 29)]


def test_analyzers_are_known_by_their_kind() -> None:
    prose, names = ReviewAnalyzer(Kind.PROSE), ReviewAnalyzer(Kind.NAME)
    assert prose == ReviewAnalyzer(Kind.PROSE)
    assert prose != names
    assert pickle.loads(pickle.dumps(prose)) == prose


@given(st.text(st.sampled_from("ab-'. \x1e½"), max_size=40))
def test_positions_of_a_term_never_go_back(text: str) -> None:
    for kind in (Kind.PROSE, Kind.NAME):
        last: dict[str, int] = {}
        for token in ReviewAnalyzer(kind)(text, positions=True):
            assert token.pos >= last.get(token.text, 0)
            last[token.text] = token.pos


@given(st.text(max_size=60))
def test_every_position_from_the_first_to_the_last_of_a_value_is_taken(text: str) -> None:
    plain = text.replace(BETWEEN_VALUES, " ")
    positions = {token.pos for token in ReviewAnalyzer(Kind.PROSE)(plain, positions=True)}
    assert positions == set(range(len(positions)))
