"""The pages on formats are true: each example is read, and what is shown for it comes out."""

from __future__ import annotations

import json
import re
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reelsearch.query import whole_grammar
from reelsearch.readers import FoundFile, file_names, front_matter, limits, read, walk
from reelsearch.readers.columns import fold_name, known_names
from reelsearch.readers.name_words import OTHER
from reelsearch.review import Rejection, Review
from reelsearch.settings import DEFAULT

PAGES = Path(__file__).resolve().parents[2] / "docs" / "formats"
FENCE = re.compile(r"^```(\w+)(?: title=(\S+))?\n(.*?)^```$", re.M | re.S)


class Example(NamedTuple):
    files: dict[str, str]
    shown: list[dict[str, Any]]


def list_examples(page: Path) -> list[Example]:
    """Each run of files on *page* with what is shown to come of them."""
    examples: list[Example] = []
    files: dict[str, str] = {}
    for language, title, text in FENCE.findall(page.read_text("utf-8")):
        if title:
            files[title] = text
        elif language == "json":
            examples.append(Example(files, json.loads(text)))
            files = {}
    assert not files, f"{page.name}: no result is shown for {list(files)}"
    return examples


def write(folder: Path, name: str, text: str) -> None:
    archive, is_zip, member = name.partition(".zip/")
    if is_zip:
        with zipfile.ZipFile(folder / f"{archive}.zip", "a") as zipped:
            zipped.writestr(member, text)
    else:
        (folder / name).write_text(text, "utf-8")


def show(item: Review | Rejection) -> dict[str, Any]:
    """*item* as a page would show it."""
    values = {name: getattr(item, name) for name in type(item).__dataclass_fields__}
    shown = {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}
    return shown | {"location": str(item.location)}


@pytest.mark.parametrize(
    "page", [p for p in sorted(PAGES.glob("*.md")) if p.name != "README.md"], ids=lambda p: p.name
)
def test_examples_give_what_is_shown(page: Path, tmp_path: Path) -> None:
    examples = list_examples(page)
    assert examples
    for number, example in enumerate(examples):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, text in example.files.items():
            write(folder, name, text)
        found = [
            show(item)
            for file in walk(folder, DEFAULT)
            if isinstance(file, FoundFile)
            for item in read(file, DEFAULT)
        ]
        cut = [
            {key: item.get(key) for key in shown}
            for item, shown in zip(found, example.shown, strict=True)
        ]
        assert cut == example.shown


def test_the_columns_of_tables_are_all_documented() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| [^|]* \| ([^|]*) \|$", (PAGES / "tables.md").read_text(), re.M
    )
    rows = list({field: (field, names) for field, names in reversed(rows)}.values())
    documented = {field: [fold_name(name) for name in names.split(",")] for field, names in rows}
    known = {
        field: [name for name in names if name in documented.get(field, [])]
        for field, names in known_names().items()
    }
    assert {field: list(dict.fromkeys(names)) for field, names in documented.items()} == known
    for field, names in known_names().items():
        extra = set(names) - set(documented[field])
        assert all(name.startswith(("movie", "film", "itemreviewed")) for name in extra)


def test_the_words_in_names_are_all_documented() -> None:
    text = (PAGES / "tables.md").read_text("utf-8")
    listed = files("reelsearch.readers").joinpath("column_words.txt").read_text("utf-8")
    for line in listed.splitlines():
        if line and not line.startswith("#"):
            field, _, words = line.partition(": ")
            assert f"\n| {'nothing' if field == OTHER else f'`{field}`'} | {words} |\n" in text


def test_every_suffix_is_on_the_list_of_formats() -> None:
    text = (PAGES / "README.md").read_text("utf-8")
    suffixes = {*file_names.FORMATS, *file_names.ARCHIVES} - {""}
    assert {suffix for suffix in suffixes if f"`{suffix}`" not in text} == set()


def test_every_page_is_on_the_list_of_formats() -> None:
    text = (PAGES / "README.md").read_text("utf-8")
    assert {p.name for p in PAGES.glob("*.md") if f"({p.name})" not in text} == {"README.md"}


def test_every_limit_is_documented() -> None:
    text = (PAGES.parent / "limits.md").read_text("utf-8")
    values = [v for k, v in vars(limits).items() if k.isupper() and isinstance(v, int)]
    assert values
    values += [DEFAULT.largest_file, DEFAULT.longest_review, DEFAULT.longest_query]
    values += [front_matter.LONGEST_BLOCK, whole_grammar.DEEPEST]
    assert [v for v in values if f"{v:,}" not in text] == []
