"""Markdown: front matter and a review below it, or several where that is sure.

In: a ``.md`` or ``.markdown`` file. Out: one review, or those that :mod:`series
<reelsearch.readers.series>` finds in it; the facts are the keys of the front
matter, its text is the Markdown as plain text. A headline ``Heat (1995) review`` gives
film and year; a slug such as ``heat-1995`` gives them only where nothing else does, as
INFERRED, as does the name of a note, ``Heat (1995).md``. Refuses: files without text below
the front matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from reelsearch.readers.base import Content, Options, Read
from reelsearch.readers.clean import clean_text
from reelsearch.readers.columns import fold_name, match_columns
from reelsearch.readers.content import read_whole
from reelsearch.readers.dates import parse_date
from reelsearch.readers.decode import decode
from reelsearch.readers.file_names import find_stem
from reelsearch.readers.front_matter import FrontMatter, split_front_matter
from reelsearch.readers.markdown_series import part_markdown
from reelsearch.readers.markdown_text import markdown_to_text
from reelsearch.readers.record import Stated, build_review
from reelsearch.readers.values import parse_year, split_title
from reelsearch.review import Origin, Review

SUFFIXES: Final = (".md", ".markdown")

_PREFIXES = re.compile(r"(?:params|extra|meta|metadata) ", re.I)
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{1,300})\]\]")
_SLUG = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}-)?([a-z0-9]+(?:-[a-z0-9]+){0,20})\Z", re.I)
_SLUG_YEAR = re.compile(r"(.+)-((?:18|19|20)[0-9]{2})\Z")
_SMALL: Final = frozenset("a an and as at but by for from in of on or the to with".split())
_FILM_ALONE: Final = frozenset(("director", "cast", "year", "runtime", "certificate"))
"""What a note says of nothing but a film."""

_ONE_FILM: Final = frozenset((*_FILM_ALONE, "rating", "released"))
"""What the keys of a file with several reviews do not say."""

_FILM_LINE = re.compile(
    r"^[\W_]{0,9}(?:directed by|director|starring|cast|runtime|running time)[*_]{0,3}:", re.I | re.M
)
"""A line that a note has of a film, below its name or in a list of properties."""

_HEAD: Final = 1_000
_POST = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-(?=[^.])")
_SLUG_KEYS: Final = ("slug", "imdbid")


def read(content: Content, options: Options) -> Read:
    """The review that *content* is, or those that it holds.

    Raises UnreadableError if it is too large or not text.
    """
    decoded = decode(read_whole(content, options.settings.largest_file))
    cleaned, changed = clean_text(decoded.text)
    front = split_front_matter(cleaned)
    stated = _state_keys(front, options)
    if "film" not in stated:
        about_film = not _FILM_ALONE.isdisjoint(stated) or _FILM_LINE.search(front.text[:_HEAD])
        stated |= _state_slug(front, content.name) or _state_name(
            stated, content.name, about_film=bool(about_film)
        )
    if "date" not in stated and (dated := _POST.match(content.name)) and parse_date(dated[1]):
        stated["date"] = Stated("file name", dated[1], None, Origin.INFERRED)
    body = stated.pop("body", None)
    warnings = decoded.warnings + changed + front.warnings
    above = cleaned.count("\n") - front.text.count("\n")
    parted = part_markdown(front.text, above) if _ONE_FILM.isdisjoint(stated) else None
    if parted is not None:
        stated.pop("film", None)
        review = build_review(parted.text, content.location, stated, warnings)
        if isinstance(review, Review):
            yield from parted.divide(review)
            return
    text = markdown_to_text(front.text) or (body.text_whole if body else "")
    yield build_review(text, content.location, stated, warnings)


def _state_keys(front: FrontMatter, options: Options) -> dict[str, Stated]:
    keys = list(front.keys)
    names = [_PREFIXES.sub("", key) for key in keys]
    mapped = {field: name for field, name in options.columns.items() if name in names}
    stated: dict[str, Stated] = {}
    for field, at in match_columns(names, mapped).items():
        value, line = front.keys[keys[at]]
        value = _unlink(value) if isinstance(value, str) else tuple(map(_unlink, value))
        if field == "film" and isinstance(value, str):
            title = split_title(value)
            stated[field] = Stated(keys[at], title.film, line)
            if title.year:
                stated.setdefault("year", Stated(keys[at], str(title.year), line))
        elif value:
            stated[field] = Stated(keys[at], value, line)
    return stated


def _unlink(value: str) -> str:
    """*value* without the brackets that a wiki puts around its own pages."""
    return _WIKI.sub(r"\1", value) if "[[" in value else value


def _state_slug(front: FrontMatter, name: str) -> dict[str, Stated]:
    """Film and year from a slug: only a blog that has slugs names its files by film."""
    folded = {fold_name(key): key for key in front.keys}
    keys = [folded[key] for key in _SLUG_KEYS if key in folded]
    if not keys:
        return {}
    value, line = front.keys[keys[0]]
    is_slug = fold_name(keys[0]) == "slug" and isinstance(value, str)
    slug = str(value) if is_slug else name.rsplit(".", 1)[0]
    label = f"{keys[0] if is_slug else 'file name'} {slug[:100]}"
    match = _SLUG.match(slug.strip("/").rsplit("/", 1)[-1])
    if not match:
        return {}
    words, year = match[1].lower(), None
    if dated := _SLUG_YEAR.match(words):
        words, year = dated[1], parse_year(dated[2])
    line = line if is_slug else None
    found = {"film": Stated(label, _title_case(words), line, Origin.INFERRED)}
    if year:
        found["year"] = Stated(label, str(year), line, Origin.INFERRED)
    return found


def _state_name(stated: Mapping[str, Stated], name: str, *, about_film: bool) -> dict[str, Stated]:
    """Film and year from the name of a note: ``Heat (1995)``, or any beside a film's facts."""
    stem = find_stem(name)
    title = split_title(stem)
    if title.year is None and (not about_film or stem.islower()):
        return {}
    label = f"file name {stem[:100]}"
    found = {"film": Stated(label, title.film, None, Origin.INFERRED)}
    if title.year and "year" not in stated:
        found["year"] = Stated(label, str(title.year), None, Origin.INFERRED)
    return found


def _title_case(slug: str) -> str:
    words = slug.split("-")
    return " ".join(
        word if word in _SMALL and place else word.capitalize() for place, word in enumerate(words)
    )
