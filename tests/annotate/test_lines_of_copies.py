"""Lines of copies from sites, forums and diaries that say two things or more at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pasted_reviews import PROSE, check, read


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("Cold Road 1995 Directed by Ada Orr", {"director": ("Ada Orr",), "year": 1995}),
        ("Cold Road 1995 Холодная дорога Directed by Ada Orr", {"director": ("Ada Orr",)}),
        ("Cold Road (1995), d. Ada Orr", {"director": ("Ada Orr",), "year": 1995}),
        ("24/1/09 Cold Road (Ada Orr, 1995) 4/5", {"date": "2009-01-24", "rating": 0.8}),
        ("Notes on Cold Road", {}),
        (
            "IMDb > Cold Road (1995) > Reviews & Ratings\n17 May 2005",
            {"year": 1995, "date": "2005-05-17"},
        ),
        (
            "PODCAST SHOW NOTES\nThe Back Row, Ep. 112: Cold Road\n20 January 2020",
            {"reviewers": ()},
        ),
        ("Cold Road (1995)\nHosts: Ada Orr, Bo Lind", {"reviewers": ("Ada Orr", "Bo Lind")}),
        (
            "Cold Road\nAda Orr, 2014, Mauritania/France, 96 min, in Arabic, Bambara, French...",
            {"director": ("Ada Orr",), "year": 2014, "runtime": 96},
        ),
        ("Cold Road (1995)\nProgramme notes, Tyne Dial, 12.2.1998", {"date": "1998-02-12"}),
        (
            "Cold Road (1995)\nReviewed by: Ada Orr from Stockport, 3 Nov 2011",
            {"publication": None, "date": "2011-11-03"},
        ),
        (
            "Cold Road (1995)\nseen 23 November 2014, Curzon Bloomsbury",
            {"reviewers": (), "date": "2014-11-23"},
        ),
        ("WHAT I SAW: COLD ROAD", {}),
        (
            "Cold Road (Ada Orr and Bo Lind, 1995)",
            {"director": ("Ada Orr", "Bo Lind"), "year": 1995},
        ),
        ("Cold Road\n1975\nAda Orr\nUSA\n125 minutes", {"director": ("Ada Orr",), "year": 1975}),
        ("Movie: Cold Road\nWatched: 14/06/2003 w/ Tess", {"date": "2003-06-14"}),
        (
            "From the archive: this review was first published on 3 May 1997\n\nCold Road (1995)",
            {"date": "1997-05-03"},
        ),
        (
            "SIGHT LINES No. 44 (Winter 2017/18)\n\nCold Road (1995)",
            {"publication": "SIGHT LINES", "date": "2017"},
        ),
        (
            "2022, PG-13, 94 min, Drama\n\nAda Orr\nThe Northern Herald\nTop Critic\n\n"
            "The gentlest film of the year.\nFull Review | Original Score: 5/5 | May 20, 2022",
            {
                "reviewers": ("Ada Orr",),
                "publication": "The Northern Herald",
                "rating": 1.0,
                "date": "2022-05-20",
            },
        ),
        (
            "u/ada77 · 4 yr. ago\n\nI finally watched Cold Road (2018) and cried",
            {"reviewers": ("ada77",)},
        ),
        ("Cold Road (1995) dir. Ada Orr & Bo Lind", {"director": ("Ada Orr", "Bo Lind")}),
        ("Cold Road directed by Ada Orr", {"director": ("Ada Orr",), "year": None}),
        ("Cold Road\nA documentary by Ada Orr (1995)", {"director": ("Ada Orr",), "year": 1995}),
        ("Cold Road\na film by Ada Orr", {"director": ("Ada Orr",)}),
        (
            "Cold Road (1995)\nreviewed for Northern Trail magazine by Ada Orr\nMay 2006",
            {
                "reviewers": ("Ada Orr",),
                "publication": "Northern Trail magazine",
                "date": "2006-05",
            },
        ),
        (
            "Cold Road (1995)\nseen and written up by Ada Orr, May 8th, 2008",
            {"reviewers": ("Ada Orr",), "date": "2008-05-08"},
        ),
        (
            "Cold Road (1995)\nBy Ada Orr – “Films at the Harbour” – 5 May 2001",
            {"reviewers": ("Ada Orr",), "publication": "Films at the Harbour"},
        ),
        (
            "Old 03-11-2012, 21:47\nada99\nSenior Member\nJoin Date: May 2006\n\nCold Road (1995)",
            {"date": "2012-11-03", "reviewers": ("ada99",)},
        ),
        (
            "R, 1995, Drama, 1h 53m\n\nCRITIC REVIEWS\nAda Orr\nMidlands Evening Post\nTOP CRITIC\n"
            "Fresh score. Rating: 4/5 | Feb 12, 2021",
            {
                "reviewers": ("Ada Orr",),
                "publication": "Midlands Evening Post",
                "rating": 0.8,
                "date": "2021-02-12",
            },
        ),
        (
            "Top reviews from United Kingdom\n\nA. J. Orr\n5.0 out of 5 stars   You can smell it\n"
            "Reviewed in the United Kingdom on 3 February 2015\nFormat: DVD",
            {"reviewers": ("A. J. Orr",), "rating": 1.0, "date": "2015-02-03"},
        ),
        (
            "1995 · Iran · Ada Orr\n\nOctober 31, 2014\nwritten by Bo Lind",
            {"reviewers": ("Bo Lind",), "director": ("Ada Orr",), "date": "2014-10-31"},
        ),
        ("Sun 20 June '21\n\nCold Road (1995)", {"date": "2021-06-20"}),
        ("Title: Cold Road\nSeen: 24.01.2009, Odeon, late", {"date": "2009-01-24"}),
    ],
)
def test_lines_at_the_head(head: str, facts: dict[str, Any]) -> None:
    titled = "Cold Road" in head
    review = read(f"{head}\n\n{PROSE}" if titled else f"COLD ROAD\n{head}\n\n{PROSE}")
    assert (review.film or "").title() == "Cold Road"
    check(review, facts)


@pytest.mark.parametrize(
    ("masthead", "name"),
    [
        ("NIGHT BUS FILMS\nreviews of things that go bump", "NIGHT BUS FILMS"),
        ("The Slow Lane\nFilms, food, and getting older", "The Slow Lane"),
        ("Wander & Watch\ntravel films and films that travel", "Wander & Watch"),
        ("HARBOUR FM - FRIDAY FILM SLOT\nScript, for broadcast Fri 17 March 2017", "HARBOUR FM"),
    ],
)
def test_what_a_site_or_a_station_calls_itself_is_no_film(masthead: str, name: str) -> None:
    review = read(f"{masthead}\n\nCOLD ROAD\nAda Orr, USA 2007, 148 min.\n\n{PROSE}")
    assert (review.publication, review.film) == (name, "COLD ROAD")
    assert (review.director, review.reviewers) == (("Ada Orr",), ())


def test_a_script_names_its_film_in_a_sentence() -> None:
    head = (
        "HARBOUR FM - FRIDAY FILM SLOT\nScript, for broadcast Fri 17 March 2017\nPresenter: ADA ORR"
    )
    said = f"Morning, everybody. Now, there's only one, and it's called Cold Road. {PROSE}"
    review = read(f"{head}\n\n[STING]\n\n{said}\n\n[MUSIC: a song, fade]")
    assert (review.film, review.reviewers) == ("Cold Road", ("ADA ORR",))
    assert (review.publication, review.date) == ("HARBOUR FM", "2017-03-17")


def test_a_second_line_below_the_title_is_no_tagline() -> None:
    review = read(f"Cold Road\nfilms do not get colder\n\n{PROSE}")
    assert review.publication is None


@pytest.mark.parametrize(
    ("foot", "facts"),
    [
        (
            "Ada Orr\nMelbourne Standard\n20 August 1992",
            {"reviewers": ("Ada Orr",), "publication": "Melbourne Standard", "date": "1992-08-20"},
        ),
        (
            "****\nThe Eastgate Courier, Friday 7 November 2014",
            {"rating": 0.8, "publication": "The Eastgate Courier", "date": "2014-11-07"},
        ),
        ("****\n\nAda Orr\n\n****\n\nShare this", {"rating": None}),
        ("[HD, 10/15/2015]", {"reviewers": (), "date": "2015-10-15"}),
        ("Best wishes\nAda Orr (Hon. Sec.)\n22/04/2012", {"reviewers": ("Ada Orr",)}),
        ("Ada Orr, Special to the Sun-Herald", {"publication": "Sun-Herald"}),
        ("Notes: Ada Orr", {"reviewers": ("Ada Orr",)}),
        ("Notes: there is snow in it", {"reviewers": ()}),
        ("Our vote: 8.4 out of 10 (19 votes)\n\nShare this", {"rating": 0.84}),
        ("8/10.\nGaz", {"reviewers": ("Gaz",), "rating": 0.8}),
        ("8/10.\nRecommended", {"reviewers": (), "rating": 0.8}),
        ("Rating: 3 and a half bears out of 5", {"rating": 0.7}),
        ("Cold Road (1995). Rated PG. 109 minutes. Three stars out of four.", {"rating": 0.75}),
    ],
)
def test_lines_at_the_foot(foot: str, facts: dict[str, Any]) -> None:
    check(read(f"Cold Road (1995)\n\n{PROSE}\n\n{foot}"), facts)


@pytest.mark.parametrize(
    "line",
    ["A film by the sea", "Bo Lind is directed by nobody", "Presenter: Good evening. I am cold."],
)
def test_words_of_a_sentence_name_nobody(line: str) -> None:
    review = read(f"Cold Road (1995)\n{line}\n\n{PROSE}")
    assert (review.film, review.director, review.reviewers) == ("Cold Road", (), ())


def test_a_blog_has_its_title_below_the_day() -> None:
    review = read(f"The Slow Lane\nFilms, food, and age\n\n12 March 2013\n\nAmour\n\n{PROSE}")
    assert (review.film, review.publication) == ("Amour", "The Slow Lane")


def test_a_greeting_without_a_comma_is_no_film() -> None:
    said = "Saw Nightwood again. Nightwood is cold."
    review = read(f"Hi Dad\n\n{said} {PROSE} {PROSE}\n\nLove\nCass")
    assert (review.film, review.reviewers) == ("Nightwood", ("Cass",))


def test_written_by_below_the_prose_signs_though_credits_head_it() -> None:
    review = read(f"Cold Road\nDirector: Bo Lind\n\n{PROSE}\n\nWritten by Ada Orr")
    assert (review.director, review.reviewers) == (("Bo Lind",), ("Ada Orr",))


def test_written_by_among_credits_at_the_foot_is_of_the_script() -> None:
    review = read(f"Cold Road\n\n{PROSE}\n\nDirected by Bo Lind\nWritten by Ada Orr\n98 minutes")
    assert (review.director, review.reviewers) == (("Bo Lind",), ())


@pytest.mark.parametrize(
    "below",
    [
        "5.0 out of 5 stars A joy\nReviewed in the United Kingdom on 3 May 2015",
        "★★★★★ A perfect film",
        "Rating: 4/5",
        "Score: 8",
    ],
)
def test_a_title_right_above_a_rating_signs_nothing(below: str) -> None:
    review = read(f"Local Hero\n{below}\n\n{PROSE}\n\n{PROSE}")
    assert (review.film, review.reviewers) == ("Local Hero", ())


@pytest.mark.parametrize(
    ("text", "film"),
    [
        (f"Radio Days - Ada Orr\n\n{PROSE}", None),
        (f"Talk Radio\n1988\n\n{PROSE}", None),
        (f"Cold Road (1995)\nfilms do that\n\nGood Night\n\n{PROSE}", "Cold Road"),
        (f"Cold Road (1995)\n\n{PROSE}\n\n4/5\nHeartbreaking", "Cold Road"),
        (f"It was Anna, a director of a bank, and she was cold. {PROSE} {PROSE}", None),
    ],
)
def test_titles_and_verdicts_are_no_stations_and_no_names(text: str, film: str | None) -> None:
    review = read(text)
    assert (review.publication, review.reviewers) == (None, ())
    assert film in (None, review.film)
    assert review.film != "Anna"
