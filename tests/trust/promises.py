"""What is promised for any input: a file, a text, a query in; an AssertionError out if it fails.

Only declared errors leave, and in time: a second for a megabyte, and a little to begin with.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reelsearch import Searcher
from reelsearch.annotate import annotate
from reelsearch.annotate.theme_lexicon import load_lexicon
from reelsearch.annotate.theming import annotate_themes
from reelsearch.engines.whoosh_engine.documents import make_document
from reelsearch.engines.whoosh_engine.stored import dump_review, load_review
from reelsearch.errors import ReelsearchError
from reelsearch.readers import FoundFile, walk
from reelsearch.reading import FAILED, Reading, read_reviews
from reelsearch.review import Location, Rejection, Review
from tests.trust.inputs import File

SECONDS_PER_MEGABYTE = 1.0
SECONDS_TO_BEGIN = 0.5
TRACED = 5.0
"""How much longer it may take while the lines run are counted, as the checks do."""
_AGAIN = 3


def check_file(file: File, folder: Path, how: Reading) -> None:
    """Reading *file*, laid into the empty *folder*, gives reviews and rejections that hold up."""
    with lay_file(file, folder):
        keep_time(lambda: read_files(folder, how), len(file.data))


@contextmanager
def lay_file(file: File, folder: Path) -> Iterator[None]:
    """*file* lies in *folder* as long as the block lasts."""
    path = folder / file.name
    path.write_bytes(file.data)
    try:
        yield
    finally:
        path.unlink()


def read_files(folder: Path, how: Reading) -> None:
    """Read and annotate all in *folder*; what comes of it must hold up."""
    for found in walk(folder, how.settings):
        if isinstance(found, FoundFile):
            for item in read_reviews(found, how):
                check_item(item)


def check_item(item: Review | Rejection) -> None:
    """*item* can be shown, stored, and indexed."""
    if isinstance(item, Rejection):
        assert item.reason
        assert "\n" not in item.reason
        return
    start, end = item.body
    assert 0 <= start <= end <= len(item.text)
    assert item.rating is None or 0 <= item.rating <= 1
    assert not any(FAILED in warning for warning in item.warnings), item.warnings
    assert load_review(dump_review(item)) == item
    document = make_document(item, "[]")
    assert all(value is not None for value in document.values())


def check_text(text: str) -> None:
    """Annotating *text* gives a review that holds up, and leaves the text as it is."""
    keep_time(lambda: read_text(text), len(text))


def read_text(text: str) -> None:
    """Annotate *text*, and find its themes; what comes of it must hold up."""
    review = annotate(Review(text, Location("/films", "a.txt"), body=(0, len(text))))
    review = annotate_themes(review, load_lexicon())
    assert review.text == text
    check_item(review)


def check_query(searcher: Searcher, query: str) -> None:
    """*query* is answered, or refused with an error of ours that says something, in time."""
    keep_time(lambda: run_query(searcher, query), 0)


def run_query(searcher: Searcher, query: str) -> None:
    """The same, however long it takes."""
    try:
        results = searcher.search(query, limit=5, facets=["film"], explain=True)
        said = "answered"
    except ReelsearchError as error:
        said = str(error).strip()
    else:
        assert results.total >= len(results.hits)
    assert said


def keep_time(work: Callable[[], None], size: int) -> None:
    """Do *work*, which is allowed the time for *size* bytes; the quickest of some tries counts,
    since another process may have had the processor."""
    allowed = allow(size)
    took = min_time(work, allowed)
    assert took <= allowed, f"it took {took:.2f} s for {size} bytes; {allowed:.2f} s are allowed"


def allow(size: int) -> float:
    """The seconds that an input of *size* bytes may take."""
    allowed = SECONDS_TO_BEGIN + SECONDS_PER_MEGABYTE * size / 1e6
    return allowed * TRACED if sys.gettrace() else allowed


def min_time(work: Callable[[], None], enough: float) -> float:
    """The least time *work* takes, in seconds; it is done again while it takes over *enough*.

    Without the collection of garbage, which takes longer the more this process has made before.
    """
    least = float("inf")
    for _ in range(_AGAIN):
        gc.disable()
        try:
            started = time.process_time()
            work()
            least = min(least, time.process_time() - started)
        finally:
            gc.enable()
        if least <= enough:
            break
    return least
