"""Work for another process of this program, so that more than one core works.

The other process is this Python started anew (not a fork, which is not safe beside threads;
nor through ``multiprocessing``, which would run the user's script again). It reads requests
from its standard input and answers on its standard output. What it reads comes from the
process that started it, and from nowhere else, so that it may be pickled. Where it cannot
be started, dies or fails, :class:`ProcessFailedError` says so, and whoever asked does the
work without it.
"""

from __future__ import annotations

import gc
import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO

_PIPE_BYTES = 1 << 20
"""What may be on its way in each direction, where the system lets it be set: so that the other
process has its next request at hand, however long this one takes to come back to it."""
_FRAME = struct.Struct("<Q")
_COLLECT_AFTER = 50_000
"""Objects made and not let go of since garbage was last looked for."""
_DONE, _FAILED = b"+", b"-"


class ProcessFailedError(Exception):
    """The other process did not do its work; nothing is known of what it has left."""


class OtherProcess:
    """One process, started when it is first asked. *function*, of a module that can be
    imported, is what it runs: it calls :func:`answer_all`. Not to be shared by threads, but as
    :meth:`send` says."""

    def __init__(self, function: Callable[[], None]) -> None:
        self._program = (
            "import sys; sys.path[:] = sys.argv[1:]; "
            f"from {__name__} import {collect_rarely.__name__}; {collect_rarely.__name__}(); "
            f"from {function.__module__} import {function.__name__} as run; run()"
        )
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, *parts: bytes) -> bytes:
        """The answer to a request. Raises :class:`ProcessFailedError`."""
        self.start()
        self.send(*parts)
        return self.receive()

    def start(self) -> None:
        """Start the process if it has not been. Raises :class:`ProcessFailedError`."""
        try:
            self._process = self._process or self._start()
        except (OSError, ValueError) as error:
            raise ProcessFailedError(str(error)) from error

    def send(self, *parts: bytes) -> None:
        """Ask, and do not wait for the answer; one thread may do so, and another receive.

        Raises :class:`ProcessFailedError`, also where the process was not started.
        """
        process = self._process
        try:
            if process is None or process.stdin is None:
                raise EOFError("there is no other process")
            for part in parts:
                _send(process.stdin, part)
        except (OSError, EOFError, ValueError) as error:
            if process is not None:
                process.kill()  # it has half a request, and who receives would wait for ever
            raise ProcessFailedError(str(error)) from error

    def receive(self) -> bytes:
        """The answer to the first request that has not had one. Raises as :meth:`send`."""
        process = self._process
        try:
            if process is None or process.stdout is None:
                raise EOFError("there is no other process")
            answer = _receive(process.stdout)
        except (OSError, EOFError, ValueError) as error:
            raise ProcessFailedError(str(error)) from error
        if answer[:1] != _DONE:
            raise ProcessFailedError(answer[1:].decode("utf-8", "replace"))
        return answer[1:]

    def kill(self) -> None:
        """End the process, whatever it is doing."""
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

    def _start(self) -> subprocess.Popen[bytes]:
        if not sys.executable:
            raise OSError("this Python does not know its own program")
        process = subprocess.Popen(
            [sys.executable, "-c", self._program, *(entry for entry in sys.path if entry)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        _widen(process.stdin)
        _widen(process.stdout)
        return process


def answer_all(
    work: Callable[..., bytes], parts: int, source: IO[bytes], answers: IO[bytes]
) -> None:
    """Be the other process: do *work* with the *parts* of each request, until *source* ends."""
    while True:
        try:
            request = [_receive(source) for _ in range(parts)]
        except EOFError:
            return
        try:
            answer = _DONE + work(*request)
        except Exception as error:  # whatever it is, the other side does the work itself
            answer = _FAILED + f"{type(error).__name__}: {error}".encode("utf-8", "replace")
        _send(answers, answer)


def collect_rarely() -> tuple[int, int, int]:
    """Look for garbage less often, and return how often that was done.

    Reviews come and go by the million, and none refers to itself; to look at what stays, such
    as the words of all themes, takes a tenth of the time of a run.
    """
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(max(before[0], _COLLECT_AFTER), *before[1:])
    return before


def _widen(stream: IO[bytes] | None) -> None:
    """Let more bytes be on their way in a pipe; where that cannot be, it stays as it is."""
    with suppress(ImportError, AttributeError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl  # not on every system

        if stream is not None:
            fcntl(stream, F_SETPIPE_SZ, _PIPE_BYTES)


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
