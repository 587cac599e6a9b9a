"""A byline that is a desk's → the paper it names.

In: a name as signed: "Variety Staff", "MFB Critics", "Associated Press", "Anonymous".
Out: whether it is a desk's, and the paper, if its name is told. Refused: names of persons.
"""

from __future__ import annotations

from functools import cache

from reelsearch.annotate.word_lists import read_table


def is_desk(name: str) -> bool:
    """Whether *name* is that of a desk, or stands for a name that is not told."""
    words = _fold(name)
    return not _of_desks().isdisjoint(words) or (words != [] and words[0] in _firsts())


@cache
def _of_desks() -> frozenset[str]:
    table = read_table("desks.txt")
    return frozenset((*table["people"], *table["nobody"], *table["paper"]))


@cache
def _firsts() -> frozenset[str]:
    return frozenset(read_table("desks.txt")["first"])


def find_paper(desk: str) -> str | None:
    """The paper that *desk* names: Variety for "Variety Staff"; None if it names none."""
    table = read_table("desks.txt")
    words, folded = desk.split(), _fold(desk)
    if any(word in table["nobody"] for word in folded):
        return None
    while folded and folded[-1] in (*table["people"], *table["role"]):
        folded.pop()
        words.pop()
    if not folded or any(word in table["people"] for word in folded):
        return None
    if all(word in (*table["role"], *table["first"]) for word in folded):
        return None
    return " ".join(words)


def _fold(name: str) -> list[str]:
    return [word.strip(".,'’").lower() for word in name.split()]
