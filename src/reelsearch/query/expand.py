"""A tree as typed in, a :class:`Plan` out: what an index is asked, and what to show of it.

Ranking is expansion of the tree, so that every engine ranks by the same rules:

1. a review with any of the plain words matches; it scores by BM25 of the weighted sum of
   the searched fields;
2. a review with *all* of them ranks before all that lack one;
3. among the best, words that stand together add to the score, and so does a whole title
   (``rescore``); ``query.ranking`` has how much;
4. a name that the index does not have is taken for the name that was meant, and a word
   for the word (``query.corrections``); the plan says so. A review that has a word as it
   was typed comes before all that have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from whoosh import query as q

from reelsearch.analysis import Word, label_term, name_key, name_tokens, split_words
from reelsearch.errors import QuerySyntaxError
from reelsearch.query.clauses import BODY, words_in
from reelsearch.query.filters import FilterValue, filter_field, list_values
from reelsearch.query.groups import FREE, Loose, Together
from reelsearch.query.highlights import Highlights
from reelsearch.query.name_clauses import NameClauses, Typed
from reelsearch.query.plain_words import PlainWords
from reelsearch.query.plan import Names, Plan, Remembering, Vocabulary
from reelsearch.query.ranges import BadRangeError, Range, make_range, parse_range
from reelsearch.query.ranking import DEFAULT, Ranking
from reelsearch.schema import (
    BY_NAME,
    FIELDS,
    SEARCHED,
    TITLE_FIELD,
    WORD_FIELD,
    Field,
    Kind,
    key_field,
)

if TYPE_CHECKING:
    from reelsearch.query.feedback import Related

__all__ = ["Expander", "FilterValue"]

_Leaf = q.Term | q.Phrase | q.Prefix | q.TermRange


class Expander:
    """Expands one query. *exact* takes every name as it was typed."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        names: Names,
        text: str = "",
        *,
        exact: bool = False,
        ranking: Ranking = DEFAULT,
    ) -> None:
        vocabulary = Remembering(vocabulary)
        self._vocabulary = vocabulary
        self._text = text
        self._plan = Plan()
        self._show = Highlights(vocabulary, self._plan)
        self._people = NameClauses(vocabulary, names, self._plan, self._show)
        self._plain = PlainWords(
            vocabulary, names, self._plan, self._show, exact=exact, ranking=ranking
        )

    def expand(self, tree: q.Query, related: Sequence[Related] = ()) -> Plan:
        """The plan for *tree*, with words *related* to its plain ones added.

        Raises :class:`QuerySyntaxError` for what a field cannot take.
        """
        self._plain.related = related
        self._plan.query = self._expand(tree, top=True)
        if not self._plan.parts:
            self._plan.parts.append((self._text, self._plan.query))
        return self._plan

    def expand_filters(self, filters: Mapping[str, FilterValue]) -> q.Query | None:
        """The clause that all of *filters* (field → value) make; None for no filters.

        A filter says which reviews, not which passages: nothing of it is shown in them.
        """
        with self._show.hidden():
            clauses = [self._filter(name, value) for name, value in filters.items()]
        return q.And(clauses) if clauses else None

    # One clause after the other

    def _expand(self, node: q.Query, *, top: bool = False) -> q.Query:
        if isinstance(node, Loose):
            return self._loose(node, top=top)
        if isinstance(node, q.Not):
            return q.And([q.Every(), self._negated(node)])
        if isinstance(node, Together):
            return self._together(node)
        if isinstance(node, (q.And, q.Or)):
            clauses = []
            for child in node.children():
                is_negated = isinstance(child, q.Not) and isinstance(node, q.And)
                clauses.append(self._negated(child) if is_negated else self._expand(child))
            if all(isinstance(clause, q.Not) for clause in clauses):
                clauses.insert(0, q.Every())
            return type(node)(clauses)
        if isinstance(node, q.Term) and node.fieldname == FREE:
            return self._loose(Loose([node]), top=False)
        return self._leaf(node) if isinstance(node, _Leaf) else node

    def _together(self, node: Together) -> q.Query:
        from reelsearch.query.nearness import expand_together  # few queries have one

        clause, sought = expand_together(node, self._text)
        self._show.seek_together(sought)
        return clause

    def _negated(self, node: q.Query) -> q.Not:
        with self._show.hidden():
            return q.Not(self._expand(next(iter(node.children()))))

    def _loose(self, group: q.Query, *, top: bool) -> q.Query:
        words: list[Typed] = []
        prefixes: list[tuple[str, q.Query]] = []
        required: list[tuple[str, q.Query]] = []
        banned: list[q.Query] = []
        for child in _flatten(group):
            if isinstance(child, q.Not):
                banned.append(self._negated(child))
            elif isinstance(child, q.Term) and child.fieldname == FREE:
                words += [Typed(child.text[w.start : w.end], w) for w in split_words(child.text)]
            elif isinstance(child, q.Prefix) and child.fieldname == FREE:
                prefixes.append((f"{child.text}*", self._leaf(child)))
            else:
                required.append((_typed_text(self._text, child), self._expand(child)))
        needed, extra = self._plain.clauses(words, top=top)
        if top:
            self._plan.parts += required + prefixes + extra
        clauses = [clause for _, clause in required]
        if words or prefixes:
            optional = [clause for _, clause in needed + prefixes]
            added = [clause for _, clause in extra]
            clauses.insert(0, self._plain.any_of(optional, added, top=top))
        if banned and not clauses:
            clauses.append(q.Every())
            if top:
                self._plan.parts.append(("every review", clauses[0]))
        clauses += banned
        if top:
            self._plan.parts += [("without what is left out", clause) for clause in banned]
        if not clauses:
            if top:
                message = f"there is no letter or digit to look for in “{self._text.strip()}”"
                self._plan.notes.append(message)
            return q.NullQuery
        return clauses[0] if len(clauses) == 1 else q.And(clauses)

    # Leaves with a field, phrases, prefixes, ranges

    def _leaf(self, leaf: _Leaf) -> q.Query:
        field = BY_NAME.get(leaf.fieldname)
        if isinstance(leaf, q.TermRange):
            return self._range_leaf(field, leaf)
        if isinstance(leaf, q.Prefix):
            return self._prefix(field, leaf)
        text = " ".join(leaf.words) if isinstance(leaf, q.Phrase) else leaf.text
        if field is not None and field.kind in (Kind.NUMBER, Kind.DATE):
            try:
                return _range_query(field, parse_range(field, text))
            except BadRangeError as error:
                raise self._refused(leaf, f"No value of {field.name}: {error}.") from error
        slop = leaf.slop if isinstance(leaf, q.Phrase) else 1
        words = list(split_words(text))
        if not words:
            message = "There is nothing to look for here: it has no letter or digit."
            raise self._refused(leaf, message)
        if field is None:
            return self._phrase(SEARCHED, words, slop)
        if field.kind is Kind.NAME:
            return self._name(field, text, words, slop)
        if field.kind is Kind.LABEL:
            return q.Term(field.name, label_term(text))
        return self._phrase((field,), words, slop)

    def _phrase(self, fields: Sequence[Field], words: list[Word], slop: int) -> q.Query:
        self._show.seek_words(words, slop)
        clauses = [words_in(field, words, slop, field.weight or 1.0) for field in fields]
        return clauses[0] if len(clauses) == 1 else q.Or(clauses)

    def _name(self, field: Field, text: str, words: list[Word], slop: int) -> q.Query:
        """A name typed for a field: as it stands if the index has it, else who was meant."""
        as_typed = words_in(field, words, slop)
        if self._vocabulary.matches(as_typed):
            self._show.seek_name(text)
            self._people.tell_namesakes(text, field.name, words)
            return q.Or(
                [as_typed, q.Term(key_field(field.name), name_key(text), boost=DEFAULT.whole_title)]
            )
        if (film := self._film(field, text)) is not None:
            return film
        names, note = self._people.who(text, field.name)
        if note or not names:
            self._plan.notes.append(note or f"no {field.name} “{text}”")
        return q.Or([self._people.whole_name(name) for name in names]) if names else q.NullQuery

    def _film(self, field: Field, text: str) -> q.Query | None:
        """Films of the title *text*, however its article and numbers are written."""
        if field.name != "film":
            return None
        from reelsearch.analysis.title_forms import title_term  # few queries need it

        term = title_term(text)
        if not term or not self._vocabulary.frequency(TITLE_FIELD, term):
            return None
        self._show.seek_name(text)
        return q.Term(TITLE_FIELD, term, boost=DEFAULT.whole_title)

    def _prefix(self, field: Field | None, leaf: q.Prefix) -> q.Query:
        if field is not None and field.kind in (Kind.NUMBER, Kind.DATE):
            message = f"A prefix stands for words, and {field.name} is a number. Give a range."
            raise self._refused(leaf, message)
        is_label = field is not None and field.kind is Kind.LABEL
        prefix = label_term(leaf.text) if is_label else "".join(name_tokens(leaf.text))
        if not prefix:
            raise self._refused(leaf, "A prefix needs at least one letter or digit before its “*”.")
        fields = SEARCHED if field is None else (field,)
        # Stems have lost their endings; the text keeps its words unstemmed beside them.
        of_text = (BODY,) if field else tuple(f for f in fields if f.kind is Kind.PROSE)
        weights = {WORD_FIELD if f in of_text else f.name: f.weight for f in fields}
        clauses = [q.Prefix(name, prefix, boost=weight or 1.0) for name, weight in weights.items()]
        if not is_label:
            self._show.seek_prefix(prefix)
        return clauses[0] if len(clauses) == 1 else q.Or(clauses)

    def _range_leaf(self, field: Field | None, leaf: q.TermRange) -> q.Query:
        if field is None or field.kind not in (Kind.NUMBER, Kind.DATE):
            fields = ", ".join(f.name for f in FIELDS if f.kind in (Kind.NUMBER, Kind.DATE))
            message = f"A range needs a field with an order before it: {fields}."
            raise self._refused(leaf, message)
        try:
            excluded = (leaf.startexcl, leaf.endexcl)
            return _range_query(field, make_range(field, leaf.start, leaf.end, excluded=excluded))
        except BadRangeError as error:
            raise self._refused(leaf, f"No range of {field.name}: {error}.") from error

    def _refused(self, leaf: q.Query, message: str) -> QuerySyntaxError:
        # Whoosh's parser sets both, though its types deny it; a filter has its value after ":".
        start: int | None = getattr(leaf, "startchar", None)
        end: int | None = getattr(leaf, "endchar", None)
        if start is None or end is None:
            start, end = self._text.find(":") + 1, len(self._text)
        return QuerySyntaxError(message, self._text, start, end)

    # Filters

    def _filter(self, name: str, value: FilterValue) -> q.Query:
        field = filter_field(name)
        clauses = []
        for typed in list_values(field, value):
            self._text = f"{field.name}:{typed}"
            clauses.append(self._leaf(q.Term(field.name, typed)))
        if not clauses:
            return q.NullQuery
        return clauses[0] if len(clauses) == 1 else q.Or(clauses)


def _flatten(group: q.Query) -> Iterable[q.Query]:
    """The clauses of a loose group; brackets that only hold plain words open up."""
    for child in group.children():
        if isinstance(child, Loose) and _is_plain(child):
            yield from _flatten(child)
        else:
            yield child


def _is_plain(node: q.Query) -> bool:
    if isinstance(node, Loose):
        return all(_is_plain(child) for child in node.children())
    return isinstance(node, q.Term) and bool(node.fieldname == FREE)


def _typed_text(text: str, node: q.Query) -> str:
    if isinstance(node, Together):
        return f"what stands with {node.sign}"
    start, end = getattr(node, "startchar", None), getattr(node, "endchar", None)
    if start is None:
        return "every review"
    field = getattr(node, "fieldname", FREE)
    return f"{field}:{text[start:end]}" if field else text[start:end]


def _range_query(field: Field, bounds: Range) -> q.Query:
    whole = field.kind is Kind.DATE or field.name in ("year", "runtime")
    low, high = (
        int(bound) if whole and bound is not None else bound for bound in (bounds.low, bounds.high)
    )
    return q.NumericRange(field.name, low, high, bounds.low_excluded, bounds.high_excluded)
