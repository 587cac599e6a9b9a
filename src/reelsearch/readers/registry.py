"""Which reader takes which file, and what happens when it cannot.

In: a file found by ``walk``, or a member of an archive. Out: its reviews, and a
Rejection for whatever in it is not one. Content decides where a suffix lies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol

from reelsearch.errors import UnreadableError
from reelsearch.readers.base import ArchiveFormat, Content, Format, Options, Read
from reelsearch.readers.content import (
    FileContent,
    InMemory,
    Meter,
    read_head,
    read_whole,
    uncompressed,
)
from reelsearch.readers.file_names import choose_archive, choose_by_name
from reelsearch.review import Location, Rejection, Review
from reelsearch.settings import Settings

READER_VERSION: Final = 6
"""Raise it when a reader gives other reviews for the same bytes: files are read again."""

# People save pages as .txt and feeds as .html; what they hold says so in its first element.
_SNIFFED: Final = frozenset(("plain_text", "web_page", "feed"))
_BEFORE_ROOT: Final = (
    rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml[^<>]{0,200}>\s{0,99})?"
    rb"(?:<\?xml-stylesheet[^<>]{0,500}>\s{0,99})?(?:<!--[^<>]{0,500}-->\s{0,99})?"
)
_PAGE = re.compile(_BEFORE_ROOT + rb"<(?:!doctype\s{1,9})?html\b", re.I)
_FEED = re.compile(_BEFORE_ROOT + rb"<(?:rss|feed|rdf:RDF)\b", re.I)
_CHUNK: Final = 1 << 20
_HEAD: Final = 65_536
_LINES_OF_OBJECTS = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}\{[^\r\n]*\}[ \t]*\r?\n\s{0,99}\{")


class _Found(Protocol):
    @property
    def path(self) -> Path: ...
    @property
    def location(self) -> Location: ...


def read(
    file: _Found,
    settings: Settings,
    columns: Mapping[str, str] | None = None,
    meter: Meter | None = None,
) -> Read:
    """The reviews in *file*, and a Rejection for each record that is none.

    *columns* maps fields to the columns of a table (``{"body": "quote"}``); *meter* tells
    how far the reading has come. Never raises for what is in the file or for a file that
    cannot be opened.
    """
    options = Options(settings, columns or {})
    for item in read_content(FileContent(file.path, file.location, meter), options):
        yield _keep_short(item, settings.longest_review)


def read_content(content: Content, options: Options) -> Read:
    """The reviews in *content*, whatever it stands in; it never raises for what is in it."""
    try:
        archive = choose_archive(content.name)
        if archive and options.may_nest:
            yield from _read_archive(archive, content, options)
            return
        content = uncompressed(content)
        yield from _load(choose_format(content)).read(content, options)
    except UnreadableError as error:
        yield Rejection(content.location, error.reason)
    except (OSError, EOFError) as error:
        yield Rejection(content.location, describe_failure(error))
    except RecursionError:
        yield Rejection(
            content.location,
            "a file must be nested no deeper than a person would and this one is; remove it",
        )


def _read_archive(module_name: str, content: Content, options: Options) -> Read:
    module: ArchiveFormat = import_module(f"reelsearch.readers.{module_name}")
    if options.depth:
        content = InMemory(content, read_whole(content, options.settings.largest_file))
    deeper = replace(options, depth=options.depth + 1)
    yield from module.read(content, deeper, lambda member: read_content(member, deeper))


def _keep_short(item: Review | Rejection, longest: int) -> Review | Rejection:
    if isinstance(item, Rejection) or len(item.text) <= longest:
        return item
    return Rejection(
        item.location,
        f"a review may have {longest:,} characters and this one has {len(item.text):,};"
        " split it, or allow more with --max-review",
    )


def choose_format(content: Content) -> str:
    """The name of the module that reads *content*."""
    name = choose_by_name(content.name) or "plain_text"
    if name == "tables":
        from reelsearch.readers.letterboxd import recognise_export  # slow: it brings HTML parsing

        return "letterboxd" if recognise_export(content) else name
    if name in _SNIFFED:
        head = read_head(content, _HEAD)
        if _FEED.match(head):
            return "feed"
        if _PAGE.match(head):
            return "web_page"
    if name == "json_array" and _LINES_OF_OBJECTS.match(read_head(content, _HEAD)):
        return "json_lines"
    return name


def _load(name: str) -> Format:
    # Imported when first met: YAML and HTML parsers would slow the start of every query.
    module: Format = import_module(f"reelsearch.readers.{name}")
    return module


def fingerprint(file: _Found, columns: Mapping[str, str] | None = None) -> str:
    """32 hex digits that change when *file*, a companion of it, *columns* or the reader changes.

    Raises UnreadableError if it cannot be read.
    """
    digest = blake2b(f"reader {READER_VERSION}".encode(), digest_size=16)
    for field, column in sorted((columns or {}).items()):
        digest.update(f"\0{field}={column}".encode("utf-8", "surrogateescape"))
    content = FileContent(file.path, file.location)
    try:
        for part in (content, *companions(content)):
            digest.update(b"\0" + part.name.encode("utf-8", "surrogateescape") + b"\0")
            with part.open() as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
    except OSError as error:
        raise UnreadableError(describe_failure(error)) from error
    return digest.hexdigest()


def companions(content: Content) -> tuple[Content, ...]:
    """The contents beside *content* that its reviews depend on."""
    name = choose_by_name(content.name)
    if name != "tables":
        return ()
    from reelsearch.readers import letterboxd, tables  # slow: they bring HTML parsing

    return (*tables.companions(content), *letterboxd.companions(content))


def describe_failure(error: Exception) -> str:
    """Why a file could not be read, and what to do."""
    match error:
        case PermissionError():
            return (
                "a file must be readable and this one may not be read (permission denied); "
                "change its permissions"
            )
        case FileNotFoundError():
            return "a file must stay while it is read and this one is gone; index again"
        case IsADirectoryError():
            return "a review is a file and this is a folder; index again"
        case OSError(strerror=str(said)):
            return f"a file must be readable and this one is not ({said.lower()}); check the disk"
        case _:
            return f"a file must be whole and this one is not ({error}); copy it afresh"
