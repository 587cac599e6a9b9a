"""The parser's own way to look for what has a meaning, against Whoosh's, which tries everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.qparser.default import QueryParser
from whoosh.qparser.syntax import GroupNode

from reelsearch.errors import UnknownFieldError
from reelsearch.query.grammar import make_parser

PIECES = st.sampled_from(
    [
        *("AND", "OR", "NOT", "kitchen", "Ana", "é", "3", "_", "film:", "filn:", "Alien: "),
        *("/s", "/P", "[1990 TO 2000]", '"de armas"~3', "*:*", "kit*", "\t", "\u0301"),
        *" -−*():\"[]{}~.,'’&",
    ]
)


def list_nodes(tag: Callable[[str], GroupNode], text: str) -> list[tuple[str, int, int]] | str:
    try:
        return [(repr(node), node.startchar, node.endchar) for node in tag(text)]
    except UnknownFieldError as error:
        return str(error)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_has_a_meaning_is_found_where_whoosh_finds_it(text: str) -> None:
    parser = make_parser()
    everywhere = partial(QueryParser.tag, parser)
    assert list_nodes(parser.tag, text) == list_nodes(everywhere, text)
