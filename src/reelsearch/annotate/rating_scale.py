"""A rating behind its label → the scale it is on, as the label's line gives it away.

In: the label, the note in its brackets and the value: "Rating (0 to 4): 3", "Score: 84".
Out: the best that the scale has, or None where the line does not say it.
"""

from __future__ import annotations

import re

from reelsearch.annotate.labels import Labelled
from reelsearch.annotate.places import match_certificate
from reelsearch.readers.conventions import guess_scale

_NOTED_SCALE = re.compile(r"(?:to|of|/|–|-)\s*(?P<scale>\*{2,10}|★{2,10}|\d{1,3})\s*(?:stars?)?$")
_WHOLES = {"four": 4.0, "4": 4.0, "five": 5.0, "5": 5.0, "ten": 10.0, "10": 10.0}
_LABELS_SCALE = {"terningkast": 6.0}  # a throw of a die, as Norwegian papers mark


def find_scale(labelled: Labelled) -> float | None:
    """The scale of a rating, from the note of its label or from the number itself."""
    return _noted_scale(labelled) or _labels_scale(labelled.label) or guess_bare_scale(labelled)


def _labels_scale(label: str) -> float | None:
    """The scale that the label itself says: "Marks out of ten: EIGHT"."""
    _, of, whole = label.rpartition("out of ")
    return _WHOLES.get(whole) if of else None


def _noted_scale(labelled: Labelled) -> float | None:
    """The scale in the brackets of "Rating (0 to 4): 3" or "Rating (out of ****): ***"."""
    match = _NOTED_SCALE.search(labelled.note)
    if match is None:
        return None
    written = match["scale"]
    return float(written) if written.isdigit() else float(len(written))


def guess_bare_scale(labelled: Labelled) -> float | None:
    """The scale of a number after a colon: over 5 it is of 10, over 10 of 100."""
    value = labelled.value.strip()
    if labelled.label in _LABELS_SCALE:
        return _LABELS_SCALE[labelled.label]
    if labelled.bare or not re.fullmatch(r"\d{1,3}(?:\.\d)?", value):
        return None
    if labelled.label == "rating" and match_certificate(value):
        return None
    return guess_scale([float(value)])
