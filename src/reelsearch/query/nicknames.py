"""What people call people: ``RDJ`` in, ``Robert Downey Jr.`` out.

The package's own list is ``nicknames.txt``; a person may give a file of the same form, whose
lines go before it. One nickname a line, as in ``The Coens = Joel Coen; Ethan Coen``; ``#``
begins a comment. Refused, as a :class:`SettingError` that names the line: what is no such
line, and a file that cannot be read or is over a megabyte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from reelsearch.analysis import name_tokens
from reelsearch.errors import SettingError

LARGEST = 1_000_000
"""Bytes that a file of nicknames may have."""

# Not importlib.resources: its import takes longer than a search.
_OWN = Path(__file__).parent / "nicknames.txt"


@lru_cache(maxsize=8)
def read_nicknames(added: Path | None = None) -> Mapping[str, tuple[str, ...]]:
    """Folded nickname, with and without its spaces → the names it stands for."""
    nicknames: dict[str, tuple[str, ...]] = {}
    for path in (_OWN,) if added is None else (_OWN, added):
        for tokens, names in _read(path):
            nicknames[" ".join(tokens)] = nicknames["".join(tokens)] = names
    return nicknames


def _read(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"The file of nicknames {path} cannot be read: {error}.") from error
    if len(raw) > LARGEST:
        raise SettingError(f"A file of nicknames has at most {LARGEST:,} bytes; {path} has more.")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        nickname, _, rest = line.partition("=")
        tokens = name_tokens(nickname)
        names = tuple(name.strip() for name in rest.split(";") if name_tokens(name))
        if not tokens or not names:
            raise SettingError(
                f"A line of nicknames is “nickname = name”, as in “RDJ = Robert Downey Jr.”;"
                f" line {number} of {path} is “{line.strip()[:60]}”."
            )
        yield tokens, names
