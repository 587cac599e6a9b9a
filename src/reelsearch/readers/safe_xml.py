"""XML to a plain tree, without what makes XML dangerous.

In: the text of a document. Out: its root :class:`Element`. Refuses: documents that
declare entities, are nested too deep, or are not well formed. Nothing is fetched.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from typing import Final
from xml.parsers import expat

from reelsearch.errors import UnreadableError
from reelsearch.readers import limits

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^<>]{0,200}\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_OWN: Final = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class Element:
    """``name`` is the local name in lower case, ``space`` its namespace."""

    name: str
    space: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def find(self, name: str, space: str = "") -> Element | None:
        """The first element directly in it called *name*, in a namespace that holds *space*."""
        return next((e for e in self.elements() if e.name == name and space in e.space), None)

    def text(self) -> str:
        """Its own text and that of the elements in it."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                parts.append(item)
            else:
                stack.extend(reversed(item.children))
        return "".join(parts).strip()

    def markup(self) -> str:
        """What is in it, written out as HTML again."""
        parts: list[str] = []
        stack: list[tuple[Element | str, bool]] = [(child, False) for child in self.children[::-1]]
        while stack:
            item, closing = stack.pop()
            if isinstance(item, str):
                parts.append(html.escape(item, quote=False))
            elif closing:
                parts.append(f"</{item.name}>")
            else:
                parts.append(f"<{item.name}>")
                stack.append((item, True))
                stack.extend((child, False) for child in item.children[::-1])
        return "".join(parts)


def parse_xml(text: str) -> Element:
    """The root of the document *text*.

    What people get wrong is put right first: bare ampersands, HTML's entities. Raises
    UnreadableError.
    """
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)
    if "&" in text:
        text = _BARE.sub("&amp;", text) if "<![CDATA[" not in text else text
        text = _ENTITY.sub(_spell_out, text)
    return _Builder().build(_NOT_XML.sub(" ", text))


def _spell_out(match: re.Match[str]) -> str:
    name = match[1]
    if name in _OWN or f"{name};" not in html5:
        return match[0]
    return html.escape(html5[f"{name};"], quote=False)


class _Builder:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []

    def build(self, text: str) -> Element:
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        parser.EntityDeclHandler = _refuse_entity
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        try:
            parser.Parse(text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            raise UnreadableError(
                f"an XML file must be well formed and this one is not ({said}, line "
                f"{error.lineno}); save the feed afresh"
            ) from None
        if self.root is None:
            raise UnreadableError("an XML file has elements and this one has none; remove it")
        return self.root

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        element = Element(local.lower(), space.lower(), attributes)
        if self.open:
            self.open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self.open.append(element)
        if len(self.open) > limits.DEEPEST_MARKUP:
            raise UnreadableError(
                f"an XML file is nested at most {limits.DEEPEST_MARKUP} deep and this one is "
                "nested deeper; it is no feed"
            )

    def end(self, name: str) -> None:
        del name
        self.open.pop()

    def data(self, data: str) -> None:
        if self.open:
            self.open[-1].children.append(data)


def _refuse_entity(*_: object) -> None:
    raise UnreadableError(
        "an XML file may not declare entities, which can unfold without bound, and this one does; "
        "remove its DOCTYPE"
    )
