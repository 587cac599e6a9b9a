"""A large index with some bytes of a segment changed: each answer of a search is the right one, or
an error that names the file and the way out.

What is changed is changed in place and put back, since to copy the index each time would take
longer than all else. Half of the damages are done to blocks which the questions are known to
read, so that it shows whether they are checked.
"""

from __future__ import annotations

import gc
import os
import random
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest

import reelsearch
from reelsearch.engines.whoosh_engine.codec import blocks, container
from reelsearch.engines.whoosh_engine.codec.container import Container, open_container
from reelsearch.errors import IndexFormatError
from tests.trust.children import run_child
from tests.trust.damage import describe
from tests.trust.many_reviews import Question, draw_questions, write_reviews

Kind = Literal["flip", "zero", "page", "swap"]
KINDS: tuple[Kind, ...] = ("flip", "flip", "flip", "zero", "page", "swap")
"""One bit; sixty-four bytes; what a disk writes at once; two such pieces each other's."""
PAGE = 4096
SECONDS = 120
"""A child that takes longer is taken for endless."""


class Block(NamedTuple):
    """A block of a section of a segment's file, and where it is."""

    file: str
    section: str
    start: int
    end: int


class Damage(NamedTuple):
    """What is done to *block*; *at* is a place in it, *bit* one of the byte there."""

    kind: Kind
    block: Block
    at: int
    bit: int

    def change(self, content: bytes) -> dict[int, bytes]:
        """What is written where; *content* is all of the file."""
        at = self.at
        if self.kind == "flip":
            return {at: bytes([content[at] ^ 1 << self.bit])}
        if self.kind == "zero":
            return {at: bytes(min(64, self.block.end - at))}
        start = at // PAGE * PAGE
        page = content[start : start + PAGE]
        if self.kind == "page":
            return {start: bytes(len(page))}
        other = (start + PAGE * (1 + self.bit)) % (len(content) // PAGE * PAGE)
        return {start: content[other : other + len(page)], other: page}


class Round(NamedTuple):
    """Questions with their right answers, and the blocks that are read for them."""

    questions: list[tuple[str, Question]]
    answers: list[Any]
    read: list[Block]


class LargeBench:
    """An index of *count* made-up reviews below *home*, which does not exist. With *block_bytes*
    its sections are cut into blocks of so many, and none is checked before it is read."""

    def __init__(self, home: Path, count: int, block_bytes: int | None = None) -> None:
        self._home = home
        self.folder = home / "index"
        self._count = count
        self._is_small = block_bytes is not None
        self.folder.mkdir(parents=True)
        with pytest.MonkeyPatch.context() as patch:
            if block_bytes is not None:
                patch.setattr(container, "BLOCK_BYTES", block_bytes)
            write_reviews(self.folder, count)
        self._contents = {path.name: path.read_bytes() for path in self.folder.glob("*.rsc")}
        self.blocks = [
            block for name, data in self._contents.items() for block in _list_all(name, data)
        ]

    def prepare(self, chance: random.Random) -> Round:
        """Draw a round of questions and have the whole index answer them."""
        questions = draw_questions(self._count, chance)
        ended = self._run(partial(self._ask, questions))
        if ended.status:
            raise RuntimeError(f"the whole index {describe(ended)}")
        answers, read = ended.value
        assert not any(isinstance(answer, str) for answer in answers)
        return Round(questions, answers, [Block(*block) for block in read])

    def draw(self, asked: Round, chance: random.Random) -> Damage:
        """A damage, as often as not to what is read for the questions; each section is as likely
        as any other."""
        among = asked.read if chance.random() < 0.5 else self.blocks
        sections = sorted({block[:2] for block in among})
        section = chance.choice(sections)
        block = chance.choice([block for block in among if block[:2] == section])
        at = chance.randrange(block.start, block.end)
        return Damage(chance.choice(KINDS), block, at, chance.randrange(8))

    def try_damage(self, damage: Damage, asked: Round) -> tuple[Counter[str], list[str]]:
        """Do *damage*, ask, and put it right: how many answers were right or refused, whether
        what is read was damaged; and what must not be."""
        name = damage.block.file
        content = self._contents[name]
        changes = damage.change(content)
        if all(content[at : at + len(put)] == put for at, put in changes.items()):
            return Counter({"nothing changed": 1}), []
        path = self.folder / name
        self._write(path, changes)
        try:
            asking = self._run(partial(self._ask, asked.questions))
            looking = self._run(partial(_find_damage, path))
        finally:
            self._write(path, {at: content[at : at + len(put)] for at, put in changes.items()})
        if asking.status:
            return Counter(), [f"asking {describe(asking)}"]
        if not looking.value:
            return Counter(), [f"verifying {describe(looking)}, and found nothing"]
        return self._judge(asked, asking.value[0], path)

    def _judge(
        self, asked: Round, answers: list[Any], path: Path
    ) -> tuple[Counter[str], list[str]]:
        counts: Counter[str] = Counter()
        wrong = []
        for (label, _), got, right in zip(asked.questions, answers, asked.answers, strict=True):
            if got == right:
                counts["right"] += 1
            elif isinstance(got, str):
                counts["refused"] += 1
                if str(path) not in got or "--rebuild" not in got:
                    wrong.append(f"{label}: it said {got}")
            else:
                wrong.append(f"{label}: {str(got)[:300]} in place of {str(right)[:300]}")
        return counts, wrong

    def _ask(self, questions: list[tuple[str, Question]]) -> tuple[list[Any], list[Block]]:
        """The answers, a text where there was a refusal; and the blocks that were read."""
        if self._is_small:
            blocks._AT_ONCE = 0
        answers: list[Any] = []
        try:
            searcher = reelsearch.open(self.folder)
        except IndexFormatError as error:
            return [str(error)] * len(questions), []
        with searcher:
            for _, question in questions:
                try:
                    answers.append([question(searcher)])
                except IndexFormatError as error:
                    answers.append(str(error))
            opened = (one for one in gc.get_objects() if isinstance(one, Container))
            here = [one for one in opened if Path(one.name).parent == self.folder]
            read = [block for one in here for block in _list_checked(one)]
        return answers, read

    def _run(self, work: Any) -> Any:
        return run_child(work, self._home / "log.txt", SECONDS)

    @staticmethod
    def _write(path: Path, changes: dict[int, bytes]) -> None:
        descriptor = os.open(path, os.O_WRONLY)
        try:
            for at, put in changes.items():
                os.pwrite(descriptor, put, at)
        finally:
            os.close(descriptor)


def _find_damage(path: Path) -> list[str]:
    with path.open("rb") as stream:
        try:
            return list(open_container(path.name, stream).find_damage())
        except IndexFormatError as error:
            return [str(error)]


def _list_all(name: str, data: bytes) -> list[Block]:
    """All blocks of a file."""
    opened = Container(name, data)
    for section in opened._sections:
        opened.checked(section).whole()
    return _list_checked(opened)


def _list_checked(opened: Container) -> list[Block]:
    """The blocks that were checked."""
    found = []
    for name, checked in opened._checked.items():
        section, size = opened._sections[name], checked._block_bytes
        for number, is_seen in enumerate(checked._flags):
            start = section.offset + number * size
            end = min(start + size, section.offset + section.size)
            if is_seen and start < end:
                found.append(Block(Path(opened.name).name, name, start, end))
    return found
