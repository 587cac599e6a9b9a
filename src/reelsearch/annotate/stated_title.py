"""What follows "Film:" → the film, and what stands beside it.

In: the facts of a labelled line. Out: the same, with the value of its film read as a line that
holds a title is: with the year, the director or the rating it may have.
"""

from __future__ import annotations

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.title_line import parse_named, parse_title_line
from reelsearch.annotate.title_shape import clean_title, is_title_shaped


def read_stated_title(facts: Facts) -> Facts:
    """*facts* with the value of "Film:" read as a title line; "Film: 4/5" is a rating."""
    film = facts.film
    if not film:
        return facts
    written = film.strip(" /")
    if "/" in written or written[:1] in "★⭐*":
        rating = parse_rating(written)
        if rating is not None:
            facts.film = None
            if written[0].isdigit():  # stars of a disc's film stand beside those of the disc
                facts.rating, facts.rating_text = rating, written
            return facts
    title = parse_title_line(film)
    if title is None and (stop := film.rfind("). ")) > 0:
        title = parse_title_line(film[: stop + 1])  # "Heat (Ada Orr, 1995). Chosen by Bo."
    if title is None and not is_title_shaped(film):
        title = parse_named(film)  # "Movie review: 'Heat' a cold film"
    if title is None:
        facts.film = clean_title(film)
        return facts
    title.facts.absorb(facts)
    return title.facts
