"""An index with something of it changed, cut or gone: what a search, a look at all of it and a
run make of it."""

from __future__ import annotations

import json
import random
import resource
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest

import reelsearch
from reelsearch.engines.whoosh_engine.codec import blocks, container
from reelsearch.engines.whoosh_engine.manifest import MANIFEST
from reelsearch.errors import IndexFormatError, IndexNotFoundError
from tests.trust.children import TIME_LIMIT, Ended, run_child
from tests.trust.crashes import run_index
from tests.trust.forging import forge
from tests.trust.power_cut import Files, State, lay_out
from tests.trust.scenarios import TEXTS

Kind = Literal["flip", "zero", "cut", "longer", "remove", "swap", "forge"]
KINDS: tuple[Kind, ...] = ("flip", "flip", "flip", "zero", "cut", "longer", "remove", "swap")
"""One bit; sixty-four bytes; the end; more at the end; all of it; two files each other's. (And
something made up in a segment, with right checksums, which :func:`draw_forgery` draws.)"""

MOST_MEMORY = 4 << 30
"""Bytes of address space a child may have: a damaged length must not be believed."""

QUERIES = ("knife", '"through the curtain"', "film:heat", "kit*", "psyho", "castle OR shark", "*")

Verdict = Literal["same", "refused", "wrong as forged", "violation"]

SMALL_BLOCK = 256
"""Bytes of a block that make many of the sections of a small index."""


class Damage(NamedTuple):
    """What is done to the file *name*, and where in it."""

    kind: Kind
    name: str
    at: int
    other: str = ""

    def do(self, files: Files) -> Files:
        """*files* with the damage."""
        if self.kind == "forge":
            return forge(files, self.name, random.Random(self.at))
        content = bytearray(files[self.name] or b"")
        after = dict(files)
        if self.kind == "remove":
            del after[self.name]
            return after
        if self.kind == "swap":
            after[self.name], after[self.other] = files[self.other], files[self.name]
            return after
        if self.kind == "flip":
            content[self.at // 8] ^= 1 << self.at % 8
        elif self.kind == "zero":
            content[self.at : self.at + 64] = bytes(len(content[self.at : self.at + 64]))
        elif self.kind == "cut":
            del content[self.at :]
        else:
            content += bytes(content[: self.at % 100 + 1])
        after[self.name] = bytes(content)
        return after


class Outcome(NamedTuple):
    """What came of a damage: the right answers, a refusal, wrong answers without a word (where
    checksums are forged), or what must not be; *said* tells more."""

    verdict: Verdict
    said: str = ""


class DamageBench(NamedTuple):
    """A whole index in *home*, its files, and what it answers; *in_blocks* as it was set up."""

    home: Path
    files: Files
    answers: list[Any]
    in_blocks: bool


def set_up_damage(home: Path, *, in_blocks: bool = False) -> DamageBench:
    """Make an index of two segments below *home*, which does not exist. With *in_blocks* their
    sections are cut into such small blocks as if they were long."""
    films = home / "films"
    films.mkdir(parents=True)
    names = list(TEXTS)
    with pytest.MonkeyPatch.context() as patch:
        if in_blocks:
            patch.setattr(container, "BLOCK_BYTES", SMALL_BLOCK)
        for part in (names[:5], names[5:]):
            for name in part:
                (films / name).write_text(TEXTS[name], "utf-8")
            reelsearch.index([films], home / "index")
    files = State.read(home / "index").files()
    return DamageBench(home, files, json.loads(json.dumps(ask(home / "index"))), in_blocks)


def draw_damage(bench: DamageBench, chance: random.Random) -> Damage:
    """A damage by chance; each file and each kind is as likely as any other."""
    named = [name for name, content in bench.files.items() if content]
    name, kind = chance.choice(sorted(named)), chance.choice(KINDS)
    size = len(bench.files[name] or b"")
    if kind == "swap":
        return Damage(kind, name, 0, chance.choice(sorted(set(named) - {name})))
    return Damage(kind, name, chance.randrange(size * (8 if kind == "flip" else 1)))


def draw_forgery(bench: DamageBench, chance: random.Random) -> Damage:
    """Something made up in a segment by chance."""
    segments = [name for name in bench.files if name.endswith(".rsc")]
    return Damage("forge", chance.choice(sorted(segments)), chance.getrandbits(32))


def ask(folder: Path) -> list[Any]:
    """What the index answers to every kind of question."""
    answers: list[Any] = []
    with reelsearch.open(folder) as searcher:
        for query in QUERIES:
            found = searcher.search(query, facets=["film", "year"], explain=query == "knife")
            shown = [
                [hit.id, round(hit.score, 6), hit.review.text, [p.spans for p in hit.passages]]
                for hit in found
            ]
            counts = {name: facet.counts for name, facet in found.facets.items()}
            answers.append([query, found.total, shown, counts])
        answers.append([hit.id for hit in searcher.search("*", sort="-year")])
        answers.append(searcher.stats().terms)
    return answers


def try_damage(bench: DamageBench, damage: Damage) -> Outcome:
    """Do *damage*, search, look at all of it, and bring the index up to date."""
    folder = bench.home / "index"
    shutil.rmtree(folder, ignore_errors=True)
    damaged = damage.do(bench.files)
    lay_out(damaged, folder)

    def work(what: Callable[[Path], Any]) -> Any:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        if bench.in_blocks:
            blocks._AT_ONCE = 0  # or there would be nothing left to be checked later
        try:
            return what(folder)
        except (IndexFormatError, IndexNotFoundError) as error:
            return str(error)

    asked = run_child(partial(work, ask), bench.home / "log.txt")
    if asked.status:
        return Outcome("violation", f"searching {describe(asked)}")
    looked = run_child(partial(work, find_damage), bench.home / "log.txt")
    if looked.status:
        return Outcome("violation", f"verifying {describe(looked)}")
    is_forged = damage.kind == "forge"
    if damaged != bench.files and not is_forged and not names_damage(looked.value, damage):
        return Outcome("violation", f"verifying found {looked.value}")
    ran = run_child(lambda: run_index(bench.home, ["films"]), bench.home / "log.txt")
    if ran.status not in (0, 2) or "Traceback" in ran.printed:
        return Outcome("violation", f"indexing {describe(ran)}")
    if not isinstance(asked.value, str):
        if asked.value == bench.answers:
            return Outcome("same")
        if is_forged:
            return Outcome("wrong as forged")
        return Outcome("violation", "it was wrong")
    is_manifest = damage.name == MANIFEST and damage.kind == "remove"
    if (not is_manifest and "--rebuild" not in asked.value) or str(folder) not in asked.value:
        return Outcome("violation", f"it said: {asked.value}")
    return Outcome("refused", asked.value)


def find_damage(folder: Path) -> list[str]:
    """The files that are damaged, by :func:`reelsearch.verify`."""
    return sorted({damage.file for damage in reelsearch.verify(folder).damage})


def names_damage(found: list[str] | str, damage: Damage) -> bool:
    """Whether what verifying *found* is the file that *damage* was done to."""
    if isinstance(found, str):  # there is no index any more, or one of another version
        return MANIFEST in (damage.name, damage.other)
    if damage.name.endswith(".toc") and damage.kind == "remove":
        return len(found) == 1
    return damage.name in found or bool(damage.other and damage.other in found)


def describe(ended: Ended) -> str:
    """How a child ended, in a few words."""
    if ended.is_endless:
        return f"had not ended after {TIME_LIMIT} s"
    last = (ended.printed.splitlines() or ["nothing was printed"])[-1]
    return f"ended with {ended.status}: {last[:300]}"
