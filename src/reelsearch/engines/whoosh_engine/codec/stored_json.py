"""Stored fields in, JSON out, and back: plain data only, so that reading it runs nothing.

Besides what JSON has, dates, times, bytes and decimals are kept, each as an object with
one key that begins with ``$``. Tuples come back as lists. Anything else is refused.
"""

from __future__ import annotations

import json
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from json.encoder import encode_basestring as quote
from typing import Any

_MARK = b'"$'
_PLAIN = frozenset({str, int})


def dump_fields(fields: dict[str, Any]) -> bytes:
    """The JSON of *fields*. Raises TypeError that names a field with other data in it."""
    try:
        if _PLAIN.issuperset(map(type, fields.values())) and "$" not in "".join(fields):
            # Reviews are; and the encoder takes longer to set up than to run.
            items = (
                f"{quote(name)}:{quote(value) if type(value) is str else value}"
                for name, value in fields.items()
            )
            return f"{{{','.join(items)}}}".encode("utf-8", "surrogatepass")
        encoded = _ENCODER.encode(fields).encode("utf-8", "surrogatepass")
        if _MARK in encoded:
            _refuse_marks(fields)
    except (TypeError, ValueError, RecursionError) as error:
        raise TypeError(_describe(fields, error)) from error
    return encoded


def load_fields(encoded: bytes) -> dict[str, Any]:
    """The fields that :func:`dump_fields` wrote. Raises ValueError for anything else."""
    hook = _restore if _MARK in encoded else None
    try:
        text = encoded.decode("utf-8", "surrogatepass")
        if hook is None:  # a decoder that is ready takes half as long
            fields, end = _DECODER.raw_decode(text)
        else:
            fields, end = json.loads(text, object_hook=hook), len(text)
    except RecursionError as error:
        raise ValueError("stored fields are nested too deeply") from error
    if end != len(text):
        raise ValueError("something comes after the stored fields")
    if not isinstance(fields, dict):
        raise ValueError("stored fields are not an object")
    return fields


def _dump_seconds(value: timedelta) -> str:
    return repr(value.total_seconds())


def _load_seconds(text: str) -> timedelta:
    return timedelta(seconds=float(text))


_KINDS: dict[str, tuple[type, Callable[[Any], str], Callable[[str], Any]]] = {
    # datetime before date, which it is a kind of
    "$datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "$date": (date, date.isoformat, date.fromisoformat),
    "$time": (time, time.isoformat, time.fromisoformat),
    "$seconds": (timedelta, _dump_seconds, _load_seconds),
    "$decimal": (Decimal, str, Decimal),
    "$bytes": (bytes, lambda b: b2a_base64(b, newline=False).decode("ascii"), a2b_base64),
}


def _encode(value: object) -> dict[str, str]:
    for key, (kind, dump, _) in _KINDS.items():
        if isinstance(value, kind):
            return {key: dump(value)}
    raise TypeError(f"{type(value).__name__} is not plain data")


def _restore(read: dict[str, Any]) -> Any:
    if len(read) == 1:
        ((key, value),) = read.items()
        if key in _KINDS:
            try:
                return _KINDS[key][2](value)
            except (TypeError, ArithmeticError) as error:
                raise ValueError(f"a stored {key[1:]} cannot be read") from error
    return read


def _refuse_marks(value: object) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(key, str) and key.startswith("$"):
                raise ValueError(f"a key may not begin with a dollar sign, as {key!r} does")
            _refuse_marks(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _refuse_marks(inner)


def _describe(fields: dict[str, Any], error: Exception) -> str:
    refused = next((name for name, value in fields.items() if not _is_plain(value)), "?")
    return (
        "A stored field holds plain data: text, numbers, dates, lists and objects of them."
        f" {refused!r} does not ({error})."
    )


def _is_plain(value: object) -> bool:
    try:
        _refuse_marks(value)
        _ENCODER.encode(value)
    except (TypeError, ValueError, RecursionError):
        return False
    return True


_DECODER = json.JSONDecoder()
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_encode)
