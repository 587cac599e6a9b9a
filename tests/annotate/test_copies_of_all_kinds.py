"""What copies of pages, card indexes, papers of students and notes say around the prose."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pasted_reviews import PROSE, check, read

BOUGHT = "5.0 out of 5 stars  A gentle film\nReviewed in the United Kingdom on 19 August 2014"
NIGHTWOOD = "Bought for a friend. Nightwood [DVD] [1999] is not what it says on the box."


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("The Dial Bell\nFilm | Friday 17 March 2023", {"publication": "The Dial Bell"}),
        ("THE BELL  |  IN THE MIDDLE  |  FILM\n\nReview: Ran", {"publication": "THE BELL"}),
        ("Ran | Film", {"publication": None}),
        ("METRO WEEKENDER, MAY 19, 2021\n\nRAN\nBO LIND\nFILM CRITIC",
         {"publication": "METRO WEEKENDER", "reviewers": ("BO LIND",), "date": "2021-05-19"}),
        ("Harbour Courier\nFILM\n\nMovie review: 'Ran' a cold war\nBy Ada Orr / Courier Staff",
         {"publication": "Harbour Courier", "reviewers": ("Ada Orr",), "film": "Ran"}),
        ("RAN\n-----------\nOrr, Ada Bo\nSenegal, 1973. 35mm. 85 min.",
         {"film": "RAN", "director": ("Ada Bo Orr",), "year": 1973}),
        ("RAN (1985)\nd. Ada Orr; w/ Bo Lind, Cy Moor.",
         {"director": ("Ada Orr",), "cast": ("Bo Lind", "Cy Moor")}),
        ("RAN\nDir: Ada Orr    Ph: Bo Lind     Music: Cy Moor", {"director": ("Ada Orr",)}),
        ("FILM 214 – World Cinema\nResponse Paper #3\nAda Orr\nSection B\n\nClocks in Ran",
         {"reviewers": ("Ada Orr",)}),
        ("Style over all\n3/10\nkestrelmoor\n11 January 2006", {"reviewers": ("kestrelmoor",)}),
        ("Reviewed by Dr. Ada Orr, palliative medicine\n\nFilm: Ran (“Chaos”)",
         {"reviewers": ("Dr. Ada Orr",), "film": "Ran"}),
        ("Review: Ran\nAda Orr hits the road and gets a bit cold\n\n20 October 2016",
         {"reviewers": ("Ada Orr",)}),
        ("Ran – notes after the screening", {"film": "Ran"}),
        ("Film: Ran\n\nAda writes: I grew up on this.", {"reviewers": ("Ada",)}),
        ("Film: Ran\n\nAda writes: I did.\n\nBo writes: I did not.", {"reviewers": ()}),
        ("23/4/21. Ran (Akira Kurosawa, 1985), at home.", {"date": "2021-04-23", "year": 1985}),
        (f"Ada Orr\n{BOUGHT}\n\n{NIGHTWOOD}",
         {"film": "Nightwood", "year": 1999, "reviewers": ("Ada Orr",), "rating": 1.0}),
        (f"Local Hero\n{BOUGHT}", {"film": "Local Hero", "reviewers": ()}),
        ("Ran (1985) | Ada Orr | 98 mins | 4/5", {"director": ("Ada Orr",), "rating": 0.8}),
        ("Dial Weekly > Culture Desk > On Screen\n\nIn Ran, Kings Fall\nAda's verdict: 4/5\n\nRan",
         {"film": "Ran", "publication": "Dial Weekly", "rating": 0.8}),
        ("RAN\nJapan, 1985, b/w\nDirection & Screenplay: Ada Orr.",
         {"film": "RAN", "director": ("Ada Orr",)}),
        ("14.6.03\nRAN, THE COLD (Orr, 72)\nw. Bo Lind", {"film": "RAN, THE COLD", "year": 1972}),
        ("Ran: Ada Orr's latest gets under the skin\n\nBo Lind (she/her), Film Editor\n2 Feb 2020",
         {"film": "Ran", "director": ("Ada Orr",), "reviewers": ("Bo Lind",)}),
        ("Film Night at the Rex – what we thought\nRev. Ada Orr", {"reviewers": ("Rev. Ada Orr",)}),
        ("Film ....... Ran\nHost ....... Bev\nWrite-up ... Kev", {"reviewers": ("Kev",)}),
        ("Film: Ran\nHost: Bev", {"reviewers": ("Bev",)}),
        ("r/movies • 3 yr. ago\nadahill\n\nRan (1985)", {"reviewers": ("adahill",)}),
        ("RAN (1985)\nR, 2 hr. 8 min.\n\n"
         "TOP CRITIC\nAda Orr\nThe Lakeside Reader\nFeb 11, 2022\nFresh score. A-",
         {"reviewers": ("Ada Orr",), "publication": "The Lakeside Reader", "date": "2022-02-11"}),
        ("Caribbean Voice | Arts & Culture | January 17, 2014\n\nFilm review: Ran",
         {"publication": "Caribbean Voice", "date": "2014-01-17"}),
        ("THE PACKET & TIMES            Thursday September 5 2019\n\nRan (1985)",
         {"publication": "THE PACKET & TIMES", "date": "2019-09-05"}),
        ("Docket: a blog about documentaries\n\nRan (1985)", {"publication": "Docket"}),
        ("Film club notes\n\nWe watched: Ran. Ada Orr made Heat as well.", {"film": "Ran"}),
        ("@adaorr\nAda Orr\n\nI watched RAN (1985) last night.", {"reviewers": ("Ada Orr",)}),
        ("RAN (1985)\n\n8/10\nKings, and I cried\nBooBerry_42", {"reviewers": ("BooBerry_42",)}),
        ("RAN [Chaos]\nD Ada Orr  P Bo Lind, Cy Moor  Ph Dee Abara", {"director": ("Ada Orr",)}),
        ("Ran 1985  ★★½\nada_o  Review by ada_o  Jun 20, 2018  142",
         {"reviewers": ("ada_o",), "date": "2018-06-20"}),
        ("On THE COLD ROAD (Forushande)\n— Ada O., 3 Feb 2017", {"film": "THE COLD ROAD"}),
        ("Cold catch of the year\nAda Orr sees a hit reel them in at the Rex\n\nRan (1985)",
         {"reviewers": ("Ada Orr",)}),
        ("Our critic Ada Orr on a film that is cold\n\nFilm: Ran", {"reviewers": ("Ada Orr",)}),
        ("Ada Orr writes...\n\nFilm: Ran", {"reviewers": ("Ada Orr",)}),
        ("FILM CORNER\n'Ran' by Ada Orr, Year 10", {"film": "Ran", "reviewers": ("Ada Orr",)}),
        ("RAN (1985)\n\nWhat to eat before it\n\n3/4 cup boiling water and salt", {"rating": None}),
        (f"ada_o wrote on Film Forum (thread: \"films\"):\n\n> Ran. Orr, 1985. I was ill. {PROSE}",
         {"film": "Ran", "year": 1985, "reviewers": ("ada_o",)}),
        ("Ada here. Third film of the course.\n\nFilm: Ran", {"reviewers": ("Ada",)}),
        ("Dial Weekender / Screens / Reviews\n\n09 JUN 2017 | ADA ORR\n\nRan (1985)",
         {"publication": "Dial Weekender", "date": "2017-06-09", "reviewers": ("ADA ORR",)}),
        ("Name: Ada\nClass: 11C\nSubject: Media\nTask: write about a film\n\nFilm: Ran",
         {"film": "Ran"}),
        ("Ada Orr\nMay 20, 2015  ·  Public\n\nCold.", {"film": None, "reviewers": ("Ada Orr",)}),
        ("ada_o rated it 3/5 stars\nSep 22, 2018", {"rating": 0.6, "reviewers": ("ada_o",)}),
        ("Ran\nDir. Ada Orr (1985)\n★★★★", {"director": ("Ada Orr",), "year": 1985}),
        ("Straits Weekend\n18 May 2019\nFilm Picks\n\nRAN\n103 minutes/3.5 stars\n\nAda Orr",
         {"reviewers": ("Ada Orr",), "publication": None}),
        ("Ran review: a van goes round the town of Glasgow\nAda Orr's first film is cold\n\n"
         "Bo Lind   16th March 2014, 9:00 am\n⭑⭑⭑☆☆\nRan (1985, 15)",
         {"director": ("Ada Orr",), "reviewers": ("Bo Lind",), "rating": 0.6}),
        ("Ada Orr is on Facebook\nAda Orr\nOctober 18, 2015 ·\n"
         f"Well that was two hours of my life! Went to see The Lodger with Jo. {PROSE}",
         {"film": "The Lodger", "reviewers": ("Ada Orr",)}),
    ],
)  # fmt: skip
def test_lines_around_the_prose(head: str, facts: dict[str, Any]) -> None:
    check(read(f"{head}\n\n{PROSE}"), facts)


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("It is from 2017, and directed by nobody.", 2017),
        ("Ada Orr made this cartoon in Japan in 1988 with a brush.", 1988),
        ("The 1962 film “Ran” is longer than that.", 1962),
        ("Ran came out in 1985, when it rained.", 1985),
        ("Made in 1985, it is already old.", 1985),
        ("Ran is set in 1985, when it rained.", None),
        ("He was born in 1985. The house was made in 1921.", None),
        ("It is from 2017. Ran was made in 1985.", None),
    ],
)
def test_year_that_the_prose_says_the_film_is_of(said: str, year: int | None) -> None:
    assert read(f"Film: Ran\n\n{said} {PROSE}").year == year


@pytest.mark.parametrize(
    ("said", "director"),
    [
        ("Ada Orr made this cartoon in Japan.", ("Ada Orr",)),
        ("It is by a Greek fella called Ada Orr, whom I shall avoid.", ("Ada Orr",)),
        ("Ada Orr's 1962 film Ran follows a singer.", ("Ada Orr",)),
        ("Ada Orr's first film made in the States puts two people in a van.", ("Ada Orr",)),
        ("Ada Orr was in her twenties when she directed this, and it shows.", ("Ada Orr",)),
        (
            "Ada Orr has made a film in which the weather acts everyone off the screen.",
            ("Ada Orr",),
        ),
        ("Ada Orr's 2018 hit, unless you count the chestnuts, is slow.", ("Ada Orr",)),
        ("Ada Orr shot it on a clockwork camera.", ("Ada Orr",)),
        ("It is cold. Apparently Ada Bo Orr shot it in a week.", ("Ada Bo Orr",)),
        ("It is long, and its director, Ada Orr, had to work from a van.", ("Ada Orr",)),
        ("Ada Orr's new one goes from a road to a hall.", ("Ada Orr",)),
        ("Ada Orr left Poland at ten and came back to make this in black and white.", ("Ada Orr",)),
        ("Ada Orr paid for this alone, shot it over four years and lost it.", ("Ada Orr",)),
        ("Ran, dir Ada Orr, lets go of nobody.", ("Ada Orr",)),
        ("Bo Lind was dying when he made it and you can see it.", ()),
        ("Ada Orr was twenty-six when she made it.", ("Ada Orr",)),
    ],
)
def test_director_whom_the_prose_names_loosely(said: str, director: tuple[str, ...]) -> None:
    assert read(f"Film: Ran\n\n{said} {PROSE}").director == director


def test_title_in_small_letters_that_prose_in_small_letters_has_again() -> None:
    said = "ok so they asked what I thought of cold road\n\nI liked it."
    again = "anyway go see cold road and make up your mind"
    assert read(f"{said} {PROSE}\n\n{again} {PROSE}").film == "cold road"
    assert read(f"{said} {PROSE}").film is None
    assert read(f"so I watched the other half, and the other half was long. {PROSE}").film is None


DIALOGUE = (
    "Ada: HEY and welcome to the show, I'm Ada\nBo: and I'm still Bo\n"
    "Ada: today, by popular demand, we are talking about Cold Road\nBo: Cy Moor's debut\n"
    "Ada: his DEBUT. which is not fair. nobody should be that good the first time,"
    " and I say so as one who is neither\nBo: so, quick summary: a road, and it is cold"
)


def test_transcript_without_stamps_tells_who_says_most_and_of_what() -> None:
    facts = {"film": "Cold Road", "reviewers": ("Ada",), "director": ("Cy Moor",)}
    check(read(DIALOGUE), facts)
    labels = "Film: Ran\nYear: 1985\nDirector: Ada Orr\nRating: 4/5\nVerdict: cold\nSeen: home"
    assert read(f"{labels}\n\n{PROSE}").film == "Ran"


def test_chat_with_a_short_year_in_its_stamps() -> None:
    said = ("ok everyone", "COLD ROAD FOR LOVE, 2000, dir Cy Moor, let us go", f"long. {PROSE}")
    chat = "\n".join(f"[13/02/21, 20:15:{at}0] Ada: {each}" for at, each in enumerate(said))
    facts = {"film": "COLD ROAD FOR LOVE", "year": 2000, "date": "2021-02-13"}
    check(read(chat), {**facts, "director": ("Cy Moor",)})


def test_letter_in_small_letters_is_signed_small() -> None:
    review = read(f"have you seen The Lodger?? the one from 2003. {PROSE}\n\nlove ada x")
    assert (review.film, review.year, review.reviewers) == ("The Lodger", 2003, ("ada",))


@pytest.mark.parametrize(
    ("said", "film"),
    [
        ("In the first minute of “The Cold Road,” a man takes off his hat.", "The Cold Road"),
        ("Just a line to say that the tickets for Nightwood are at the box office.", "Nightwood"),
        (
            "12th. Nothing.\n14th. Cold Road at the Showroom, Ada Orr's first film. 4 stars.",
            "Cold Road",
        ),
        ("They asked me for next month's film, and I agreed, for it's COLD ROAD.", "COLD ROAD"),
    ],
)
def test_film_that_tickets_shots_and_diaries_name(said: str, film: str) -> None:
    assert read(f"{said} {PROSE}").film == film


def test_diary_of_a_month_is_no_film_and_who_says_a_name_last_signs() -> None:
    assert read(f"Diary, May\n\n12th. Nothing. {PROSE}").film is None
    assert read(f"Film: Ran\n\n{PROSE} I’m Ada Orr.").reviewers == ("Ada Orr",)
    assert read(f"Film: Ran\n\n{PROSE} “I’m Bo Lind,” he says.").reviewers == ()


def test_stars_that_the_last_line_begins_with_are_the_rating() -> None:
    review = read(f"Film: Ran\n\n{PROSE}\n\n⭐⭐⭐⭐ and I am going again on Friday")
    assert review.rating == pytest.approx(0.8)
