"""Small decisions on NumPy arrays that every column makes: which type, how to grow, how to cut.

All columns of a file are little-endian; an array of counts is as narrow as its maximum allows.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]
"""A column: one dimension, of a type that the caller knows."""


def narrow(column: Array) -> Array:
    """Whole numbers ≥ 0 in the narrowest unsigned type that holds them, floats as they are."""
    if column.dtype.kind == "f":
        return column
    return column.astype(unsigned_for(int(column.max()) if len(column) else 0), copy=False)


def unsigned_for(highest: int) -> np.dtype[Any]:
    """The narrowest unsigned type that holds *highest*."""
    for code in ("u1", "u2", "u4"):
        if highest <= np.iinfo(code).max:
            return np.dtype(f"<{code}")
    return np.dtype("<u8")


def narrow_weights(weights: Array) -> Array | None:
    """Weights as a column: None if all are 1, whole numbers as such, float32 if one is not."""
    if not len(weights):
        return None
    if weights.dtype.kind == "f":
        whole = np.floor(weights)
        if not (np.array_equal(whole, weights) and weights.min() >= 0 and weights.max() < 2**32):
            return weights.astype("<f4")
        weights = whole.astype("<u4")
    if weights.min() == 1 and weights.max() == 1:
        return None
    return narrow(weights)


def cumulate(counts: Array) -> Array:
    """Where each of *counts* items begins, and where the last ends: one longer than *counts*."""
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def join_ranges(starts: Array, counts: Array, ends: Array | None = None) -> Array:
    """The numbers of all ranges ``start, start + 1, …`` of *counts* numbers, one after another;
    *ends* are the sums of *counts* so far, if they are known."""
    if ends is None:
        ends = counts.cumsum(dtype=np.int64)
    if not len(ends):
        return ends
    joined: Array = (starts - (ends - counts)).repeat(counts)
    joined += np.arange(int(ends[-1]))
    return joined


def reduce_runs(function: np.ufunc, column: Array, starts: Array) -> Array:
    """*function* over each of the runs of *column* that begin at *starts*, none of them empty."""
    if not len(starts):
        return column[:0]
    reduced: Array = function.reduceat(column, starts)
    return reduced
