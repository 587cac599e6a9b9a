"""Files in, a committed index out, and a report of what became of each.

A run looks at every file of the sources it is to refresh, removes the reviews of those
that are gone or changed, and only then reads the new and the changed ones: so that a
review that has moved to another file is not taken for one the index has. It commits once,
at the end: until then, and if it is stopped, the index is as it was.
"""

from __future__ import annotations

import gc
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from reelsearch.analysis.identity import hash_content, make_id
from reelsearch.annotate.theme_lexicon import load_lexicon
from reelsearch.engines.base import IndexedFile, Remembered, Writer
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.errors import (
    SettingError,
    SourceNotFoundError,
    TooManyErrorsError,
    UnreadableError,
)
from reelsearch.index_report import MOST_REJECTIONS, IndexReport, Watch
from reelsearch.other_process import collect_rarely
from reelsearch.readers import FoundFile, Meter, SkippedFile, fingerprint, read, walk
from reelsearch.reading import Annotator, Reading
from reelsearch.review import Location, Rejection, Review
from reelsearch.settings import DEFAULT, Settings

DEFAULT_FOLDER = "index"
_TELL_EVERY = 250

_NO_SOURCES = (
    "An index is made of files or folders, and none was given. Name them: reelsearch index PATH…"
)


def index(  # noqa: PLR0913 (what a person may say; all but two by name)
    paths: Iterable[str | os.PathLike[str]] = (),
    folder: str | os.PathLike[str] = DEFAULT_FOLDER,
    *,
    rebuild: bool = False,
    forget: Iterable[str | os.PathLike[str]] = (),
    columns: Mapping[str, str] | None = None,
    themes: str | os.PathLike[str] | None = None,
    settings: Settings = DEFAULT,
    watch: Watch | None = None,
) -> IndexReport:
    """Bring the index in *folder* up to date with *paths*, files or folders of reviews.

    The index remembers its sources: without *paths* all of them are refreshed. With
    *rebuild* everything is read again, beside the old index, which is replaced at the
    end. Sources in *forget* are removed with their reviews. *columns* maps fields to the
    columns of a table, as in ``{"body": "quote"}``. *themes* is a file of themes that
    adds to the built-in ones, or takes the place of those it names.

    A run in which more than ``settings.most_errors`` files and rows are rejected stops with
    :class:`TooManyErrorsError`, and the index stays as it was.

    Raises :class:`SourceNotFoundError` if none of *paths* exists, or in a rebuild if one
    that the index remembers does not; :class:`SettingError`, :class:`IndexLockedError`,
    :class:`IndexFormatError`, :class:`EngineError`.
    """
    watch = watch or Watch()
    started = time.perf_counter()
    given = [_absolute(path) for path in paths]
    forgotten = {_absolute(path) for path in forget}
    _check_given(given, _absolute(folder), settings)
    writer, remembered = open_writer(
        Path(folder),
        rebuild=rebuild,
        wait=settings.lock_wait,
        on_wait=watch.on_wait,
        memory=settings.memory,
    )
    thresholds = collect_rarely()
    try:
        how = Reading(settings, columns or {}, load_lexicon(Path(themes) if themes else None))
        run = _Run(writer, how, watch, _absolute(folder), remembered.partial)
        sources = run.refresh(given, remembered.sources, forgotten, rebuild)
        keep = Remembered(sources, run.list_partial(sources))
        if run.changed or rebuild or keep != remembered:
            writer.commit(keep)
        else:
            writer.cancel()
    except BaseException:
        writer.cancel()
        raise
    finally:
        gc.set_threshold(*thresholds)
    return run.report(time.perf_counter() - started)


_Found: TypeAlias = list[FoundFile | SkippedFile | Rejection]
_Key: TypeAlias = tuple[str, str]


class _Work(NamedTuple):
    """A file to be read. The reviews of a *known* one are in the index, but for those that
    another file had brought."""

    file: FoundFile
    fingerprint: str
    known: IndexedFile | None = None

    @property
    def key(self) -> _Key:
        return self.file.location.source, self.file.location.path


