"""One small index of each format that was ever written, packed: ``format<n>.zip`` beside this.

    python3 -m tests.upgrade.indexes        write that of the present format anew

As long as a format has not been released, its index may be written anew after a change. Once
it has, the file stays as it is: what people have on their disks does not change either. Beside
the index stands ``answers.json``: the paths that each of :data:`QUERIES` finds.
"""

from __future__ import annotations

import json
import sys
import tempfile
import zipfile
from pathlib import Path

import reelsearch
from reelsearch.annotate import annotate
from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine.manifest import FORMAT
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.review import Location, Review
from tests.trust.scenarios import TEXTS

HERE = Path(__file__).parent
SOURCE = "/films"
QUERIES = ("knife", '"through the curtain"', "film:heat", "kit*", "year:1960..1980", "by:lund", "*")
_MOMENT = (2026, 1, 1, 0, 0, 0)


def write_index(folder: Path) -> None:
    """Two commits: two segments, and one review removed."""
    reviews = [
        annotate(Review(text, Location(SOURCE, name), body=(0, len(text)), id=f"id{name[:-4]}"))
        for name, text in TEXTS.items()
    ]
    for part in (reviews[:4], reviews[4:]):
        writer, _ = open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None)
        for file in [file for file in writer.files() if file.path == "alien.txt"]:
            writer.remove(file)
        for review in part:
            writer.add(review, "print")
        writer.commit(Remembered((SOURCE,)))


def ask(folder: Path) -> dict[str, list[str]]:
    """The paths that each query finds."""
    with reelsearch.open(folder) as searcher:
        return {
            query: sorted(hit.review.path for hit in searcher.search(query)) for query in QUERIES
        }


def main() -> int:
    """Write the file of the present format."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "index"
        write_index(folder)
        contents = {f"index/{path.name}": path.read_bytes() for path in sorted(folder.iterdir())}
        contents["answers.json"] = json.dumps(ask(folder), indent=1).encode()
    path = HERE / f"format{FORMAT}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    print(f"{path}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
