"""A review in, what it is known by out: its id, and the hash by which a copy is recognised."""

from __future__ import annotations

from base64 import b32encode
from functools import lru_cache
from hashlib import blake2b
from pathlib import PurePath

from reelsearch.analysis.labels import name_key
from reelsearch.review import Location, Review

_BYTES = 8


def make_id(location: Location, attempt: int = 0) -> str:
    """The id of the review at *location*: 12 letters and digits, the same in every run.

    It depends on the name of the source and the path below it, not on where the source
    stands, so that it survives a move. *attempt* > 0 gives another, for two sources that
    agree in all that.
    """
    place = f"{_name_source(location.source)}/{location}"
    if attempt:
        place = f"{location.source}\n{place}\n{attempt}"
    return _hash(place)


@lru_cache(maxsize=64)
def _name_source(source: str) -> str:
    return PurePath(source).name


def hash_content(review: Review) -> str:
    """The same for a review that is read twice: the same text about the same film.

    White space does not count. Where the film is not known, whatever else is known must
    be the same, so that two one-line verdicts on different films stay two.
    """
    about: tuple[object, ...] = (name_key(review.film or ""), review.year)
    if not review.film:
        about = (review.year, review.director, review.runtime, review.reviewers, review.date)
    return _hash_prose(repr(about), review.prose)


@lru_cache(maxsize=1)  # a run asks whether the index has a review, and then adds that review
def _hash_prose(about: str, prose: str) -> str:
    return _hash(f"{about}\n{' '.join(prose.split())}")


def _hash(text: str) -> str:
    """60 bits as 12 letters and digits: in one of two million cases, two of a million agree."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
    return b32encode(digest)[:12].decode("ascii").lower()
