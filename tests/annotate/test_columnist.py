"""Who wrote all the reviews of one file, of the lines around them."""

from __future__ import annotations

import pytest

from reelsearch.annotate.columnist import find_columnist
from reelsearch.review import Page
from tests.pasted_reviews import PROSE


def find(above: str, below: str = "") -> str | None:
    page = f"{above}\n{PROSE}\n\n{below}"
    within = above.count("\n") + 2
    found = find_columnist(Page(page, tuple(range(1, 99)), (within, within + 1)))
    return found[0] if found else None


@pytest.mark.parametrize(
    "line",
    [
        "Ada Orr picks the week’s films on television",
        "Ada Orr recommends three for the holidays",
        "What we watched this autumn, written up by Ada Orr",
        "The Little Guide, ed. Ada Orr, 1994",
        "Notes by Ada Orr. The hall thanks its volunteers.",
        "for Bo, from Ada Orr, Easter 2017.",
        "Ada Orr’s film diary, 2014",
    ],
)
def test_a_line_above_them_says_who_wrote_all(line: str) -> None:
    assert find(f"The Riverside Echo\n{line}\n") == "Ada Orr"


def test_a_diary_may_end_its_heading_with_initials() -> None:
    assert find("My films, typed up so that I can find them. A. Orr\n") == "A. Orr"


@pytest.mark.parametrize(
    "above",
    ["FILM DIARY 2008\nAda O.\ntyped from the blue book\n", "Ada O.\nFilms seen in 2008\n"],
)
def test_a_name_alone_beside_the_heading_of_a_diary_is_whose_it_is(above: str) -> None:
    assert find(above) == "Ada O."


def test_a_letter_about_films_is_by_whom_it_says() -> None:
    assert find("The Back Row\na letter about films by Ada Orr, Leith\n") == "Ada Orr"


def test_two_names_alone_or_one_beside_no_diary_are_nobody() -> None:
    assert find("FILM DIARY 2008\nAda Orr\nBo Lind\n") is None
    assert find("The Riverside Echo\nAda Orr\n") is None
    assert find("FILM DIARY 2008\nIn Bruges\n") is None


def test_a_name_alone_below_the_last_of_them_signs_all() -> None:
    below = "Until next month, keep warm\nAda Orr\n\nYou’re receiving this because you signed up."
    assert find("The Late Bus\n", below) == "Ada Orr"
    assert find("The Late Bus\n", f"{below}\n\nBo Lind\n") is None


@pytest.mark.parametrize(
    "line",
    [
        "A season of films by Ada Orr",
        "Ada Orr’s films",
        "Tonight’s film notes",
        "The two best films of the year",
        "Ada Orr on the road",
        "Last films. Odeon Leeds",
        "",
    ],
)
def test_other_lines_say_nobody(line: str) -> None:
    assert find(f"The Riverside Echo\n{line}\n") is None
