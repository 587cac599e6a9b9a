"""Markdown to plain text.

In: Markdown. Out: the same lines without marks: headings as lines, links as their text,
code as text, no images and no HTML. Line breaks and quotation stay. It is a reading, not
a rendering: what is no mark stays as it is (``2 * 3 * 4``).
"""

from __future__ import annotations

import re
from typing import Final

from reelsearch.readers.clean import decode_entities
from reelsearch.readers.markup import tidy

_DEPTH: Final = 3
"""Marks inside marks: ***bold and italic*** is as deep as prose goes."""

_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]{1,9}(.*?)[ \t]{0,9}#{0,20}\Z")
_UNDERLINE = re.compile(r" {0,3}(?:={3,200}|-{3,200})[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:[-*_][ \t]{0,3}){3,80}\Z")
_TABLE_RULE = re.compile(r" {0,3}\|(?:[ \t]{0,9}:?-{1,99}:?[ \t]{0,9}\|){1,20}[ \t]*\Z")
_CELL: Final = r"[ \t]{0,99}([^|\n]{1,300}?)[ \t]{0,99}\|"
_ROW = re.compile(rf" {{0,3}}\|{_CELL}{_CELL}[ \t]*\Z")
_QUOTE = re.compile(r"\A {0,3}(?:> ?){1,9}")
_LIST = re.compile(r"\A([ \t]{0,20})[*+][ \t]{1,4}(?=\S)")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]{0,9}\S{1,2000}")
_SHORTCODE = re.compile(r"\{\{[<%][^\n{}]{0,1000}[>%]\}\}|\{%[^\n{}]{0,1000}%\}")

_ELEMENT = re.compile(r"<(script|style|iframe|svg)\b", re.I)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|hr)\b[^<>]{0,500}>", re.I)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,30}(?:[\s/][^<>]{0,2000})?>")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")

_TARGET: Final = r"(?:\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\[[^\[\]]{0,200}\])"
_IMAGE = re.compile(r"!\[[^\[\]]{0,1000}\]" + _TARGET)
_EMBED = re.compile(r"!\[\[[^\[\]\n]{0,500}\]\]")
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]{0,300}\|)?([^\[\]|\n]{1,300})\]\]")
_LINK = re.compile(r"\[([^\[\]]{0,2000})\]" + _TARGET)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]{1,60}\]:?")
_CODE = re.compile(r"(`{1,3})([^`\n]{1,2000})\1")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)([^*_~\n]{1,4000})(?<=\S)\1")
_HIGHLIGHT = re.compile(r"==(?=\S)([^=\n]{1,2000})(?<=\S)==")
_STARRED = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,4000})(?<=[^\s*\\])\*(?![\w*])")
_UNDERSCORED = re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_\n]{1,4000})(?<=[^\s_\\])_(?![\w_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!~>|<-])")


def markdown_to_text(text: str) -> str:
    """*text* without Markdown's marks; ``""`` if nothing is left."""
    text = _drop_elements(_drop_comments(text)) if "<" in text else text
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        opened = _FENCE.match(line)
        if fence:
            if opened and opened[1] == fence:
                fence = ""
            else:
                lines.append(line)
        elif opened:
            fence = opened[1]
        else:
            lines.extend(_strip_line(line, lines))
    return tidy("\n".join(lines))


def _drop_comments(text: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join([*parts, text[at:]])


def _drop_elements(text: str) -> str:
    # Searched for by hand: a pattern would start again at every opening tag of a hostile file.
    lowered, parts, at = text.lower(), list[str](), 0
    unclosed: set[str] = set()
    for opening in _ELEMENT.finditer(lowered):
        tag = opening[1]
        if opening.start() < at or tag in unclosed or len(lowered) != len(text):
            continue
        end = lowered.find(f"</{tag}", opening.end())
        closed = lowered.find(">", end) if end >= 0 else -1
        if closed < 0:
            unclosed.add(tag)
            continue
        parts.append(text[at : opening.start()])
        at = closed + 1
    return "".join([*parts, text[at:]])


def _strip_line(line: str, before: list[str]) -> list[str]:
    line = _QUOTE.sub("", line, count=1)
    if heading := _HEADING.match(line):
        return ["", _strip_inline(heading[1]), ""]
    if _UNDERLINE.match(line) and before and before[-1].strip():
        return [""]
    if _TABLE_RULE.match(line):
        return []
    if row := _ROW.match(line):
        # A table of two columns is a list of facts: "Director: Jane Roe".
        return [f"{_strip_inline(row[1])}: {_strip_inline(row[2])}"]
    if _RULE.match(line) or _DEFINITION.match(line):
        return [""]
    return [_strip_inline(_LIST.sub(r"\1- ", line, count=1)).rstrip()]


def _strip_inline(line: str) -> str:
    if "<" in line or "{" in line:
        line = _SHORTCODE.sub("", _AUTOLINK.sub(r"\1", line))
        line = _TAG.sub("", _BREAK.sub("\n", line))
    if "[" in line:
        line = _EMBED.sub("", _IMAGE.sub("", line))
        line = _LINK.sub(r"\1", _WIKI.sub(r"\1", _FOOTNOTE.sub("", line)))
    line = _HIGHLIGHT.sub(r"\1", _CODE.sub(r"\2", line))
    for _ in range(_DEPTH):
        shorter = _STRONG.sub(r"\2", line)
        shorter = _UNDERSCORED.sub(r"\1", _STARRED.sub(r"\1", shorter))
        if shorter == line:
            break
        line = shorter
    return decode_entities(_ESCAPE.sub(r"\1", line))
