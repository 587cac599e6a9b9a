"""What the words in the names of columns say they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.readers.column_choice import choose_columns
from reelsearch.readers.name_words import OTHER, find_fields, read_words

HELD = {
    "film": ["Heat", "Local Hero", "Alien"],
    "year": ["1995", "1983", "1979"],
    "released": ["1995-12-15", "1983-02-17", "1979-05-25"],
    "date": ["2019-01-02", "2019-02-03", "2019-03-09"],
    "rating": ["8", "7", "9"],
    "reviewer": ["Nora", "Sam", "Nora"],
    "director": ["Michael Mann", "Bill Forsyth", "Ridley Scott"],
    "publication": ["The Echo", "The Echo", "Harbour Weekly"],
    "runtime": ["170", "111", "117"],
    "body": ["It is long, and I liked every minute of it. Go and see it."] * 3,
}
NAMES = {
    "film": "What we watched|Which film did you see?|Movie night pick|Film seen|Name of movie"
    "|Filmtitel|Titre|Película|Tytuł filmu|Titolo del film|Entry title|movieName|film_name_en",
    "year": "Came out|When was it made?|Year of release|vintage|made_in|Année de sortie|Año"
    "|Erscheinungsjahr|Rok produkcji|Anno di produzione|Yr of production|filmYear",
    "released": "Release date (UK)|Opened on|In cinemas|Came out",
    "date": "When we saw it|Seen on|meeting|Viewing date|dateWatched|Gesehen am|Vu le|Vista el"
    "|Obejrzane|Aired|Filed on|Year watched|Screened on|Date of entry",
    "rating": "Marks /10|stars_out_of_5|How many stars would you give it?|Note|Punkte|Nota"
    "|Ocena|Wertung|Sternebewertung|Number of stars|Liked it? (out of 10)|Film rating|Verdict",
    "reviewer": "Whose turn|speaker|Who|Your name|Club member|Juror|Signed|Rezensent|Autor"
    "|Critic's name|Reviewed by|Written up by|Recenzentka|Nombre|Who spoke",
    "director": "Who made it|filmmaker|helmer|Who directed it?|Réalisateur·rice|Regie"
    "|Dirigida por|Reżyseria|Regista|Made by|A film by|Dir.",
    "publication": "Which paper|outlet|Where it ran|Printed in|Magazine|Quelle|Paru dans|Revista",
    "runtime": "Length (min)|Mins|How long is it?|Dauer|Durée",
    "body": "What we said|My thoughts|What did you think of it?|remarks|Avis|Meine Meinung"
    "|Reseña|Recenzja|Jury comments|Discussion notes|Verdict|whatWeSaid|Impressioni",
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "name"),
    [(field, name) for field, names in NAMES.items() for name in names.split("|")],
)
def test_a_name_of_human_words_gives_its_field(field: str, name: str) -> None:
    assert choose_columns([name], {}, [HELD[field]]).columns == {field: 0}


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("Genre", ["Drama", "Crime"]),
        ("Where we saw it", ["Roxy", "Home"]),
        ("IMDb score", ["8.1", "7.9"]),
        ("Average rating", ["4.1", "3.9"]),
        ("Number of ratings", ["410", "39"]),
        ("Film no.", ["1", "2"]),
        ("Film festival", ["Lido", "Croisette"]),
        ("Poster of the film", ["a.jpg", "b.jpg"]),
        ("Reviewer id", ["12", "14"]),
        ("Review link", ["https://example.org/1", "https://example.org/2"]),
        ("Whose pick", ["Nora", "Sam"]),
        ("Seen before?", ["yes", "no"]),
        ("Would you recommend it?", ["yes", "no"]),
        ("Plot of the film", ["Robbers meet the police. There is a fight in the street."] * 2),
        ("Watched", ["yes", "no"]),
        ("Author's page", ["https://example.org/nora", "https://example.org/sam"]),
    ],
)
def test_a_name_of_something_else_gives_nothing(name: str, held: list[str]) -> None:
    text = ["Cold and blue, and very long.", "Red."]
    assert choose_columns([name, "review"], {}, [held, text]).columns == {"body": 1}


def test_the_longer_phrase_counts() -> None:
    assert find_fields("Who made it")[0].field == "director"
    assert find_fields("When was it made?")[0].field == "year"
    assert find_fields("Date of the film")[0].field == "year"
    assert find_fields("Release date")[0].field == "released"


def test_what_tells_of_something_else_ends_the_list() -> None:
    assert [spoken.field for spoken in find_fields("Genre of film")] == [OTHER]


@pytest.mark.parametrize(
    "name",
    ["what_we_said", "WhatWeSaid", "WHAT WE SAID", "What, we: said?", "what-we-said", "what said"],
)
def test_case_and_punctuation_and_small_words_do_not_count(name: str) -> None:
    assert read_words(name) == ("what", "said")


def test_accents_strokes_and_plurals_do_not_count() -> None:
    assert read_words("Réalisateurs") == read_words("realisateur")
    assert read_words("Reżyseria źródło") == ("rezyseria", "zrodlo")
    assert read_words("IMDbRating") == ("imdb", "rating")


@given(st.text(max_size=400))
def test_any_name_is_read_in_bounds(name: str) -> None:
    assert len(read_words(name)) <= 40
    fields = [spoken.field for spoken in find_fields(name)]
    assert len(fields) == len(set(fields))
