"""A plain word in, the other words for the same thing of films out: *movie* for *film*.

The groups are in ``synonyms.txt``. A word is compared with theirs as it is typed, or as the plural
or a form of the verb; not by its stem alone, which *love* has from *lovely*. Only words that name
no field and stand in no quotes have synonyms.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reelsearch.analysis import Word
from reelsearch.analysis.analyzers import stem
from reelsearch.query.plan import Vocabulary
from reelsearch.schema import SEARCHED_FIELD

MOST = 2
"""Synonyms that are searched for a word: each costs as much as another word of the query."""

_FORMS = ("s", "ed", "ing")

# Not importlib.resources: its import takes longer than a search.
_LIST = Path(__file__).parent / "synonyms.txt"


def find_synonyms(word: Word, vocabulary: Vocabulary) -> list[str]:
    """The words for the same as *word* that some review has, the nearest first."""
    if word.joined is not None:
        return []
    text = word.parts[0].text
    others: tuple[str, ...] = _table().get(text, ())
    if not others and text.endswith(_FORMS):
        others = _by_stem().get(stem(text), ())
    found = (other for other in others if vocabulary.frequency(SEARCHED_FIELD, stem(other)))
    return [other for other, _ in zip(found, range(MOST), strict=False)]


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """word → the other words of its groups, in order."""
    table: dict[str, dict[str, None]] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        group = [] if line.startswith("#") else line.removeprefix(">").split()
        for word in group[:1] if line.startswith(">") else group:
            table.setdefault(word, {}).update(dict.fromkeys(o for o in group if o != word))
    return {word: tuple(others) for word, others in table.items()}


@cache
def _by_stem() -> Mapping[str, tuple[str, ...]]:
    """The same by the words' stems; of two words with one stem the first counts."""
    by_stem: dict[str, tuple[str, ...]] = {}
    for word, others in _table().items():
        by_stem.setdefault(stem(word), others)
    return by_stem
