"""A query with operators, fields, quotes or brackets in, its tree out, by Whoosh's parser.

Refused, with the place marked: an unknown field, a quote or bracket that is not closed
or holds nothing, an operator or field without its operands, brackets nested too deep.
"""

from __future__ import annotations

import re

from whoosh import query as q
from whoosh.qparser import plugins, syntax

from reelsearch.errors import QuerySyntaxError
from reelsearch.query.grammar import make_parser

DEEPEST = 20
"""How deeply brackets may be nested; deeper is not a question but an accident."""

# What word processors and phones make of quotation marks, one character for one, so
# that every offset stays what it was.
_QUOTES = str.maketrans("“”„‟«»＂", '"""""""')
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")

_OPEN = plugins.GroupPlugin.OpenBracket
_CLOSE = plugins.GroupPlugin.CloseBracket
_EVERYTHING = plugins.EveryPlugin.EveryNode


def parse_any(text: str) -> q.Query:
    """The tree of *text*, by Whoosh's parser."""
    plain = _CONTROLS.sub(" ", text).translate(_QUOTES)
    _check_brackets(plain)
    parser = make_parser()
    tagged = parser.tag(plain)
    _check_nodes(plain, [node for node in tagged if not node.is_ws()])
    tree: q.Query = parser.filterize(tagged).query(parser)
    return tree


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
        message = 'This quote is not closed. Add “"” at the end of the phrase, or take it out.'
        raise QuerySyntaxError(message, text, quote, quote + 1)
    if opened:
        message = "This bracket is not closed. Add “)”, or take it out."
        raise QuerySyntaxError(message, text, opened[-1], opened[-1] + 1)


def _check_nodes(text: str, nodes: list[syntax.SyntaxNode]) -> None:
    """Refuse what Whoosh would pass over: an operator, field or bracket without operands."""
    for before, node, after in zip([None, *nodes], nodes, [*nodes[1:], None], strict=False):
        if isinstance(node, syntax.FieldnameNode):
            _check_field(text, node, after)
        elif isinstance(node, syntax.Operator):
            _check_operator(text, before, node, after)
        elif isinstance(node, _OPEN) and isinstance(after, _CLOSE):
            message = "These brackets hold nothing. Take them out, or put something in them."
            raise QuerySyntaxError(message, text, node.startchar, after.endchar)


def _check_field(text: str, node: syntax.FieldnameNode, after: syntax.SyntaxNode | None) -> None:
    unfit = (type(None), syntax.Operator, syntax.FieldnameNode, _CLOSE, _EVERYTHING)
    if isinstance(after, unfit):
        typed = node.original.strip()
        message = f"{typed} needs something to look for after it, as in {typed}“…”."
        raise QuerySyntaxError(message, text, node.startchar, node.startchar + len(typed))


def _check_operator(
    text: str,
    before: syntax.SyntaxNode | None,
    node: syntax.Operator,
    after: syntax.SyntaxNode | None,
) -> None:
    is_infix = isinstance(node, syntax.InfixOperator)
    alone = isinstance(after, (type(None), syntax.InfixOperator, _CLOSE))
    if is_infix:
        alone = alone or isinstance(before, (type(None), syntax.Operator, _OPEN))
    elif isinstance(after, syntax.PrefixOperator):
        alone = True
    if alone:
        side = "on both sides" if is_infix else "after it"
        message = f"{node.text} needs something {side}."
        plainly = "put it in quotes" if node.text.startswith("/") else "write it in lower case"
        message += f" To search for the word itself, {plainly}."
        raise QuerySyntaxError(message, text, node.startchar, node.endchar)
