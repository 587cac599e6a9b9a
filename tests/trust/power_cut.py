"""What a disk still holds after a power cut: a journal of operations in, folders out.

What counts as kept is what POSIX promises and no more: the content of a file as it was at
its last sync, and the names of a folder as they were at its last sync. All else may have
reached the disk or not, in any combination: of what a file got since, all, half or nothing,
or the length without the content, as zeros; of the creations, renames and removals since,
any, in any order. The file systems in use promise more; they break fewer programs.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.trust.disk import Operation, number_files

Files = dict[str, bytes | None]
"""What a folder holds, by name; None is a folder. Without ``.`` there is no folder."""

VARIANTS = 6
"""How many of the states after a cut are built: five chosen, one by chance."""


@dataclass(slots=True)
class State:
    """A disk in the course of its operations."""

    contents: dict[int, bytes] = field(default_factory=dict)
    synced: dict[int, bytes] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    pending: list[Operation] = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path) -> State:
        """The state of a folder all of which is safely on the disk."""
        names = number_files(folder)
        contents = {n: (folder / name).read_bytes() for name, n in names.items() if n >= 0}
        return cls(contents, dict(contents), names, dict(names))

    def apply(self, operation: Operation) -> None:
        """Do *operation*."""
        kind, name, file = operation.kind, operation.name, operation.file
        if kind == "sync" and file >= 0:
            self.synced[file] = self.contents[file]
        elif kind == "sync":
            due = [op for op in self.pending if name in folders_of(op)]
            self.pending = [op for op in self.pending if op not in due]
            for op in due:
                change_names(self.kept, op)
        elif kind == "write":
            before = self.contents[file].ljust(operation.at, b"\0")
            after = before[operation.at + len(operation.data) :]
            self.contents[file] = before[: operation.at] + operation.data + after
        elif kind == "truncate":
            self.contents[file] = self.contents[file][: operation.at].ljust(operation.at, b"\0")
        else:
            if kind == "create":
                self.contents[file] = self.synced[file] = b""
            change_names(self.names, operation)
            self.pending.append(operation)

    def files(self) -> Files:
        """What the folder holds as programs see it."""
        return collect(self.names, self.contents)

    def cut(self, variant: int, seed: str) -> Files:
        """One of the folders that may be left when the power goes now."""
        chance = random.Random(f"{seed} {variant}")
        done = {
            0: [],
            1: self.pending,
            2: self.pending,
            3: self.pending[: chance.randint(0, len(self.pending))],
            4: [op for op in self.pending if chance.random() < 0.5],
            # Renames that came through, and not the creation of what the renamed file names.
            5: [op for op in self.pending if op.kind in ("rename", "mkdir")],
        }[variant]
        names = dict(self.kept)
        for op in done:
            change_names(names, op)
        contents = {file: self._survive(file, variant, chance) for file in self.contents}
        return collect(names, contents)

    def _survive(self, file: int, variant: int, chance: random.Random) -> bytes:
        now, kept = self.contents[file], self.synced.get(file, b"")
        half = kept + now[len(kept) : (len(kept) + len(now)) // 2]
        zeroed = kept.ljust(len(now), b"\0")
        return {
            0: kept,
            1: kept,
            2: zeroed,
            3: now,
            4: chance.choice((kept, half, zeroed, now)),
            5: kept,
        }[variant]


def run_to(state: State, journal: Sequence[Operation]) -> State:
    """The state after *journal*; *state* itself is left as it is."""
    after = replace(
        state,
        contents=dict(state.contents),
        synced=dict(state.synced),
        names=dict(state.names),
        kept=dict(state.kept),
        pending=list(state.pending),
    )
    for operation in journal:
        after.apply(operation)
    return after


def folders_of(operation: Operation) -> set[str]:
    """The folders whose sync makes *operation* last."""
    names = [name for name in (operation.name, operation.target) if name]
    return {".." if name == "." else Path(name).parent.as_posix() for name in names}


def change_names(names: dict[str, int], operation: Operation) -> None:
    """Do to *names* what *operation* does to the names of a disk."""
    if operation.kind in ("unlink", "rmdir", "rename"):
        names.pop(operation.name, None)
    if operation.kind in ("create", "mkdir"):
        names[operation.name] = operation.file
    if operation.kind == "rename":
        names[operation.target] = operation.file


def collect(names: dict[str, int], contents: dict[int, bytes]) -> Files:
    """The files that can be reached: those all of whose folders are there."""
    reached = {
        name
        for name in names
        if all(above.as_posix() in names for above in Path(name).parents) or name == "."
    }
    return {name: None if names[name] < 0 else contents[names[name]] for name in reached}


def lay_out(files: Files, folder: Path) -> None:
    """Make *folder*, which does not exist, hold *files*."""
    for name in sorted(files):
        content = files[name]
        if content is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(content)
