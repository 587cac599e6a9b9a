"""Themes are found with their evidence, and not where a review speaks of something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.annotate.theme_lexicon import build_lexicon, load_lexicon
from reelsearch.annotate.theme_matching import PAIR_REACH, find_matches
from reelsearch.annotate.theme_words import Prose
from reelsearch.annotate.themes import MOST_THEMES, Theme, find_themes

DATA = Path(__file__).parent / "data"


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


NAMED = [
    (entry.name, name)
    for entry in load_lexicon().entries
    for name in (entry.name, *entry.other_names)
]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is a film about {}.",
        "At its core this is a story of {}.",
        "What is it about? {}, plainly.",
        "More than anything, it’s about {}.",
        "In the end {} is its real subject.",
        "It has a lot to say about {}.",
    ],
)
def test_theme_is_found_by_all_its_names_where_the_review_says_it_is_one(sentence: str) -> None:
    before = "The camera moves slowly over the lake and back again. " * 3
    missed = [
        (theme, name)
        for theme, name in NAMED
        if theme not in find(before + sentence.format(name.replace("=", "")))
    ]
    # "The truth is" and a few others are figures of speech.
    assert len(missed) <= len(NAMED) // 30, missed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Prejudice runs through every scene of it.", True),
        ("Every scene shows prejudice, and a river runs through it.", False),
        ("It is an illness story.", True),
        ("It is about a house. No prejudice is there.", False),
        ("Is it about a house? No prejudice is there.", False),
        ("What is it about? Prejudice.", True),
    ],
)
def test_what_stands_after_a_cue_or_answers_a_question_may_say_it_too(
    text: str, found: bool
) -> None:
    assert bool({"race and racism", "disability and illness"} & set(find(text))) is found


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
        "A love letter to its cast, and a labour of love.",
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
    assert {"grief and loss", "vengeance"} <= set(found)
    assert "war" not in found


def test_word_with_the_same_stem_is_another_word() -> None:
    assert not find("The animation and the animated backgrounds are animated by hand.")
    assert not find("A polite officer deserts the powerful dessert.")


def test_phrase_does_not_reach_over_a_stop() -> None:
    assert "love and romance" in find("A plain love story.")
    assert not find("For plain love, story and song.")


def test_denial_takes_away_what_was_earned() -> None:
    assert "vengeance" in find("She wants revenge.")
    assert "vengeance" not in find("She wants revenge. Yet this is not a revenge film.")


def test_hints_are_never_enough_alone_but_add_to_other_cues(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[theme]]\nname = "weather"\nnames = "fog"\nhints = "lamp, quay, horn, mast"\n')
    lexicon = load_lexicon(own)

    def names(text: str) -> list[str]:
        return [theme.name for theme in find_themes(text, (0, len(text)), None, lexicon)]

    hints = "A lamp, a quay, a horn and a mast. " * 4
    filler = "The camera moves slowly over it all and back again. " * 50
    assert "weather" not in names(hints)
    assert "weather" not in names("A fog. " + filler)
    assert "weather" in names("A fog. " + hints + filler)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He owes his life to a lamp. The quay is long.", False),  # two sentences
        ("The quay, says he, has no other light than that lamp.", True),
        ("The quay, as far as any of us ever knew, had a lamp.", False),  # eleven words on
        ("The quay, as far as any of us knew, had a lamp.", True),  # ten words on
        ("A lamp stands on the quay.", True),
        ("The lamp, the lamp.", False),
        ("A film about Lamp Street, with a quay.", False),  # a name
    ],
)
def test_pair_counts_where_both_words_stand_near_in_one_sentence(
    tmp_path: Path, text: str, found: bool
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[theme]]\nname = "weather"\nhints = "fog"\npairs = "lamp lantern & quay pier"\n'
    )
    text = f"Here is a film about fog. {text}"
    themes = find_themes(text, (0, len(text)), None, load_lexicon(own))
    assert ("weather" in [theme.name for theme in themes]) is found


def test_evidence_of_a_pair_is_its_two_words(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[theme]]\nname = "weather"\nstrong = "fog"\npairs = "lamp & quay"\n')
    text = "A lamp upon the quay. Fog."
    (theme,) = find_themes(text, (0, len(text)), None, load_lexicon(own))
    assert [text[start:end] for start, end in theme.cues] == ["lamp", "quay", "Fog"]


def test_lesser_cue_is_enough_right_after_a_statement_and_in_a_list() -> None:
    assert "nature and environment" not in find("There is a forest.")
    assert "power" in find("It is about power.")
    assert "power" in find("It is about grief, rage, and power.")
    assert "power" in find("It is about lost power.")
    assert "power" not in find("It is about his lost power.")
    assert "power" not in find("It is about an old and tired man who once had some power.")


def test_title_of_one_word_is_known_in_text_without_capitals() -> None:
    assert "vengeance" in find("i saw revenge twice.")
    assert not find("i saw revenge twice.", "Revenge")


def test_one_hint_is_never_enough() -> None:
    assert not find("There is a knife.")


def test_longer_review_needs_more() -> None:
    filler = "The camera moves slowly over the lake and back again. " * 120
    assert "vengeance" in find("It ends in revenge.")
    assert "vengeance" not in find(f"{filler}It ends in revenge.")


def test_theme_of_one_sentence_is_an_aside_in_a_long_review() -> None:
    filler = "The camera moves slowly over the lake and back again. " * 50
    aside = "There is revenge, the vengeance of an avenger. "
    assert "vengeance" in find(aside)
    assert "vengeance" not in find(filler + aside)
    assert "vengeance" in find(aside + filler + "He wants revenge.")
    assert "vengeance" in find(f"{filler}It is about grief, revenge and a lake.")


def test_pair_does_not_count_again_what_its_phrase_has_said(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[theme]]\nname = "weather"\nstrong = "lamp quay, horn"\npairs = "lamp & quay"\n'
    )
    lexicon = load_lexicon(own)
    for text, found in (
        ("A lamp quay.", False),
        ("A lamp quay, and a horn.", True),
        ("A lamp quay, and a lamp on the other quay.", True),
    ):
        themes = find_themes(text, (0, len(text)), None, lexicon)
        assert ("weather" in [theme.name for theme in themes]) is found, text


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        (
            "Two lance corporals in costume run. The camera stands in for us.",
            "doubles and disguise",
        ),
        ("The lens is wide, the lens is long.", "surveillance and privacy"),
        ("She vows to stay and he vows to go.", "religion and faith"),
        (
            "Doors slam, a nurse hides, and the timing of it all is the best joke: a farce "
            "with a hospital for its set, cut as fast as it is played.",
            "disability and illness",
        ),
        ("The house is old, and the house is his house.", "home and belonging"),
        ("The film loses its way, and loses its nerve.", "anger and rage"),
    ],
)
def test_props_and_craft_are_no_themes(text: str, theme: str) -> None:
    assert theme not in find(text)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Three men rob a casino in one night.", "heists and cons"),
        ("A drunk gets one last case, and with it a second chance to make amends.", "redemption"),
        ("Two cowboys fall in love and hide it.", "queer identity"),
        ("A girl leaves Ireland and lives as an immigrant.", "immigration and exile"),
        (
            "The couple fight over their son, and it goes to divorce court.",
            "divorce and separation",
        ),
        ("Their best friend informs on them.", "betrayal"),
        ("He hears voices nobody else does, and is taken to the asylum.", "mental illness"),
        ("They left her for dead and she makes them pay.", "vengeance"),
        ("A boy from the slums has nothing to eat.", "poverty"),
        ("He has months to live.", "death and mortality"),
    ],
)
def test_theme_is_found_where_the_plot_tells_of_it(text: str, theme: str) -> None:
    assert theme in find(text)


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


PAIR_WORDS = st.lists(st.sampled_from("lamp quay mast horn fog a".split()), max_size=40)


@given(PAIR_WORDS)
def test_pairs_are_those_that_a_plain_search_finds(words: list[str]) -> None:
    lexicon = build_lexicon(
        ({"name": "weather", "pairs": "lamp horn & quay mast, horn & fog"},),
        dict.fromkeys(
            (
                "figures_of_speech",
                "statements",
                "negators",
                "passed_over",
                "not_negated",
                "closings",
            ),
            "",
        ),
    )
    text = " ".join(words)
    found = find_matches(Prose(text, 0, len(text)), lexicon).cues.get(0, [])
    sides = [("lamp horn".split(), "quay mast".split()), (["horn"], ["fog"])]
    numbers = sorted({cue.number for cue in lexicon.pairs})
    for number, (left, right) in zip(numbers, sides, strict=True):
        hits = [hit for hit in found if hit.cue.number == number]
        near = [
            (at, other)
            for at, word in enumerate(words)
            for other, second in enumerate(words)
            if word in left and second in right and 0 < abs(at - other) <= PAIR_REACH
        ]
        assert bool(hits) == bool(near)
        assert all((hit.first, hit.last) in {tuple(sorted(pair)) for pair in near} for hit in hits)
        ends = [end for hit in hits for end in (hit.first, hit.last)]
        assert len(set(ends)) == len(ends)


@pytest.mark.parametrize(
    ("file", "part", "precision", "recall"),
    [
        ("themes_labelled.jsonl", "tune", 0.94, 0.98),
        ("themes_labelled.jsonl", "held-out", 0.94, 0.98),
        ("themes_stated.jsonl", "tune", 0.92, 0.98),
        ("themes_stated.jsonl", "held-out", 0.91, 0.98),
        ("themes_unseen.jsonl", "A", 0.93, 0.97),
        ("themes_unseen.jsonl", "B", 0.92, 0.97),
        ("themes_independent.jsonl", "untouched", 0.85, 0.58),
        ("themes_plain.jsonl", "untouched", 0.81, 0.79),
        ("themes_plain_2.jsonl", "untouched", 0.82, 0.75),
    ],
)
def test_labelled_passages_are_found_no_worse_than_measured(
    file: str, part: str, precision: float, recall: float
) -> None:
    right = wrong = missed = required = 0
    for line in (DATA / file).read_text(encoding="utf-8").splitlines():
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


def test_labels_are_themes_of_the_lexicon_and_few() -> None:
    known = set(load_lexicon().names)
    for path in sorted(DATA.glob("themes_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            passage = json.loads(line)
            assert {*passage["themes"], *passage["allowed"]} <= known, passage["id"]
            assert not set(passage["themes"]) & set(passage["allowed"]), passage["id"]
            assert len(passage["themes"]) <= 5, passage["id"]
