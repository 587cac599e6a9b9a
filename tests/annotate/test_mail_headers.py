"""Mails and posts, forwarded and quoted: who wrote, when, and of which film."""

from __future__ import annotations

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review
from tests.pasted_reviews import PROSE

OUTER = "From: Bo Lind <bo@example.org>\nTo: all\nSubject: Fwd: Ran\nDate: 3 May 2020\n\n"
INNER = (
    "From: Ada Orr <ada@example.org>\nSent: 1 May 2020 10:02\nTo: Bo\n"
    "Subject: Ran (Akira Kurosawa, 1985)"
)


def read(head: str) -> Review:
    return annotate(Review(text=f"{head}\n\n{PROSE}", location=Location("/reviews", "a.txt")))


@pytest.mark.parametrize(
    "head",
    [
        INNER,
        f"{OUTER}---------- Forwarded message ---------\n{INNER}",
        f"{OUTER}Begin forwarded message:\n\n{INNER}",
        f"{OUTER}Have a look.\n\n-----Original Message-----\n{INNER}",
        "\n".join(f"> {line}" for line in INNER.split("\n")),
        INNER.replace("From", "Von").replace("Sent", "Datum").replace("Subject", "Betreff"),
        "Van: Ada Orr\nAan: Bo\nVerzonden: vrijdag 1 mei 2020 10:02\n"
        "Onderwerp: Ran (Akira Kurosawa, 1985)",
        "Från: Ada Orr\nSkickat: 1 maj 2020\nTill: Bo\nÄmne: Ran (Akira Kurosawa, 1985)",
        "Lähettäjä: Ada Orr\nLähetetty: 1.5.2020\nAihe: Ran (Akira Kurosawa, 1985)",
        "Da: Ada Orr\nInviato: 1 maggio 2020\nA: Bo\nOggetto: Ran (Akira Kurosawa, 1985)",
    ],
)
def test_the_mail_that_has_the_review_says_who_wrote_and_of_what(head: str) -> None:
    review = read(head)
    assert (review.film, review.year, review.director) == ("Ran", 1985, ("Akira Kurosawa",))
    assert (review.reviewer, review.date) == ("Ada Orr", "2020-05-01")
    assert review.prose == PROSE


@pytest.mark.parametrize(
    ("subject", "film"),
    [
        ("Ran", "Ran"),
        ("Re: Fwd: Ran (1985)", "Ran"),
        ("[filmclub] Ran (1985)", "Ran"),
        ("lunch on friday?", None),
    ],
)
def test_the_subject_of_a_mail(subject: str, film: str | None) -> None:
    assert read(f"From: Ada Orr\nDate: 1 May 2020\nSubject: {subject}").film == film


def test_who_wrote_what_is_quoted() -> None:
    review = read("On Fri, 1 May 2020 at 10:02, Ada Orr <ada@example.org> wrote:\n\nRan (1985)")
    assert (review.reviewer, review.date, review.film) == ("Ada Orr", "2020-05-01", "Ran")


def test_an_address_names_nobody() -> None:
    assert read("From: ada@example.org\nSubject: Ran (1985)").reviewers == ()
