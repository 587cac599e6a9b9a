"""A disk that fails on command: what this process does to one folder, counted and struck.

In: a folder, the number of an operation, and a fault. From :meth:`Disk.install` on, every
creation, write, sync, rename, removal of a file and making of a folder in there is an
operation with a number; at the given one the process is killed, or told of an error. What
was done is kept as a journal, from which ``tests.trust.power_cut`` works out what a disk
would still hold after a power cut.

It replaces functions of ``os`` and ``io`` for the whole process, so it belongs in a process
of its own. What C code or another process writes is not seen.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple, NoReturn

Fault = Literal["none", "kill", "full", "error", "short"]
"""``full``: no space from then on; ``error``: EIO, once; ``short``: half of one write is taken,
and the program is told so."""

FAULTS: tuple[Fault, ...] = ("kill", "full", "error", "short")


class Operation(NamedTuple):
    """One thing done to the folder. ``name`` is relative to it; ``file`` numbers the file itself,
    whatever it is called, or is −1 for a folder."""

    kind: Literal["create", "truncate", "write", "sync", "rename", "unlink", "mkdir", "rmdir"]
    name: str
    file: int = -1
    at: int = 0
    data: bytes = b""
    target: str = ""


@dataclass(slots=True)
class Disk:
    """The folder *folder*, which may not exist yet, and what is to befall it.

    Names in it are relative; ``.`` is the folder itself and ``..`` the one it stands in.
    """

    folder: Path
    strike_at: int = 0
    fault: Fault = "none"
    journal: list[Operation] = field(default_factory=list)
    _files: dict[int, int] = field(default_factory=dict)
    _folders: dict[int, str] = field(default_factory=dict)
    _numbers: int = 0
    _is_full: bool = False

    def install(self) -> None:
        """Watch this process from now on."""
        for name, number in number_files(self.folder).items():
            inode = (self.folder / name).stat().st_ino
            if number < 0:
                self._folders[inode] = name
            else:
                self._files[inode] = number
                self._numbers = max(self._numbers, number + 1)
        self._folders[self.folder.parent.stat().st_ino] = ".."
        _Raw.disk = self
        for name in ("open", "write", "fsync", "ftruncate", "truncate", "mkdir", "rmdir"):
            setattr(os, name, getattr(self, f"_{name}"))
        for module, name, stand_in in (
            (os, "unlink", self._unlink),
            (os, "remove", self._unlink),
            (os, "rename", self._rename),
            (os, "replace", self._rename),
            (io, "open", self._open_file),
            (builtins, "open", self._open_file),
        ):
            setattr(module, name, stand_in)

    def find(self, path: Any, dir_fd: int | None = None) -> str | None:
        """The name of *path* in the folder; None if it is not in there."""
        if isinstance(path, int):
            path = f"/proc/self/fd/{path}"
            path = _real.readlink(path) if os.path.islink(path) else path
        text = os.fsdecode(path)
        if dir_fd is not None:
            above = self._folders.get(os.fstat(dir_fd).st_ino)
            return None if above is None else os.path.normpath(os.path.join(above, text))
        name = os.path.relpath(os.path.abspath(text), self.folder)
        return None if name.startswith("..") else name

    def strike(self, operation: Operation) -> bool:
        """Put *operation* down, and fail it if its turn has come.

        True if it is to be done by half, which only a write can.
        """
        self.journal.append(operation)
        is_write = operation.kind == "write"
        if self._is_full and operation.kind in ("create", "write", "mkdir"):
            self._refuse(errno.ENOSPC, operation)
        if len(self.journal) != self.strike_at:
            return False
        if self.fault == "kill" and not is_write:
            kill()
        if self.fault == "full":
            self._is_full = True
            self._refuse(errno.ENOSPC, operation)
        if self.fault == "error":
            self._refuse(errno.EIO, operation)
        return is_write and self.fault in ("kill", "short")

    def _refuse(self, number: int, operation: Operation) -> NoReturn:
        self.journal.pop()  # it is not done; the count goes on from the next
        self.strike_at = 0
        raise OSError(number, os.strerror(number), str(self.folder / operation.name))

    # What takes the place of the functions of os and io

    def _open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        name = self.find(path, dir_fd)
        if name is None or not flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            return int(_real.open(path, flags, mode, dir_fd=dir_fd))
        if not (is_there := (self.folder / name).exists()):
            self.strike(Operation("create", name, self._numbers))
        descriptor = int(_real.open(path, flags & ~os.O_TRUNC, mode, dir_fd=dir_fd))
        if not is_there:
            self._files[os.fstat(descriptor).st_ino] = self._numbers
            self._numbers += 1
        elif flags & os.O_TRUNC and os.fstat(descriptor).st_size:
            self._ftruncate(descriptor, 0)
        return descriptor

    def _open_file(self, file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
        name = self.find(file)
        if name is None or not set(mode) & set("wxa+"):
            return _real.open_file(file, mode, *given, **named)
        raw = _Raw(self._open_raw(file, mode, name), mode.replace("b", "").replace("t", ""))
        raw.name = file
        stream = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return stream
        encoding = named.get("encoding") or "utf-8"
        return io.TextIOWrapper(stream, encoding, named.get("errors"), named.get("newline"))

    def _open_raw(self, file: Any, mode: str, name: str) -> int:
        if isinstance(file, int):
            return file
        flags = os.O_RDWR if "+" in mode else os.O_WRONLY
        flags |= os.O_CREAT if set(mode) & set("wxa") else 0
        flags |= os.O_TRUNC if "w" in mode else 0
        flags |= os.O_EXCL if "x" in mode else 0
        flags |= os.O_APPEND if "a" in mode else 0
        return self._open(file, flags, 0o666)

    def _write(self, descriptor: int, data: Any) -> int:
        return self.write(descriptor, data)

    def write(self, descriptor: int, data: Any) -> int:
        """Write to a file of the folder, or of any other place."""
        content = bytes(data)
        file = self._files.get(os.fstat(descriptor).st_ino)
        if file is None or not content:
            return int(_real.write(descriptor, content))
        at = os.fstat(descriptor).st_size if is_appending(descriptor) else tell(descriptor)
        name = self.find(descriptor) or "?"
        if not self.strike(Operation("write", name, file, at, content)):
            return int(_real.write(descriptor, content))
        half = content[: len(content) // 2]
        self.journal[-1] = self.journal[-1]._replace(data=half)
        _real.write(descriptor, half)
        if self.fault == "kill":
            kill()
        self._is_full = True
        return len(half)

    def _fsync(self, descriptor: int) -> None:
        inode = os.fstat(descriptor).st_ino
        if (file := self._files.get(inode)) is not None:
            self.strike(Operation("sync", self.find(descriptor) or "?", file))
        elif inode in self._folders:
            self.strike(Operation("sync", self._folders[inode]))
        _real.fsync(descriptor)

    def _ftruncate(self, descriptor: int, length: int) -> None:
        file = self._files.get(os.fstat(descriptor).st_ino)
        if file is not None:
            self.strike(Operation("truncate", self.find(descriptor) or "?", file, length))
        _real.ftruncate(descriptor, length)

    def _truncate(self, path: Any, length: int) -> None:
        if isinstance(path, int):
            return self._ftruncate(path, length)
        descriptor = _real.open(path, os.O_WRONLY)
        try:
            self._ftruncate(descriptor, length)
        finally:
            os.close(descriptor)

    def _unlink(self, path: Any, *, dir_fd: int | None = None) -> None:
        if (name := self.find(path, dir_fd)) is not None and (self.folder / name).exists():
            file = self._files[(self.folder / name).stat().st_ino]
            self.strike(Operation("unlink", name, file))
        _real.unlink(path, dir_fd=dir_fd)

    def _rename(self, source: Any, target: Any) -> None:
        before, after = self.find(source), self.find(target)
        if before is not None and after is not None:
            file = self._files[(self.folder / before).stat().st_ino]
            self.strike(Operation("rename", before, file, target=after))
        _real.replace(source, target)

    def _mkdir(self, path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        name = self.find(path, dir_fd)
        if name is not None and not (self.folder / name).exists():
            self.strike(Operation("mkdir", name))
        _real.mkdir(path, mode, dir_fd=dir_fd)
        if name is not None:
            self._folders[(self.folder / name).stat().st_ino] = name

    def _rmdir(self, path: Any, *, dir_fd: int | None = None) -> None:
        if (name := self.find(path, dir_fd)) is not None and (self.folder / name).exists():
            self.strike(Operation("rmdir", name))
        _real.rmdir(path, dir_fd=dir_fd)


class _Raw(io.FileIO):
    """A file of the folder, each write to which is an operation."""

    disk: Disk
    name: Any = ""

    def write(self, data: Any) -> int:
        return self.disk.write(self.fileno(), data)

    def truncate(self, size: int | None = None) -> int:
        length = self.tell() if size is None else size
        os.ftruncate(self.fileno(), length)
        return length


class _Real:
    """The functions as they were when this module was imported."""

    def __init__(self) -> None:
        for name in ("open", "write", "fsync", "ftruncate", "mkdir", "rmdir", "unlink", "replace"):
            setattr(self, name, getattr(os, name))
        self.open_file = io.open

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


_real: Any = _Real()


def number_files(folder: Path) -> dict[str, int]:
    """The names in *folder*, those below its subfolders too, with a number for each file
    and −1 for each folder, itself among them; nothing if it does not exist."""
    if not folder.is_dir():
        return {}
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    files = [name for name in names if (folder / name).is_file()]
    numbers = dict.fromkeys((".", *names), -1)
    return numbers | {name: number for number, name in enumerate(files)}


def is_appending(descriptor: int) -> bool:
    """Whether a file was opened to be written to at its end."""
    import fcntl  # not on Windows, where this module is not used

    return bool(fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_APPEND)


def tell(descriptor: int) -> int:
    """Where in a file the next write goes."""
    return os.lseek(descriptor, 0, os.SEEK_CUR)


def kill() -> NoReturn:
    """End this process as a kill or a crash of the system would: nothing more is run."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")
