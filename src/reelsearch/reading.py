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
from typing import TypeVar, cast

from reelsearch.annotate import annotate
from reelsearch.annotate.theme_lexicon import ThemeLexicon, load_lexicon
from reelsearch.annotate.theming import annotate_themes
from reelsearch.other_process import OtherProcess, ProcessFailedError, answer_all
from reelsearch.readers import FoundFile, read
from reelsearch.review import Rejection, Review
from reelsearch.settings import DEFAULT, Settings

_BATCH_CHARS = 100_000
"""A batch takes tens of milliseconds, of which sending it is a small part."""
_ALONE = 400
"""So many reviews are annotated before another process is worth starting."""
_LARGE = 1 << 20
"""Bytes of files that are sure to hold more than that."""
_SENT = 6
"""Batches the other process has at a time: one to work on, and enough to begin with after it
until this one, busy with a batch or with writing what is done, looks again."""
_WAITING = 20
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
        review = annotate_themes(annotate(review), lexicon)
        return review if review.section is None else review.with_values(section=None)
    except Exception as error:
        # Whatever it is, it is a mistake of ours, and must cost neither the run nor the review.
        said = f"{FAILED} ({type(error).__name__}: {error}); it is searched as it was read"
        body = review.body if review.body[1] else (0, len(review.text))
        return replace(review, body=body, warnings=(*review.warnings, said), section=None)


class Annotator:
    """Annotates reviews, with *processes* at a time: this one, and another if that is worth it.

    What it gives does not depend on how many there are, nor on *expected*, the bytes of the
    files that the reviews are read from, as far as they are known. Close it.
    """

    def __init__(
        self, lexicon: ThemeLexicon, processes: int | None = None, expected: int = 0
    ) -> None:
        self._lexicon = lexicon
        count = os.cpu_count() or 1 if processes is None else processes
        self._other = _OtherAnnotator(lexicon) if count > 1 else None
        self._alone = 0 if expected >= _LARGE else _ALONE
        if not self._alone:
            self._send([])  # so that it is ready when the first batch is

    def annotate_all(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """*items* in their order, each review annotated; what is no review stays as it is."""
        waiting: deque[tuple[list[_Item], Future[bytes] | None]] = deque()
        done = 0
        for batch in _divide(items):
            sent = self._send(batch) if done >= self._alone else None
            waiting.append((batch if sent else self._annotate_here(batch), sent))
            done += len(batch)
            while waiting and (len(waiting) > _WAITING or _is_ready(waiting[0][1])):
                yield from self._finish(*waiting.popleft())
        while waiting:
            yield from self._finish(*waiting.popleft())

    def close(self) -> None:
        """End the other process."""
        other, self._other = self._other, None
        if other is not None:
            other.close()

    def _annotate_here(self, batch: list[_Item]) -> list[_Item]:
        return _exchange(batch, (_annotate(r, self._lexicon) for r in _list_reviews(batch)))

    def _send(self, batch: list[_Item]) -> Future[bytes] | None:
        try:
            return self._other.annotate(batch) if self._other else None
        except ProcessFailedError:
            self.close()
            return None

    def _finish(self, batch: list[_Item], sent: Future[bytes] | None) -> list[_Item]:
        if sent is None:
            return batch
        try:
            if self._other is not None:
                return self._other.finish(batch, sent)
        except ProcessFailedError:
            self.close()
        return self._annotate_here(batch)


class _OtherAnnotator:
    """The other process, and the threads that wait until it takes and gives."""

    def __init__(self, lexicon: ThemeLexicon) -> None:
        self._lexicon: ThemeLexicon | None = lexicon
        self._process = OtherProcess(serve)
        self._sender = ThreadPoolExecutor(max_workers=1)
        self._receiver = ThreadPoolExecutor(max_workers=1)
        self._sent: deque[Future[bytes]] = deque()

    def annotate(self, batch: list[_Item]) -> Future[bytes] | None:
        """Annotate the reviews of *batch* there; None if it has enough to do.

        Raises :class:`ProcessFailedError`, and the future :meth:`finish` is given may.
        """
        while self._sent and self._sent[0].done():
            self._sent.popleft()
        if len(self._sent) >= _SENT:
            return None
        self._process.start()
        # Pickled here: a thread would have to wait for this one at every step of it.
        lexicon = pickle.dumps(self._lexicon, -1) if self._lexicon else b""
        self._lexicon = None
        # Only the reviews go there and come back: what stands between them may be anything.
        reviews = pickle.dumps(_list_reviews(batch), -1)
        self._sender.submit(self._process.send, lexicon, reviews)
        future = self._receiver.submit(self._process.receive)
        self._sent.append(future)
        return future

    def finish(self, batch: list[_Item], sent: Future[bytes]) -> list[_Item]:
        """*batch* as it came back. Raises :class:`ProcessFailedError`."""
        return _exchange(batch, iter(pickle.loads(sent.result())))

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._sender.shutdown()
        self._receiver.shutdown()


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


def _is_ready(sent: Future[bytes] | None) -> bool:
    return sent is None or sent.done()
