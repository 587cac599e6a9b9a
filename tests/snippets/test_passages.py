from __future__ import annotations

from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelsearch.analysis.analyzers import stem
from reelsearch.snippets import Wanted, WantedPhrase, choose_passages, find_passages
from reelsearch.snippets.matches import LONGEST_MATCH, find_matches, make_plan
from tests.snippets.reviews import list_highlights, make_review, want

FILLER = "Nothing of note happens for a while, and the rain keeps falling on the harbour. "
KITCHEN_FIGHT = WantedPhrase((stem("kitchen"), stem("fight")))


def best(text: str, wanted: Wanted, **options: int) -> str:
    (passage,) = find_passages(make_review(text), wanted, **options)
    return passage.text


def highlight(text: str, wanted: Wanted, **options: int) -> list[str]:
    (passage,) = find_passages(make_review(text), wanted, **options)
    return list_highlights(text, passage)


def test_passage_is_whole_sentences_around_the_match() -> None:
    text = f"{FILLER * 5}Then a fight breaks out. {FILLER * 5}"
    passage = best(text, want("fight"))
    assert "Then a fight breaks out." in passage
    assert passage.startswith("Nothing")
    assert passage.endswith((".", "harbour."))
    assert len(passage) <= 320


def test_all_the_words_beat_some_of_the_words() -> None:
    text = f"Fight, fight and fight again. {FILLER * 8}One fight is in a kitchen. {FILLER * 8}"
    assert "One fight is in a kitchen." in best(text, want("kitchen", "fight"))


def test_words_in_neighbouring_sentences_beat_one_of_them_alone() -> None:
    text = f"A fight. {FILLER * 8}They meet in a kitchen. The fight is short. {FILLER * 8}"
    passage = best(text, want("kitchen", "fight"))
    assert "They meet in a kitchen. The fight is short." in passage


def test_words_together_beat_words_apart() -> None:
    apart = "In the kitchen he waits for what has to come, and when it comes it is a fight."
    text = f"{apart} {FILLER * 8}There is a kitchen fight too. {FILLER * 8}"
    assert "There is a kitchen fight too." in best(text, want("kitchen", "fight"))


def test_heavier_word_wins() -> None:
    text = f"The film is long. {FILLER * 8}The trombone is loud. {FILLER * 8}"
    wanted = Wanted(words={stem("film"): 0.5, stem("trombone"): 7.0})
    assert "trombone" in best(text, wanted)


def test_earlier_one_wins_a_tie() -> None:
    text = f"{FILLER * 8}A fight, first. {FILLER * 8}A fight, second. {FILLER * 8}"
    assert "first" in best(text, want("fight"))


def test_phrase_beats_any_number_of_stray_words() -> None:
    stray = "The kitchen, the knife, the fight, the floor: it has everything."
    text = f"{stray} {FILLER * 8}It is known for the kitchen fight alone. {FILLER * 8}"
    wanted = Wanted(
        words={stem(word): 9.0 for word in ("kitchen", "knife", "fight", "floor")},
        phrases=(KITCHEN_FIGHT,),
    )
    assert "kitchen fight" in best(text, wanted)


def test_name_beats_its_words_apart() -> None:
    text = f"Ana waits, and so does de Armas. {FILLER * 8}Ana de Armas waits. {FILLER * 8}"
    tokens = ("ana", "de", "armas")
    wanted = Wanted(words={stem(t): 1.0 for t in tokens}, names=((tokens, 3.0),))
    assert "Ana de Armas" in highlight(text, wanted)


def test_phrase_is_one_highlight_and_its_stray_words_are_none() -> None:
    text = "A kitchen. A Kitchen fight. A fight."
    assert highlight(text, Wanted(phrases=(KITCHEN_FIGHT,))) == ["Kitchen fight"]


