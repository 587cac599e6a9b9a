"""Small lexicons, and what a question finds in them."""

from __future__ import annotations

from collections.abc import Iterable

from reelsearch.names import Lexicon, MatchKind, Resolution, resolve


def lexicon_of(**names: Iterable[str]) -> Lexicon:
    """A lexicon with these names in these fields, each in one review."""
    return Lexicon({field: [(name, 1) for name in given] for field, given in names.items()})


def ask(asked: str, *names: str, field: str = "person", exact: bool = False) -> Resolution:
    """What *asked* means where *names* are all there is."""
    return resolve(asked, lexicon_of(**{field: names}), [field], exact=exact)


def texts(resolution: Resolution) -> list[str]:
    """The names found, best first."""
    return [match.name.text for match in resolution.matches]


def kind(resolution: Resolution) -> MatchKind | None:
    """The kind of all that was found; None if nothing was."""
    return resolution.matches[0].kind if resolution.matches else None
