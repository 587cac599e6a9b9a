"""Single words add up to what a review is about, and only where they may."""

from __future__ import annotations

from math import log, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.annotate.theme_associations import load_associations
from reelsearch.annotate.theme_lexicon import load_lexicon
from reelsearch.annotate.theme_words import find_family
from reelsearch.annotate.themes import Theme, find_themes

TOLD = (
    "The old couple come up by train to see the grown children, who have a salon and patients and "
    "no time. They are packed off to a noisy spa. Only the daughter-in-law, a widow, takes a day "
    "off. On the way home the grandmother falls ill, and the whole house travels the other way."
)


def find(text: str, title: str | None = None, own: Path | None = None) -> dict[str, Theme]:
    found = find_themes(text, (0, len(text)), title, load_lexicon(own))
    return {theme.name: theme for theme in found}


def test_weights_are_for_the_built_in_themes_in_their_order() -> None:
    associations = load_associations()
    assert associations.themes == load_lexicon().names
    assert associations.weights.shape == (len(associations.rows), len(associations.themes))


def test_nothing_alone_is_enough_without_a_word() -> None:
    assert float(load_associations().bias.max()) < -2.5


def test_story_that_never_names_its_theme_has_it_by_its_words() -> None:
    themes = find(TOLD)
    assert "family" in themes
    assert len(themes["family"].cues) > 1
    start, end = themes["family"].sentence
    assert any(start <= first < end for first, _ in themes["family"].cues)


def test_score_is_how_likely_the_theme_is() -> None:
    assert all(0 < theme.score < 1 for theme in find(TOLD).values())


def test_own_theme_with_the_name_of_a_built_in_one_has_its_cues_only(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[theme]]\nname = "family"\nnames = "lighthouse keeper"\n')
    assert "family" not in find(TOLD, own=own)
    assert "family" in find(TOLD + " The son is a lighthouse keeper.", own=own)


@pytest.mark.parametrize(
    "text",
    [
        "A gun, a knife and a bullet lie on the table; the camera looks at the editing.",
        "The lens, the light and the sound are first class, and so is the score.",
    ],
)
def test_one_word_is_no_evidence_in_a_line(text: str) -> None:
    assert "vengeance" not in find(text)
    assert "war" not in find(text)


def test_words_of_titles_and_names_add_nothing() -> None:
    associations = load_associations()
    rows = [associations.rows[find_family(word)] for word in ("widow", "grief", "house")]
    found = associations.find_rows(np.array([*rows, len(associations.rows), -1]), [1])
    assert found.tolist() == [rows[0], -1, rows[2], -1, -1]
    assert not find("We saw Widow Grief at the Funeral House.")


FAMILIES = sorted(load_associations().rows)[::400]


@given(st.lists(st.sampled_from([*FAMILIES, "xyzzyx"]), max_size=60))
def test_weights_add_up_to_the_plain_sum(families: list[str]) -> None:
    associations = load_associations()
    rows = associations.find_rows(load_lexicon().words.find_numbers(families), [])
    plain = np.zeros(len(associations.themes))
    for family in set(families) & set(associations.rows):
        often = 1 + log(families.count(family))
        row = associations.weights[associations.rows[family]]
        plain += row * associations.step * often / sqrt(max(20, len(families)) / 100)
    assert np.allclose(associations.weigh(rows), plain, atol=1e-4)
