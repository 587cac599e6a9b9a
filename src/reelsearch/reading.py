"""Files in, annotated reviews out: one file at a time, or many on more than one core.

Reading and annotating are apart: files are read in their order by one process, and what
takes the time, finding what a text says, is done by two, a batch of reviews at a time.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from reelsearch.annotate import annotate
from reelsearch.annotate.theme_lexicon import ThemeLexicon, load_lexicon
from reelsearch.annotate.theming import annotate_themes
from reelsearch.other_process import OtherProcess, ProcessFailedError, answer_all
from reelsearch.readers import FoundFile, read
from reelsearch.review import Rejection, Review
from reelsearch.settings import DEFAULT, Settings

_BATCH_CHARS = 200_000
"""A batch takes some ten milliseconds at least, of which sending it is a small part."""
_ALONE = 400
"""So many reviews are annotated before another process is worth starting."""
_SENT = 2
"""Batches the other process has at a time: one to work on, one to begin with after it."""
_WAITING = 10
"""Batches that are kept until it is their turn."""

FAILED = "what the review says could not be found out"
"""How the warning begins where annotating a review failed."""

_Item = TypeVar("_Item")
"""A review, or whatever may stand between reviews."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: within which limits, from which columns, with which themes."""

    settings: Settings = DEFAULT
    columns: Mapping[str, str] = field(default_factory=dict)
    lexicon: ThemeLexicon = field(default_factory=load_lexicon)


def read_reviews(file: FoundFile, how: Reading) -> Iterator[Review | Rejection]:
    """The reviews in a file with what they say of themselves, and what is no review in it."""
    for item in read(file, how.settings, how.columns):
        yield _annotate(item, how.lexicon) if isinstance(item, Review) else item


def _annotate(review: Review, lexicon: ThemeLexicon) -> Review:
    try:
        return annotate_themes(annotate(review), lexicon)
    except Exception as error:
        # Whatever it is, it is a mistake of ours, and must cost neither the run nor the review.
        said = f"{FAILED} ({type(error).__name__}: {error}); it is searched as it was read"
        body = review.body if review.body[1] else (0, len(review.text))
        return replace(review, body=body, warnings=(*review.warnings, said))


class Annotator:
    """Annotates reviews, with *processes* at a time: this one, and another if that is worth it.

    What it gives does not depend on how many there are. Close it.
    """

    def __init__(self, lexicon: ThemeLexicon, processes: int | None = None) -> None:
        self._lexicon = lexicon
        count = os.cpu_count() or 1 if processes is None else processes
        self._other = _OtherAnnotator(lexicon) if count > 1 else None

    def annotate_all(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """*items* in their order, each review annotated; what is no review stays as it is."""
        waiting: deque[tuple[list[_Item], Future[list[_Item]] | None]] = deque()
        done = 0
        for batch in _divide(items):
            sent = None
            if done >= _ALONE and self._other is not None:
                sent = self._other.annotate(batch)
            waiting.append((batch if sent else self._annotate_here(batch), sent))
            done += len(batch)
            while waiting and (len(waiting) > _WAITING or _is_ready(waiting[0][1])):
                yield from self._finish(*waiting.popleft())
        while waiting:
            yield from self._finish(*waiting.popleft())

    def close(self) -> None:
        """End the other process."""
        if self._other is not None:
            self._other.close()

    def _annotate_here(self, batch: list[_Item]) -> list[_Item]:
        return _exchange(batch, (_annotate(r, self._lexicon) for r in _list_reviews(batch)))

    def _finish(self, batch: list[_Item], sent: Future[list[_Item]] | None) -> list[_Item]:
        if sent is None:
            return batch
        try:
            return sent.result()
        except ProcessFailedError:
            self.close()
            self._other = None
            return self._annotate_here(batch)


class _OtherAnnotator:
    """The other process, and the thread that waits for it."""

    def __init__(self, lexicon: ThemeLexicon) -> None:
        self._untold: ThemeLexicon | None = lexicon
        self._process = OtherProcess(serve)
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._sent: list[Future[list[Any]]] = []

    def annotate(self, batch: list[_Item]) -> Future[list[_Item]] | None:
        """Annotate *batch* there; None if it has enough to do."""
        self._sent = [future for future in self._sent if not future.done()]
        if len(self._sent) >= _SENT:
            return None
        future = self._thread.submit(self._ask, batch)
        self._sent.append(future)
        return future

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._thread.shutdown()

    def _ask(self, batch: list[_Item]) -> list[_Item]:
        # Only the reviews go there and come back: what stands between them may be anything.
        reviews = _list_reviews(batch)
        lexicon = pickle.dumps(self._untold, -1) if self._untold else b""
        self._untold = None
        answer = self._process.ask(lexicon, pickle.dumps(reviews, -1))
        return _exchange(batch, iter(pickle.loads(answer)))


def serve() -> None:
    """Be the other process."""
    lexicon: ThemeLexicon | None = None

    def annotate_batch(given: bytes, pickled: bytes) -> bytes:
        nonlocal lexicon
        lexicon = pickle.loads(given) if given else lexicon
        assert lexicon is not None
        return pickle.dumps([_annotate(review, lexicon) for review in pickle.loads(pickled)], -1)

    answer_all(annotate_batch, 2, sys.stdin.buffer, sys.stdout.buffer)


def _divide(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    batch: list[_Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.text) if isinstance(item, Review) else 1
        if size >= _BATCH_CHARS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _list_reviews(batch: list[_Item]) -> list[Review]:
    return [item for item in batch if isinstance(item, Review)]


def _exchange(batch: list[_Item], annotated: Iterator[Review]) -> list[_Item]:
    """*batch* with its reviews in their *annotated* form."""
    return [cast("_Item", next(annotated)) if isinstance(i, Review) else i for i in batch]


def _is_ready(sent: Future[list[_Item]] | None) -> bool:
    return sent is None or sent.done()
