"""Another process answers, or it is said why not."""

from __future__ import annotations

import io
import os
import sys
from typing import IO

import pytest

from reelsearch import other_process
from reelsearch.other_process import OtherProcess, ProcessFailedError, answer_all


def join(one: bytes, other: bytes) -> bytes:
    if other == b"die":
        os._exit(1)
    return one + b" " + other if other else one[len(one)].to_bytes()


def serve_joining() -> None:
    answer_all(join, 2, sys.stdin.buffer, sys.stdout.buffer)


def frame(data: bytes) -> bytes:
    return len(data).to_bytes(8, "little") + data


def test_process_answers_one_request_after_another() -> None:
    process = OtherProcess(serve_joining)
    try:
        assert process.ask(b"kitchen", b"fight") == b"kitchen fight"
        with pytest.raises(ProcessFailedError, match="IndexError"):
            process.ask(b"kitchen", b"")
        assert process.ask(b"x" * 1_000_000, b"y") == b"x" * 1_000_000 + b" y"
    finally:
        process.kill()


def test_process_has_several_requests_waiting_and_answers_them_in_their_order() -> None:
    process = OtherProcess(serve_joining)
    try:
        process.start()
        for word in (b"kitchen", b"garden", b"roof"):
            process.send(word, b"fight")
        assert [process.receive() for _ in range(3)] == [
            b"kitchen fight",
            b"garden fight",
            b"roof fight",
        ]
    finally:
        process.kill()
    with pytest.raises(ProcessFailedError):
        process.send(b"kitchen", b"fight")
    with pytest.raises(ProcessFailedError):
        process.receive()


def test_who_waits_for_an_answer_hears_that_the_request_could_not_be_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(stream: IO[bytes], data: bytes) -> None:
        raise OSError("no memory for it")

    monkeypatch.setattr(other_process, "_send", fail)
    process = OtherProcess(serve_joining)
    try:
        process.start()
        with pytest.raises(ProcessFailedError, match="no memory"):
            process.send(b"kitchen", b"fight")
        with pytest.raises(ProcessFailedError):
            process.receive()
    finally:
        process.kill()


def test_process_that_dies_is_an_error_for_who_asked() -> None:
    process = OtherProcess(serve_joining)
    try:
        with pytest.raises(ProcessFailedError):
            process.ask(b"kitchen", b"die")
    finally:
        process.kill()


def test_python_that_cannot_be_started_is_an_error_for_who_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(ProcessFailedError):
        OtherProcess(serve_joining).ask(b"a", b"b")
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(ProcessFailedError, match="does not know"):
        OtherProcess(serve_joining).ask(b"a", b"b")


def test_answering_ends_with_what_is_asked() -> None:
    asked = frame(b"a") + frame(b"b") + frame(b"c") + frame(b"") + frame(b"cut")
    answers = io.BytesIO()
    answer_all(join, 2, io.BytesIO(asked), answers)
    assert answers.getvalue() == frame(b"+a b") + frame(b"-IndexError: index out of range")
