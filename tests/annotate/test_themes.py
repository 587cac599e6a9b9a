"""Themes are found with their evidence, and not where a review speaks of something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.annotate.theme_lexicon import load_lexicon
from reelsearch.annotate.themes import MOST_THEMES, Theme, find_themes

LABELLED = Path(__file__).parent / "data" / "themes_labelled.jsonl"
STATED = LABELLED.with_name("themes_stated.jsonl")


def find(text: str, title: str | None = None) -> dict[str, Theme]:
    found = find_themes(text, (0, len(text)), title, load_lexicon())
    return {theme.name: theme for theme in found}


def test_theme_is_found_in_all_words_of_its_family() -> None:
    for text in ("A vengeful son returns.", "She avenges them all.", "It runs on revenge."):
        assert "vengeance" in find(text), text


def test_evidence_is_the_sentence_and_the_words_that_earned_the_theme() -> None:
    text = "The sea is blue. A widow is grieving, and her grief fills the house. The end."
    theme = find(text)["grief and loss"]
    assert text[slice(*theme.sentence)] == "A widow is grieving, and her grief fills the house."
    assert [text[start:end] for start, end in theme.cues] == ["widow", "grieving", "grief"]


def test_what_a_review_says_the_film_is_about_counts_more() -> None:
    plain = find("There is grief in one scene.")["grief and loss"]
    stated = find("At heart it is about grief.")["grief and loss"]
    assert stated.score > plain.score


@pytest.mark.parametrize(
    "text",
    [
        "This is not a revenge film.",
        "It is never about revenge.",
        "It has no interest in revenge.",
        "A story told without any revenge.",
        "It is less a revenge film than a pageant.",
        "He chose a farce rather than a revenge story.",
        "It isn’t really about revenge.",
    ],
)
def test_denied_theme_is_not_found(text: str) -> None:
    assert "vengeance" not in find(text)


@pytest.mark.parametrize(
    "text",
    [
        "This is not only a revenge film.",
        "It isn't just about revenge.",
        "No, revenge is the point.",
        "She does not sleep until her revenge is done.",
    ],
)
def test_negation_of_something_else_leaves_the_theme(text: str) -> None:
    assert "vengeance" in find(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Revenge is bright. I saw Revenge twice.", "Revenge"),
        ("The casualties of war runs long.", "Casualties of War"),
        ("Mad Max: Fury Road is loud, and Fury Road is long.", "Mad Max: Fury Road"),
    ],
)
def test_words_of_the_films_own_title_are_no_evidence(text: str, title: str) -> None:
    assert not find(text, title)


def test_theme_named_beside_the_title_still_counts() -> None:
    assert "vengeance" in find("Revenge is a film about revenge.", "Revenge")


@pytest.mark.parametrize(
    "text",
    [
        "It is no match for Star Wars or War Horse.",
        "He made “The Grief of Others” and *Vengeance* before.",
        "We met the High Priest of the Grieving Order.",
        "This time it's war.",
        "A love letter to Rome, and a labour of love.",
        "The killer soundtrack alone is one I would kill for.",
        "Most of it was lost on me, but he is a class act.",
        "she'll say we'll see, and I'll agree he'd know.",
    ],
)
def test_titles_names_and_figures_of_speech_are_no_evidence(text: str) -> None:
    assert not find(text)


def test_short_title_does_not_hide_the_theme_in_lower_case() -> None:
    assert "grief and loss" in find("A study of grief.", "Grief")


def test_themes_are_found_in_text_without_capitals() -> None:
    found = find(
        'a widow is grieving . it\'s about revenge . see " the war of the roses " instead .'
    )
    assert set(found) == {"grief and loss", "vengeance"}


def test_word_with_the_same_stem_is_another_word() -> None:
    assert not find("The animation and the animated backgrounds are animated by hand.")
    assert not find("A polite officer deserts the powerful dessert.")


def test_phrase_does_not_reach_over_a_stop() -> None:
    assert "love and romance" in find("A plain love story.")
    assert not find("For plain love, story and song.")


def test_denial_takes_away_what_was_earned() -> None:
    assert "vengeance" in find("She wants revenge.")
    assert "vengeance" not in find("She wants revenge. Yet this is not a revenge film.")


def test_hints_alone_are_not_enough_for_a_long_review() -> None:
    hints = "A knife, a weapon, a victim, a detective and the suspects. "
    filler = "The camera moves slowly over the lake and back again. " * 60
    assert "murder" not in find(hints * 3 + filler)
    assert "murder" in find("A murderer and a murder. " + hints * 3 + filler)


def test_title_of_one_word_is_known_in_text_without_capitals() -> None:
    assert "vengeance" in find("i saw revenge twice.")
    assert not find("i saw revenge twice.", "Revenge")


def test_one_hint_is_never_enough() -> None:
    assert not find("There is a knife.")


def test_longer_review_needs_more() -> None:
    filler = "The camera moves slowly over the lake and back again. " * 120
    assert "vengeance" in find("It ends in revenge.")
    assert "vengeance" not in find(f"{filler}It ends in revenge.")


def test_only_the_body_is_read() -> None:
    text = "A film about revenge. Cast and credits follow."
    assert not find_themes(text, (22, len(text)), None, load_lexicon())


def test_nothing_is_found_in_nothing() -> None:
    assert not find("")
    assert not find(" \n\n ")


CUES = st.sampled_from(
    "revenge grief about not a love war film, family violence. identity “Star Wars” betrayal "
    "memory — prison faith the of jealousy exile art robots murder justice\n\n poverty".split(" ")
)


@given(st.lists(CUES, max_size=80).map(" ".join), st.sampled_from([None, "War", "A: B", "…", ""]))
def test_themes_are_few_ordered_the_same_again_and_have_evidence(
    text: str, title: str | None
) -> None:
    found = find_themes(text, (0, len(text)), title, load_lexicon())
    assert found == find_themes(text, (0, len(text)), title, load_lexicon())
    assert len(found) <= MOST_THEMES
    assert [theme.score for theme in found] == sorted((t.score for t in found), reverse=True)
    for theme in found:
        assert theme.cues
        assert list(theme.cues) == sorted(theme.cues)
        start, end = theme.sentence
        assert any(start <= first and last <= end for first, last in theme.cues)


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_is_read_without_failure(text: str, title: str) -> None:
    found = find_themes(text, (0, len(text)), title, load_lexicon())
    assert all(0 <= start < end <= len(text) for theme in found for start, end in theme.cues)


@pytest.mark.parametrize(
    ("file", "part", "precision", "recall"),
    [
        (LABELLED, "tune", 0.70, 0.50),
        (LABELLED, "held-out", 0.66, 0.42),
        (STATED, "tune", 0.73, 0.58),
        (STATED, "held-out", 0.73, 0.60),
    ],
)
def test_labelled_passages_are_found_no_worse_than_measured(
    file: Path, part: str, precision: float, recall: float
) -> None:
    right = wrong = missed = required = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        if passage["part"] != part:
            continue
        title = (passage["film"] or "").rsplit(" (", 1)[0]
        found = set(find(passage["text"], title))
        wanted = set(passage["themes"])
        right += len(found & (wanted | set(passage["allowed"])))
        wrong += len(found - wanted - set(passage["allowed"]))
        missed += len(wanted - found)
        required += len(wanted)
    assert right / (right + wrong) >= precision
    assert 1 - missed / required >= recall