def test_loose_phrase_highlights_its_words_apart() -> None:
    text = "The kitchen has a fight in it."
    loose = WantedPhrase(KITCHEN_FIGHT.words, slop=3)
    assert highlight(text, Wanted(phrases=(loose,))) == ["kitchen", "fight"]
    tight = WantedPhrase(KITCHEN_FIGHT.words, slop=2)
    assert highlight(text, Wanted(phrases=(tight,))) == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the spider man suit", "the Spider-Man suit"),
        ("the spiderman", "the Spider-Man"),
        ("spiderman suit", "Spider-Man suit"),
        ("spider man suit", "Spider-Man suit"),
        ("man suit", "Man suit"),
        ("the spider", "the Spider"),
    ],
)
def test_compound_counts_as_its_parts_and_joined(phrase: str, expected: str) -> None:
    words = tuple(stem(word) for word in phrase.split())
    found = highlight("He wears the Spider-Man suit.", Wanted(phrases=(WantedPhrase(words),)))
    assert found == [expected]


def test_compound_takes_as_many_positions_as_it_has_parts() -> None:
    words = tuple(stem(word) for word in ("the", "spiderman", "suit"))
    text = "He wears the Spider-Man suit."
    assert highlight(text, Wanted(phrases=(WantedPhrase(words),))) == []
    loose = Wanted(phrases=(WantedPhrase(words, slop=2),))
    assert highlight(text, loose) == ["the", "Spider-Man", "suit"]


def test_joined_form_highlights_the_whole_word_and_a_part_only_the_part() -> None:
    assert highlight("See Spider-Man.", want("spiderman")) == ["Spider-Man"]
    assert highlight("See Spider-Man.", want("man")) == ["Man"]
    assert highlight("See Spider-Man.", want("man", "spiderman")) == ["Spider-Man"]


def test_prefix_and_name_match_unstemmed_words() -> None:
    assert highlight("A revengeful Renée", Wanted(prefixes={"re": 1.0})) == ["revengeful", "Renée"]
    assert highlight("Stars and Mia Stars", Wanted(names=((("mia", "stars"), 1.0),))) == [
        "Mia Stars"
    ]
    assert highlight("Mia Star", Wanted(names=((("mia", "stars"), 1.0),))) == []


def test_phrase_over_the_end_of_a_sentence_or_paragraph_is_shown_whole() -> None:
    for gap in (". ", "?\n\n"):
        text = f"{FILLER * 4}They enter the kitchen{gap}Fight follows. {FILLER * 4}"
        passage = best(text, Wanted(phrases=(KITCHEN_FIGHT,)))
        assert f"kitchen{gap}Fight" in passage


def test_prose_is_looked_at_before_the_lines_around_it() -> None:
    text = f"Mann directs, Mann produces\n\n{FILLER}A film for Mann alone. {FILLER}"
    review = make_review(text, (text.index(FILLER), len(text)))
    first, second = find_passages(review, want("mann", "directs"), limit=5)
    assert "A film for Mann alone." in first.text
    assert second.text == "Mann directs, Mann produces"


def test_header_line_is_the_passage_if_nothing_else_matches() -> None:
    header = "Heat (15)\nDir: Michael Mann, 1995\nCast: Al Pacino"
    text = f"{header}\n{FILLER * 5}"
    review = make_review(text, (len(header) + 1, len(text)))
    (passage,) = find_passages(review, want("mann"))
    assert passage.text == "Dir: Michael Mann, 1995"
    assert list_highlights(text, passage) == ["Mann"]


def test_phrase_in_the_header_beats_its_words_in_the_prose() -> None:
    text = f"A kitchen fight\n\nThe kitchen is clean. {FILLER}The fight is not."
    review = make_review(text, (text.index("The"), len(text)))
    wanted = Wanted(words=want("kitchen", "fight").words, phrases=(KITCHEN_FIGHT,))
    assert find_passages(review, wanted)[0].text == "A kitchen fight"


def test_opening_is_shown_without_highlights_if_nothing_matches() -> None:
    text = f"Heat (15)\n\nIt begins. {FILLER * 9}"
    review = make_review(text, (text.index("It"), len(text)))
    (passage,) = find_passages(review, want("zither"), limit=9)
    assert passage.text.startswith("It begins. Nothing")
    assert passage.text.endswith(".")
    assert len(passage.text) <= 320
    assert passage.spans == ()


