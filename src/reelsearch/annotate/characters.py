"""Prose → who plays whom: "Rooney (Ana de Armas)".

In: a text and the range of its prose. Out: actor → part, for brackets that hold a name of
two to four words in capitals right after a word in capitals. Refused: years, asides,
studios, initials.
"""

from __future__ import annotations

import re
from itertools import islice

from reelsearch.annotate.people import is_person, looks_like_name
from reelsearch.annotate.word_lists import read_table

_ACTOR = re.compile(r"\((?P<actor>[^\W\d_][\w.’'-]{0,24}(?:\s[^\W\d_][\w.’'-]{0,24}){1,3})\)")
_PART = re.compile(r"(?:[^\W\d_][\w.’'-]{0,24}\s){1,4}$")
_MOST = 40
_MOST_BRACKETS = 500


def find_characters(text: str, body: tuple[int, int]) -> dict[str, tuple[str, int]]:
    """Who plays whom in the prose: actor → the part (capitalised words) and where it says so."""
    found: dict[str, tuple[str, int]] = {}
    start, end = body
    if text.find("(", start, end) < 0:
        return found
    for match in islice(_ACTOR.finditer(text, start, end), _MOST_BRACKETS):
        actor = match["actor"]
        before = _PART.search(text, max(start, match.start() - 100), match.start())
        words = before[0].split() if before else []
        part: list[str] = []
        while words and words[-1][:1].isupper() and (not part or words[-1][-1] not in ".,"):
            part.insert(0, words.pop())
        if len(part) > 1 and part[0].lower() in _openers():
            part.pop(0)
        if not part or part[-1].endswith((".", "’s", "'s")) or not _is_actor(actor):
            continue
        found.setdefault(actor, (" ".join(part), match.start()))
        if len(found) >= _MOST:
            break
    return found


def _openers() -> frozenset[str]:
    return frozenset(word for words in read_table("opening_words.txt").values() for word in words)


def _is_actor(name: str) -> bool:
    return looks_like_name(name) and is_person(name) and name[0].isupper() and not name.isupper()
