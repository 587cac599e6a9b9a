"""Which members of an archive are read, and what is refused by name.

In: the name and kind of a member. Out: the name to show, or why it is refused. Members
are never unpacked to disk; names that would leave the folder are refused all the same,
for an archive that has them was made to do harm.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from reelsearch.readers.base import Content, Options
from reelsearch.readers.file_names import (
    choose_archive,
    choose_by_name,
    is_archive_name,
    is_hidden,
)
from reelsearch.review import Location, Rejection

_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST_NAME: Final = 1_000


def judge_name(name: str, archive: Content, options: Options) -> Rejection | str | None:
    """The member's name, cleaned, if a reader takes it; None if it is passed over.

    A Rejection if it points outside the *archive*, or is one itself and too deep.
    """
    plain = name.replace("\\", "/")
    shown = locate(archive, plain)
    parts = plain.split("/")
    if plain.startswith("/") or _DRIVE.match(plain) or ".." in parts:
        return Rejection(
            shown,
            "a member's name must stay inside its archive and this one leads out of it; "
            "make the archive anew",
        )
    parts = [part for part in parts if part not in ("", ".")]
    if not parts or any(is_hidden(part) for part in parts):
        return None
    if is_archive_name(parts[-1]):
        is_read = options.may_nest and choose_archive(parts[-1])
        return show_name("/".join(parts)) if is_read else Rejection(shown, _say_depth(options))
    return show_name("/".join(parts)) if choose_by_name(parts[-1]) else None


def _say_depth(options: Options) -> str:
    deepest = options.settings.deepest_archive
    if deepest > options.depth:
        return (
            "an archive in another must be ZIP or tar and this member is not; unpack it beside it"
        )
    if deepest == 1:
        rule = "an archive may not hold another and this member is one"
    else:
        rule = f"archives may stand {deepest} deep in each other and this member is deeper"
    return f"{rule}; unpack it beside it, or allow it with --max-depth {deepest + 1}"


def locate(archive: Content, member: str) -> Location:
    """Where *member* of *archive* stands; the names of the archives around it come first."""
    above = archive.location.member
    name = show_name(member)
    return replace(archive.location, member=f"{above}/{name}" if above else name)


def show_name(name: str) -> str:
    """A member's name, fit to be kept: valid text and not endless."""
    return name[:_LONGEST_NAME].encode("utf-8", "backslashreplace").decode("utf-8")


def resolve_beside(name: str, relative: str) -> str:
    """The member at *relative* (``x`` or ``../x``) to the member *name*."""
    folders = name.split("/")[:-1]
    while relative.startswith("../"):
        folders, relative = folders[:-1], relative[3:]
    return "/".join([*folders, relative])


def names_in_folder_of(name: str, names: list[str]) -> tuple[str, ...]:
    """The files of *names* in the same folder as the member *name*, without their folder."""
    folder = name.rpartition("/")[0]
    return tuple(sorted(n.rpartition("/")[2] for n in names if n.rpartition("/")[0] == folder))


def refuse(content: Content, member: str, reason: str) -> Rejection:
    """A Rejection that names *member* of the archive *content*."""
    return Rejection(locate(content, member), reason)