def test_opening_of_one_endless_sentence_is_cut_between_words() -> None:
    text = "so " * 900
    (passage,) = find_passages(make_review(text), want("zither"), length=100)
    assert passage.text == text[: len(passage.text)].strip()
    assert 90 < len(passage.text) <= 100


def test_header_is_the_opening_where_there_is_no_prose() -> None:
    review = make_review("Heat (15)", (9, 9))
    assert [passage.text for passage in find_passages(review, want("zither"))] == ["Heat (15)"]


def test_blank_text_and_limit_nought_give_nothing() -> None:
    assert find_passages(make_review(" \n "), want("fight")) == ()
    assert find_passages(make_review("A fight."), want("fight"), limit=0) == ()


def test_match_far_into_the_text_is_found() -> None:
    text = FILLER * 600 + "A fight. " + FILLER
    assert len(FILLER * 600) > 32_000
    assert "A fight." in best(text, want("fight"))


def test_sentence_up_to_three_times_the_length_is_kept_whole() -> None:
    sentence = "A fight " + "and another, " * 20 + "and peace."
    assert 100 < len(sentence) <= 300
    assert best(f"Before. {sentence} After it.", want("fight"), length=100) == sentence


def test_longer_sentence_is_cut_between_words_around_the_match() -> None:
    sentence = "and then " * 40 + "a fight " + "and then " * 40
    passage = best(sentence, want("fight"), length=100)
    assert "a fight" in passage
    assert len(passage) <= 100
    assert f" {passage} " in f" {sentence}"


def test_neighbouring_matches_are_preferred_when_a_passage_grows() -> None:
    left = "The rain falls. "
    text = f"{left}A kitchen fight. Rain is in the fight as well. {FILLER * 3}"
    passage = best(text, Wanted(words={stem("kitchen"): 1.0, stem("fight"): 1.0}), length=50)
    assert passage == "A kitchen fight. Rain is in the fight as well."


def test_passage_grows_to_the_side_that_has_sentences() -> None:
    first = best(f"A fight. {FILLER * 5}", want("fight"))
    last = best(f"{FILLER * 5}A fight.", want("fight"))
    assert first == f"A fight. {FILLER * 3}".strip()
    assert last == f"{FILLER * 3}A fight."


def test_passage_does_not_grow_over_the_end_of_a_line() -> None:
    text = "Cast: Ana\nIt rains. A fight."
    passages = find_passages(make_review(text), want("ana", "fight"), limit=9)
    assert [passage.text for passage in passages] == ["Cast: Ana", "It rains. A fight."]


def test_limit_is_respected_and_the_best_come_first() -> None:
    text = f"A fight. {FILLER * 8}A kitchen fight. {FILLER * 8}A kitchen. {FILLER * 8}"
    passages = find_passages(make_review(text), want("kitchen", "fight"), limit=2)
    assert ["kitchen fight" in passages[0].text, "A fight." in passages[1].text] == [True, True]


def test_window_that_lost_a_sentence_to_a_better_one_is_shown_without_it() -> None:
    text = "A knife hangs there. A ladle hangs there. A whisk hangs there.\n\nA zither."
    weights = {"knife": 1.0, "ladle": 2.0, "whisk": 4.0, "zither": 9.0}
    wanted = Wanted(words={stem(word): weight for word, weight in weights.items()})
    passages = find_passages(make_review(text), wanted, limit=9, length=45)
    assert [passage.text for passage in passages] == [
        "A zither.",
        "A ladle hangs there. A whisk hangs there.",
        "A knife hangs there.",
    ]


def test_passage_reaches_on_from_a_phrase_over_the_end_of_a_line() -> None:
    text = f"{FILLER * 4}\n\nA kitchen\n\nFight after fight after it. A fight ends. {FILLER * 4}"
    wanted = Wanted(words=want("fight").words, phrases=(KITCHEN_FIGHT,))
    (passage,) = find_passages(make_review(text), wanted)
    assert passage.text.startswith("A kitchen\n\nFight after fight after it. A fight ends. Nothing")
    assert list_highlights(text, passage) == ["kitchen\n\nFight", "fight", "fight"]


