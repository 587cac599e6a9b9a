"""Where terms stand in some documents, as numbers that one search can look among.

A *key* is ``place of the document * STRIDE + position``: ascending through all documents.
"""

from __future__ import annotations

from reelsearch.engines.whoosh_engine.codec.arrays import Array

_BITS = 33
STRIDE = 1 << _BITS
"""Above all positions, and what a phrase may leave between them."""


def places_of(keys: Array) -> Array:
    """The place of the document of each of *keys*."""
    places: Array = keys >> _BITS  # a division takes several times as long
    return places


def make_keys(at: Array, flat: Array, counts: Array | None) -> Array:
    """The keys of postings in the documents at the places *at*: one for each of their positions
    *flat*, of which each posting has so many as *counts* says, one if that is None."""
    if counts is not None:
        at = at.repeat(counts)
    keys: Array = at * STRIDE + flat
    return keys
