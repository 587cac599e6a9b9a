"""The card of a film, at two widths."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from reelsearch.film_cards import make_film_card
from reelsearch.present.terminal.film_cards import print_film_card
from reelsearch.results import Hit, Passage, Span
from reelsearch.review import Location, Review

TEXT = "Two men on either side of the law, and neither of them has anybody to go home to."

WIDE = """\
Heat (1995) — 3 reviews

  ratings
  1 ████ 80–100%
  0      60–80%
  0      40–60%
  1 ████ 20–40%
  0      0–20%

  themes, with how many mention each
  2 ████ crime
  1 ██   loneliness

  Ada Orr · 5/5
    Two men on either side of the law, and neither of them has anybody to go
    home to.
    ada.txt · id-of-ada

  Bo Lind · 1.5/5
    Two men on either side of the law, and neither of them has anybody to go
    home to.
    bo.txt · id-of-bo

  unsigned
    Two men on either side of the law, and neither of them has anybody to go
    home to.
    nobody.txt · id-of-nobody

  where they differ
    Ada Orr gives it 5/5, Bo Lind 1.5/5.
    Only Ada Orr writes about loneliness.
"""

BARS = WIDE.partition("\n  Ada Orr")[0]


def make_hit(name: str, reviewer: str | None, stars: float | None, *themes: str) -> Hit:
    review = Review(
        text=TEXT,
        location=Location("/reviews", f"{name}.txt"),
        film="Heat",
        year=1995,
        reviewers=(reviewer,) if reviewer else (),
        rating=None if stars is None else stars / 5,
        rating_text=None if stars is None else f"{stars:g}/5",
        themes=themes,
        id=f"id-of-{name}",
    )
    return Hit(review.id, 1.0, review, (Passage(TEXT, 0, len(TEXT), (Span(0, 7),)),))


def render(width: int, *hits: Hit) -> str:
    screen = io.StringIO()
    print_film_card(Console(file=screen, width=width, color_system=None), make_film_card(hits))
    return "\n".join(line.rstrip() for line in screen.getvalue().split("\n")).rstrip("\n") + "\n"


ADA = make_hit("ada", "Ada Orr", 5, "crime", "loneliness")
BO = make_hit("bo", "Bo Lind", 1.5, "crime")
NOBODY = make_hit("nobody", None, None)


def test_a_card_shows_ratings_themes_a_passage_each_and_where_they_differ() -> None:
    assert render(80, ADA, BO, NOBODY) == WIDE


def test_a_card_fits_a_narrow_screen() -> None:
    shown = render(40, ADA, BO, NOBODY)
    assert shown.startswith(BARS)
    assert max(map(len, shown.split("\n"))) <= 40
    assert "    Two men on either side of the law," in shown


@pytest.mark.parametrize("section", ["ratings", "themes", "where they differ"])
def test_a_card_leaves_out_what_nobody_says(section: str) -> None:
    assert section not in render(80, NOBODY)


def test_what_a_reviewer_is_called_does_not_reach_the_screen_raw() -> None:
    shown = render(80, make_hit("evil", "Ada\x1b[31m Orr", 5))
    assert "\x1b" not in shown
    assert "Ada" in shown
