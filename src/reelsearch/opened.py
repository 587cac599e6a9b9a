"""A folder in, the index in it out, open: one committed state, shared by threads.

What is asked of an index is in ``searching``; here is only what it stands on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING

from reelsearch.engines.base import Engine
from reelsearch.engines.whoosh_engine.engine import WhooshEngine

if TYPE_CHECKING:
    from typing import Self

    from reelsearch.index_names import IndexNames


@dataclass(slots=True)
class IndexState:
    """One committed state of the index, and how many threads are looking at it."""

    engine: Engine
    users: int = 0
    is_replaced: bool = False
    known_names: IndexNames | None = None

    def names(self) -> IndexNames:
        """The names in the index. What most queries do without is imported when it is needed."""
        if self.known_names is None:
            from reelsearch.index_names import IndexNames

            self.known_names = IndexNames(self.engine)
        return self.known_names


class OpenedIndex:
    """An index that is open. It keeps the state it was opened with while others write."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = Path(folder)
        self._lock = Lock()
        self._state = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        with self._looking() as state:
            return state.engine.doc_count

    def close(self) -> None:
        """Let go of the index. What is asked after that is an :class:`EngineError`."""
        self._state.engine.close()

    def refresh(self) -> None:
        """Take in what was committed since this searcher was opened.

        A search that is under way in another thread ends on the state it began with.
        """
        after = self._open()
        with self._lock:
            before, self._state = self._state, after
            before.is_replaced = True
            is_idle = not before.users
        if is_idle:
            before.engine.close()

    def _open(self) -> IndexState:
        return IndexState(WhooshEngine(self._folder))

    @contextmanager
    def _looking(self) -> Iterator[IndexState]:
        """The state of now, kept open until the block ends."""
        with self._lock:
            state = self._state
            state.users += 1
        try:
            yield state
        finally:
            with self._lock:
                state.users -= 1
                is_last = state.is_replaced and not state.users
            if is_last:
                state.engine.close()
