"""What a file's name says: which format it is, whether it is an archive, whether it is hidden.

In: a name without its folder. Out: the name of the module that reads it, or None. The
registry looks into the file as well; the walk and the archives have the name alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

FORMATS: Final[Mapping[str, str]] = {
    ".txt": "plain_text",
    ".text": "plain_text",
    "": "plain_text",
    ".csv": "tables",
    ".tsv": "tables",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".json": "json_array",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "web_page",
    ".htm": "web_page",
    ".xhtml": "web_page",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
}
ARCHIVES: Final[Mapping[str, str]] = {
    ".zip": "zip_archive",
    ".tar": "tar_archive",
    ".tar.gz": "tar_archive",
    ".tgz": "tar_archive",
    ".tar.bz2": "tar_archive",
    ".tbz2": "tar_archive",
    ".tar.xz": "tar_archive",
    ".txz": "tar_archive",
}
_OTHER_ARCHIVES: Final = frozenset((".7z", ".rar", ".bz2", ".xz", ".zst", ".jar", ".cab", ".iso"))
_PASSED_OVER: Final = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}$")


def choose_by_name(name: str) -> str | None:
    """The module that reads files called *name*; None if none does."""
    suffix = suffix_of(name)
    if suffix == ".gz":
        suffix = suffix_of(name[: -len(suffix)])
    return FORMATS.get(suffix)


def choose_archive(name: str) -> str | None:
    """The module that reads archives called *name*; None if it is not called as one."""
    lowered = name.lower()
    return next((module for end, module in ARCHIVES.items() if lowered.endswith(end)), None)


def is_archive_name(name: str) -> bool:
    """Whether *name* is that of an archive, of a kind that is read or not."""
    return choose_archive(name) is not None or suffix_of(name) in _OTHER_ARCHIVES


def is_readable(name: str) -> bool:
    """Whether a reader takes files called *name*."""
    return choose_by_name(name) is not None or choose_archive(name) is not None


def is_hidden(name: str) -> bool:
    """Whether *name* is passed over without a word: dot files, what file managers leave."""
    return name.startswith(".") or name.lower() in _PASSED_OVER


def find_stem(name: str) -> str:
    """*name* without its suffixes: ``Heat (1995)`` for ``Heat (1995).md.gz``."""
    name = name[:-3] if name.lower().endswith(".gz") else name
    suffix = suffix_of(name)
    return name[: -len(suffix)] if suffix else name


def suffix_of(name: str) -> str:
    """The suffix that says what *name* is, in lower case; ``""`` for *Mr. Turner*."""
    match = _SUFFIX.search(name)
    return match[0].lower() if match and match.start() > 0 else ""
