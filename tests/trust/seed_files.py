"""Small valid files of every format, to be mutated: those of the documentation, and packed ones."""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import zipfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^```\w+ title=(\S+)\n(.*?)^```$", re.M | re.S)
_MOST = 3_000

SPECIAL = (
    "\0\t\n\r\x1b\"'`,;:|/\\<>()[]{}&#@!?*+-_=~^%$.…’“”—·• \xa0\u200b\u202e\ufeff★½İß\U0001f600"
)
"""Characters that mean something to one format or another, or to nobody."""

FRAGMENTS = (
    "Heat (1995)",
    "Review by Jane Roe",
    "Dir: Michael Mann, 1995, 170m",
    "Starring Al Pacino (Vincent), Robert De Niro",
    "Rating: 8/10",
    "★★★★½",
    "8 out of 10",
    "B+",
    "12 March 2019",
    "03/04/05",
    "US/UK, 2018",
    "Cert 15, 170 mins",
    "The Daily Reel, 2019-03-12",
    "“Heat” – ",
    "Mann’s Heat (1995) is ",
    "(Al Pacino)",
    "A. B. C. D.",
    "Mr. Mann and Ms. O’Hara-Smith, ",
    "by by by ",
    "and the of ",
    "1995 1996 ",
    "- - - ",
    "\n\n",
    "https://example.com/a?b=c&d=e ",
)
"""Pieces of valid headers, to be put together and repeated."""


@cache
def list_seeds() -> dict[str, bytes]:
    """Valid files by name; the name tells the format."""
    seeds: dict[str, bytes] = {}
    for page in sorted((ROOT / "docs" / "formats").glob("*.md")):
        for name, text in _FENCE.findall(page.read_text("utf-8")):
            seeds.setdefault(name.rpartition("/")[2], text.encode())
    for path in sorted((ROOT / "corpus").glob("*.txt"))[:12]:
        seeds[path.name] = path.read_bytes()[:_MOST]
    seeds["latin.txt"] = "Amélie (2001)\nDir: Jeunet – a café.".encode("cp1252")
    seeds["wide.txt"] = "Amélie (2001)\n\nA café.".encode("utf-16")
    seeds["toml.md"] = b'+++\ntitle = "Heat (1995)"\nrating = 4.5\n+++\nCold.\n'
    seeds["heat.txt.gz"] = gzip.compress(seeds["heat.txt"], mtime=0)
    inside = {name: seeds[name] for name in ("heat.txt", "reviews.csv", "jane.xml")}
    seeds["mine.zip"] = pack_zip(inside)
    for suffix, mode in (("tar", "w"), ("tar.gz", "w:gz"), ("tar.bz2", "w:bz2"), ("txz", "w:xz")):
        seeds[f"mine.{suffix}"] = pack_tar(inside, mode)
    return seeds


def pack_zip(members: dict[str, bytes]) -> bytes:
    """A ZIP of *members*."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def pack_tar(members: dict[str, bytes], mode: str) -> bytes:
    """A TAR of *members*, packed as *mode* says."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]  # a str
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def list_tokens(name: str) -> list[str]:
    """What files like the seed *name* are put together from: its lines, words and marks."""
    text = list_seeds()[name].decode("utf-8", "replace")
    words = re.findall(r"\w+|[^\w\s]+", text)[:200]
    return list(dict.fromkeys([*text.splitlines(keepends=True)[:60], *words, "\n", " "]))
