"""Every screen of reviews made of control characters; an AssertionError if one comes through."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from click.testing import CliRunner
from hypothesis import strategies as st

import reelsearch
from reelsearch.cli import main
from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.review import FACTS, Location, Origin, Provenance, Review

ACTING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""C0 and C1 but for the newline, and the marks that turn the direction of text round."""

_MARKS = "\x00\x07\x08\t\n\r\x0b\x1b\x7f\x85\x9b\x9d\u061c\u200e\u200f\u2028\u202e\u2066\u2069"
_SEQUENCES = ("\x1b[2J", "\x1b]0;title\x07", "\x1b]8;;http://a\x1b\\", "\x9b31m", "[red]", "\r\n")
hostile_text = st.lists(
    st.sampled_from(
        [*_MARKS, *_SEQUENCES, "knife", " ", "Heat", "(1995)", ", ", ".", "é", "“", "8/10"]
    ),
    min_size=1,
    max_size=12,
).map("".join)

_KEYS = (
    *("film", "year", "reviewer", "director", "cast", "certificate", "country", "runtime"),
    *("rating", "date", "publication"),
)
hostile_reviews = st.dictionaries(
    st.sampled_from(
        [f"{n}.txt" for n in range(3)] + [f"a\x1b[31m\u202e{n}.jsonl" for n in range(3)]
    ),
    st.fixed_dictionaries({"text": hostile_text, **dict.fromkeys(_KEYS, hostile_text)}),
    min_size=1,
    max_size=4,
).map(lambda records: {name: _write(name, record) for name, record in records.items()})
"""Files by name: pasted texts and JSON, whose escapes can say any character."""


def _write(name: str, record: dict[str, str]) -> str:
    if name.endswith(".jsonl"):
        return json.dumps(record) + "\n" + json.dumps({**record, "text": ""}) + "\n"
    lines = (f"{key}: {record[key]}" for key in _KEYS)
    return "\n".join((*lines, "", record["text"]))


def try_screens(files: dict[str, str], home: Path) -> int:
    """Index *files* below *home*, and look at every screen. Returns how many were shown."""
    shown, hostile = try_results(files, home), next(iter(files.values()))[:80]
    return shown + _look(_list_mistakes(hostile), str(home / "index"))


def try_results(files: dict[str, str], home: Path) -> int:
    """The same, but for what is said of a query that is as hostile as the reviews."""
    shutil.rmtree(home, ignore_errors=True)
    (home / "films").mkdir(parents=True)
    for name, text in files.items():
        (home / "films" / name).write_text(text, "utf-8", "replace", newline="")
    index = str(home / "index")
    shown = _look([["index", str(home / "films"), "--index", index, *more] for more in _REPORTS])
    shown += _look(
        [["doctor", str(home / "films"), "--format", form] for form in ("text", "jsonl")]
    )
    reviews = [_make_review(name, text) for name, text in files.items()]
    _write_unread(home / "films", home / "index", reviews)
    return shown + _look(list_commands(index), index)


_REPORTS: tuple[list[str], ...] = ([], ["--format", "json"], ["--rebuild", "--verbose"])


def _make_review(name: str, text: str) -> Review:
    """A review that no reader has cleaned, as an index made by a stranger may hold."""
    facts = {fact: Provenance(Origin.HEADER, text, 1) for fact in FACTS}
    return Review(
        text=f"knife {text}",
        location=Location(text, f"{name}{text}", member=text),
        body=(0, len(text)),
        film=text,
        reviewers=(text, "Jane"),
        director=(text,),
        cast=(text,),
        people=(text,),
        certificate=text,
        country=(text,),
        rating_text=text,
        publication=text,
        themes=(text,),
        characters={text: text},
        theme_evidence={text: (0, 5)},
        provenance=facts,
        warnings=(text,),
        id=f"stranger{abs(hash(name)) % 10**8}",
    )


def _write_unread(films: Path, folder: Path, reviews: list[Review]) -> None:
    writer, _ = open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None)
    for review in reviews:
        writer.add(review, "print")
    writer.commit(Remembered((str(films),)))


def _list_mistakes(hostile: str) -> Iterator[list[str]]:
    for before in ("", '"', "film:", "colour", "by:Jayne ", "year:"):
        yield ["query", "--", f"{before}{hostile}".replace("\0", "")]
    for command in ("films", "people"):
        yield [command, "--", hostile.replace("\0", "")]
    yield ["show", "--", hostile.replace("\0", "")]


def list_commands(index: str) -> Iterator[list[str]]:
    """Every command that shows something of the index in *index*, in every form."""
    for form in ("text", "json", "jsonl", "csv"):
        yield ["query", "*", "--format", form, "--explain"]
    yield ["query", "knife", "--facet", "film", "--facet", "reviewer", "--facet", "theme"]
    yield ["query", "knife", "--facet", "film", "--format", "json"]
    for counted in ("films", "people", "reviewers", "themes"):
        for form in ("text", "json", "csv"):
            yield [counted, "--format", form]
    for form in ("text", "json", "jsonl", "csv"):
        yield ["concordance", "knife", "--format", form]
    for form in ("text", "json", "csv"):
        yield ["reviewers", "Jane", "--words", "--format", form]
    yield ["concordance", "knife", "--sort", "film", "--limit", "all"]
    yield ["films", "--", "Heat"]
    yield ["stats", "--verify"]
    yield ["stats", "--verify", "--format", "json"]
    with reelsearch.open(index) as searcher:
        for hit in searcher.search("*", limit=4):
            yield ["show", hit.id]
            yield ["show", hit.id, "--format", "json"]
            for form in ("text", "json", "jsonl", "csv"):
                yield ["similar", hit.id, "--format", form]


def _look(commands: Iterable[list[str]], folder: str = "") -> int:
    shown = 0
    for command in commands:
        env = {"COLUMNS": "80", "REELSEARCH_INDEX": folder}
        found = CliRunner().invoke(main, command, env=env)
        ended = found.exception
        assert ended is None or isinstance(ended, SystemExit), f"{command}: {ended!r}"
        acting = ACTING.search(found.output)
        assert acting is None, f"{command} shows {acting[0]!r}: {_around(found.output, acting)!r}"
        shown += 1
    return shown


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(match.start() - 40, 0) : match.end() + 40]
