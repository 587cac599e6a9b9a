"""What has a meaning in a query, as plugins of Whoosh's parser, and the parser they make.

Whoosh's own plugins are for its default syntax and for text that is trusted; these know
our fields, start prefixes only where a word starts, and read every text in linear time.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from whoosh.qparser import plugins, syntax
from whoosh.qparser.default import QueryParser
from whoosh.qparser.taggers import RegexTagger

from reelsearch.errors import UnknownFieldError
from reelsearch.query.groups import FREE, InParagraph, InSentence, Loose
from reelsearch.schema import ALIASES, BY_NAME, FIELDS, find_field


class _SentenceGroup(syntax.GroupNode):
    qclass = InSentence


class _ParagraphGroup(syntax.GroupNode):
    qclass = InParagraph


class _LooseGroup(syntax.GroupNode):
    qclass = Loose


class _Fields(plugins.FieldsPlugin):
    """``field:`` before a clause; an unknown field is an error, not a word."""

    class Tagger(RegexTagger):
        def create(self, parser: Any, match: re.Match[str]) -> syntax.SyntaxNode | None:
            typed = match.group("text")
            field = find_field(typed)
            touches = match.group("next") and not match.group("gap")
            if not touches and (field is None or not typed.islower()):
                return None  # "Alien: Resurrection" is a title
            if field is None:
                raise _unknown_field(match.string, typed, match.start("text"))
            return syntax.FieldnameNode(field.name, match.group())

    def __init__(self) -> None:
        expression = r"(?<!\w)(?P<text>[^\W\d]\w*+):(?P<gap>\s*+)(?=(?P<next>\S)?)"
        super().__init__(expression, remove_unknown=False)

    def taggers(self, parser: Any) -> list[tuple[RegexTagger, int]]:
        return [(self.Tagger(self.expr), 0)]


class _Everything(plugins.EveryPlugin):
    """``*`` alone is every review."""

    expr = r"(?:^|(?<=[\s(]))\*(?::\*)?(?=[\s)]|$)"


class _Prefix(plugins.PrefixPlugin):
    """``prefix*``, from where a word starts; brackets and quotes are no part of it."""

    # It begins where a word can, or after the minus there: not after each of many.
    expr = (
        r"(?:(?<![^\s(:])|(?<=[\s():\"][-−])|(?<=^[-−]))"
        r"(?P<text>[^\s\"()\[\]{}:*]++)\*(?=[\s)]|$)"
    )


_NEARNESS = r"(?:^|(?<=[\s()\"]))/[{}](?=[\s()\"]|$)"
_PHRASE = r'"(?P<text>[^"]*+)"(?:~0*(?P<slop>[1-9][0-9]{0,8})?)?'
_BOUND = r"[^\s\"()\[\]{}]{1,40}"
_RANGE = re.compile(
    rf"(?P<open>[\[{{])\s{{0,9}}(?:(?P<start>{_BOUND})\s{{1,9}})?[Tt][Oo]"
    rf"(?:\s{{1,9}}(?P<end>{_BOUND}))?\s{{0,9}}(?P<close>[\]}}])"
)


_REST_OF_WORD = re.compile(r"\w*+")


class _Parser(QueryParser):
    """It looks for what has a meaning only where that can begin: nothing does within a word."""

    def tag(self, text: str, pos: int = 0, debug: bool = False) -> syntax.GroupNode:
        """What *text* has from *pos* on: what has a meaning, and the words between."""
        found: list[syntax.SyntaxNode] = []
        taggers = self.taggers()
        words = pos  # those since the last that has a meaning begin here
        while pos < len(text):
            for tagger in taggers:
                node = tagger.match(self, text, pos)
                if node is not None:
                    if words < pos:
                        found.append(_make_word(text, words, pos))
                    found.append(node)
                    words = pos = node.endchar
                    break
            else:
                is_in_word = text[pos].isalnum() or text[pos] == "_"
                rest = _REST_OF_WORD.match(text, pos + 1) if is_in_word else None
                pos = pos + 1 if rest is None else rest.end()
        if words < len(text):
            found.append(_make_word(text, words, len(text)))
        return self.group(found)


def _make_word(text: str, start: int, end: int) -> syntax.SyntaxNode:
    word = syntax.WordNode(text[start:end])
    word.set_range(start, end)
    return word


@cache
def make_parser() -> QueryParser:
    """Whoosh's parser with our plugins and no schema: nothing is analysed yet. It keeps nothing
    of what it has read."""
    operators = plugins.OperatorsPlugin(
        Not=r"(?:^|(?<=[\s()\"]))(?:NOT(?=[\s(\"]|$)|[-−](?=[\w\"(]))",
        And=r"(?:^|(?<=[\s()\"]))AND(?=[\s()\"]|$)",
        Or=r"(?:^|(?<=[\s()\"]))OR(?=[\s()\"]|$)",
        AndNot=None,
        AndMaybe=None,
        Require=None,
    )
    # They bind tighter than AND, and /s tighter than /p.
    nearness = [
        (operators.OpTagger(_NEARNESS.format("sS"), _SentenceGroup, memo="/s"), 0),
        (operators.OpTagger(_NEARNESS.format("pP"), _ParagraphGroup, memo="/p"), 0),
    ]
    operators.ops[1:1] = nearness
    # Where two could begin at the same place, the first in this list does.
    chosen: list[Any] = [
        operators,
        _Fields(),
        _Everything(),
        _Prefix(),
        plugins.PhrasePlugin(_PHRASE),
        plugins.RangePlugin(_RANGE),
        plugins.GroupPlugin(),
    ]
    return _Parser(FREE, None, plugins=chosen, group=_LooseGroup)


def _unknown_field(text: str, typed: str, start: int) -> UnknownFieldError:
    from difflib import get_close_matches  # only an error needs it

    near = get_close_matches(typed.lower(), [*BY_NAME, *ALIASES], n=1, cutoff=0.6)
    suggestion = near[0] if near else None
    message = f"There is no field “{typed}”"
    message += f"; did you mean “{suggestion}:”?" if suggestion else "."
    message += f" The fields are {', '.join(f.name for f in FIELDS)}."
    message += " To search for the text as it stands, put it in quotes."
    return UnknownFieldError(message, text, start, start + len(typed), suggestion)
