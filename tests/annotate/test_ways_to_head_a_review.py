"""How papers, blogs, forums and festivals head and sign a review, and what each line tells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pasted_reviews import PROSE, check, read


@pytest.mark.parametrize(
    ("headline", "facts"),
    [
        ("Venice 2018: ‘Roma’ review", {"film": "Roma"}),
        ("‘Drive My Car’: Cannes Review", {"film": "Drive My Car"}),
        ("CANNES 2019 REVIEW: The Wild Goose Lake", {"film": "The Wild Goose Lake"}),
        ("TIFF Review – Sound of Metal", {"film": "Sound of Metal"}),
        ("London Film Festival 2019: Rocks", {"film": "Rocks"}),
        ('Berlinale: "Alcarràs" (Spain, 2022)', {"film": "Alcarràs", "country": ("Spain",)}),
        ("THE SCREEN: 'The Apartment' Opens at the Astor", {"film": "The Apartment"}),
        ("Movie Diary #113: Nope (2022)", {"film": "Nope", "year": 2022}),
        ("Watched: Sicario (2015)", {"film": "Sicario", "year": 2015}),
        ("Film of the day: The Red Shoes (1948), Film4, 2.10pm", {"film": "The Red Shoes"}),
        ("Movie night: Saltburn 🎬", {"film": "Saltburn"}),
        ("12/11/2021 - Titane - 2021 - 4/5", {"film": "Titane", "date": "2021-11-12"}),
        ("DUNE: PART TWO, 12A, 166 mins, ★★★★", {"film": "DUNE: PART TWO", "director": ()}),
        ("MICHAEL CLAYTON * * * 1/2", {"film": "MICHAEL CLAYTON", "rating": 0.7}),
        ("Cold War (Zimna wojna)", {"film": "Cold War"}),
        ("Happy as Lazzaro [Lazzaro felice] (Ada Orr, Italy)", {"film": "Happy as Lazzaro"}),
        ("My thoughts on Past Lives (2023)", {"film": "Past Lives", "year": 2023}),
        ("ROOM - movie review by Ada Orr", {"film": "ROOM", "reviewers": ("Ada Orr",)}),
        ("Arrival (M)", {"film": "Arrival", "certificate": "M"}),
    ],
)  # fmt: skip
def test_headlines(headline: str, facts: dict[str, Any]) -> None:
    check(read(f"{headline}\n\n{PROSE}\n\n{PROSE}"), facts)


def test_the_film_of_a_headline_that_is_a_sentence_comes_again_in_the_text() -> None:
    headline = "Review: The Lighthouse Is a Salty Two-Hander"
    assert read(f"{headline}\n\n{PROSE} The Lighthouse howls.").film == "The Lighthouse"
    assert read(f"{headline}\n\n{PROSE}").film == "The Lighthouse Is a Salty Two-Hander"


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("Ada Orr\nFri 21 Oct 2022", {"reviewers": ("Ada Orr",), "date": "2022-10-21"}),
        ("A night without end for all concerned.\n\nBy Ada Orr", {"reviewers": ("Ada Orr",)}),
        ("****\nBy Ada Orr", {"rating": 0.8, "reviewers": ("Ada Orr",)}),
        ("Dir/scr: Ada Orr. Iran. 1995. 98 mins.", {"director": ("Ada Orr",), "runtime": 98}),
        ("Director-screenwriter: Ada Orr", {"director": ("Ada Orr",)}),
        ("Certificate 15 98m 15s", {"certificate": "15", "runtime": 98}),
        ("Rating (0 to ****): ***1/2", {"rating": 0.875}),
        ("Rating (out of 4): 3", {"rating": 0.75}),
        ("Rated R for violence. In Farsi. 98 minutes.", {"certificate": "R", "runtime": 98}),
        ("Release Date: 10 April 1995 (USA)", {"year": 1995, "country": (), "date": None}),
        ("- Seen: 4 May 2017", {"reviewers": (), "date": "2017-05-04"}),
        ("OUT NOW / CERT 18 / 98 MINS", {"certificate": "18", "runtime": 98}),
        ("Cert 15\n15\nBy Ada Orr", {"certificate": "15", "reviewers": ("Ada Orr",)}),
        ("dir. ada orr", {"director": ("ada orr",)}),
    ],
)
def test_lines_below_the_title(head: str, facts: dict[str, Any]) -> None:
    review = read(f"Heat\n{head}\n\n{PROSE}")
    check(review, {"film": "Heat", **facts})


@pytest.mark.parametrize(
    ("foot", "facts"),
    [
        (
            "HEAT, directed by Ada Orr; a Dial production released by Low Tide. "
            "Running time: 98 minutes.\nWith: Bo Lind, Cy Moor.",
            {"film": "HEAT", "director": ("Ada Orr",), "cast": ("Bo Lind", "Cy Moor")},
        ),
        (
            "Reviewed at the Dial, Jan. 23, 1996. Running time: 98 MIN.\n"
            "Crew: Directed, written by Ada Orr. Camera (color): Bo Lind.",
            {"director": ("Ada Orr",), "runtime": 98, "date": None},
        ),
        (
            "Cast\nBo Lind as Vincent Hanna\nCy Moor as Neil\n\nDirector\nAda Orr\n\n98 minutes",
            {"cast": ("Bo Lind", "Cy Moor"), "director": ("Ada Orr",), "runtime": 98},
        ),
        (
            "HEAT (R) Directed by Ada Orr. 98 minutes. Playing at the Dial.",
            {"film": "HEAT", "certificate": "R", "director": ("Ada Orr",), "runtime": 98},
        ),
        ("Dir: Ada Orr\nReview: Bo Lind", {"director": ("Ada Orr",), "reviewers": ("Bo Lind",)}),
        ("Overall: 8/10\nActing: 9/10\nScript: 7/10", {"rating": 0.8}),
        ("Four stars\nAda Orr", {"rating": 0.8, "reviewers": ("Ada Orr",)}),
        ("Four stars\nHighly Recommended", {"rating": 0.8, "reviewers": ()}),
        ("Four stars\nBo Lind (Hanna)", {"rating": 0.8, "reviewers": ()}),
        ("Dir: Ada Orr\nIn cinemas 11 June 1995", {"director": ("Ada Orr",), "date": None}),
        ("— posted by Ada K.", {"reviewers": ("Ada K.",)}),
        ("TL;DR: 9/10, would cry again.", {"rating": 0.9}),
    ],
)
def test_lines_at_the_foot(foot: str, facts: dict[str, Any]) -> None:
    check(read(f"{PROSE}\n\n{PROSE}\n\n{foot}"), facts)


def test_the_title_again_above_the_credits_adds_its_certificate() -> None:
    foot = "Heat (15)\nDirector: Ada Orr"
    review = read(f"Film review: Heat\nBy Bo Lind\n\n{PROSE}\n\n{PROSE}\n\n{foot}")
    assert (review.film, review.certificate, review.director) == ("Heat", "15", ("Ada Orr",))


def test_credits_of_an_old_trade_paper_are_sentences() -> None:
    credits = (
        "Dial release of a Low Tide production. Stars Bo Lind, Cy Moor; features Di Ray. "
        "Directed by Ada Orr. Previewed April 11, '50. Running time, 98 MINS."
    )
    review = read(f"HEAT\n\nHollywood, April 12.\n\n{credits}\n\n{PROSE}")
    assert (review.film, review.director, review.runtime) == ("HEAT", ("Ada Orr",), 98)
    assert review.cast == ("Bo Lind", "Cy Moor", "Di Ray")


def test_a_forum_names_its_user_before_the_time() -> None:
    text = (
        f"Re: What did you see?\nby reelgirl7 » Tue Mar 14, 2017 9:12 pm\n\nHeat (1995)\n\n{PROSE}"
    )
    review = read(text)
    assert (review.reviewers, review.date) == (("reelgirl7",), "2017-03-14")
    assert (review.film, review.year) == ("Heat", 1995)


def test_the_last_words_may_be_who_signed() -> None:
    review = read("A cold film about warm people. 9/10 -- Ada Orr")
    assert review.reviewers == ("Ada Orr",)
    assert review.rating == pytest.approx(0.9)
    assert read("A cold film about warm people -- Ada Orr among them").reviewers == ()


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "HEAT (Ada Orr, UK/US, 1995, 98 min.) **** Cold.",
            {"film": "HEAT", "director": ("Ada Orr",), "rating": 0.8, "runtime": 98},
        ),
        ("Heat (Ada Orr, Iran, 1995). 98 min. Cold.", {"film": "Heat", "runtime": 98}),
        (
            "Heat (1995, Iran) Dir.: Ada Orr. With Bo Lind, Cy Moor. Cold.",
            {"director": ("Ada Orr",), "cast": ("Bo Lind", "Cy Moor"), "country": ("Iran",)},
        ),
        (
            "★★★½ Heat (PG-13, 98 mins.) Cold.",
            {"film": "Heat", "certificate": "PG-13", "rating": 0.7},
        ),
        ("Heat (1995), which is cold, has 98 minutes.", {"film": "Heat", "runtime": None}),
    ],
)
def test_capsules(text: str, facts: dict[str, Any]) -> None:
    check(read(f"{text} {PROSE}"), facts)


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "Heat, the new film directed by Ada Orr and starring Bo Lind and Cy Moor, is cold.",
            {"film": "Heat", "director": ("Ada Orr",), "cast": ("Bo Lind", "Cy Moor")},
        ),
        (
            "Directed by Ada Orr, The Long Day (1992) follows a boy.",
            {"film": "The Long Day", "year": 1992, "director": ("Ada Orr",)},
        ),
        ("Ada Orr's You Were Never Here is all dread.", {"film": "You Were Never Here"}),
        ("Perfect Days is a film about a man.", {"film": "Perfect Days"}),
        ("Bo Lind's Vincent Hanna is a tired man.", {"film": None}),
        ("Paul, a drama teacher, goes home.", {"film": None}),
        ("It is a film about a man.", {"film": None}),
        ("Hollywood is a film town.", {"film": None}),
        ("Heat (1995) is cold, unlike Ran (1985), directed by Ada Orr.", {"director": ()}),
    ],
)
def test_films_presented_by_the_first_sentence(sentence: str, facts: dict[str, Any]) -> None:
    check(read(f"{sentence} {PROSE}"), facts)


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Ada Orr, 2018 · seen 4 June 2019 · by Bo Lind",
            {
                "director": ("Ada Orr",),
                "year": 2018,
                "date": "2019-06-04",
                "reviewers": ("Bo Lind",),
            },
        ),
        ("Ada Orr, 2018 | 98 min", {"director": ("Ada Orr",), "year": 2018, "runtime": 98}),
        ("Ada Orr, 2018 · seen 4 June 2019", {"director": (), "year": None}),  # or who wrote
        ("Ada Orr, 2018 · by Bo Lind · Cy Moor", {"director": ()}),
        ("Ada Orr, 2018 · dir. Bo Lind · 98 min", {"director": ("Bo Lind",)}),
    ],
)
def test_line_of_parts_begins_with_who_made_the_film_and_when(
    line: str, facts: dict[str, Any]
) -> None:
    check(read(f"Heat\n\n{line}\n\n{PROSE}"), facts)


def test_title_in_capitals_stands_before_directed_by() -> None:
    text = "HEAT. Directed by Ada Orr. With Bo Lind and Cy Moor. 98 minutes."
    facts = {"film": "HEAT", "director": ("Ada Orr",), "cast": ("Bo Lind", "Cy Moor")}
    check(read(f"{text}\n\n{PROSE}"), facts)


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (
            "Heat\nDial Studios, 1942. Black and white, 92 mins.\n"
            "Directed by Ada Orr, from a story by Bo Lind",
            {"film": "Heat", "year": 1942, "runtime": 92, "director": ("Ada Orr",)},
        ),
        (
            "Heat\n\nDir: Ada Orr | Freedonia, 2019 | 110 min | Dzongkha with subtitles",
            {"director": ("Ada Orr",), "year": 2019, "runtime": 110},
        ),
        ("Heat\n\nDir: Ada Orr | Bo Lind", {"director": ("Ada Orr", "Bo Lind")}),
        (
            "HEAT\nThe Campus Lantern, Arts & Culture\nIssue 7, Thursday, April 15, 2021\n\n"
            "STAFF WRITER: Ada Orr",
            {
                "film": "HEAT",
                "publication": "The Campus Lantern",
                "reviewers": ("Ada Orr",),
                "date": "2021-04-15",
            },
        ),
        (
            "HEAT (1998)\n\nBy Ada Orr\nPublished 1999-08-27 in The Straits Reel",
            {"publication": "The Straits Reel", "date": "1999-08-27", "reviewers": ("Ada Orr",)},
        ),
        ("HEAT (1998)\n\nPublished 1999-08-27 in Reviews", {"publication": None}),
        (
            "what: Heat\nwho made it: Bo Lind\nwhere I saw it: in bed\n"
            "how much did I like it: 7 of 10 tissues\nwho is writing: Ada O.",
            {"film": "Heat", "director": ("Bo Lind",), "rating": 0.7, "reviewers": ("Ada O.",)},
        ),
    ],
)
def test_heads_of_papers_programmes_and_forms(head: str, facts: dict[str, Any]) -> None:
    check(read(f"{head}\n\n{PROSE}"), facts)


def test_title_and_maker_are_read_where_all_is_written_small() -> None:
    text = f"cold road\nada orr, 2002\n\n{PROSE}"
    check(read(text.lower()), {"film": "cold road", "director": ("Ada Orr",), "year": 2002})
    check(read(text), {"film": None, "year": None})


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (
            "CANNES DIARY, DAY 3\nby Ada Orr\n16 June 2022\n\nCompartment No. 9",
            {"film": "Compartment No. 9", "reviewers": ("Ada Orr",), "publication": None},
        ),
        ("Ada Orr\nFilm and History, Review 2\n\nHeat (1995)", {"publication": None}),
        ("Heat (1995)\nThe Dial Quarterly No. 3", {"publication": "The Dial Quarterly"}),
        (
            "Heat\nRated: 3.5/4 • Feb 9, 2024\nOriginal Score: 3.5/4\n\nAda Orr\nLakeshore Weekly",
            {"film": "Heat", "reviewers": ("Ada Orr",), "publication": "Lakeshore Weekly"},
        ),
        (
            "Name: Ada Orr\nCourse: FILM 2104 American Cinema\nDate: October 19, 2016\n\n"
            "Without a Map: Bo Lind's Long Road (1970)",
            {"reviewers": ("Ada Orr",), "film": "Long Road", "director": ("Bo Lind",)},
        ),
        ("Name: Ada Orr\nDate: October 19, 2016\n\nHeat (1995)", {"reviewers": ()}),
        ("Das Boot: The Director's Cut (1981)", {"director": ()}),
        (
            "| FILM | Heat |\n| COUNTRY/YEAR | Senegal, 1973 |\n| DIRECTED BY | Ada Orr |\n"
            "| STARS | 4 / 4 |",
            {"film": "Heat", "year": 1973, "director": ("Ada Orr",), "rating": 1.0},
        ),
    ],
)
def test_heads_of_festivals_aggregators_essays_and_boxes(head: str, facts: dict[str, Any]) -> None:
    check(read(f"{head}\n\n{PROSE} Long Road was that."), facts)