def test_cut_passage_stops_before_a_match_that_it_cannot_show_whole() -> None:
    phrase = "one of the very longest phrases"
    text = "so " * 90 + "fight and then " + phrase + " so" * 90
    wanted = Wanted(words=want("fight").words, names=((tuple(phrase.split()), 0.1),))
    first, second = find_passages(make_review(text), wanted, limit=9, length=44)
    assert first.text.endswith("fight and then")
    assert phrase in second.text


def test_passage_stays_bounded_whatever_the_match() -> None:
    blanks = "kitchen" + " " * 100_000 + "fight"
    word = "x" * 100_000
    for text, wanted in ((blanks, Wanted(phrases=(KITCHEN_FIGHT,))), (word, want("x" * 64))):
        (passage,) = find_passages(make_review(text), wanted)
        assert passage.spans
        assert len(passage.text) <= LONGEST_MATCH


def test_passage_stays_bounded_where_matches_overlap_without_end() -> None:
    text = "fight " * 2_000
    wanted = Wanted(phrases=(WantedPhrase((stem("fight"),) * 2),))
    passages = find_passages(make_review(text), wanted, limit=1_000)
    for passage in passages:
        assert passage.start == passage.spans[0].start
        assert passage.spans[-1].end == passage.end
        assert len(passage.text) <= LONGEST_MATCH
    assert sum(len(passage.text) + 1 for passage in passages) == len(text)


def test_same_wants_share_what_was_prepared() -> None:
    assert make_plan(want("fight", "kitchen")) is make_plan(want("fight", "kitchen"))


SENTENCES = st.lists(
    st.sampled_from(
        [
            *("A kitchen fight. ", "The kitchen is bare. ", "Fights in the long night! "),
            *(
                "Spider-Man waits… ",
                FILLER,
                "so it goes on and on " * 30,
                "\n\n",
                "\nDir: Ana de Armas\n",
            ),
            *("“Fight?” ", "kitchen ", "fight ", "x" * 400 + " "),
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(SENTENCES, st.sampled_from([10, 60, 320]), st.integers(0, 60), st.data())
def test_passages_hold_every_match_once_and_are_true_to_the_text(
    text: str, length: int, start: int, data: st.DataObject
) -> None:
    body = (min(start, len(text)), len(text))
    wanted = Wanted(
        words={stem(word): 1.0 for word in data.draw(st.sets(st.sampled_from(["night", "wait"])))},
        phrases=(WantedPhrase(KITCHEN_FIGHT.words, data.draw(st.integers(1, 4))),),
        prefixes={"fig": 0.5},
        names=((("ana", "de", "armas"), 2.0),),
    )
    passages = find_passages(make_review(text, body), wanted, limit=1_000, length=length)
    matches = find_matches(make_plan(wanted), text)
    for match in matches:
        holding = [p for p in passages if p.start <= match.start and match.end <= p.end]
        assert len(holding) == 1
        spans = match.spans or [(match.start, match.end)]
        for a, b in spans:
            assert any(span.start <= a and b <= span.end for span in holding[0].spans)
    bounds = sorted((p.start, p.end) for p in passages)
    assert all(a[1] <= b[0] for a, b in pairwise(bounds))
    for passage in passages:
        assert passage.text == text[passage.start : passage.end] == passage.text.strip()
        edges = [passage.start, *(edge for span in passage.spans for edge in span), passage.end]
        assert edges == sorted(edges)
        assert len(passage.text) <= max(3 * length, LONGEST_MATCH)
    few = data.draw(st.integers(0, 3))
    chosen = choose_passages(make_review(text, body), wanted, limit=few, length=length)
    assert chosen == (passages[:few], len(passages))
    with patch("reelsearch.snippets.passages.find_only_block", return_value=None):
        chosen = choose_passages(make_review(text, body), wanted, limit=few, length=length)
    assert chosen == (passages[:few], len(passages))
