"""The last lines of a page, which say of what paper or site it is."""

from __future__ import annotations

import pytest

from reelsearch.annotate.colophon import find_colophon
from reelsearch.annotate.lines import Lines

PROSE = "Heat (1995)\n\nThe night is long and the road is empty.\n\nNobody is hurried.\n\n"


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ("Share this\n© 2024 Riverside Echo. All rights reserved.", "Riverside Echo"),
        ("© 1999–2024 Riverside Echo, all rights reserved", "Riverside Echo"),
        ("Copyright © 2024 Ada Orr. All rights reserved.", None),
        ("© 2024 Riverside Holdings Ltd. All rights reserved.", None),
        ("Blog at The Popcorn Drawer – thepopcorndrawer.example.com", "The Popcorn Drawer"),
        ("Slow Light (https://slow-light.example)", "Slow Light"),
        ("The Popcorn Drawer – wordpress.com", None),
        ("Heat – heat.example.com", None),  # a word may be the film
        ("The Southern Argus", "The Southern Argus"),
        ("The Southern Argus\nand more of it.", None),
        ("I read it in The Southern Argus.\n\nThe Southern Argus", None),
        ("And so to bed.\nThe Southern Argus", None),
        ("The Southern Road", None),
        ("Southern Argus", None),
    ],
)
def test_the_last_lines_name_the_paper(foot: str, name: str | None) -> None:
    found = find_colophon(Lines(PROSE + foot))
    assert (found and found[1]) == name


def test_a_short_text_has_no_colophon() -> None:
    assert find_colophon(Lines("Heat\n\nThe Southern Argus")) is None
