"""Query string in, query tree out, as typed: nothing is analysed or looked up yet.

The tree is Whoosh's (``whoosh.query``), parsed by Whoosh's parser with its plugins
and a few of ours. Its leaves hold what was typed: ``Term(field, text)``,
``Phrase(field, words)``, ``Prefix``, ``TermRange``. A leaf that names no field has the
field :data:`FREE`. Words standing side by side, without AND or OR between them, are a
:class:`Loose` group. ``query.expand`` turns all that into what an index understands.

Refused, with the place marked: an unknown field, a quote or bracket that is not closed,
an operator without its operands, a range without a field, a query that is too long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from whoosh import query as q
from whoosh.qparser import plugins, syntax
from whoosh.qparser.default import QueryParser
from whoosh.qparser.taggers import RegexTagger

from reelsearch.errors import QuerySyntaxError, UnknownFieldError
from reelsearch.schema import ALIASES, BY_NAME, FIELDS, find_field

FREE = ""
"""The field name of a leaf for which none was typed."""

DEEPEST = 20
"""How deeply brackets may be nested; deeper is not a question but an accident."""

# What word processors and phones make of quotation marks, one character for one, so
# that every offset stays what it was.
_QUOTES = str.maketrans("“”„‟«»＂", '"""""""')


_OPEN = plugins.GroupPlugin.OpenBracket
_CLOSE = plugins.GroupPlugin.CloseBracket


class Loose(q.Or):
    """Clauses standing side by side: ``kitchen fight year:2025 -knife``.

    Any of the plain words may match, all of them rank first; clauses with a field,
    phrases and groups must match; negated ones must not.
    """


class _LooseGroup(syntax.GroupNode):
    qclass = Loose


class _Fields(plugins.FieldsPlugin):
    """Whoosh's ``field:`` syntax; an unknown field is an error, not a word."""

    class Tagger(RegexTagger):
        def create(self, parser: Any, match: re.Match[str]) -> syntax.SyntaxNode | None:
            typed = match.group("text")
            field = find_field(typed)
            if match.group("gap") and (field is None or not typed.islower()):
                return None  # "Alien: Resurrection" is a title
            if field is None:
                raise _unknown_field(match.string, typed, match.start("text"))
            return syntax.FieldnameNode(field.name, match.group())

    def __init__(self) -> None:
        super().__init__(r"(?<!\w)(?P<text>[^\W\d]\w*):(?P<gap>\s*)(?=\S)", remove_unknown=False)

    def taggers(self, parser: Any) -> list[tuple[RegexTagger, int]]:
        return [(self.Tagger(self.expr), 0)]


class _Everything(plugins.EveryPlugin):
    """``*`` alone is every review."""

    expr = r"(?:^|(?<=[\s(]))\*(?::\*)?(?=[\s)]|$)"


def _make_parser() -> QueryParser:
    operators = plugins.OperatorsPlugin(
        Not=r"(?:^|(?<=[\s(]))(?:NOT(?=[\s(])|[-−](?=[\w\"(]))",
        And=r"(?:^|(?<=[\s)\"]))AND(?=[\s(]|$)",
        Or=r"(?:^|(?<=[\s)\"]))OR(?=[\s(]|$)",
        AndNot=None,
        AndMaybe=None,
        Require=None,
    )
    return QueryParser(
        FREE,
        None,
        plugins=[
            _Fields(),
            _Everything(),
            plugins.PrefixPlugin(),
            plugins.PhrasePlugin(),
            plugins.RangePlugin(),
            plugins.GroupPlugin(),
            operators,
        ],
        group=_LooseGroup,
    )


def parse_query(text: str, *, longest: int = 4_000) -> q.Query:
    """The tree of what was typed.

    Raises :class:`QuerySyntaxError` (or :class:`UnknownFieldError`) with the place
    marked. *longest* is the number of characters a query may have.
    """
    if len(text) > longest:
        raise QuerySyntaxError(
            f"A query has at most {longest} characters; this one has {len(text)}. Shorten it.",
            text[:60],
            0,
            60,
        )
    plain = re.sub(r"[\x00-\x1f\x7f]", " ", text).translate(_QUOTES)
    _check_brackets(plain)
    parser = _make_parser()
    tagged = parser.tag(plain)
    _check_operators(plain, list(tagged))
    tree = parser.filterize(tagged).query(parser)
    return tree if tree is not None else q.NullQuery


def list_leaves(tree: q.Query) -> Iterator[q.Query]:
    """The leaves of a tree, from left to right."""
    if tree.is_leaf():
        yield tree
    else:
        for child in tree.children():
            yield from list_leaves(child)


def _unknown_field(text: str, typed: str, start: int) -> UnknownFieldError:
    near = get_close_matches(typed.lower(), [*BY_NAME, *ALIASES], n=1, cutoff=0.6)
    suggestion = near[0] if near else None
    message = f"There is no field “{typed}”"
    message += f"; did you mean “{suggestion}:”?" if suggestion else "."
    message += f" The fields are {', '.join(f.name for f in FIELDS)}."
    message += " To search for the text as it stands, put it in quotes."
    return UnknownFieldError(message, text, start, start + len(typed), suggestion)


def _check_brackets(text: str) -> None:
    """Refuse quotes and brackets without their partner, and absurd nesting."""
    opened: list[int] = []
    quote: int | None = None
    for at, char in enumerate(text):
        if char == '"':
            quote = at if quote is None else None
        elif quote is not None:
            continue
        elif char == "(":
            opened.append(at)
            if len(opened) > DEEPEST:
                message = f"Brackets may be nested {DEEPEST} deep; these go deeper. Leave some out."
                raise QuerySyntaxError(message, text, at, at + 1)
        elif char == ")":
            if not opened:
                message = "This bracket closes nothing. Take it out, or open it with “(”."
                raise QuerySyntaxError(message, text, at, at + 1)
            opened.pop()
    if quote is not None:
        message = "This quote is not closed. Add “\"” at the end of the phrase, or take it out."
        raise QuerySyntaxError(message, text, quote, quote + 1)
    if opened:
        message = "This bracket is not closed. Add “)”, or take it out."
        raise QuerySyntaxError(message, text, opened[-1], opened[-1] + 1)


def _check_operators(text: str, nodes: list[syntax.SyntaxNode]) -> None:
    """Refuse what Whoosh would pass over: an operator without operands, a field without text."""
    nodes = [node for node in nodes if not node.is_ws()]
    for before, node, after in zip([None, *nodes], nodes, [*nodes[1:], None], strict=False):
        if isinstance(node, syntax.Operator):
            infix = isinstance(node, syntax.InfixOperator)
            alone = isinstance(after, (type(None), syntax.InfixOperator, _CLOSE))
            if infix:
                alone = alone or isinstance(before, (type(None), syntax.Operator, _OPEN))
            elif isinstance(after, syntax.PrefixOperator):
                alone = True
            if alone:
                side = "on both sides" if infix else "after it"
                message = f"{node.text} needs something {side}."
                message += " To search for the word itself, write it in lower case."
                raise QuerySyntaxError(message, text, node.startchar, node.endchar)
    dangling = re.search(r"(?<!\w)([a-z]+):\s*(?=\)|$)", text)
    if dangling and find_field(dangling.group(1)):
        message = f"{dangling.group()} needs something after it, as in {dangling.group()}“…”."
        raise QuerySyntaxError(message, text, *dangling.span(1))

