"""A folder of files to be read, as the tests of the readers need it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reelsearch.readers import FoundFile, read
from reelsearch.review import Location, Rejection, Review
from reelsearch.settings import DEFAULT, Settings

Found = list[Review | Rejection]


class Folder:
    """Writes files below *path* and reads them as the indexer would."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, data: str | bytes) -> FoundFile:
        """The file *name* (which may be in a folder) with *data* in it."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return FoundFile(path, Location(str(self.path), name))

    def read(
        self,
        name: str,
        data: str | bytes,
        columns: Mapping[str, str] | None = None,
        settings: Settings = DEFAULT,
    ) -> Found:
        """All that comes of a file *name* with *data* in it."""
        return list(read(self.write(name, data), settings, columns))

    def read_one(self, name: str, data: str | bytes) -> Review:
        """The one review in a file, which must hold nothing else."""
        found = self.read(name, data)
        assert len(found) == 1, found
        assert isinstance(found[0], Review), found[0]
        return found[0]

    def refuse(self, name: str, data: str | bytes, settings: Settings = DEFAULT) -> str:
        """The reason why a file is refused whole."""
        found = self.read(name, data, settings=settings)
        assert len(found) == 1, found
        assert isinstance(found[0], Rejection), found[0]
        return found[0].reason


def reviews(found: Found) -> list[Review]:
    """Those that are reviews."""
    return [item for item in found if isinstance(item, Review)]


def rejections(found: Found) -> list[Rejection]:
    """Those that are not."""
    return [item for item in found if isinstance(item, Rejection)]
