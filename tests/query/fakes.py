"""A handful of reviews in memory as the Vocabulary, and a list of misspelt names as the Names.

Trees are evaluated here in the plainest way, review by review, so that they can be
compared with what an index makes of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from whoosh import query as q

from reelsearch.analysis import name_key
from reelsearch.analysis.analyzers import BETWEEN_VALUES, ReviewAnalyzer
from reelsearch.analysis.title_forms import title_terms
from reelsearch.query.nicknames import read_nicknames
from reelsearch.query.plan import FoundName, NameInQuery, NearWord
from reelsearch.schema import (
    BY_NAME,
    SEARCHED_FIELD,
    SHORT_TITLE_FIELD,
    TITLE_FIELD,
    WORD_FIELD,
    Kind,
    key_field,
)

Values = Mapping[str, str | int | float | Sequence[str]]
"""A review: what each of its fields holds."""

REVIEWS: tuple[Values, ...] = (
    {
        "film": "Heat",
        "year": 1995,
        "director": ["Michael Mann"],
        "person": ["Michael Mann", "Al Pacino", "Robert De Niro"],
        "reviewer": ["Ruth Adeyemi"],
        "theme": ["crime", "grief and loss"],
        "body": "Two men drink coffee. The fight in the kitchen never comes.",
    },
    {
        "film": "Spider-Man",
        "year": 2002,
        "director": ["Sam Raimi"],
        "person": ["Sam Raimi", "Tobey Maguire"],
        "reviewer": ["Tom Okafor"],
        "theme": ["power"],
        "body": "The spiderman suit is a joy, and the kitchen fight a joke.",
    },
    {
        "film": "The Third Man",
        "year": 1949,
        "director": ["Carol Reed"],
        "person": ["Carol Reed", "Orson Welles"],
        "reviewer": ["Ruth Adeyemi", "Tom Okafor"],
        "theme": ["betrayal"],
        "body": "A man walks out of a doorway. No suit, no joy. Released in 1949.",
    },
    {
        "film": "1917",
        "year": 2019,
        "director": ["Sam Mendes"],
        "person": ["Sam Mendes"],
        "reviewer": ["Ines Duarte"],
        "theme": ["war"],
        "body": "Mud, and more mud. A kitchen, for one moment.",
    },
)

MISSPELT = {
    ("pacinno", "person"): "Al Pacino",
    ("raimy", "director"): "Sam Raimi",
    ("sam", "director"): "Sam Mendes",
    ("heet", "film"): "Heat",
}
"""The names that the fake knows to be meant: (as asked, field) → name."""


NEAR = {
    "kichen": ("kitchen",),
    "fite": ("fire", "fight"),
    "nuthing": ("suit", "joy", "kitchen"),
}
"""The words that the fake knows to be meant, all as likely."""


class FakeIndex:
    """Implements ``query.plan.Vocabulary`` over reviews in memory."""

    def __init__(self, reviews: Iterable[Values] = REVIEWS) -> None:
        self._documents = [_index_review(review) for review in reviews]

    @property
    def doc_count(self) -> int:
        """The number of reviews."""
        return len(self._documents)

    def frequency(self, field: str, term: str) -> int:
        """How many reviews have *term* in *field*."""
        return sum(term in document.get(field, {}) for document in self._documents)

    def matches(self, query: q.Query) -> bool:
        """Whether any review matches."""
        return bool(self.find(query))

    def find(self, query: q.Query) -> set[int]:
        """The numbers of the reviews that match."""
        return {i for i, doc in enumerate(self._documents) if _is_match(query, doc)}


class FakeNames:
    """Implements ``query.plan.Names`` with :data:`MISSPELT` and :data:`NEAR`."""

    def find(self, asked: str, field: str) -> tuple[tuple[FoundName, ...], str | None]:
        """Who was meant by *asked*."""
        name = MISSPELT.get((name_key(asked), field))
        if name is None:
            return (), None
        return (FoundName(field, name),), f"no {field} “{asked}”; showing {name}"

    def find_within(
        self, words: Sequence[str], unknown: Collection[int]
    ) -> tuple[NameInQuery, ...]:
        """Who was meant by single words."""
        found = []
        for i in sorted(unknown):
            for (asked, field), name in MISSPELT.items():
                if asked == words[i].lower():
                    note = f"no “{words[i]}”; showing {name}"
                    found.append(NameInQuery(i, i + 1, (FoundName(field, name),), note))
        return tuple(found)

    def nickname(self, key: str) -> tuple[str, ...]:
        """The names that a nickname stands for."""
        return read_nicknames().get(key, ())

    def find_people(self, tokens: Sequence[str]) -> tuple[FoundName, ...]:
        """The names of :data:`REVIEWS` that have all *tokens*."""
        found: dict[FoundName, None] = {}
        for review in REVIEWS:
            for field in ("person", "reviewer"):
                values = review[field]
                assert isinstance(values, list)
                for name in values:
                    if set(tokens) <= set(name_key(name).split()):
                        found[FoundName(field, name)] = None
        return tuple(found)

    def near(self, word: str, within: float = 9) -> tuple[NearWord, ...]:
        """The words that may be meant by *word*."""
        return tuple(NearWord(text, 1_000, 1.0, 0.0) for text in NEAR.get(word, ()))


_Document = dict[str, dict[str | int | float, list[int]]]
"""Field → term → positions."""


def _index_review(review: Values) -> _Document:
    document: _Document = {}
    for name, value in review.items():
        kind = BY_NAME[name].kind
        if isinstance(value, (int, float)):
            document[name] = {value: []}
            continue
        values = [value] if isinstance(value, str) else list(value)
        document[name] = _positions(BETWEEN_VALUES.join(values), kind)
        if kind is Kind.NAME:
            document[key_field(name)] = {name_key(v): [] for v in values}
        for searched in [*values] if BY_NAME[name].weight else []:
            document.setdefault(SEARCHED_FIELD, {}).update(_positions(searched, Kind.PROSE))
        if kind is Kind.PROSE:
            document[WORD_FIELD] = _positions(values[0], Kind.NAME)
        if name == "film":
            whole, short = title_terms(values[0])
            document[TITLE_FIELD] = {term: [] for term in whole}
            document[SHORT_TITLE_FIELD] = {term: [] for term in short}
    return document


def _positions(text: str, kind: Kind) -> dict[str | int | float, list[int]]:
    positions: dict[str | int | float, list[int]] = {}
    for token in ReviewAnalyzer(kind)(text, positions=True):
        positions.setdefault(token.text, []).append(token.pos)
    return positions


def _is_match(query: q.Query, document: _Document) -> bool:
    if isinstance(query, q.ConstantScoreQuery):
        return _is_match(query.child, document)
    if isinstance(query, q.Require):
        return all(_is_match(child, document) for child in (query.a, query.b))
    if isinstance(query, q.And):
        return all(_is_match(child, document) for child in query.children())
    if isinstance(query, (q.Or, q.DisjunctionMax)):
        return any(_is_match(child, document) for child in query.children())
    if isinstance(query, q.Not):
        return not any(_is_match(child, document) for child in query.children())
    if isinstance(query, q.Every):
        return True
    if query == q.NullQuery:
        return False
    return _is_leaf_match(query, document)


def _is_leaf_match(leaf: q.Query, document: _Document) -> bool:
    assert isinstance(leaf, (q.Term, q.Phrase, q.Prefix, q.NumericRange))
    terms = document.get(leaf.fieldname, {})
    if isinstance(leaf, q.Term):
        return leaf.text in terms
    if isinstance(leaf, q.Prefix):
        return any(str(term).startswith(leaf.text) for term in terms)
    if isinstance(leaf, q.NumericRange):
        return any(_is_between(leaf, float(number)) for number in terms)
    first, *rest = (terms.get(word, []) for word in leaf.words)
    reached = set(first)
    for places in rest:
        reached = {p for p in places if any(0 < p - r <= leaf.slop for r in reached)}
    return bool(reached)


def _is_between(bounds: q.NumericRange, number: float) -> bool:
    low = float("-inf") if bounds.start is None else float(bounds.start)
    high = float("inf") if bounds.end is None else float(bounds.end)
    above = low < number if bounds.startexcl else low <= number
    below = number < high if bounds.endexcl else number <= high
    return above and below
