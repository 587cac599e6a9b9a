"""Runs written by other processes, so that more than one core works.

A worker is this Python started anew as a program of its own (not a fork, which is not safe
beside threads; nor through ``multiprocessing``, which would run the user's script again). It
reads pickled runs from its standard input and writes each to the file it is told. The
pickles come from the process that started it, and from nowhere else. Where a worker cannot
be started or dies, :class:`WorkerDiedError` says so, and the work is done without it.
"""

from __future__ import annotations

import pickle
import struct
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import IO

from reelsearch.engines.whoosh_engine.codec.runs import Run, renew_table
from reelsearch.engines.whoosh_engine.codec.words import WordTable

_FRAME = struct.Struct("<Q")
_DONE = b"done"
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    f"from {__name__} import serve; serve(sys.stdin.buffer, sys.stdout.buffer)"
)


class WorkerDiedError(Exception):
    """A worker could not do its work; nothing is known about its file."""


class Workers:
    """*count* processes, each started when it is first needed."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._busy: list[Future[None]] = []
        self._threads = ThreadPoolExecutor(max_workers=max(count, 1))
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._all = [_Worker() for _ in range(count)]
        for worker in self._all:
            self._idle.put(worker)

    def has_idle(self) -> bool:
        """Whether a run given now would be begun at once."""
        self._busy = [future for future in self._busy if not future.done()]
        return len(self._busy) < self._count

    def write(self, payload: bytes, path: str) -> Future[None]:
        """Have a pickled run written to *path*. The future raises :class:`WorkerDiedError`."""
        future = self._threads.submit(self._write, payload, path)
        self._busy.append(future)
        return future

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in self._all:
            worker.kill()
        self._threads.shutdown()

    def _write(self, payload: bytes, path: str) -> None:
        worker = self._idle.get()
        try:
            worker.write(payload, path)
        finally:
            self._idle.put(worker)


class _Worker:
    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def write(self, payload: bytes, path: str) -> None:
        try:
            process = self._process = self._process or _start()
            assert process.stdin is not None
            assert process.stdout is not None
            _send(process.stdin, path.encode("utf-8", "surrogateescape"))
            _send(process.stdin, payload)
            answer = _receive(process.stdout)
        except (OSError, EOFError, ValueError) as error:
            raise WorkerDiedError(str(error)) from error
        if answer != _DONE:
            raise WorkerDiedError(answer.decode("utf-8", "replace"))

    def kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what was left in its buffer went nowhere
                    continue


def pickle_run(run: Run) -> bytes:
    """A run that has split nothing yet, for :meth:`Workers.write`."""
    return pickle.dumps(run, pickle.HIGHEST_PROTOCOL)


def serve(source: IO[bytes], answers: IO[bytes]) -> None:
    """Be a worker: write runs until *source* ends."""
    table = WordTable()
    while True:
        try:
            path = _receive(source).decode("utf-8", "surrogateescape")
            payload = _receive(source)
        except EOFError:
            return
        try:
            write_run(pickle.loads(payload), path, table)
        except Exception as error:  # whatever it is, the other side does the work itself
            _send(answers, f"{type(error).__name__}: {error}".encode("utf-8", "replace"))
        else:
            _send(answers, _DONE)
        table = renew_table(table)


def write_run(run: Run, path: str, table: WordTable) -> None:
    """Write a run that has split nothing yet to *path*."""
    with open(path, "wb") as stream:
        run.write(stream, table)


def _start() -> subprocess.Popen[bytes]:
    if not sys.executable:
        raise OSError("this Python does not know its own program")
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *(entry for entry in sys.path if entry)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_FRAME.pack(len(data)))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    (length,) = _FRAME.unpack(_read(stream, _FRAME.size))
    return _read(stream, length)


def _read(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise EOFError("the other process has ended")
    return data