class _Run:
    """One run: what it has seen so far, and the counts of the report."""

    def __init__(
        self,
        writer: Writer,
        how: Reading,
        watch: Watch,
        folder: str,
        partial: Mapping[_Key, bool],
    ) -> None:
        self.changed = False
        self._writer = writer
        self._how = how
        self._settings = how.settings
        self._watch = watch
        self._folder = folder
        self._partial = dict(partial)
        self._counts: dict[str, int] = defaultdict(int)
        self._rejections: list[Rejection] = []
        self._warnings: list[str] = []
        self._before: dict[_Key, int] = {}
        self._unread: list[_Work] = []
        self._done = self._total = self._read_so_far = 0
        self._told = 0.0
        self._meter = Meter()

    def refresh(
        self, given: list[str], remembered: Sequence[str], forget: set[str], rebuild: bool
    ) -> tuple[str, ...]:
        """Refresh the sources that are to be; return all that the index has from now on."""
        indexed: dict[str, dict[str, IndexedFile]] = defaultdict(dict)
        for file in self._writer.files():
            indexed[file.source][file.path] = file
        # A run killed in its last moment may have left reviews of a source not remembered.
        known = tuple(dict.fromkeys([*remembered, *indexed]))
        sources = _choose_sources(given, known, forget)
        refreshed = sources if rebuild or not (given or forget) else _find_touched(sources, given)
        needed = set(known) if rebuild else set()
        found = {s: self._find(s, indexed[s], is_needed=s in needed) for s in refreshed}
        self._reject_missing(path for path in given if path not in sources)
        for source in indexed.keys() - set(sources):
            self._remove(indexed[source].values())
        self._total = sum(len(files or ()) for files in found.values())
        there = {source: files for source, files in found.items() if files is not None}
        work = [item for s, files in there.items() for item in self._compare(files, indexed[s])]
        if self.changed:
            # Any other file may hold what was removed, left out since that had brought it.
            self._partial = dict.fromkeys(self._partial, True)
        self._read([*work, *(item for item in self._unread if self._partial[item.key])])
        return tuple(source for source in sources if source in there or source in known)

    def list_partial(self, sources: Sequence[str]) -> dict[_Key, bool]:
        """The files of which something was left out, for the next run."""
        kept = set(sources)
        return {key: due for key, due in sorted(self._partial.items()) if key[0] in kept}

    def report(self, took: float) -> IndexReport:
        """What the run did."""
        return IndexReport(
            **self._counts,
            rejections=tuple(self._rejections),
            warnings=tuple(self._warnings[:MOST_REJECTIONS]),
            took=took,
        )

    # What there is

    def _find(
        self, source: str, indexed: Mapping[str, IndexedFile], *, is_needed: bool
    ) -> _Found | None:
        """What is below *source*; None, and a rejection, if it is not there."""
        try:
            found = list(walk(Path(source), self._settings))
        except SourceNotFoundError as error:
            if is_needed:
                raise SourceNotFoundError(
                    f"A rebuild reads every source again: {error}, or leave the source out"
                    f" with --forget {source}."
                ) from error
            reviews = sum(file.reviews for file in indexed.values())
            stay = f" Its {reviews} reviews stay in the index; --forget {source} removes them."
            reason = f"{error}.{stay}" if reviews else f"{error}."
            self._reject(Rejection(Location(source, source), reason))
            return None
        index = _find_below(self._folder, source)
        return [item for item in found if index is None or not _lies_in(item.location.path, index)]

    def _reject_missing(self, paths: Iterable[str]) -> None:
        for path in paths:
            try:
                next(walk(Path(path), self._settings), None)
            except SourceNotFoundError as error:
                self._reject(Rejection(Location(path, path), f"{error}."))

    def _compare(self, found: _Found, indexed: dict[str, IndexedFile]) -> list[_Work]:
        """Remove what is gone or changed; return what is to be read."""
        work: list[_Work] = []
        unreached: list[str] = []
        for item in found:
            if isinstance(item, SkippedFile):
                self._counts["skipped"] += 1
            elif isinstance(item, Rejection):
                self._reject(item)
                unreached.append(item.location.path)
            elif to_read := self._compare_file(item, indexed.pop(item.location.path, None)):
                work.append(to_read)
                continue
            self._tick()
        # What could not be reached today may be there tomorrow; only what is gone is removed.
        for file in indexed.values():
            if any(p == "." or _lies_in(file.path, p) for p in unreached):
                self._counts["unchanged"] += file.reviews
            else:
                self._remove([file])
        return work

    def _compare_file(self, file: FoundFile, before: IndexedFile | None) -> _Work | None:
        try:
            work = _Work(file, fingerprint(file))
        except UnreadableError as error:
            stay = "; its reviews from before stay in the index" if before else ""
            self._reject(Rejection(file.location, error.reason + stay))
            self._counts["unchanged"] += before.reviews if before else 0
            return None
        if before is None:
            return work
        if before.fingerprint == work.fingerprint:
            self._counts["unchanged"] += before.reviews
            if work.key in self._partial:
                self._unread.append(work._replace(known=before))
            return None
        self._before[work.key] = before.reviews
        self._forget(before)
        return work

    def _remove(self, files: Iterable[IndexedFile]) -> None:
        for file in files:
            self._forget(file)
            self._counts["removed"] += file.reviews

    def _forget(self, file: IndexedFile) -> None:
        self._writer.remove(file)
        self.changed = True
        self._partial.pop((file.source, file.path), None)

    # What is read

    def _read(self, files: Sequence[_Work]) -> None:
        annotator = Annotator(self._how.lexicon, expected=sum(work.file.size for work in files))
        work: _Work | None = None
        added = left_out = 0
        try:
            for item in annotator.annotate_all(self._list_items(files)):
                if isinstance(item, _Work):
                    if work:
                        self._end_file(work, added, left_out)
                    work, added, left_out = item, 0, 0
                elif work is None:
                    raise AssertionError("a file comes before what is in it")
                elif isinstance(item, Rejection):
                    if work.known is None:
                        self._reject(item)
                elif self._writer.has_review("content", hash_content(item)):
                    left_out += 1
                else:
                    self._add(item, work.fingerprint)
                    added += 1
            if work:
                self._end_file(work, added, left_out)
        finally:
            annotator.close()

    def _list_items(self, files: Iterable[_Work]) -> Iterator[_Work | Review | Rejection]:
        """Each of *files*, before what is in it."""
        for work in files:
            yield work
            self._meter = Meter()
            yield from read(work.file, self._settings, self._how.columns, self._meter)

    def _end_file(self, work: _Work, added: int, left_out: int) -> None:
        if work.known is None:
            before = self._before.get(work.key, 0)
            self._counts["updated"] += min(before, added)
            self._counts["added"] += max(added - before, 0)
            self._counts["removed"] += max(before - added, 0)
            self._counts["duplicates"] += left_out
            self._tick()
        else:
            self._counts["added"] += added
            left_out -= work.known.reviews
        self._partial.pop(work.key, None)
        # A file that has brought nothing is read in every run.
        if left_out > 0 and (added or work.known):
            self._partial[work.key] = False

    def _add(self, review: Review, mark: str) -> None:
        attempt = 0
        while self._writer.has_review("id", chosen := make_id(review.location, attempt)):
            attempt += 1
        self._writer.add(review.with_values(id=chosen), mark)
        if len(self._warnings) < MOST_REJECTIONS:
            self._warnings += [f"{review.path}: {warning}" for warning in review.warnings]
        self.changed = True
        self._read_so_far += 1
        if self._read_so_far % _TELL_EVERY == 0:
            self._tell(self._meter.share())

    def _reject(self, rejection: Rejection) -> None:
        self._counts["rejected"] += 1
        if self._counts["rejected"] > self._settings.most_errors:
            raise TooManyErrorsError(
                f"A run may reject {self._settings.most_errors:,} files and rows, and this one"
                f" has more; the last is {rejection}. The index is as it was."
                " Mend them, or allow more with --max-errors."
            )
        if len(self._rejections) < MOST_REJECTIONS:
            self._rejections.append(rejection)

    def _tick(self) -> None:
        self._done += 1
        self._tell()

    def _tell(self, share: float = 0.0) -> None:
        reviews = self._read_so_far + self._counts["unchanged"]
        # The file that is read may be ahead of the one whose reviews are added.
        self._told = min(max(self._told, self._done + share), self._total)
        self._watch.on_progress(self._told, self._total, reviews)


