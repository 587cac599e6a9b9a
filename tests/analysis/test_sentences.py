from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelsearch.analysis import sentences
from reelsearch.analysis.sentences import LONGEST_SENTENCE, split_sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


# "|" marks where the text is cut; a text without one stays whole.
TEXTS = [
    "It works.| It really works.",
    "Mr. Ripley meets Dr. Strangelove.| Neither blinks.",
    "A role for Mrs. Miniver vs. The World.",
    "J.J. Abrams shot it.| J. K. Simmons shouts in it.",
    "Set in the U.S. Army of 1944.",
    "It never opened in the U.S.| The studio lost heart.",
    "Screen No. 5 was full.| I said no.| Twice.",
    "See pp. 12 and vol. 3 of the script.",
    "Heroes, e.g. Zorro, i.e. Don Diego, wear black.",
    "Heist films (Rififi, Topkapi, etc.) need patience.",
    "Written by Robert Downey Jr. Directed with care.",
    "Written by Robert Downey Jr.| He also stars.",
    "It scores 3.5 of 5.| That is fair.",
    "Wait… for it.| Still waiting…| Done.",
    "Wait... for it.| Still waiting...| Done.",
    "“Run!”| She ran.| (He did not.)| “Why?” asked nobody.",
    "What?!| No!!!| Really?",
    "Who's Afraid of Virginia Woolf? is a film of faces.",
    "Oh! what a lovely war it is.",
    "So do I.| You may not.",
    "no capitals here. none at all! fine?| it is".replace(". n", ".| n").replace("! f", "!| f"),
    "the plot is thin .| mr . smith holds 2 . 5 guns , and then . . . nothing .| the end",
    "( it sags in the middle . )| still , it ends well .",
    "1. Heat is a list item.| It goes on.",
    'He says "no." and leaves.',
    'He says "no."| Then he leaves.',
    "First paragraph without a stop\n\n|second one",
    "Ends there.|\n\n\n|Begins here.",
]


@pytest.mark.parametrize("marked", TEXTS)
def test_text_is_cut_at_its_stops_only(marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|") if piece.strip()]
    assert split(marked.replace("|", "")) == expected


def test_header_lines_are_sentences_of_their_own() -> None:
    text = (
        "Heat (15) Close-Up\nDir: Michael Mann, 1995, US, 170m\nReview by A. Critic\nA long night."
    )
    assert split(text) == text.split("\n")


def test_longest_header_line_is_not_joined_to_the_next_one() -> None:
    text = "A title\nCast: Al Pacino, Robert De Niro, Val Kilmer, Jon Voight\nUK 1995"
    assert split(text) == text.split("\n")


def test_header_line_that_ends_with_a_comma_goes_on() -> None:
    text = "A title\nCast: Al Pacino, Robert De Niro, Val Kilmer,\nJon Voight, Amy Brenneman"
    assert split(text) == ["A title", text.split("\n", 1)[1]]


def test_list_lines_are_sentences_of_their_own() -> None:
    text = "The best scenes are these and there is nothing to add to them\n- the bank\n- the diner"
    assert split(text) == text.split("\n")


def test_hard_wrapped_prose_is_not_cut_at_its_line_ends() -> None:
    text = (
        "The film opens on a train that nobody seems to be driving, and\n"
        "Vincent is already awake. Nothing he does for the next hour will\n"
        "make him any happier, though\n"
        "he tries."
    )
    first, second = split(text)
    assert first.endswith("awake.")
    assert second == text[text.index("Nothing") :]


def test_a_title_with_a_colon_is_not_taken_for_a_header_line() -> None:
    text = "There is no reason to see the second half of the long John\nWick: Chapter 2 sober."
    assert split(text) == [text]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "A shot that lasts, and lasts, and will not end " * 4
    text = f"{line.strip()}\nVincent sleeps"
    assert split(text) == text.split("\n")


def test_text_without_stops_is_cut_between_words() -> None:
    text = "word " * 1_000
    pieces = split(text)
    assert all(len(piece) <= LONGEST_SENTENCE for piece in pieces)
    assert " ".join(pieces) == text.strip()


def test_only_the_given_range_is_cut() -> None:
    text = "Outside. Inside one. Inside two. Outside."
    start, end = text.index("Inside"), text.rindex(" Outside")
    pieces = [text[low:high] for low, high in split_sentences(text, start, end)]
    assert pieces == ["Inside one.", "Inside two."]


@pytest.mark.parametrize(
    "text",
    [
        "." * 1_000_000,
        '."' * 500_000,
        "." + '"' * 1_000_000,
        ". " * 100_000,
        "a" * 1_000_000,
        "\n " * 500_000 + "a",
        "a\n" + " " * 1_000_000 + "b",
        "A\n" * 100_000,
        '. "' * 100_000,
    ],
    ids=["dots", "dot-quote", "quotes", "spaced", "word", "lines", "blanks", "short", "open"],
)
def test_hostile_text_is_cut_in_bounded_pieces(text: str) -> None:
    pieces = split_sentences(text, 0, len(text))
    assert all(0 <= end - start <= LONGEST_SENTENCE for start, end in pieces)


PIECES = st.sampled_from(
    [*"abAB.!?…\"”)( \n\t-–:,'1", "\n\n", ". ", "Mr. ", "Dir: ", "word " * 300, "x" * 2_000, "\xa0"]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_sentences_hold_everything_but_blanks_in_order(text: str) -> None:
    ranges = split_sentences(text, 0, len(text))
    assert all(start < end for start, end in ranges)
    assert all(text[start:end] == text[start:end].strip() for start, end in ranges)
    bounds = [0, *(bound for pair in ranges for bound in pair), len(text)]
    assert bounds == sorted(bounds)
    between = [text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    assert not "".join(between).strip()
    assert all(end - start <= LONGEST_SENTENCE for start, end in ranges)


STOPS = st.sampled_from(
    ["Kitchen", "kitchen", "etc", "Mr", "vol", "I", "a", "3", "é", *'.!?…")( ', ". ", " . ", ".\n"]
)
ASKED_OF_EACH = re.compile(sentences._STOP.pattern.partition("(?P<sure>")[0], re.DOTALL)


@settings(deadline=None)
@given(st.lists(STOPS, max_size=30).map("".join), st.integers(0, 9))
def test_a_stop_that_is_sure_cuts_where_asking_of_each_does(text: str, start: int) -> None:
    cut = split_sentences(text, min(start, len(text)), len(text))
    with patch.object(sentences, "_STOP", ASKED_OF_EACH):
        assert split_sentences(text, min(start, len(text)), len(text)) == cut
