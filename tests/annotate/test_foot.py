"""What stands below the prose: who signed, the rating, the date, the paper, and the page's own."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review
from tests.pasted_reviews import check

PROSE = (
    "The night is long and the road is empty, and nobody in it says what he wants until the "
    "morning, when it is too late for wanting. What stays is the light on the water, and Bo Lind "
    "in a doorway with his hat in his hands, who has come to say something and will not say it."
)
LATER = (
    "Nobody is hurried. A door is opened and a dog goes through it, and then we wait, and it is "
    "the waiting that the picture is about, or so it seemed to me at the time."
)


def read(foot: str, head: str = "Heat (1995)") -> Review:
    text = f"{head}\n\n{PROSE}\n\n{LATER}\n\n{foot}\n"
    return annotate(Review(text=text, location=Location("/reviews", "a.txt")))


ADA = {"reviewers": ("Ada Orr",)}


@pytest.mark.parametrize(
    ("foot", "facts"),
    [
        ("Ada Orr", ADA),
        ("Ada M. Orr-Quist", {"reviewers": ("Ada M. Orr-Quist",)}),
        ("Ada Orr\n★★★★", {**ADA, "rating": 0.8}),
        ("★★★★\nAda Orr", {**ADA, "rating": 0.8}),
        ("Ada Orr ★★★½", {**ADA, "rating": 0.7}),
        ("Ada Orr – 4/5", {**ADA, "rating": 0.8}),
        ("Ada Orr\nStars: 3/5", {**ADA, "rating": 0.6}),
        ("Ada Orr\nThe Dial Gazette\nMay 1999", {
            **ADA, "publication": "The Dial Gazette", "date": "1999-05",
        }),
        ("Grade: B+\n\nAda Orr\n3 May 1999", {**ADA, "rating_text": "B+", "date": "1999-05-03"}),
        ("Ada Orr, 3 May 1999", {**ADA, "date": "1999-05-03"}),
        ("Seen 03/05/1999. Ada Orr", {**ADA, "date": "1999-05-03"}),
        ("3 May 1999 | Ada Orr | The Dial Gazette | 8/10", {
            **ADA, "publication": "The Dial Gazette", "date": "1999-05-03", "rating": 0.8,
        }),
        ("Posted by Ada Orr at 10:42 PM", ADA),
        ("Posted by Ada Orr on March 4, 2011 in Reviews", {**ADA, "date": "2011-03-04"}),
        ("Posted on March 4, 2011 in Reviews", {"reviewers": (), "date": "2011-03-04"}),
        ("Reviewed by Ada Orr for the Monday Club, 9 May 2018", {**ADA, "date": "2018-05-09"}),
        ("Words: Ada Orr", ADA),
        ("By Ada Orr, London", ADA),
        ("Best wishes,\nAda", {"reviewers": ("Ada",)}),
        ("— A.O.", {"reviewers": ("A.O.",)}),
        ("A.O.", {"reviewers": ("A.O.",)}),
        ("Ada Orr reports from Cannes.", ADA),
        ("Ada Orr is a writer living in Leeds.\n\nTweet", ADA),
        ("Terningkast: 5\nAnmeldt av Ada Orr\n12. oktober 2020", {
            **ADA, "rating": 5 / 6, "date": "2020-10-12",
        }),
        ("Bewertung: 8/10 Punkten\n\nAda Orr, 12. März 2019", {**ADA, "date": "2019-03-12"}),
        ("Notes by Ada Orr, 14 October 2009", {**ADA, "date": "2009-10-14"}),
        ("Note by Ada Orr", ADA),
        ("Essay by Ada Orr", ADA),
        ("See you next week,\nAda Orr", ADA),
        ("Ada Orr lives in Leith and writes about films.", ADA),
        ("Ada Orr\nThe Dial Gazette, 3 May 1999, p. 12", {
            **ADA, "publication": "The Dial Gazette", "date": "1999-05-03",
        }),
        ("A. B. O.\n(The Dial Quarterly, Vol. 12, No. 3, Summer 1962)", {
            "reviewers": ("A. B. O.",), "publication": "The Dial Quarterly", "date": "1962",
        }),
        ("-- Orr.", {"reviewers": ("Orr",)}),
        ("Seen at the Rialto, 4 September 2018. Ada Orr", {**ADA, "date": "2018-09-04"}),
        ("Ada Orr\n@adaorr\nada@example.org", ADA),
        ("Rating (0 to 10): 8\n\n--\nAda Orr    ada@example.org", {**ADA, "rating": 0.8}),
        ("Ada Orr has been writing about film for thirty years.", ADA),
        ("A.O.\n4.5.01", {"reviewers": ("A.O.",), "date": "2001-05-04"}),
        ("ada_99, 4 May 2001\n8.5", {"reviewers": ("ada_99",), "rating": None}),
        ("G.P. 9/10 Nov. 2014", {"reviewers": ("G.P.",), "rating": 0.9, "date": "2014-11"}),
        ("ADA ORR", {"reviewers": ("ADA ORR",)}),
        ("WORDS ADA ORR", {"reviewers": ("ADA ORR",)}),
        ("Ada Orr, Aberystwyth", ADA),
        ("xo Ada", {"reviewers": ("Ada",)}),
        ("Cheers,\nAda Orr\nFilm Editor", {**ADA, "publication": None}),
        ("Contact Ada Orr at ada@example.org or 555-0142.", ADA),
        ("Copyright © 2000 Ada Orr", {**ADA, "date": None}),
        ("Copyright © 2000 Warner Bros.", {"reviewers": ()}),
        ("(Ada Orr, Dial Courier, 12/11/99)", {
            **ADA, "publication": "Dial Courier", "date": "1999-11-12", "rating": None,
        }),
        ("Ada Orr · 8 Jan 2009 · 4 min read · 12 likes", {**ADA, "date": "2009-01-08"}),
        ("Final verdict: a strong B", {"rating": 0.75}),
        ("Filed: Cannes, May 18, 2008", {"reviewers": (), "date": "2008-05-18"}),
        ("Reviewed: 3/3/2003 by ada_9\nRated: 10", {
            "reviewers": ("ada_9",), "date": "2003-03-03", "rating": 1.0,
        }),
        ("AO", {"reviewers": ("AO",)}),
        ("— AO, 30/9/94", {"reviewers": ("AO",), "date": "1994-09-30"}),
        ("Text © Ada Orr 2011\nFirst published in The Dial Echo on 3 May 2011.", {
            **ADA, "publication": "The Dial Echo", "date": "2011-05-03",
        }),
        ("posted by ada_99 | permalink | comments (3)", {"reviewers": ("ada_99",)}),
        ("Verdict: See it. 9/10", {"rating": 0.9}),
        ("Marks: 9 out of 10\nReviewer: Ada Orr", {**ADA, "rating": 0.9}),
        ("Bewertung: 4/5", {"rating": 0.8}),
        ("First printed in the Dial Gazette, No. 12", {"publication": "The Dial Gazette"}),
        ("Originally published in Dial Weekly, May 1999", {
            "publication": "Dial Weekly", "date": "1999-05",
        }),
        ("(from the Dial Gazette, 3 June 1961)", {
            "publication": "The Dial Gazette", "date": "1961-06-03",
        }),
    ],
)  # fmt: skip
def test_ways_to_sign(foot: str, facts: dict[str, Any]) -> None:
    review = read(foot)
    check(review, {"film": "Heat", "year": 1995, **facts})
    assert review.text[slice(*review.body)] == f"{PROSE}\n\n{LATER}"


@pytest.mark.parametrize(
    ("last", "facts"),
    [
        ("It ends well. (Ada Orr)", ADA),
        ("It gets 7 out of 10. ADA ORR", {"reviewers": ("ADA ORR",), "rating": 0.7}),
        ("It ends well. THE END", {"reviewers": ()}),
        ("It ends well. — A.O.", {"reviewers": ("A.O.",)}),
        ("It ends well. (Bo Lind)", {"reviewers": ()}),
        ("It ends well. (He smiles)", {"reviewers": ()}),
        ("Nine out of ten. The missing one is for the cat.", {"rating": 0.9}),
        ("It ends. It's a solid 7/10 from me. See it.", {"rating": 0.7}),
        ("He says: “Nine out of ten.” We laugh.", {"rating": None}),
        ("They won four out of ten. It hurts.", {"rating": None}),
        ("5/5 would cry in a diner again", {"rating": 1.0}),
        ("9/10 times it fails.", {"rating": None}),
    ],
)
def test_the_last_words_of_the_prose(last: str, facts: dict[str, Any]) -> None:
    check(read(last), facts)


@pytest.mark.parametrize(
    "foot",
    [
        "Bo Lind",
        "Highly Recommended",
        "Ada Orr\nEve Stone",
        "New York",
        "The End",
        "Pure Magic",
        "Ada Orr was here.",
        "LOS ANGELES, 3 May 1999",
        "“Not Ada Orr”",
        "“Here it ends.”\n— Ada Orr",
        "-- End.",
        "OK",
        "Cy Moor, Composer",
        "cinemas, 4 May 2001",
        "Photo: Ada Orr/Dial",
    ],
)
def test_what_signs_nothing(foot: str) -> None:
    assert read(foot).reviewers == ()


@pytest.mark.parametrize(
    "page",
    [
        "Share this:\nTwitter\nFacebook\nLike Loading...\nRelated\nLeave a Reply",
        "Top",
        "Share | Tweet | Pin",
        "Next week: a horse.\n\nYou are receiving this because you signed up. Unsubscribe.",
        "237 likes",
        "#heat #film noir #michael mann\n148 notes",
        "Explore more on these topics\nDrama films\nReuse this content",
        "12 out of 20 found this helpful. Was this review helpful? Sign in to vote.\nPermalink",
        "Tags: horror, clowns\n← Previous post | Next post →",
        "© 1999 The Dial. All rights reserved.\nBack to top",
        "Related posts\nAlien (1979)\nOctober 3, 1998\n9/10\n\nBy Someone Else",
        "3 Comments\n\nEve Stone says:\nMarch 4, 2011 at 10:42 pm\nI would give it 2/10, honestly.",
        "Leave a Reply\nYour email address will not be published. Required fields are marked *",
        "Thanks for reading!\nSubscribe to The Dial\nPrivacy policy",
    ],
)
def test_the_page_is_passed_over(page: str) -> None:
    review = read(f"Ada Orr\n7/10\n\n{page}")
    check(review, {**ADA, "rating": 0.7, "date": None})
    body = review.text[slice(*review.body)]
    assert body.startswith("The night")
    assert body.endswith(LATER) or "Next week" in page


def test_a_page_says_who_published_the_review() -> None:
    page = "Related\nAlien\n\nPublished by Ada Orr\nView all posts by Ada Orr\n\n2 Comments\nEve"
    check(read(f"7/10\n\n{page}"), {**ADA, "rating": 0.7})


def test_a_pointer_amid_the_prose_ends_nothing() -> None:
    review = read(f"Related\nAlien (1979)\n\n{LATER}\n\n9/10")
    check(review, {"rating": 0.9})
    assert review.text[slice(*review.body)].count(LATER) == 2


def test_words_below_a_rating_stay_in_the_prose() -> None:
    review = read("7/10\n\nI slept with the light on.")
    check(review, {"rating": 0.7})
    assert review.text[slice(*review.body)].endswith("light on.")


def test_a_date_above_words_is_not_the_reviews() -> None:
    assert read("3 May 1999\n\nThat was the day.").date is None


def test_the_title_above_a_rating_is_no_signature() -> None:
    review = read("Blue Velvet\n★★★★", head="What the curtain hides")
    assert review.reviewers == ()


def test_written_by_and_a_day_is_a_byline() -> None:
    head = "Heat\n\nWritten by Ada Orr | 13.01.2017\n\nDirector: Bo Lind"
    review = read("Rating: 9/10", head)
    check(review, {**ADA, "date": "2017-01-13", "director": ("Bo Lind",), "rating": 0.9})
    assert "Ada Orr" not in review.people


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("From: Ada Orr\nTo: us\nDate: Sat, 9 Feb 2019 23:14:02 +0000\nSubject: Heat (1995)", {
            **ADA, "date": "2019-02-09",
        }),
        ("From: Ada Orr <ada@example.com>\nSubject: Heat (1995)", ADA),
        ("Subject: Heat (1995)\nFrom: The Dial Gazette", {"reviewers": ()}),
        ("From: Ada Orr\n\nHeat (1995)", {"reviewers": ()}),
        ("THE LONG DIAL\nOn films\nIssue 41 - 26 January 2020\nby Ada Orr\n\nHeat (1995)", {
            **ADA, "publication": "THE LONG DIAL", "date": "2020-01-26",
        }),
        ("The Dial Gazette\nARTS > FILM\n\nHeat review – all is blue\n★★★★\n"
         "A picture about two men, one city and the things that they will not say aloud\n\n"
         "Ada Orr\nFri 1 Jul 2011 08.30 BST", {
            **ADA, "publication": "The Dial Gazette", "date": "2011-07-01", "rating": 0.8,
        }),
        ("Heat\n1995\n\nada_99's review published on Letterboxd:", {"reviewers": ("ada_99",)}),
        ("Heat (1995)\n★★★½ Watched 12 Mar 2023", {"rating": 0.7, "date": "2023-03-12"}),
        ("Heat (1995)\n10/10\nada99, 12 March 2004", {
            "reviewers": ("ada99",), "date": "2004-03-12", "rating": 1.0,
        }),
        ("Heat (1995)\n9/10\nSlow and blue\nada_99  12 March 2004", {"reviewers": ("ada_99",)}),
        ("Heat (1995)\n5.0 out of 5 stars Blue!\nReviewed in the United Kingdom on 3 May 2018", {
            "rating": 1.0, "date": "2018-05-03", "publication": None,
        }),
        ("Heat (1995) – 5/5 – seen at home", {"rating": 1.0}),
        ("Heat (1995)\nPublished: 14:05, 12 May 2016 | Updated: 09:30, 13 May 2016", {
            "date": "2016-05-12", "reviewers": (),
        }),
        ("Heat\nby Ada Orr\nfor Dial Courier", {**ADA, "publication": "Dial Courier"}),
        ("FILM OF THE WEEK\nHeat (1995)", {"publication": None}),
        ("LANE STREET FILM SOCIETY\n\nHeat (1995)", {"publication": None}),
        ("The Back Row\nSubscribe\nSign in\n\nHeat (1995): blue\n\nADA ORR\nJUN 20, 2023", {
            "reviewers": ("ADA ORR",), "date": "2023-06-20", "publication": "The Back Row",
        }),
        ("The Long Dial #112\n3 June 2019\n\nHeat (1995)", {
            "publication": "The Long Dial", "date": "2019-06-03",
        }),
        ("Room No. 9\n\nDirector: Cy Moor", {"film": "Room No. 9", "publication": None}),
        ("by Ada Orr\n12 January 2018 ~ 2 Comments\n\nHeat (1995)", {
            **ADA, "date": "2018-01-12",
        }),
        ("Heat\n★★★★☆ By Ada Orr, Film Critic", {**ADA, "rating": 0.8}),
        ("Review by ada_\n\nHeat (1995)", {"reviewers": ("ada_",)}),
        ("Heat (1995)\nPar Ada Orr | le 3 juin 2021", {**ADA, "date": "2021-06-03"}),
        ("Heat (1995)\nBy Ada Orr ’19, Staff Writer", ADA),
        ("The Back Row\nSubscribe\n\nHeat (1995)", {"publication": "The Back Row"}),
        ("Heat (1995)\nAda Orr · 12 March 2004 · 5 min read", {**ADA, "date": "2004-03-12"}),
        ("Heat (1995)\nLONDON, 12 March 2004", {"reviewers": (), "date": "2004-03-12"}),
        ("Heat (1995)\nBo Lind, 12 March 2004", {"reviewers": (), "date": "2004-03-12"}),
    ],
)  # fmt: skip
def test_who_and_when_above_the_prose(head: str, facts: dict[str, Any]) -> None:
    check(read("The last line.", head), facts)


def test_a_sign_off_is_no_more_than_the_senders_first_name() -> None:
    head = "From: Ada Orr\nSubject: Heat (1995)\nDate: 9 Feb 2019"
    check(read("Cheers,\nAda", head), ADA)
    check(read("Cheers,\nEve", head), {"reviewers": ("Eve",)})


def test_a_byline_holds_where_the_foot_says_more_of_the_writer() -> None:
    head = "Heat (1995)\n5 September 2011 — Ada Orr"
    check(read("Ada Orr is the arts editor of a paper.", head), {**ADA, "date": "2011-09-05"})


@pytest.mark.parametrize(
    ("foot", "facts"),
    [
        ("First published in The Allotment, Spring 2005", {
            "publication": "The Allotment", "date": "2005",
        }),
        ("Ada Orr, The Tollbooth, May 30th, 2004", {
            **ADA, "publication": "The Tollbooth", "date": "2004-05-30",
        }),
        ("The Tollbooth, May 30th, 2004", {"reviewers": ()}),
        ("Ada Orr, Tollbooth Road, May 30th, 2004", {"publication": None}),
        ("— ada, 29/11/2013", {"reviewers": ("ada",), "date": "2013-11-29"}),
        ("— see you, 29/11/2013", {"reviewers": ()}),
        ("Thanks for reading Half-Light Letters! Subscribe for free to receive new posts.", {
            "publication": "Half-Light Letters",
        }),
        ("Thanks for reading Half-Light Letters! See you in May.", {"publication": None}),
    ],
)  # fmt: skip
def test_papers_below_the_prose(foot: str, facts: dict[str, Any]) -> None:
    check(read(foot), facts)