def _choose_sources(given: list[str], known: Sequence[str], forget: set[str]) -> list[str]:
    """The sources an index has from now on, none of them inside another."""
    if unknown := forget - set(known):
        raise SettingError(
            f"Only a source of the index can be forgotten, and {min(unknown)} is none."
            f" Its sources are: {', '.join(known) or 'none yet'}."
        )
    wanted = dict.fromkeys([*(s for s in known if s not in forget), *given])
    if not wanted and not forget:
        raise SettingError(_NO_SOURCES)
    return [source for source in wanted if not any(above in wanted for above in _above(source))]


def _find_touched(sources: Sequence[str], given: Sequence[str]) -> list[str]:
    """Those of *sources* that are among *given*, or have one of them inside."""
    touched = {path for one in given for path in (one, *_above(one))}
    return [source for source in sources if source in touched]


def _absolute(path: str | os.PathLike[str]) -> str:
    return os.path.abspath(os.fsdecode(path))


def _above(path: str) -> list[str]:
    return [str(parent) for parent in Path(path).parents]


def _find_below(folder: str, source: str) -> str | None:
    """The path of *folder* below *source*, links resolved; None if it is elsewhere."""
    below = os.path.relpath(os.path.realpath(folder), os.path.realpath(source))
    return None if below == ".." or below.startswith(f"..{os.sep}") else Path(below).as_posix()


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def _check_given(given: Sequence[str], folder: str, settings: Settings) -> None:
    """Refuse what can be refused before a folder is made for the index."""
    for path in given:
        if path == folder or folder in _above(path):
            raise SettingError(
                f"An index and its reviews are kept apart, and {path} is to be read into {folder}."
                " Name another folder with --index."
            )
    if not given and not os.path.isdir(folder):
        raise SettingError(_NO_SOURCES)
    if given and not any(os.path.exists(path) for path in given):
        try:
            next(walk(Path(given[0]), settings), None)
        except SourceNotFoundError as error:
            raise SourceNotFoundError(f"{error}.") from None
