"""A review and what was wanted in, the best passages out, with spans and no markup.

A passage is one or more whole sentences of one paragraph, or a header line. It reaches
over the end of a paragraph, or of the prose, only where a match itself does. It always
holds a match if there is one anywhere in the text.

What makes one better, in this order: it holds a phrase that was wanted; it stands in the
prose, not around it; the weight of the different things it holds and, within the
lightest of these weights, how near to each other they stand; it comes earlier.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from reelsearch.analysis.blocks import Range, split_blocks, split_paragraphs, trim
from reelsearch.analysis.sentences import LONGEST_SENTENCE, split_block
from reelsearch.results import Passage
from reelsearch.review import Review
from reelsearch.settings import DEFAULT
from reelsearch.snippets.choice import Choice, highlight
from reelsearch.snippets.layout import find_blocks, find_only_block, lay_out
from reelsearch.snippets.matches import Match, Plan, find_matches_in, make_plan
from reelsearch.snippets.paragraphs import Paragraphs, find_prose
from reelsearch.snippets.wanted import Wanted

_LONGEST = 3  # times the length aimed at: a longer sentence is cut
_SEARCHED = 1 << 16  # characters of several reviews that are searched at once


class Chosen(NamedTuple):
    """The best passages of a review, and how many there are of which these are the best."""

    passages: tuple[Passage, ...]
    total: int


def find_passages(
    review: Review, wanted: Wanted, *, limit: int = 1, length: int = DEFAULT.passage_length
) -> tuple[Passage, ...]:
    """At most *limit* passages of *review*, best first, of about *length* characters.

    Passages do not overlap; with a large *limit* they hold every match. If nothing
    matches in the text, the one passage is the opening of the prose, without spans. A
    text without any letters has none.
    """
    return choose_passages(review, wanted, limit=max(limit, 0), length=length).passages


def choose_passages(
    review: Review,
    wanted: Wanted,
    *,
    limit: int | None = 1,
    length: int = DEFAULT.passage_length,
) -> Chosen:
    """The same, all of them if *limit* is None, with the count of all."""
    return next(cut_passages([review], make_plan(wanted), limit, length))


def cut_passages(
    reviews: Sequence[Review], plan: Plan, limit: int | None, length: int
) -> Iterator[Chosen]:
    """The same for each of several *reviews*, which takes less than for one after another, by the
    *plan* of what was wanted."""
    for some in _part(reviews):
        texts = [review.text for review in some]
        for review, matches in zip(some, list(find_matches_in(plan, texts)), strict=True):
            yield _choose(review.text, find_prose(review), plan, matches, limit, length)


def _part(reviews: Sequence[Review]) -> Iterator[Sequence[Review]]:
    """*reviews* in parts of no more text than can be searched at once without filling memory."""
    first = size = 0
    for at, review in enumerate(reviews):
        if size and size + len(review.text) > _SEARCHED:
            yield reviews[first:at]
            first, size = at, 0
        size += len(review.text)
    yield reviews[first:]


def _choose(
    text: str, prose: Range, plan: Plan, matches: list[Match], limit: int | None, length: int
) -> Chosen:
    """The best passages of *text* by its *matches*."""
    if plan.together:
        from reelsearch.snippets.together import find_together  # few queries want it

        matches = sorted([*matches, *find_together(plan, text, prose)])
    if not matches:
        passages = tuple(_open_prose(text, prose, length))
        return Chosen(passages[:limit], len(passages))
    block = find_only_block(text, prose, matches)
    blocks = [block] if block is not None else find_blocks(text, prose, matches)
    if block is not None and block[1] - block[0] <= length:
        # All that there is to choose from fits in one passage, and so do its other sentences.
        start, end = block
        number = Paragraphs(text, prose).number(start)
        whole = Passage(text[start:end], start, end, highlight(matches), number)
        return Chosen((whole,)[:limit], 1)
    layout = lay_out(text, prose, blocks, matches, max(_LONGEST * length, 1))
    choice = Choice(plan, layout, length)
    passages = tuple(islice(choice.take_all(), limit))
    return Chosen(passages, len(passages) + choice.count_rest())


def _open_prose(text: str, prose: Range, length: int) -> Iterator[Passage]:
    """The first sentences, as many as fit; none of a text that is blank."""
    start, end = trim(text, *prose)
    if start == end:
        return
    # No more of the text than can be shown has to be cut into sentences.
    near = min(end, start + length + 2 * LONGEST_SENTENCE)
    paragraph = split_paragraphs(text, start, near)[0]
    sentences = split_block(text, *split_blocks(text, *paragraph)[0])
    end = sentences[0][1]
    if end - start > max(_LONGEST * length, 1):
        head = text[start : start + length + 1].rsplit(None, 1)[0]
        end = start + max(min(len(head), length), 1)
    for _, later in sentences[1:]:
        if later - start <= length:
            end = later
    yield Passage(text[start:end], start, end, paragraph=1)
