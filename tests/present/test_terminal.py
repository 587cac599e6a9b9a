"""Passages on a terminal: what matched is in style, and nothing in a text is markup."""

from __future__ import annotations

import io

from rich.console import Console

from reelsearch.present.terminal import make_console
from reelsearch.present.terminal.consoles import MATCH
from reelsearch.present.terminal.hits import print_results, render_passage
from reelsearch.present.terminal.reviews import print_diagnosis
from reelsearch.results import Hit, Passage, Results, Span
from reelsearch.review import Location, Origin, Provenance, Review


def make_review(text: str) -> Review:
    return Review(text=text, location=Location("/reviews", "a.txt"), film="Heat", id="abcdefghijkl")


def make_passage(text: str, *spans: tuple[int, int]) -> Passage:
    return Passage(text, 0, len(text), tuple(Span(*span) for span in spans))


def test_what_matched_is_in_style_and_nothing_else_is() -> None:
    text = "A long\n  kitchen fight, they say."
    rendered = render_passage(make_passage(text, (9, 22)), make_review(text))
    assert rendered.plain == "A long kitchen fight, they say."
    assert [rendered.plain[s.start : s.end] for s in rendered.spans if s.style == MATCH] == [
        "kitchen fight"
    ]


def test_a_passage_cut_out_of_a_sentence_says_so() -> None:
    text = "It begins here, and then the fight goes on."
    passage = Passage(text[16:], 16, len(text))
    assert render_passage(passage, make_review(text)).plain.startswith("… and then")


def test_markup_in_a_review_is_only_text() -> None:
    text = "A [bold red]kitchen[/] :smile: https://example.org fight"
    out = io.StringIO()
    hit = Hit("abcdefghijkl", 1.0, make_review(text), (make_passage(text),))
    print_results(make_console(out, width=100), Results("x", (hit,), 1))
    assert text in out.getvalue()
    assert "\x1b" not in out.getvalue()


def test_colour_only_on_a_terminal() -> None:
    text = "A kitchen fight"
    results = Results(
        "x", (Hit("abcdefghijkl", 1.0, make_review(text), (make_passage(text, (2, 15)),)),), 1
    )
    out = io.StringIO()
    print_results(Console(file=out, force_terminal=True, color_system="standard"), results)
    assert "\x1b[1;33mkitchen fight\x1b[0m" in out.getvalue()


def test_diagnosis_quotes_the_sentence_of_each_theme() -> None:
    text = "The Lamp\n\nHer grief fills it. At heart it is about revenge."
    review = Review(
        text=text,
        location=Location("/reviews", "a.txt"),
        themes=("grief and loss", "vengeance"),
        theme_evidence={"grief and loss": (10, 29), "vengeance": (30, len(text))},
        provenance={"themes": Provenance(Origin.INFERRED, text[10:29], 3)},
    )
    out = io.StringIO()
    print_diagnosis(Console(file=out, width=80, color_system=None), review)
    assert "grief and loss: line 3: Her grief fills it." in out.getvalue()
    assert "vengeance: line 3: At heart it is about revenge." in out.getvalue()
