"""Markdown pages taken apart, as far as the tests of the documentation need it.

In goes a file; out come its fenced blocks, its links and the anchors of its headings.
Understands what the project's pages use: ``#`` headings, fences of three or more
backticks, inline links, images and link definitions.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^ {0,3}(`{3,})\s*([\w-]*)[^`]*$")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
_INLINE_LINK = re.compile(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
_DEFINED_LINK = re.compile(r"^ {0,3}\[[^\]]+\]:\s+<?([^\s>]+)")
_HTML_LINK = re.compile(r"<(?:a|img)\s[^>]*(?:href|src)=\"([^\"]+)\"")
_HTML_ANCHOR = re.compile(r"<\w+\s[^>]*(?:id|name)=\"([^\"]+)\"")
_EXIT_STATUS = re.compile(r"\s*# exit status (\d)$")
_CODE_SPAN = re.compile(r"(`+)(?!`).+?\1")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; ``line`` is the number of its first line of text, from 1."""

    language: str
    lines: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a console block, the output shown below it and the status it should end with."""

    text: str
    output: tuple[str, ...]
    status: int
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page, with its fenced blocks, link targets (with their line) and anchors."""

    path: Path
    blocks: tuple[Block, ...]
    links: tuple[tuple[str, int], ...]
    anchors: frozenset[str]


def read_page(path: Path) -> Page:
    """Take the file at *path* apart; ``ValueError`` if a fence is not closed."""
    blocks: list[Block] = []
    links: list[tuple[str, int]] = []
    anchors: list[str] = []
    fence, language, start = "", "", 0
    lines = path.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if fence:
            if line.strip() == fence:
                text = textwrap.dedent("\n".join(lines[start : number - 1]))
                blocks.append(Block(language, tuple(text.split("\n")), start + 1))
                fence = ""
        elif opening := _FENCE.match(line):
            fence, language, start = opening[1], opening[2], number
        else:
            if heading := _HEADING.match(line):
                anchors.append(_make_anchor(heading[1], anchors))
            text = _CODE_SPAN.sub("", line)
            anchors += _HTML_ANCHOR.findall(text)
            for pattern in (_INLINE_LINK, _DEFINED_LINK, _HTML_LINK):
                links += [(target, number) for target in pattern.findall(text)]
    if fence:
        raise ValueError(f"{path}:{start}: a fenced block must be closed; this one is not.")
    return Page(path, tuple(blocks), tuple(links), frozenset(anchors))


def _make_anchor(heading: str, taken: list[str]) -> str:
    # As GitHub does: link texts only, punctuation dropped, a number where it stands already.
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
    anchor = re.sub(r"[^\w\- ]", "", text).strip().replace(" ", "-")
    if anchor not in taken:
        return anchor
    return next(name for n in range(1, 100) if (name := f"{anchor}-{n}") not in taken)


def read_commands(block: Block) -> list[Command]:
    """The commands of a console *block*, each with what is shown until the next one."""
    commands: list[Command] = []
    lines = list(enumerate(block.lines, block.line))
    starts = [i for i, (_, line) in enumerate(lines) if line.startswith("$ ")]
    if not starts or starts[0] != 0:
        raise ValueError(f"line {block.line}: a console block must begin with '$ ' and a command.")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        text, body = lines[start][1][2:], [line for _, line in lines[start + 1 : end]]
        while text.endswith("\\") and body:
            text = text[:-1] + body.pop(0).removeprefix("> ")
        while body and not body[-1].strip():
            body.pop()
        status = 0
        # The status is said at the end of the command or on the last line of its output.
        if said := _EXIT_STATUS.fullmatch(body[-1] if body else ""):
            status = int(said[1])
            body.pop()
        elif said := _EXIT_STATUS.search(text):
            text, status = text[: said.start()], int(said[1])
        commands.append(Command(text, tuple(body), status, lines[start][0]))
    return commands
