"""Files in, a committed index out, and a report of what became of each.

A run looks at every file of the sources it is to refresh, reads only those whose
content has changed, and commits once, at the end: until then, and if it is stopped,
the index is as it was.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reelsearch.analysis.identity import hash_content, make_id
from reelsearch.annotate import annotate
from reelsearch.engines.base import IndexedFile, Writer
from reelsearch.engines.whoosh_engine import open_writer
from reelsearch.errors import SettingError, SourceNotFoundError, UnreadableError
from reelsearch.readers import FoundFile, SkippedFile, fingerprint, read, walk
from reelsearch.review import Location, Rejection, Review
from reelsearch.settings import DEFAULT, Settings

DEFAULT_FOLDER = "index"
MOST_REJECTIONS = 1_000
"""How many reasons a report keeps; the count goes on."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run did, in reviews.

    ``added + updated + unchanged`` is what the refreshed sources hold in the index;
    ``rejected`` counts what could not be read and ``duplicates`` what the index had
    already (the same text about the same film). ``skipped`` counts files of kinds that
    hold no reviews. ``rejections`` are the reasons, the first thousand. ``took`` is in
    seconds.
    """

    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    rejected: int = 0
    duplicates: int = 0
    skipped: int = 0
    rejections: tuple[Rejection, ...] = ()
    warnings: tuple[str, ...] = ()
    took: float = 0.0


@dataclass(frozen=True, slots=True)
class Watch:
    """What a run calls while it goes on; all of it may be left as it is.

    ``on_file(done, total, reviews)`` after each file; ``on_wait()`` once, if another
    process is writing to the same index.
    """

    on_file: Callable[[int, int, int], None] = lambda done, total, reviews: None
    on_wait: Callable[[], None] = lambda: None


def index(
    paths: Iterable[str | os.PathLike[str]] = (),
    folder: str | os.PathLike[str] = DEFAULT_FOLDER,
    *,
    rebuild: bool = False,
    forget: Iterable[str | os.PathLike[str]] = (),
    columns: Mapping[str, str] | None = None,
    settings: Settings = DEFAULT,
    watch: Watch | None = None,
) -> IndexReport:
    """Bring the index in *folder* up to date with *paths*, files or folders of reviews.

    The index remembers its sources: without *paths* all of them are refreshed. With
    *rebuild* everything is read again, beside the old index, which is replaced at the
    end. Sources in *forget* are removed with their reviews. *columns* maps fields to the
    columns of a table, as in ``{"body": "quote"}``.

    Raises :class:`SourceNotFoundError` if none of *paths* exists,
    :class:`IndexLockedError`, :class:`IndexFormatError`, :class:`EngineError`.
    """
    watch = watch or Watch()
    started = time.perf_counter()
    where = Path(folder)
    given = [_absolute(path) for path in paths]
    _check_sources(given, _absolute(folder))
    writer, remembered = open_writer(
        where, rebuild=rebuild, wait=settings.lock_wait, on_wait=watch.on_wait
    )
    try:
        run = _Run(writer, settings, watch, columns, _absolute(folder))
        sources = run.refresh(given, remembered, {_absolute(path) for path in forget}, rebuild)
        if run.changed or rebuild or sources != remembered:
            writer.commit(sources)
        else:
            writer.cancel()
    except BaseException:
        writer.cancel()
        raise
    return run.report(time.perf_counter() - started)


def read_reviews(
    file: FoundFile, settings: Settings = DEFAULT, columns: Mapping[str, str] | None = None
) -> Iterator[Review | Rejection]:
    """The reviews in a file with what they say of themselves, and what is no review in it."""
    for item in read(file, settings, columns):
        yield annotate(item) if isinstance(item, Review) else item


@dataclass(slots=True)
class _Run:
    """One run: what it has seen so far, and the counts of the report."""

    writer: Writer
    settings: Settings
    watch: Watch
    columns: Mapping[str, str] | None
    folder: str
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    rejections: list[Rejection] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    changed: bool = False

    def refresh(
        self, given: list[str], remembered: Sequence[str], forget: set[str], rebuild: bool
    ) -> tuple[str, ...]:
        """Refresh the sources that are to be; return all that the index has from now on."""
        kept = [source for source in remembered if source not in forget]
        if unknown := forget - set(remembered):
            raise SettingError(
                f"Only a source of the index can be forgotten, and {sorted(unknown)[0]} is none."
                f" Its sources are: {', '.join(remembered) or 'none yet'}."
            )
        kept = [s for s in kept if not any(_is_inside(s, path) for path in given)]
        added = [path for path in given if not any(s in (path, *_above(path)) for s in kept)]
        sources = list(dict.fromkeys([*kept, *added]))
        touched = [s for s in sources if s in given or any(_is_inside(p, s) for p in given)]
        indexed: dict[str, dict[str, IndexedFile]] = defaultdict(dict)
        for file in self.writer.files():
            indexed[file.source][file.path] = file
        for source in set(indexed) - set(sources):
            self._remove(indexed[source].values())
        refreshed = sources if rebuild or not (given or forget) else touched
        if not sources and not forget:
            raise SettingError(
                "An index is made of files or folders, and none was given."
                " Name them: reelsearch index PATH…"
            )
        missing = []
        for source, found in [(s, self._find(s, indexed[s])) for s in refreshed]:
            if found is None:
                missing.append(source)
            else:
                self._refresh_source(found, indexed[source])
        if given and not set(given) - set(missing):
            raise SourceNotFoundError(self.rejections[0].reason)
        return tuple(s for s in sources if s not in missing or s in remembered)

    def _find(
        self, source: str, indexed: Mapping[str, IndexedFile]
    ) -> list[FoundFile | SkippedFile | Rejection] | None:
        try:
            found = walk(Path(source), self.settings)
            return [item for item in found if not self._is_index(item.location)]
        except SourceNotFoundError as error:
            reviews = sum(file.reviews for file in indexed.values())
            stay = f" Its {reviews} reviews stay in the index; --forget {source} removes them."
            reason = f"{error}.{stay}" if reviews else f"{error}."
            self._reject(Rejection(Location(source, source), reason))
            return None

    def _is_index(self, location: Location) -> bool:
        """Whether a file belongs to the index itself, made within the folder it indexes."""
        return _is_inside(os.path.join(location.source, location.path), self.folder)

    def _refresh_source(
        self, found: list[FoundFile | SkippedFile | Rejection], indexed: dict[str, IndexedFile]
    ) -> None:
        unreached: list[str] = []
        for done, item in enumerate(found, 1):
            if isinstance(item, SkippedFile):
                self.counts["skipped"] += 1
            elif isinstance(item, Rejection):
                self._reject(item)
                unreached.append(item.location.path)
            else:
                self._refresh_file(item, indexed.pop(item.location.path, None))
            reviews = self.counts["added"] + self.counts["updated"] + self.counts["unchanged"]
            self.watch.on_file(done, len(found), reviews)
        # What could not be reached today may be there tomorrow; only what is gone is removed.
        gone = [
            file
            for path, file in indexed.items()
            if not any(path == p or p == "." or path.startswith(f"{p}/") for p in unreached)
        ]
        self._remove(gone)

    def _refresh_file(self, file: FoundFile, before: IndexedFile | None) -> None:
        try:
            now = fingerprint(file)
        except UnreadableError as error:
            stay = "; its reviews from before stay in the index" if before else ""
            self._reject(Rejection(file.location, error.reason + stay))
            return
        if before is not None:
            if before.fingerprint == now:
                self.counts["unchanged"] += before.reviews
                return
            self.writer.remove(before)
            self.changed = True
        old = before.reviews if before else 0
        new = self._add_reviews(file, now)
        self.counts["updated"] += min(old, new)
        self.counts["added"] += max(new - old, 0)
        self.counts["removed"] += max(old - new, 0)

    def _add_reviews(self, file: FoundFile, now: str) -> int:
        added = 0
        for item in read_reviews(file, self.settings, self.columns):
            if isinstance(item, Rejection):
                self._reject(item)
            elif self.writer.has_review("content", hash_content(item)):
                self.counts["duplicates"] += 1
            else:
                self.writer.add(replace(item, id=self._choose_id(item)), now)
                self.warnings += [f"{item.path}: {warning}" for warning in item.warnings]
                self.changed = True
                added += 1
        return added

    def _choose_id(self, review: Review) -> str:
        attempt = 0
        while self.writer.has_review("id", chosen := make_id(review.location, attempt)):
            attempt += 1
        return chosen

    def _remove(self, files: Iterable[IndexedFile]) -> None:
        for file in files:
            self.writer.remove(file)
            self.counts["removed"] += file.reviews
            self.changed = True

    def _reject(self, rejection: Rejection) -> None:
        self.counts["rejected"] += 1
        if len(self.rejections) < MOST_REJECTIONS:
            self.rejections.append(rejection)

    def report(self, took: float) -> IndexReport:
        """What the run did."""
        return IndexReport(
            **self.counts,
            rejections=tuple(self.rejections),
            warnings=tuple(self.warnings[:MOST_REJECTIONS]),
            took=took,
        )


def _absolute(path: str | os.PathLike[str]) -> str:
    return os.path.abspath(os.fspath(path))


def _above(path: str) -> list[str]:
    return [str(parent) for parent in Path(path).parents]


def _is_inside(path: str, folder: str) -> bool:
    return folder in _above(path)


def _check_sources(given: Sequence[str], folder: str) -> None:
    for path in given:
        if folder == path:
            raise SettingError(
                f"An index and its reviews are kept apart, and both are to be in {path}."
                " Name another folder with --index."
            )
