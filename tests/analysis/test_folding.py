from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reelsearch.analysis import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("HEAT", "heat"),
        ("Amélie", "amelie"),
        ("Ame\u0301lie", "amelie"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("ǿ Ǿ ǽ", "o o ae"),
        ("Straße STRASSE", "strasse strasse"),
        ("Bœuf Œuvre Æon", "boeuf oeuvre aeon"),
        ("Þór Ðavid đ", "thor david d"),
        ("İstanbul ılık", "istanbul ilik"),
        ("ﬁlm ﬂop ﬃ", "film flop ffi"),
        ("ＷＩＤＥ", "wide"),
        ("𝐇𝐞𝐚𝐭 ℂ", "heat c"),
        ("Alien³ ① Ⅷ", "alien3 1 viii"),
        ("co\u00adoperate", "cooperate"),
        ("zero\u200bwidth\u200d\u2060\ufeff\u034f", "zerowidth"),
        ("Hawaiʻi donʼt ŉ", "hawaii dont n"),
        ("8½", "8 1 2 "),
        ("33⅓ ⅞", "33 1 3   7 8 "),
    ],
)
def test_latin_letters_are_as_everyone_types_them(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("東京物語", "東京物語"),
        ("기생충", "기생충"),
        ("が か", "が か"),
        ("ｶﾞ", "ガ"),
        ("हिन्दी", "हिन्दी"),
        ("ไทย น้ำ", "ไทย น้ํา"),
        ("Солярис", "солярис"),
        ("Ёлка", "елка"),
        ("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"),
        ("שָׁלוֹם", "שלום"),
        ("كِتَاب", "كتاب"),
    ],
)
def test_letters_of_other_scripts_survive(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
@example("ǽ")
@example("𝐇")
@example("ẛ̣")
@example("½")
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert fold(composed) == fold(unicodedata.normalize("NFD", text))


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_case_does_not_matter_in_latin(text: str) -> None:
    assert fold(text.upper().lower()) == fold(text.lower())


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text("é½a", min_size=1))
def test_long_text_folds_as_its_pieces(text: str, letters: str) -> None:
    pieces = [text, letters, "a" * 200]
    assert fold(" ".join(pieces)) == " ".join(map(fold, pieces))
