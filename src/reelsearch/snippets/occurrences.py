"""A review and what was wanted in, every place of it in the prose out, in order.

The places are those that the index has: what stands around the prose is not searched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from reelsearch.analysis import split_words
from reelsearch.results import Span
from reelsearch.review import Review
from reelsearch.snippets.matches import Match, find_matches, make_plan
from reelsearch.snippets.paragraphs import find_prose
from reelsearch.snippets.wanted import Wanted


def find_occurrences(
    review: Review, wanted: Wanted, forms: Collection[str] | None = None
) -> Iterator[Span]:
    """Where what was *wanted* stands: one range for each place at which it begins.

    With *forms*, folded words, only places all of whose words are among them, or begin as
    was wanted: a stem may stand for others too.
    """
    low, high = find_prose(review)
    prose = review.text[low:high]
    beginnings = tuple(wanted.prefixes)
    longest: dict[int, int] = {}
    for match in find_matches(make_plan(wanted), prose):
        if forms is None or _has_forms(match, prose, forms, beginnings):
            longest[match.start] = match.end  # of those that start here the last is the longest
    for start, end in sorted(longest.items()):
        yield Span(low + start, low + end)


def _has_forms(
    match: Match, prose: str, forms: Collection[str], beginnings: tuple[str, ...]
) -> bool:
    def is_meant(form: str) -> bool:
        return form in forms or form.startswith(beginnings)

    return all(
        (word.joined is not None and is_meant(word.joined))
        or all(is_meant(part.text) for part in word.parts)
        for start, end in match.spans or (Span(match.start, match.end),)
        for word in split_words(prose[start:end])
    )
