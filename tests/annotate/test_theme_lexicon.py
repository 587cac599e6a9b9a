"""The list of themes is consistent, and a person's own file adds to it or is refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reelsearch.analysis import name_key
from reelsearch.annotate.theme_lexicon import load_lexicon
from reelsearch.annotate.theme_words import find_family
from reelsearch.annotate.themes import find_themes
from reelsearch.errors import SettingError


def write(folder: Path, content: str) -> Path:
    path = folder / "own.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_names_and_other_names_are_each_of_one_theme() -> None:
    lexicon = load_lexicon()
    assert 100 <= len(lexicon.names) <= 130
    names = Counter(name_key(name) for name in lexicon.names)
    assert names.most_common(1)[0][1] == 1
    others = {
        name_key(other): name for name in lexicon.names for other in lexicon.other_names(name)
    }
    assert {others[key] for key in others.keys() & names.keys()} <= set(lexicon.names)
    for key in others.keys() & names.keys():
        assert name_key(others[key]) == key, f"{key!r} is a theme and another name of a second"


def test_every_theme_has_a_group_and_its_other_names() -> None:
    lexicon = load_lexicon()
    assert all(entry.group and entry.group != "other" for entry in lexicon.entries)
    assert "revenge" in lexicon.other_names("vengeance")


def test_other_names_of_an_unknown_theme_are_an_error() -> None:
    with pytest.raises(KeyError):
        load_lexicon().other_names("no such theme")


def test_lexicon_is_kept_once_loaded() -> None:
    assert load_lexicon() is load_lexicon()


@pytest.mark.parametrize(
    ("one", "other"),
    [("family", "families"), ("loss", "losses"), ("father", "fathers"), ("city", "cities")],
)
def test_inflections_are_one_family(one: str, other: str) -> None:
    assert find_family(one) == find_family(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("animal", "animation"),
        ("politics", "polite"),
        ("heroin", "heroine"),
        ("office", "officer"),
        ("age", "aged"),
        ("box", "boxing"),
        ("human", "humane"),
    ],
)
def test_words_that_only_share_a_stem_are_two_families(one: str, other: str) -> None:
    assert find_family(one) != find_family(other)


def test_own_file_adds_a_theme(tmp_path: Path) -> None:
    own = load_lexicon(
        write(tmp_path, '[[theme]]\nname = "lighthouses"\nnames = "lighthouse, lamp _ the sea"\n')
    )
    assert own.names[-1] == "lighthouses"
    text = "He keeps a lamp above the sea."
    assert [t.name for t in find_themes(text, (0, len(text)), None, own)] == ["lighthouses"]


def test_own_file_takes_the_place_of_a_theme_of_the_same_name(tmp_path: Path) -> None:
    own = load_lexicon(write(tmp_path, '[[theme]]\nname = "vengeance"\nnames = "vendetta"\n'))
    assert own.names == load_lexicon().names
    text = "It is about revenge."
    assert not find_themes(text, (0, len(text)), None, own)


def test_own_pair_is_a_cue_and_may_be_the_only_one(tmp_path: Path) -> None:
    own = load_lexicon(
        write(tmp_path, '[[theme]]\nname = "fogs"\npairs = "lamp & quay, Neap & tide"\n')
    )
    for text in ("A film about a lamp on a quay.", "A film about Neap, the tide."):
        found = [theme.name for theme in find_themes(text, (0, len(text)), None, own)]
        assert found == ["fogs"], text


def test_own_figures_of_speech_are_added(tmp_path: Path) -> None:
    own = load_lexicon(write(tmp_path, 'figures_of_speech = "sweet revenge"\n'))
    text = "It is about sweet revenge."
    assert not find_themes(text, (0, len(text)), None, own)


def test_contraction_is_not_the_word_without_its_apostrophe(tmp_path: Path) -> None:
    own = load_lexicon(write(tmp_path, '[[theme]]\nname = "huts"\nnames = "shed"\n'))
    assert [t.name for t in find_themes("A shed.", (0, 7), None, own)] == ["huts"]
    assert not find_themes("She'd go, she’d stay.", (0, 21), None, own)


def test_exact_cue_stands_for_that_form_only(tmp_path: Path) -> None:
    own = load_lexicon(write(tmp_path, '[[theme]]\nname = "fogs"\nnames = "=fogs"\n'))
    assert not find_themes("A fog.", (0, 6), None, own)
    assert [t.name for t in find_themes("Two fogs.", (0, 9), None, own)] == ["fogs"]


def test_cue_with_a_capital_may_have_one_inside_a_sentence(tmp_path: Path) -> None:
    own = load_lexicon(write(tmp_path, '[[theme]]\nname = "tides"\nnames = "Neap, ebb"\n'))
    assert [t.name for t in find_themes("At the Neap.", (0, 12), None, own)] == ["tides"]
    assert not find_themes("At the Ebb.", (0, 11), None, own)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("not toml", "TOML"),
        ('[[theme]]\nnames = "fog"\n', "theme 1"),
        ('[[theme]]\nname = "fog"\n', "at least one cue"),
        ('[[theme]]\nname = "fog"\nhints = "fog"\n', "more than a hint"),
        ('[[theme]]\nname = "fog"\nnames = ["fog"]\n', "commas"),
        ('[[theme]]\nname = "fog"\nnames = "_ fog"\n', "begins with a word"),
        ('[[theme]]\nname = "fog"\nnames = "!!"\n', "'!!'"),
        ('[[theme]]\nname = "fog"\nnames = "a b c d e f g h i j k"\n', "10 words"),
        ('[[theme]]\nname = "fog"\ncues = "fog"\n', "'cues'"),
        ('[[theme]]\nname = "fog"\nnames = "fog"\ngroup = 3\n', "group"),
        ('[theme]\nname = "fog"\n', "[[theme]]"),
        ('[[theme]]\nname = "fog"\npairs = "fog"\n', "words, &, words"),
        ('[[theme]]\nname = "fog"\npairs = "fog & "\n', "words, &, words"),
        ('[[theme]]\nname = "fog"\npairs = "fog & a & b"\n', "words, &, words"),
        ('[[theme]]\nname = "fog"\npairs = "fog & sea-mist"\n', "words, &, words"),
        ('[[theme]]\nname = "fog"\npairs = 3\n', "commas"),
        ('figures = "fog"\n', "'figures'"),
        ("statements = 3\n", "statements"),
    ],
)
def test_own_file_that_cannot_be_used_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(SettingError) as caught:
        load_lexicon(path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)


def test_own_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="cannot be read"):
        load_lexicon(tmp_path / "none.toml")
