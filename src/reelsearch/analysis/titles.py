"""The words of a title in, one form of it out, by which titles are compared.

*The Matrix* is ``matrix``, *Rocky II* ``rocky2``, *Dune: Part Two* ``dune2`` and *Spider-Man*
``spiderman``: without the article it begins with, with its numbers in digits, and without
spaces. See :mod:`reelsearch.analysis.title_forms` for titles as they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

ARTICLES = frozenset("a an the l la le les el los las lil lo il una une das der die".split())
"""The articles that a title may begin with; they may stand at its end after a comma."""

_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen".split()
_ROMAN = "ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split()
_NUMBERS = {word: str(number) for words in (_WORDS, _ROMAN) for number, word in enumerate(words, 2)}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBERS |= dict(zip(_ORDINALS, "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(), strict=True))
_AFTER_LABEL = {**_NUMBERS, "one": "1", "i": "1"}
LABELS = frozenset("part chapter volume vol episode pt ep".split())
"""What stands before the number of a part, and is left out with it."""


def make_term(tokens: Sequence[str]) -> str:
    """The whole form of a title of these folded tokens."""
    rest = list(tokens)
    if len(rest) > 1 and rest[-1] == "the":
        del rest[-1]  # No title ends so but one whose article was moved.
    if len(rest) > 1 and rest[0] in ARTICLES and len("".join(rest)) > len(rest[0]) + 1:
        del rest[0]
    if len(rest) == 1:
        return rest[0]
    return "".join(_spell_numbers(rest))


def _spell_numbers(tokens: Sequence[str]) -> Iterator[str]:
    """*tokens* with digits for their numbers, without the *Part* or *Vol.* before them."""
    for i, token in enumerate(tokens):
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        if i and token in LABELS and (after.isdigit() or after in _AFTER_LABEL):
            continue
        if i and tokens[i - 1] in LABELS:
            yield _AFTER_LABEL.get(token, token)
        elif len(token) > 1 or i == len(tokens) - 1:
            yield _NUMBERS.get(token, token)
        else:
            yield token
