from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as q

from reelsearch.errors import QuerySyntaxError, UnknownFieldError
from reelsearch.query import whole_grammar
from reelsearch.query.expand import Expander
from reelsearch.query.parser import parse_query
from reelsearch.query.whole_grammar import DEEPEST
from tests.query.fakes import FakeIndex, FakeNames
from tests.query.trees import FIXTURES, read_goldens, show_tree

TYPED = [
    pytest.param(typed, expected, id=f"{path.stem}: {typed}")
    for path in sorted(FIXTURES.glob("typed_*.txt"))
    for typed, expected in read_goldens(path.name)
]
REFUSED = list(read_goldens("errors.txt"))

# What has a meaning somewhere, beside letters that have none.
HOSTILE = st.lists(
    st.sampled_from("ab1½é \t\x00\"“”'’()[]{}:*?~^-−–—/&|+!<>=.,_#\u200f\u202e🎬")
    | st.sampled_from(
        ["AND ", " OR ", "NOT ", " /s ", "film:", "year:", "rating:", "cert:", " TO ", '"a b"~3']
    ),
    max_size=60,
).map(lambda pieces: "".join(pieces)[:200])


def expand(typed: str) -> QuerySyntaxError | None:
    """The error for *typed*, or None if it is understood; anything else gets through."""
    try:
        Expander(FakeIndex(), FakeNames(), typed).expand(parse_query(typed))
    except QuerySyntaxError as error:
        return error
    return None


@pytest.mark.parametrize(("typed", "expected"), TYPED)
def test_tree_holds_what_was_typed(typed: str, expected: str) -> None:
    assert show_tree(parse_query(typed)) == expected


PLAIN = st.lists(
    st.text("ab½é1 ,.?!'’-_AÅßİ", min_size=1, max_size=6)
    | st.sampled_from(["and", "AND", "OR", "NOT", "not", "TO", "to", "It’s", "spider-man", " "]),
    max_size=8,
).map(" ".join)


@given(PLAIN)
def test_plain_words_are_the_same_tree_as_by_the_whole_grammar(typed: str) -> None:
    try:
        expected = whole_grammar.parse_any(typed)
    except QuerySyntaxError:
        with pytest.raises(QuerySyntaxError):
            parse_query(typed)
        return
    made = parse_query(typed)
    assert (type(made), show_tree(made)) == (type(expected), show_tree(expected))
    assert [vars(leaf) for leaf in made.leaves()] == [vars(leaf) for leaf in expected.leaves()]
    assert vars(made).keys() == vars(expected).keys()


def test_the_short_way_is_taken_for_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_grammar, "parse_any", None)
    assert show_tree(parse_query("What’s a spider-man, then?"))


@pytest.mark.parametrize(("typed", "expected"), REFUSED)
def test_refusal_says_why_and_marks_the_place(typed: str, expected: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse_query(typed)
    assert str(caught.value) == expected


def test_place_of_an_error_is_an_offset_in_what_was_typed() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse_query("“the third man” AND")
    assert (caught.value.start, caught.value.end) == (16, 19)


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [("flim:heat", "film"), ("directer:mann", "director"), ("Titel:heat", "title"), ("q:a", None)],
)
def test_unknown_field_suggests_the_nearest(typed: str, suggested: str | None) -> None:
    with pytest.raises(UnknownFieldError) as caught:
        parse_query(typed)
    assert caught.value.suggestion == suggested
    assert typed[caught.value.start : caught.value.end] == typed.partition(":")[0]


def test_leaves_know_where_they_were_typed() -> None:
    typed = 'kitchen -film:"third man" re* year:[1940 TO 1950]'
    leaves = list(_leaves(parse_query(typed)))
    places = [typed[leaf.startchar : leaf.endchar] for leaf in leaves]
    assert places == ["kitchen", '"third man"', "re*", "[1940 TO 1950]"]


@pytest.mark.parametrize("typed", ["", " ", "\t\n\x00"])
def test_nothing_typed_is_an_empty_group(typed: str) -> None:
    assert show_tree(parse_query(typed)) == "loose()"


def test_control_characters_are_blanks() -> None:
    assert show_tree(parse_query("kitchen\x00fight\x9bheat")) == "loose(kitchen, fight, heat)"


def test_query_may_be_as_long_as_allowed_and_no_longer() -> None:
    assert len(list(parse_query("ab " * 1_333 + "a").children())) == 1_334
    with pytest.raises(QuerySyntaxError, match="at most 4000 characters; this one has 4001"):
        parse_query("a" * 4_001)
    with pytest.raises(QuerySyntaxError, match="at most 5 characters"):
        parse_query("abcdef", longest=5)


def test_brackets_may_be_nested_so_deep_and_no_deeper() -> None:
    assert _count_words(parse_query("(" * DEEPEST + "a" + ")" * DEEPEST)) == 1
    with pytest.raises(QuerySyntaxError, match="nested 20 deep") as caught:
        parse_query("(" * 2_000 + "a" + ")" * 1_999)
    assert caught.value.start == DEEPEST


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("[" * 900 + " to" * 900, 901),
        ("a-" * 1_999 + "*", 1),
        ("((a) (b)) " * 400, 800),
        ("a AND " * 600 + "b", 601),
        ("a OR b AND " * 300 + "c", 601),
        ('"a b"~9 ' * 400, 400),
        ("-a " * 1_300, 1_300),
        ("body:a " * 500, 500),
    ],
)
def test_long_queries_are_read_to_their_end(typed: str, words: int) -> None:
    assert _count_words(parse_query(typed)) == words


@given(HOSTILE)
def test_any_text_is_understood_or_refused(typed: str) -> None:
    error = expand(typed)
    if error is not None:
        assert 0 <= error.start < error.end <= len(typed) + 1
        assert error.message
        assert len(error.query) == len(typed)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_unicode_is_understood_or_refused(typed: str) -> None:
    error = expand(typed)
    assert error is None or 0 <= error.start < error.end <= len(typed) + 1


def _leaves(tree: q.Query) -> list[q.Query]:
    if tree.is_leaf():
        return [tree]
    return [leaf for child in tree.children() for leaf in _leaves(child)]


def _count_words(tree: q.Query) -> int:
    return len(_leaves(tree))
