"""Who wrote, told by the lines that sites put above what their users write."""

from __future__ import annotations

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review

PROSE = (
    "The night is long and the road is empty, and nobody in it says what he wants until the "
    "morning, when it is too late for wanting."
)


def sign(head: str) -> tuple[str, ...]:
    text = f"{head}\n\n{PROSE} {PROSE}"
    return annotate(Review(text=text, location=Location("/reviews", "a.txt"))).reviewers


@pytest.mark.parametrize(
    ("head", "reviewers"),
    [
        ("r/movies\nu/nightbus • 2y ago\n\nHeat (1995)", ("nightbus",)),
        ("r/movies\nPosted by u/nightbus 3 years ago\n\nHeat (1995)", ("nightbus",)),
        ("@nightbus@kino.example\nAug 4, 2023\n\nHeat (1995)", ("nightbus",)),
        ("Heat (1995)\n\nAda Orr\n@ada_orr\nThu 1 Jul 2021 11.00 BST", ("Ada Orr",)),
        ("Ada Orr\n15 hrs ·\n\nHeat (1995)", ("Ada Orr",)),
        ("Ada Orr\nis at Rex Cinema.\n15 July 2018 ·", ("Ada Orr",)),
        ("Ada Orr\nis in every scene of it, and it shows. I liked that.", ()),
        ("Heat\nis at Rex Cinema.", ()),
        ("Heat (1995)\n\nReply #3042 by velvetcoat on: May 02, 2011, 09:13:22 PM", ("velvetcoat",)),
        ("Heat (1995)\n\n7/10\nnight-bus 3 February 2008", ("night-bus",)),
        ("Heat (1995)\nReview by nightbus ★★★★ 12", ("nightbus",)),
        ("Heat (1995)\nby Ada Orr | Nov 27, 2019 | Drama, Netflix | 0 comments", ("Ada Orr",)),
        ("VENICE – HEAT\n\nFrom our correspondent Ada Orr", ("Ada Orr",)),
        ("Heat (1995)\nVon Ada Orr\n14.07.2016", ("Ada Orr",)),
        ("Heat (1995)\nCritique de Ada Orr, publiée le 3 mars 2014", ("Ada Orr",)),
        ("Heat (1995)\n\nAda Orr / Tribune Film Writer", ("Ada Orr",)),
        ("Heat (1995)\nAda Orr, Second Year Philosophy", ("Ada Orr",)),
        ("Subject: Heat (1995)\nFrom: Ada Orr via kino <kino@lists.example>", ("Ada Orr",)),
        ("To: Bo\nFrom: Ada\nSent: 22 January 2012 10:15\nSubject: Heat (1995)", ("Ada",)),
        ("15 hrs ·\n\nHeat (1995)", ()),
    ],
)
def test_who_wrote_by_what_a_site_puts_above(head: str, reviewers: tuple[str, ...]) -> None:
    assert sign(head) == reviewers
