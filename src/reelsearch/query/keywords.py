"""A word or phrase as typed in, the plan that finds every place of it out.

Words standing side by side are a phrase here, in quotes or not. ``"a b"~5``, ``prefix*``
and several with OR between them mean what they mean in a query. Refused, with the place
marked: everything else, since it says which reviews and not which words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from whoosh import query as q

from reelsearch.analysis import Word, name_tokens, split_words
from reelsearch.errors import QuerySyntaxError
from reelsearch.query.clauses import BODY, runs, words_in
from reelsearch.query.groups import FREE, Loose
from reelsearch.query.parser import parse_query
from reelsearch.query.plan import Plan, Sought
from reelsearch.schema import WORD_FIELD

_EVERYWHERE = (FREE, BODY.name)


class Keyword(NamedTuple):
    """``plan`` finds the reviews and shows the places, by stems; ``forms`` are the folded words
    that were typed, for who wants no other ending."""

    plan: Plan
    forms: frozenset[str]


def read_keyword(text: str, *, longest: int = 4_000) -> Keyword:
    """What is to be found of *text*. Raises :class:`QuerySyntaxError`."""
    plan = Plan()
    forms: set[str] = set()
    clauses: list[q.Query] = []
    for node in _list_alternatives(text, parse_query(text, longest=longest)):
        if isinstance(node, q.Prefix):
            prefix = "".join(name_tokens(node.text))
            if not prefix:
                raise _refused(text, "A prefix needs a letter or digit before its “*”.")
            plan.prefixes[prefix] = 1.0
            clauses.append(q.Prefix(WORD_FIELD, prefix))
            continue
        words, slop = _read_words(node)
        if not words:
            raise _refused(text, "There is no word to look for here: it has no letter or digit.")
        forms.update(form for word in words for form in word.forms)
        clauses.append(words_in(BODY, words, slop))
        for run in runs(BODY, words, slop):
            if len(run) == 1:
                plan.stems[run[0]] = 1.0
            else:
                plan.phrases.append(Sought(run, slop, 1.0))
    plan.query = clauses[0] if len(clauses) == 1 else q.Or(clauses)
    return Keyword(plan, frozenset(forms))


_Alternative = q.Term | q.Phrase | q.Prefix


def _list_alternatives(text: str, tree: q.Query) -> Iterator[_Alternative]:
    """The words, phrases and prefixes of which any will do."""
    if isinstance(tree, Loose):
        children = list(tree.children())
        if len(children) == 1:
            yield from _list_alternatives(text, children[0])
            return
        words = [c.text for c in children if isinstance(c, q.Term) and c.fieldname == FREE]
        if children and len(words) == len(children):
            yield q.Phrase(FREE, words)
            return
    elif isinstance(tree, q.Or):
        for child in tree.children():
            yield from _list_alternatives(text, child)
        return
    elif isinstance(tree, (q.Term, q.Phrase, q.Prefix)) and tree.fieldname in _EVERYWHERE:
        yield tree
        return
    raise _refused(
        text,
        "A concordance is of a word, a phrase or a prefix*, or of several with OR between them."
        " To choose among the reviews, use a filter such as --film.",
    )


def _read_words(node: q.Term | q.Phrase) -> tuple[list[Word], int]:
    typed = " ".join(node.words) if isinstance(node, q.Phrase) else node.text
    return list(split_words(typed)), node.slop if isinstance(node, q.Phrase) else 1


def _refused(text: str, message: str) -> QuerySyntaxError:
    return QuerySyntaxError(message, text, 0, len(text))
