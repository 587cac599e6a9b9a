"""The tokens of a field in, its postings out: one sort of whole numbers.

Term, document and position are packed into one number of 64 bits each, so that sorting
these is all there is to do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array, cumulate, narrow, narrow_weights
from reelsearch.engines.whoosh_engine.codec.postings import FieldPostings
from reelsearch.engines.whoosh_engine.codec.words import Tokens

_WORD_BITS = 64


def rank_terms(
    tokens: Sequence[Tokens], forms: Sequence[str], change: Callable[[str], str]
) -> tuple[list[bytes], Array]:
    """The terms that *change* makes of the forms in *tokens*, sorted; and the rank among them
    of each of *forms*, for those that occur."""
    used = np.zeros(len(forms), dtype=bool)
    for some in tokens:
        used[some.forms] = True
    numbers = np.flatnonzero(used)
    changed = [change(forms[number]).encode("utf-8") for number in numbers.tolist()]
    terms = sorted(set(changed))
    rank = {term: number for number, term in enumerate(terms)}
    ranks = np.zeros(len(forms), dtype=np.uint64)
    ranks[numbers] = np.fromiter(map(rank.__getitem__, changed), np.uint64, len(changed))
    return terms, ranks


def build_positions(tokens: Sequence[Tokens], terms: list[bytes], ranks: Array) -> FieldPostings:
    """Postings with positions, of all *tokens*."""
    doc_bits = _bits(tokens, "docs")
    position_bits = _bits(tokens, "positions")
    if len(terms).bit_length() + doc_bits + position_bits > _WORD_BITS:
        pairs, positions = _sort_unpacked(tokens, ranks, doc_bits)
    else:
        keys = _pack(tokens, ranks, doc_bits, position_bits)
        keys.sort()
        positions = narrow(keys & np.uint64((1 << position_bits) - 1))
        keys >>= np.uint64(position_bits)
        pairs = keys
    firsts = _find_firsts(pairs)
    weights = narrow_weights(np.diff(np.append(firsts, len(pairs))))
    starts, docs = _split(pairs[firsts], doc_bits, len(terms))
    return FieldPostings("positions", terms, starts, docs, weights, positions)


def build_counts(
    tokens: Sequence[Tokens], terms: list[bytes], ranks: Array, kind: str
) -> FieldPostings:
    """Postings without positions: of kind ``"frequency"``, or ``"existence"`` without counts."""
    doc_bits = _bits(tokens, "docs")
    keys = _pack(tokens, ranks, doc_bits, 0)
    keys.sort()
    firsts = _find_firsts(keys)
    weights = None
    if kind == "frequency":
        weights = narrow_weights(np.diff(np.append(firsts, len(keys))))
    starts, docs = _split(keys[firsts], doc_bits, len(terms))
    return FieldPostings(kind, terms, starts, docs, weights)


def build_pairs(ranks: Array, docs: Array, terms: list[bytes]) -> FieldPostings:
    """Postings of pairs (rank of a term, document), each given once."""
    keys = ranks.astype(np.uint64) << np.uint64(32) | docs.astype(np.uint64)
    keys.sort()
    starts, docs = _split(keys, 32, len(terms))
    return FieldPostings("existence", terms, starts, docs)


def _bits(tokens: Sequence[Tokens], name: str) -> int:
    columns = (getattr(some, name) for some in tokens)
    return max((int(c.max()).bit_length() for c in columns if len(c)), default=0)


def _pack(tokens: Sequence[Tokens], ranks: Array, doc_bits: int, position_bits: int) -> Array:
    keys = np.empty(sum(len(some.forms) for some in tokens), dtype=np.uint64)
    at = 0
    for some in tokens:
        part = keys[at : at + len(some.forms)]
        np.take(ranks, some.forms, out=part, mode="clip")
        part <<= np.uint64(doc_bits)
        part |= some.docs
        if position_bits:
            part <<= np.uint64(position_bits)
            part |= some.positions
        at += len(part)
    return keys


def _sort_unpacked(tokens: Sequence[Tokens], ranks: Array, doc_bits: int) -> tuple[Array, Array]:
    """The same for numbers too large to be packed, as a text of many million words has."""
    pairs = _pack(tokens, ranks, doc_bits, 0)
    positions = np.concatenate([some.positions for some in tokens])
    order = np.lexsort((positions, pairs))
    return pairs[order], narrow(positions[order])


def _find_firsts(keys: Array) -> Array:
    is_first = np.empty(len(keys), dtype=bool)
    is_first[:1] = True
    np.not_equal(keys[1:], keys[:-1], out=is_first[1:])
    return np.flatnonzero(is_first)


def _split(pairs: Array, doc_bits: int, n_terms: int) -> tuple[Array, Array]:
    docs = (pairs & np.uint64((1 << doc_bits) - 1)).astype(np.uint32)
    terms = (pairs >> np.uint64(doc_bits)).astype(np.int64)
    return cumulate(np.bincount(terms, minlength=n_terms)), docs
