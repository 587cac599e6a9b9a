from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reelsearch.analysis import divide, fold, split_words, words
from reelsearch.analysis.words import LONGEST_TERM

LONG = 1_000_000


def show_words(text: str) -> str:
    """``a b=ab | c``: the parts of each word, and its joined form."""
    shown = []
    for word in split_words(text):
        parts = " ".join(part.text for part in word.parts)
        shown.append(parts if word.joined is None else f"{parts}={word.joined}")
    return " | ".join(shown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # plain words
        ("the kitchen fight", "the | kitchen | fight"),
        ("It, Us; M!", "it | us | m"),
        ("(wow)…“yes”", "wow | yes"),
        ("kitchen/diner, a+b", "kitchen | diner | a | b"),
        # compounds
        ("Spider-Man", "spider man=spiderman"),
        ("Spider‐Man Spider‑Man Spider–Man", " | ".join(["spider man=spiderman"] * 3)),
        ("WALL·E WALL•E", "wall e=walle | wall e=walle"),
        ("merry-go-round", "merry go round=merrygoround"),
        ("snake_case __init__ _Heat_", "snake case=snakecase | init | heat"),
        ("2010–2020", "2010 2020=20102020"),
        ("Spi\u00adder-Man", "spider man=spiderman"),
        # what does not join
        ("a—b", "a | b"),
        ("a--b", "a | b"),
        ("a - b", "a | b"),
        ("a… b", "a | b"),
        ("-a- 'b' –c–", "a | b | c"),
        # apostrophes
        ("don't don’t donʼt don´t don`t don＇t", " | ".join(["dont"] * 6)),
        ("I'm we're they'll I've I'd", "im | were | theyll | ive | id"),
        ("Rosemary's Rosemary’s", "rosemarys | rosemarys"),
        ("boss's BOSS’S boys' James's", "boss | boss | boys | james"),
        ("L'Avventura L’Avventura", "l avventura=lavventura | l avventura=lavventura"),
        ("O'Hara O’Hara's", "o hara=ohara | o haras=oharas"),
        ("rock'n'roll 'n' o'clock", "rock n roll=rocknroll | n | o clock=oclock"),
        ("Hawaiʻi Hawai'i", "hawai i=hawaii | hawai i=hawaii"),
        ("'90s ’til", "90s | til"),
        # initials
        ("E.T. E.T et", "e t=et | e t=et | et"),
        ("U.S.A. in the U.S. of A.", "u s a=usa | in | the | u s=us | of | a"),
        ("A.O. Scott A.O.Scott", "a o=ao | scott | a o=ao | scott"),
        ("É.T. E\u0301.T.", "e t=et | e t=et"),
        ("Mr. T. The end.I left", "mr | t | the | end | i | left"),
        ("M*A*S*H", "m a s h=mash"),
        ("*M* **Heat** 2*3 a* b*", "m | heat | 2 | 3 | a | b"),
        # signs and numbers
        ("Fast & Furious R&B &", "fast | and | furious | r | and | b | and"),
        ("3.5 1,000 $9.99", "3 | 5 | 1 | 000 | 9 | 99"),
        ("8½ 33⅓ ½ ⅞", "8 1 2=812 | 33 1 3=3313 | 1 2=12 | 7 8=78"),
        ("se7en Alien³ 1917", "se7en | alien3 | 1917"),
        # other scripts
        ("東京物語 기생충", "東京物語 | 기생충"),
        ("हिन्दी தமிழ் ไทย น้ำ", "हिन्दी | தமிழ் | ไทย | น้ํา"),
        ("जय-जय।", "जय जय=जयजय"),
        ("שָׁלוֹם كِتَاب", "שלום | كتاب"),
        ("が か\u3099", "が | が"),
        # no words at all
        ("", ""),
        ("… -- *** ’’ _ ¿?", ""),
        ("\u0301 \u200d \u00ad", ""),
    ],
)
def test_words_of_a_text(text: str, expected: str) -> None:
    assert show_words(text) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("the Spider-Man suit", ["the", "Spider", "Man", "suit"]),
        ("a L’Avventura", ["a", "L", "Avventura"]),
        ("E.T. M*A*S*H", ["E", "T", "M", "A", "S", "H"]),
        ("R&B", ["R", "&", "B"]),
        ("my boss's 8½", ["my", "boss's", "8½", "8½", "8½"]),
        ("co\u00adop don't", ["co\u00adop", "don't"]),
    ],
)
def test_parts_know_where_they_stand(text: str, places: list[str]) -> None:
    parts = [part for word in split_words(text) for part in word.parts]
    assert [text[part.start : part.end] for part in parts] == places


def test_word_reaches_from_its_first_to_its_last_letter() -> None:
    text = "“Spider-Man”, E.T."
    assert [text[word.start : word.end] for word in split_words(text)] == ["Spider-Man", "E.T."]


