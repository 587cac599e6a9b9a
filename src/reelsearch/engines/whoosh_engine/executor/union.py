"""The documents of any of several posting lists or nodes, and how many they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.nodes import NO_DOCS, Node
from reelsearch.engines.whoosh_engine.executor.places import unite, unpack
from reelsearch.engines.whoosh_engine.executor.terms import TermNode

_SPARSE = 24
"""Lists that together hold less than one document in so many are sorted, not marked."""


def unite_docs(nodes: Sequence[Node], doc_count: int) -> Array:
    """All documents of *nodes*: uint32, ascending."""
    if not nodes:
        return NO_DOCS
    if len(nodes) == 1:
        return nodes[0].docs()
    if sum(node.size for node in nodes) * _SPARSE < doc_count:
        return unite([node.docs() for node in nodes])
    return np.flatnonzero(unite_masks(nodes, doc_count)).astype(np.uint32)


def unite_masks(nodes: Sequence[Node], doc_count: int) -> Array:
    """The same, one bool for each document of the segment."""
    words, others = _unite_bitmaps(nodes)
    mask = np.zeros(doc_count, dtype=bool) if words is None else unpack(words, doc_count)
    for node in others:
        if node.size * 4 > doc_count:
            mask |= node.mask()
        else:
            mask[node.docs()] = True
    return mask


def count_union(nodes: Sequence[Node], doc_count: int) -> int:
    """How many documents *nodes* have together."""
    if len(nodes) == 1:
        return nodes[0].count()
    words, others = _unite_bitmaps(nodes)
    if words is None or sum(node.size for node in others) * _SPARSE >= doc_count:
        if sum(node.size for node in nodes) * _SPARSE < doc_count:
            return len(unite_docs(nodes, doc_count))
        return int(np.count_nonzero(unite_masks(nodes, doc_count)))
    counted = int(np.bitwise_count(words).sum())
    extra = unite_docs(others, doc_count)
    if not len(extra):
        return counted
    return counted + len(extra) - int(np.count_nonzero(unpack(words, doc_count).take(extra)))


def _unite_bitmaps(nodes: Sequence[Node]) -> tuple[Array | None, list[Node]]:
    words: Array | None = None
    others: list[Node] = []
    for node in nodes:
        bits = node.postings.bits if isinstance(node, TermNode) else None
        if bits is None:
            others.append(node)
        elif words is None:
            words = bits.words.copy()
        else:
            words |= bits.words
    return words, others
