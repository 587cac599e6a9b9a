"""A plan and a review in, the passages of the review that show what the plan found out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from reelsearch.query.plan import Plan, Sought
from reelsearch.review import Review
from reelsearch.snippets import Chosen, Wanted, WantedPhrase, WantedTogether
from reelsearch.snippets.matches import Plan as SnippetPlan
from reelsearch.snippets.matches import make_plan
from reelsearch.snippets.passages import cut_passages

_TELLING = 0.1
"""A word whose weight is below this share of the highest is not looked for in passages."""


class Excerpts:
    """Cuts out of reviews the best *most* passages (None: all), of about
    *length* characters."""

    def __init__(self, plan: Plan, most: int | None, length: int) -> None:
        self._plan = plan
        self._most = most
        self._length = length
        self._telling = make_plan(make_wanted(plan, _TELLING))

    def cut(self, reviews: Sequence[Review]) -> Iterator[Chosen]:
        """For each of *reviews* the passages with the telling words, or with any word where a
        review has no other; and how many there are."""
        found = cut_passages(reviews, self._telling, self._most, self._length)
        for review, chosen in zip(reviews, found, strict=True):
            if any(passage.spans for passage in chosen.passages):
                yield chosen
            else:
                yield from cut_passages([review], self._every_word, self._most, self._length)

    @cached_property
    def _every_word(self) -> SnippetPlan:
        return make_plan(make_wanted(self._plan))


def make_wanted(plan: Plan, share: float = 0.0) -> Wanted:
    """What *plan* is to show, without words that weigh below a *share* of the highest."""
    # "The" and "of" stand in every sentence, and say nothing of which one is meant.
    least = share * max(plan.stems.values(), default=0.0)
    return Wanted(
        words={stem: weight for stem, weight in plan.stems.items() if weight >= least},
        phrases=tuple(WantedPhrase(*sought) for sought in plan.phrases),
        prefixes=plan.prefixes,
        names=tuple((sought.words, sought.weight) for sought in plan.names),
        together=tuple(
            WantedTogether(unit, _phrases(sides), _phrases(without), weight)
            for unit, sides, without, weight in plan.together
        ),
    )


def _phrases(sides: Iterable[Iterable[Sought]]) -> tuple[tuple[WantedPhrase, ...], ...]:
    return tuple(tuple(WantedPhrase(*sought) for sought in side) for side in sides)
