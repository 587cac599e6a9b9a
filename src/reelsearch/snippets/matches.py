"""Text and what was wanted in, every match out: words, prefixes, phrases and names.

Positions are those of ``analysis.analyzers``, so a phrase matches here exactly if it
matches in the index.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple

from reelsearch.results import Span
from reelsearch.snippets.chunks import (
    LONGEST_KEPT,
    Heads,
    count_positions,
    find_chunks,
    make_heads,
    read_chunk,
)
from reelsearch.snippets.wanted import Wanted, WantedPhrase, WantedTogether

LONGEST_MATCH = 1_000
"""Characters. What reaches further (a hash without end, a page of blanks within a phrase)
is cut here, so that a passage is bounded."""

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_NAME_BOOST = 2.0  # a name found whole tells more than its words, each of which weighs too
_MOST_VERDICTS = 20_000


class Match(NamedTuple):
    """Something wanted, found at ``text[start:end]``.

    ``thing`` says which of the plan's things it is. ``spans`` are what to highlight, if
    that is not all of it: the words of a loose phrase.
    """

    start: int
    end: int
    thing: int
    spans: tuple[Span, ...] = ()


class _Verdict(NamedTuple):
    """What is wanted in a chunk; places count from the chunk.

    ``alone`` has (start, end, thing); ``links`` (term, position, start, end).
    """

    width: int
    alone: tuple[tuple[int, int, int], ...]
    links: tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Terms that stand in order: a phrase or a name."""

    terms: tuple[str, ...]
    slop: int
    thing: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What was wanted, made ready to be looked for in many texts.

    ``weights`` has one number a thing; the first ``phrases`` things are phrases, the last of
    these those of ``together``, whose matches ``snippets.together`` finds. Terms of phrases
    are stems and stand as they are, those of names begin with a colon: no stem does. ``pairs``
    are the chains of two terms side by side, as most are, with their things.
    """

    weights: tuple[float, ...]
    phrases: int
    heads: Heads
    pairs: tuple[tuple[str, str, int], ...]
    chains: tuple[_Chain, ...]
    chained: frozenset[str]
    words: dict[str, int]
    prefixes: dict[str, int]
    together: tuple[WantedTogether, ...] = ()
    verdicts: dict[str, _Verdict | None] = field(default_factory=dict)

    @property
    def reach(self) -> int:
        """The largest slop of all."""
        return max((chain.slop for chain in self.chains), default=0)


def make_plan(wanted: Wanted) -> Plan:
    """The plan of *wanted*; the same one for the same wants."""
    words, prefixes = tuple(wanted.words.items()), tuple(wanted.prefixes.items())
    return _make_plan(words, wanted.phrases, prefixes, wanted.names, wanted.together)


# For the hits of one query, which come one after the other; not for the same query again.
@lru_cache(maxsize=8)
def _make_plan(
    words: tuple[tuple[str, float], ...],
    phrases: tuple[WantedPhrase, ...],
    prefixes: tuple[tuple[str, float], ...],
    names: tuple[tuple[tuple[str, ...], float], ...],
    together: tuple[WantedTogether, ...],
) -> Plan:
    phrases = tuple(phrase for phrase in phrases if phrase.words)
    names = tuple(name for name in names if name[0])
    prefixes = tuple(prefix for prefix in prefixes if prefix[0])
    chains = [_Chain(p.words, p.slop, i) for i, p in enumerate(phrases)]
    wholes = len(phrases) + len(together)
    for i, (tokens, _) in enumerate(names, wholes):
        chains.append(_Chain(tuple(f":{token}" for token in tokens), 1, i))
    first_word = wholes + len(names)
    first_prefix = first_word + len(words)
    stems = [word for word, _ in words] + [word for phrase in phrases for word in phrase.words]
    forms = [token for tokens, _ in names for token in tokens] + [prefix for prefix, _ in prefixes]
    return Plan(
        weights=(
            *(phrase.weight for phrase in phrases),
            *(units.weight for units in together),
            *(weight * _NAME_BOOST for _, weight in names),
            *(weight for _, weight in words),
            *(weight for _, weight in prefixes),
        ),
        phrases=wholes,
        heads=make_heads(stems, forms),
        pairs=tuple((c.terms[0], c.terms[1], c.thing) for c in chains if _is_pair(c)),
        chains=tuple(chain for chain in chains if not _is_pair(chain)),
        chained=frozenset(term for chain in chains for term in chain.terms),
        words={word: first_word + i for i, (word, _) in enumerate(words)},
        together=together,
        prefixes={prefix: first_prefix + i for i, (prefix, _) in enumerate(prefixes)},
    )


def _is_pair(chain: _Chain) -> bool:
    return len(chain.terms) == 2 and chain.slop == 1


def find_matches(plan: Plan, text: str) -> list[Match]:
    """Every match in *text*, by where they start. Cost: that of one pass over *text*."""
    return next(find_matches_in(plan, [text]))


def find_matches_in(plan: Plan, texts: Sequence[str]) -> Iterator[list[Match]]:
    """The same for each of *texts*, which takes less than for one after another."""
    if not plan.weights:
        return iter([[] for _ in texts])
    return map(partial(_match, plan), texts, find_chunks(plan.heads, texts))


def _match(plan: Plan, text: str, chunks: Sequence[tuple[int, int]]) -> list[Match]:
    """The matches in *text*; none is in anything but *chunks*."""
    found: list[Match] = []
    linked: list[tuple[int, int, _Verdict]] = []
    verdicts = plan.verdicts
    for start, end in chunks:
        chunk = text[start:end]
        verdict = verdicts[chunk] if chunk in verdicts else _judge(plan, chunk)
        if verdict is None:
            continue
        for at, to, thing in verdict.alone:
            found.append(Match(start + at, start + min(to, at + LONGEST_MATCH), thing))
        if verdict.links:
            linked.append((start, end, verdict))
    if linked:
        places = _place(plan, text, linked)
        for first, second, thing in plan.pairs:
            if first in places and second in places:
                found += _find_neighbours(places[first], places[second], thing)
        for chain in plan.chains:
            found.extend(_find_chain(chain, places))
    found.sort()
    return found


def _judge(plan: Plan, chunk: str) -> _Verdict | None:
    """What *plan* wants in a chunk; None if nothing. Kept in its verdicts."""
    alone: list[tuple[int, int, int]] = []
    links: list[tuple[str, int, int, int]] = []
    width, forms = read_chunk(chunk)
    for form in forms:
        if form.stem in plan.words:
            alone.append((form.start, form.end, plan.words[form.stem]))
        for prefix, thing in plan.prefixes.items():
            if form.text.startswith(prefix):
                alone.append((form.start, form.end, thing))
        for term in (form.stem, f":{form.text}"):
            if term in plan.chained:
                links += [(term, position, form.start, form.end) for position in form.positions]
    verdict = _Verdict(width, tuple(alone), tuple(links)) if alone or links else None
    if len(chunk) <= LONGEST_KEPT:
        if len(plan.verdicts) >= _MOST_VERDICTS:
            plan.verdicts.clear()
        plan.verdicts[chunk] = verdict
    return verdict


_Places = dict[str, dict[int, tuple[int, int]]]


def _place(plan: Plan, text: str, linked: Iterable[tuple[int, int, _Verdict]]) -> _Places:
    """Where the terms of chains stand: term → position → range of characters.

    Positions count from anywhere. The distance between two of them is right if it is
    within the plan's reach, and otherwise beyond the reach: the words between are not all
    counted.
    """
    places: _Places = {}
    enough = max(plan.reach, 1)
    position = last_end = 0
    for start, end, verdict in linked:
        if start - last_end > 1:
            # Whatever begins with a letter has a word, and one is often enough.
            has_word = enough == 1 and text[last_end + 1] in _PLAIN
            position += 1 if has_word else count_positions(text, last_end, start, enough)
        for term, offset, at, to in verdict.links:
            of_term = places.setdefault(term, {})
            here = position + offset
            low, high = start + at, start + to
            if here in of_term:
                before = of_term[here]
                low, high = min(low, before[0]), max(high, before[1])
            of_term[here] = (low, high)
        position += verdict.width
        last_end = end
    return places


def _find_chain(chain: _Chain, places: _Places) -> Iterator[Match]:
    """Every place where the terms of *chain* stand in order and near enough."""
    if not all(term in places for term in chain.terms):
        return
    ranges = [places[term] for term in chain.terms]
    for positions in _walk(_keep_reachable(ranges, chain.slop)):
        spans = [ranges[i][position] for i, position in enumerate(positions)]
        start, end = min(spans)[0], max(high for _, high in spans)
        limit = start + LONGEST_MATCH
        if chain.slop <= 1 or len(spans) == 1:
            yield Match(start, min(end, limit), chain.thing)
        else:
            kept = tuple(Span(a, min(b, limit)) for a, b in spans if a < limit)
            yield Match(start, min(end, limit), chain.thing, kept)


def _find_neighbours(
    firsts: dict[int, tuple[int, int]], seconds: dict[int, tuple[int, int]], thing: int
) -> list[Match]:
    """The same for two terms that stand side by side."""
    found = []
    for position, (start, end) in firsts.items():
        if position + 1 in seconds:
            low, high = seconds[position + 1]
            low = min(start, low)
            found.append(Match(low, min(max(end, high), low + LONGEST_MATCH), thing))
    return found


def _keep_reachable(ranges: Sequence[dict[int, tuple[int, int]]], slop: int) -> list[list[int]]:
    """For each term, in order, the positions to which the beginning of the chain leads."""
    kept = [sorted(ranges[0])]
    for of_term in ranges[1:]:
        earlier = kept[-1]
        here = []
        for position in sorted(of_term):
            i = bisect_left(earlier, position)
            if i and position - earlier[i - 1] <= slop:
                here.append(position)
        kept.append(here)
    return kept


def _walk(kept: Sequence[list[int]]) -> Iterator[list[int]]:
    """To each last position, the chain that comes from the nearest one before each time: of
    those that end there, the tightest."""
    for last in kept[-1]:
        positions = [last]
        for earlier in reversed(kept[:-1]):
            positions.append(earlier[bisect_left(earlier, positions[-1]) - 1])
        yield positions[::-1]
