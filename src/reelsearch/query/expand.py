"""A tree as typed in, a :class:`Plan` out: what an index is asked, and what to show of it.

Ranking is expansion of the tree, so that every engine ranks by the same rules:

1. a review with any of the plain words matches; it scores by BM25 in each field that
   is searched, times the field's weight;
2. a review with *all* of them ranks before all that lack one (``ALL_WORDS``);
3. among the best, words that stand together add to the score (``rescore``);
4. a name that the index does not have is taken for the name that was meant, and the
   plan says so. What was typed as it stands always comes first, since this is done only
   for words that no review has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from whoosh import query as q

from reelsearch.analysis import Word, label_term, name_key, name_tokens, split_words
from reelsearch.errors import QuerySyntaxError
from reelsearch.query.clauses import BODY, has_word, word_anywhere, words_in
from reelsearch.query.filters import FilterValue, filter_field, list_values
from reelsearch.query.grammar import FREE, Loose
from reelsearch.query.highlights import Highlights
from reelsearch.query.plan import FoundName, Names, Plan, Vocabulary, weigh
from reelsearch.query.ranges import BadRangeError, Range, make_range, parse_range
from reelsearch.schema import BY_NAME, FIELDS, SEARCHED, WORD_FIELD, Field, Kind, key_field

__all__ = ["Expander", "FilterValue"]

ALL_WORDS = 300.0
"""What each word adds to a review that has them all. It is more than BM25 can give a word
(idf ≤ 15 for a million documents, times k1 + 1 = 2.2, times the weights of all fields
together, 7) with what its neighbours add, so that all the words always beat some of them."""

FULL_TITLE = 4.0
"""What a film whose whole title was typed gains, times the idf of the title."""

NEXT_TO, NEAR, NEAR_SLOP = 0.6, 0.3, 8
"""How much of their BM25 two neighbouring words of the query add when they are neighbours
in the text as well, or stand within ``NEAR_SLOP`` positions of each other."""

_Leaf = q.Term | q.Phrase | q.Prefix | q.TermRange


class _Typed(NamedTuple):
    """A plain word of the query: as typed, and as words of the analysis."""

    text: str
    word: Word


class Expander:
    """Expands one query. *exact* takes every name as it was typed."""

    def __init__(
        self, vocabulary: Vocabulary, names: Names, text: str = "", *, exact: bool = False
    ) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._text = text
        self._exact = exact
        self._plan = Plan()
        self._show = Highlights(vocabulary, self._plan)

    def expand(self, tree: q.Query) -> Plan:
        """The plan for *tree*. Raises :class:`QuerySyntaxError` for what a field cannot take."""
        self._plan.query = self._expand(tree, top=True)
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

    def _negated(self, node: q.Query) -> q.Not:
        with self._show.hidden():
            return q.Not(self._expand(next(iter(node.children()))))

    def _loose(self, group: q.Query, *, top: bool) -> q.Query:
        words: list[_Typed] = []
        prefixes: list[tuple[str, q.Query]] = []
        required: list[tuple[str, q.Query]] = []
        banned: list[q.Query] = []
        for child in _flatten(group):
            if isinstance(child, q.Not):
                banned.append(self._negated(child))
            elif isinstance(child, q.Term) and child.fieldname == FREE:
                words += [_Typed(child.text[w.start : w.end], w) for w in split_words(child.text)]
            elif isinstance(child, q.Prefix) and child.fieldname == FREE:
                prefixes.append((f"{child.text}*", self._leaf(child)))
            else:
                required.append((_typed_text(self._text, child), self._expand(child)))
        optional = self._plain_words(words, top=top) + prefixes
        if top:
            self._plan.parts += required + prefixes
        clauses = [clause for _, clause in required]
        if words or prefixes:
            clauses.insert(0, self._any_of([clause for _, clause in optional], top=top))
        if banned and not clauses:
            clauses.append(q.Every())
        clauses += banned
        if not clauses:
            return q.NullQuery
        return clauses[0] if len(clauses) == 1 else q.And(clauses)

    def _any_of(self, clauses: list[q.Query], *, top: bool) -> q.Query:
        if len(clauses) < 2:
            return clauses[0] if clauses else q.NullQuery
        every_word = q.ConstantScoreQuery(q.And(clauses), ALL_WORDS * len(clauses))
        if top:
            self._plan.parts.append(("all the words", every_word))
        return q.Or([*clauses, every_word])

    # Plain words

    def _plain_words(self, words: list[_Typed], *, top: bool) -> list[tuple[str, q.Query]]:
        """A clause for each word or misspelt name that the index can answer."""
        unknown = {i for i, typed in enumerate(words) if not self._is_known(typed.word)}
        clauses: list[tuple[str, q.Query]] = []
        named: set[int] = set()
        if unknown and not self._exact:
            for name in self._names.find_within([typed.text for typed in words], unknown):
                named.update(range(name.start, name.end))
                clauses.append((words[name.start].text, self._any_name(name.names)))
                if name.note:
                    self._plan.notes.append(name.note)
                if top:
                    self._plan.parts.append((f"the name {name.names[0].text}", clauses[-1][1]))
        known = [t for i, t in enumerate(words) if i not in named and i not in unknown]
        for i in sorted(unknown - named):
            self._plan.notes.append(f"no review has “{words[i].text}”")
        seen: set[tuple[str, ...]] = set()
        for typed in known:
            if typed.word.forms not in seen:
                seen.add(typed.word.forms)
                clauses.append((typed.text, self._plain_word(typed, top=top)))
        if top:
            self._add_title(words)
            self._add_nearness([typed.word for typed in known])
        return clauses

    def _plain_word(self, typed: _Typed, *, top: bool) -> q.Query:
        found = [
            (field, clause)
            for field, clause in word_anywhere(typed.word)
            if has_word(self._vocabulary, field, typed.word)
        ]
        parts = [(f"“{typed.text}” in {field.name}", clause) for field, clause in found]
        if (year := _as_year(typed.text)) is not None:
            parts.append((f"“{typed.text}” as year", q.NumericRange("year", year, year)))
        if top:
            self._plan.parts += parts
        self._show.seek_words([typed.word])
        return parts[0][1] if len(parts) == 1 else q.Or([clause for _, clause in parts])

    def _is_known(self, word: Word) -> bool:
        if _as_year(word.parts[0].text) is not None and word.joined is None:
            return True
        return any(has_word(self._vocabulary, field, word) for field in SEARCHED)

    def _add_title(self, words: list[_Typed]) -> None:
        """What was typed may be a film's whole title: *It*, *Us*, *The Third Man*."""
        key = " ".join(part.text for typed in words for part in typed.word.parts)
        if count := self._vocabulary.frequency(key_field("film"), key):
            boost = FULL_TITLE * weigh(self._vocabulary, count)
            self._rescore("the whole title", q.Term(key_field("film"), key, boost=boost))

    def _add_nearness(self, words: list[Word]) -> None:
        for first, second in pairwise(words):
            pair = " ".join(part.text for word in (first, second) for part in word.parts)
            near = words_in(BODY, (first, second), NEAR_SLOP, NEAR)
            self._rescore(f"“{pair}” together", words_in(BODY, (first, second), 1, NEXT_TO))
            self._rescore(f"“{pair}” near each other", near)
            self._show.seek_words([first, second])

    def _rescore(self, label: str, clause: q.Query) -> None:
        self._plan.parts.append((label, clause))
        before = self._plan.rescore
        self._plan.rescore = clause if before is None else q.Or([before, clause])

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
            return q.Or([as_typed, q.Term(key_field(field.name), name_key(text), boost=FULL_TITLE)])
        names, note = self._names.find(text, field.name)
        if note or not names:
            self._plan.notes.append(note or f"no {field.name} “{text}”")
        return q.Or([self._whole_name(name) for name in names]) if names else q.NullQuery

    def _any_name(self, names: Iterable[FoundName]) -> q.Query:
        """Reviews of or by whoever was meant, and those whose text names them."""
        clauses: list[q.Query] = []
        for name in names:
            clauses.append(self._whole_name(name))
            clauses.append(words_in(BODY, list(split_words(name.text))))
        return q.Or(clauses)

    def _whole_name(self, name: FoundName) -> q.Query:
        self._show.seek_name(name.text)
        key = name_key(name.text)
        idf = weigh(self._vocabulary, self._vocabulary.frequency(key_field(name.field), key))
        boost = idf * (BY_NAME[name.field].weight or 1.0)
        return q.Term(key_field(name.field), key, boost=boost)

    def _prefix(self, field: Field | None, leaf: q.Prefix) -> q.Query:
        if field is not None and field.kind in (Kind.NUMBER, Kind.DATE):
            message = f"A prefix stands for words, and {field.name} is a number. Give a range."
            raise self._refused(leaf, message)
        is_label = field is not None and field.kind is Kind.LABEL
        prefix = label_term(leaf.text) if is_label else "".join(name_tokens(leaf.text))
        if not prefix:
            raise self._refused(leaf, "A prefix needs at least one letter or digit before its “*”.")
        fields = SEARCHED if field is None else (field,)
        clauses = [
            # Stems have lost their endings; the body keeps its words unstemmed beside them.
            q.Prefix(WORD_FIELD if f is BODY else f.name, prefix, boost=f.weight or 1.0)
            for f in fields
        ]
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
    start, end = getattr(node, "startchar", None), getattr(node, "endchar", None)
    if start is None:
        return "every review"
    field = getattr(node, "fieldname", FREE)
    return f"{field}:{text[start:end]}" if field else text[start:end]


def _as_year(word: str) -> int | None:
    return int(word) if len(word) == 4 and word.isascii() and word.isdigit() else None


def _range_query(field: Field, bounds: Range) -> q.Query:
    whole = field.kind is Kind.DATE or field.name in ("year", "runtime")
    low, high = (
        int(bound) if whole and bound is not None else bound for bound in (bounds.low, bounds.high)
    )
    return q.NumericRange(field.name, low, high, bounds.low_excluded, bounds.high_excluded)
