"""What is asked before a large regular expression is tried must let through all that matches."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reelsearch.annotate import (
    byline,
    credit_sentences,
    header_line,
    kickers,
    labels,
    lines,
    masthead,
    named_film,
    page_lines,
    said_rating,
    verdict,
)
from reelsearch.annotate.byline import read_paper
from reelsearch.annotate.lines import read_line
from reelsearch.annotate.people import looks_like_name


@given(st.from_regex(verdict._GIVEN))
def test_rating_that_is_given_has_a_word_for_giving(text: str) -> None:
    assert any(word in text.casefold() for word in verdict._GIVING)


@given(st.from_regex(verdict._LAST))
def test_rating_at_the_end_ends_as_ratings_do(text: str) -> None:
    last = text.casefold().rstrip(verdict._AFTER_LAST)
    assert last[-1:].isdecimal() or last.endswith(verdict._ENDS)


@given(st.from_regex(verdict._GIVEN, alphabet="abcdfigves aotrn0123456789★⭐*½+−-,.'"))
def test_rating_that_is_given_has_what_ratings_are_written_with(text: str) -> None:
    assert verdict._may_rate(text.casefold())


@given(st.from_regex(said_rating._NUMERAL))
def test_rating_said_in_numerals_has_a_word_or_a_stroke_for_them(text: str) -> None:
    assert any(word in text.casefold() for word in said_rating._NUMERALS)


@given(st.lists(st.sampled_from(["Ada", "Orr", "van", "A."]), min_size=1, max_size=30))
def test_name_is_no_longer_than_sixty_characters(words: list[str]) -> None:
    assert not looks_like_name(" ".join(words)) or len(" ".join(words)) <= 60


@given(st.text(st.sampled_from("ab \t\xa0\u2003\ufe0f\u200b\x01é"), max_size=12))
def test_line_has_one_space_where_it_had_blanks(raw: str) -> None:
    text = read_line(1, 0, raw).text
    assert text == " ".join(text.split())


@given(st.from_regex(named_film._SMALL))
def test_small_title_has_its_year_in_brackets(text: str) -> None:
    assert named_film._BRACKETED_YEAR.search(text)


@given(st.from_regex(header_line._NOW_SHOWING))
def test_line_of_what_is_showing_has_a_word_for_that(text: str) -> None:
    assert any(word in text.casefold() for word in header_line._SHOWING)


@given(st.sampled_from(sorted(labels._labels())), st.sampled_from([": x", " – x", " x", "x"]))
def test_label_is_found_by_the_first_word_of_it(name: str, rest: str) -> None:
    """As by one expression of all names, the longest first."""
    names = [name for word in labels._names_by_word().values() for name in word]
    bare = [n for n in names if labels._labels()[n].bare or n in labels._ALSO_BARE]

    def join(names: list[str]) -> str:
        return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))

    whole = re.compile(
        rf"(?P<label>{join(names)}){labels._SEPARATOR}|(?P<bare>{join(bare)})\.?(?=\s)", re.I
    )
    match = whole.match(name + rest)
    word = labels._WORD.match(name)
    found = word and labels._pattern(word[0]).match(name + rest)
    assert (found and found.groupdict()) == (match and match.groupdict())
    assert labels.begins_with_label(name + rest) == (match is not None)


WORDS = (
    "The the Dial dial film Film star-like Starlight of and Weekly weekly, post. – Co.uk".split()
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join))
def test_paper_is_named_by_words_with_capitals(text: str) -> None:
    assert masthead._names_paper(text) == bool(read_paper(masthead._WEAK.sub("", text)))


@given(st.from_regex(kickers._MARK))
def test_kicker_ends_with_a_mark(text: str) -> None:
    assert not kickers._MARKS.isdisjoint(text)


@given(st.text(st.sampled_from("*_a "), max_size=20))
def test_marks_of_bold_type_come_in_pairs(text: str) -> None:
    if lines._BOLD.search(text):
        assert "**" in text or "__" in text
    if lines._BOLD_ITALIC.search(text):
        assert "***" in text


@given(st.from_regex(byline._CONTACT), st.from_regex(byline._GIVEN_LABEL))
def test_address_and_label_of_a_given_name_have_their_marks(address: str, label: str) -> None:
    assert "@" in address or "://" in address
    assert "by" in label.lower()


@given(st.lists(st.sampled_from([*"ab)'9.; AD\n", "with", "features", "features "]), max_size=30))
def test_sentence_of_credits_ends_after_three_letters_or_a_year(pieces: list[str]) -> None:
    text = "".join(pieces)
    plain = re.compile(
        r"(?:(?<=[\w)]{3})|(?<=['’]\d\d))[.;]\s+(?=[A-Z\d]|features\b|directed\b|with\b)"
    )
    assert credit_sentences._SENTENCE_END.split(text) == plain.split(text)


@given(st.from_regex(said_rating._LABELLED))
def test_rating_with_a_label_has_the_label_near_its_colon(text: str) -> None:
    assert said_rating._may_label(text.lower())


@given(st.sampled_from(sorted(page_lines._phrases("line"))), st.sampled_from(["", "• ", "12 | "]))
def test_row_of_the_page_begins_as_one_of_its_phrases_does(word: str, lead: str) -> None:
    for phrase in page_lines._phrases("line")[word]:
        assert page_lines._is_listed(f"{lead}{phrase}")
