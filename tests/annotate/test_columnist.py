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
