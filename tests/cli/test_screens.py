"""Each screen is what its golden shows.

The goldens are what a person sees at 80 columns (and some at 40): both streams, without
times. To make them anew after a change that is meant, delete them and run the tests: a
missing one is written, and the test fails once so that it is looked at.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOLDEN = Path(__file__).parent / "golden"

SCREENS: dict[str, tuple[tuple[str, ...], int]] = {
    "query": (("query", "kitchen fight", "--limit", "2"), 80),
    "query_narrow": (("query", "kitchen fight", "--limit", "1"), 40),
    "query_fuzzy": (("query", "ana de armis", "--limit", "2"), 80),
    "query_facet": (("query", "house", "--facet", "year", "--limit", "1"), 80),
    "query_explain": (("query", "kitchen fight", "--limit", "1", "--explain"), 80),
    "query_passages": (("query", "film", "--limit", "2", "--passages", "2"), 80),
    "query_passages_narrow": (("query", "film", "--limit", "1", "--passages", "all"), 40),
    "query_same_sentence": (("query", '"the kitchen" /s fight', "--limit", "1"), 80),
    "query_same_refused": (("query", "film:heat /s kitchen"), 80),
    "query_none": (("query", "zzzqqq"), 80),
    "query_unclosed": (("query", '"kitchen fight'), 80),
    "query_unknown_field": (("query", "flim:heat"), 80),
    "query_bad_range": (("query", "heat year:2010..199x"), 80),
    "query_csv": (("query", '"kitchen fight"', "--format", "csv"), 80),
    "films": (("films", "--limit", "4"), 80),
    "films_narrow": (("films", "--limit", "4"), 32),
    "film_card": (("films", "heat"), 80),
    "film_card_narrow": (("films", "nosferatu 1922"), 40),
    "film_card_misspelt": (("films", "balerina"), 80),
    "films_csv": (("films", "--limit", "3", "--format", "csv"), 80),
    "people_of_a_query": (("people", "kitchen fight", "--limit", "4"), 80),
    "themes": (("themes", "--limit", "4"), 80),
    "themes_none": (("themes", "zzzqqq"), 80),
    "reviewers_json": (("reviewers", "--limit", "2", "--format", "json"), 80),
    "show": (("show", "7fhd"), 80),
    "show_unknown": (("show", "zzzz"), 80),
    "concordance": (("concordance", "kitchen"), 80),
    "concordance_narrow": (("concordance", "kitchen"), 40),
    "concordance_film": (("concordance", "a", "film", "--sort", "film", "--limit", "6"), 80),
    "concordance_none": (("concordance", "zzzqqq"), 80),
    "concordance_refused": (("concordance", "film:heat"), 80),
    "concordance_csv": (("concordance", "love OR hate", "--limit", "3", "--format", "csv"), 80),
    "similar": (("similar", "mx54v", "--limit", "2"), 80),
    "similar_narrow": (("similar", "63fii", "--limit", "1", "--other-films"), 40),
    "similar_unknown": (("similar", "zzzz"), 80),
    "help_similar": (("similar", "--help"), 80),
    "words": (("reviewers", "zoe lindqvist", "--words", "--limit", "3"), 80),
    "words_narrow": (("reviewers", "valcourt", "--words", "--limit", "2"), 40),
    "words_several": (("reviewers", "castellan", "--words"), 80),
    "words_unknown": (("reviewers", "zzzqqq", "--words"), 80),
    "help_reviewers": (("reviewers", "--help"), 80),
    "help_concordance": (("concordance", "--help"), 80),
    "doctor": (("doctor", "corpus/hereditary_r.txt"), 80),
    "doctor_narrow": (("doctor", "corpus/hereditary_r.txt"), 40),
    "help": (("--help",), 80),
    "help_query": (("query", "--help"), 80),
    "help_index": (("index", "--help"), 80),
}

_NOT_WRAPPED = (
    "query_unknown_field",
    "query_unclosed",
    "query_bad_range",
    "query_same_refused",
    "words_several",
    "concordance_refused",
)


def without_times(text: str) -> str:
    return re.sub(r"[\d.]+ (?=m?s\))", "0 ", text)


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_what_its_golden_shows(
    name: str, run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments, width = SCREENS[name]
    monkeypatch.chdir(corpus.parent)
    printed = without_times(run(*arguments, width=width).output)
    path = GOLDEN / f"{name}.txt"
    if not path.exists():
        path.write_text(printed, "utf-8")
        pytest.fail(f"{path.name} was missing and has been written; look at it")
    assert printed == path.read_text("utf-8")


@pytest.mark.parametrize("name", SCREENS)
def test_no_line_of_a_screen_is_wider_than_the_screen(name: str) -> None:
    if name.endswith("_csv") or name in _NOT_WRAPPED:
        pytest.skip("for programs to read, or an error that is not wrapped")
    text = (GOLDEN / f"{name}.txt").read_text("utf-8")
    assert [line for line in text.splitlines() if len(line) > SCREENS[name][1]] == []