def test_word_is_found_by_its_parts_and_joined() -> None:
    (word,) = split_words("Spider-Man")
    assert word.forms == ("spider", "man", "spiderman")
    (word,) = split_words("heat")
    assert word.forms == ("heat",)


@given(st.text())
def test_offsets_are_those_of_the_text(text: str) -> None:
    for word in split_words(text):
        assert 0 <= word.start < word.end <= len(text)
        for part in word.parts:
            assert word.start <= part.start < part.end <= word.end
            whole = fold(text[part.start : part.end])
            assert part.text[:20] in whole or part.text == "and" or _has_apostrophe(whole)


@given(st.text())
def test_terms_are_folded_bounded_and_not_empty(text: str) -> None:
    for word in split_words(text):
        for form in word.forms:
            assert 0 < len(form) <= LONGEST_TERM
            assert fold(form) == form
        assert (word.joined is None) == (
            len(word.parts) < 2 or sum(len(part.text) for part in word.parts) > LONGEST_TERM
        )


@given(st.text(), st.text())
def test_no_word_reaches_over_a_blank(before: str, after: str) -> None:
    apart = [*map(_forms, split_words(before)), *map(_forms, split_words(after))]
    assert [*map(_forms, split_words(f"{before} {after}"))] == apart


LETTERS = st.text("abcdefgoxyz", min_size=1, max_size=8)
JOINTS = st.sampled_from(["", "-", "‐", "‑", "–", "·", "'", "’", "ʼ", "´", "\u00ad"])
ACCENTS = st.sampled_from(["", "\u0301", "\u0308", "\u0327"])


@st.composite
def variants(draw: st.DrawFn, parts: list[str]) -> str:
    """*parts* joined somehow, in some case, with some accents, composed or not."""
    spelt = "".join(
        letter + (draw(ACCENTS) if letter.isalpha() else "") for letter in draw(JOINTS).join(parts)
    )
    composed = unicodedata.normalize("NFC", spelt)
    return draw(st.sampled_from([spelt, composed, composed.upper(), spelt.title()]))


@given(st.data(), st.lists(LETTERS, min_size=1, max_size=3))
def test_hyphens_apostrophes_case_and_accents_never_decide(
    data: st.DataObject, parts: list[str]
) -> None:
    # A possessive of a word in s is that word: boss's, and not bosss.
    assume("ss's" not in "'".join(["", *parts]))
    one, other = (list(split_words(data.draw(variants(parts)))) for _ in range(2))
    assert len(one) == len(other) == 1
    assert set(one[0].forms) & set(other[0].forms)


@pytest.mark.parametrize("length", [1, 63, 64, 65, 1_000])
def test_long_terms_are_cut(length: int) -> None:
    (word,) = split_words("x" * length)
    assert word.forms == ("x" * min(length, LONGEST_TERM),)


def test_joined_form_that_is_too_long_is_left_out() -> None:
    assert divide("a" * 32 + "-" + "b" * 32)[1] == "a" * 32 + "b" * 32
    assert divide("a" * 32 + "-" + "b" * 33)[1] is None


class _Counted(frozenset[str]):
    """A set that counts the characters it is asked about."""

    asked = 0

    def __contains__(self, item: object) -> bool:
        _Counted.asked += len(str(item))
        return super().__contains__(item)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The lengths of all strings that are folded or compared while a text is split."""
    seen: list[int] = []

    def count(text: str) -> str:
        seen.append(len(text))
        return fold(text)

    monkeypatch.setattr(words, "fold", count)
    monkeypatch.setattr(words, "_CONTRACTED", _Counted(words._CONTRACTED))
    _Counted.asked = 0
    yield seen
    seen.append(_Counted.asked)


@pytest.mark.parametrize(
    ("unit", "parts"),
    [
        ("a", 1 / LONG),
        ("-", 0),
        (".", 0),
        ("a-", 1 / 2),
        ("a.", 1 / 2),
        ("a*", 1 / 2),
        ("a'", 1 / 2),
        ("aʼ", 1 / 2),
        ("a_", 1 / 2),
        ("'s", 1 / 2),
        ("a ", 1 / 2),
        ("\u0301", 0),
        ("&", 1),
    ],
)
def test_work_grows_with_the_text_and_not_faster(work: list[int], unit: str, parts: float) -> None:
    text = unit * (LONG // len(unit) // 10)
    count = sum(len(word.parts) for word in split_words(text))
    assert count == pytest.approx(parts * len(text), abs=1)
    assert sum(work) + _Counted.asked <= 2 * len(text)


def test_a_megabyte_of_one_letter_is_one_term_and_is_not_kept() -> None:
    kept = divide.cache_info().currsize
    (word,) = split_words("a" * LONG)
    assert (word.start, word.end, word.forms) == (0, LONG, ("a" * LONGEST_TERM,))
    assert divide.cache_info().currsize == kept


def _forms(word: words.Word) -> tuple[str, ...]:
    return word.forms


def _has_apostrophe(text: str) -> bool:
    return any(char in "'’‘`′\u0301 " for char in text)
