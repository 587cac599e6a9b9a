"""Names that are nearly what was asked: the only module that imports rapidfuzz.

In: the asked tokens and a table of names. Out: a :class:`Cover` for each name that may
be meant. Whole-string scorers call *kamara* 90% of the film *M*, so nearness is judged
token by token, with a bound on the edits (a transposition is one) that grows with the
token. Tokens of three letters or fewer and tokens with a digit match only themselves; a
question or a name of three letters or fewer matches nothing here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from reelsearch.names.cover import Cover, Question, Wanted, find_covers
from reelsearch.names.lexicon import Groups, NameTable
from reelsearch.names.parts import PEOPLE, find_loose, is_initials, strip_vowels

_SHORTEST_NAME = 4  # letters
_SHORTEST_TOKEN = 4
_SHORTEST_ANYWHERE = 6  # letters from which the first may be wrong
_LONG = 9  # letters from which two edits are likely a slip
_SHORTEST_JOIN = 7
_SHORTEST_LONE = 6  # letters of a free word that may be one token of a longer name
_MOST_EDITS = 3
_JOINED_RATIO = 0.93
_NEVER_NEAR = frozenset({"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "jr", "sr"})
_FOR_ABBREVIATION = 2.0  # edits that *David Z.* costs where *David Zelag* was asked


def find_near(question: Question, table: NameTable, fixed: Collection[int] = ()) -> list[Cover]:
    """The names of *table* that *question* may mean, in no order.

    The tokens at the positions *fixed* are spelt right: they match only themselves.
    """
    letters = sum(map(len, question.tokens))
    if letters < _SHORTEST_NAME:
        return []
    best: dict[int, Cover] = {}
    for cover in (
        *find_covers(question, _want_nearly(question, table, fixed), table),
        *_match_joined(question, table, fixed),
    ):
        known = best.get(cover.row)
        if _is_enough(question, cover, table) and (known is None or known.score < cover.score):
            best[cover.row] = cover
    return list(best.values())


def _is_enough(question: Question, cover: Cover, table: NameTable) -> bool:
    """Whether name and question are long enough for nearness to mean something."""
    if sum(map(len, table.rows[cover.row])) < _SHORTEST_NAME:
        return False
    longest = max(map(len, question.tokens))
    lone = question.strict and _is_lone(question)
    return not lone or longest >= _SHORTEST_LONE or cover.coverage == 1


def find_alike(tokens: Sequence[str], table: NameTable, ratio: float, limit: int) -> list[Cover]:
    """The names nearest to *tokens* as a whole, from *ratio* (0 to 1) up: only to suggest."""
    joined = "".join(tokens)
    if len(joined) < _SHORTEST_NAME:
        return []
    choices = [form for form in table.joined if len(form) >= _SHORTEST_NAME]
    found = process.extract(
        joined, choices, scorer=Indel.normalized_similarity, score_cutoff=ratio, limit=limit
    )
    return [
        Cover(row, score, 1 - score, score)
        for form, score, _ in found
        for row in table.joined[form]
    ]


def _want_nearly(question: Question, table: NameTable, fixed: Collection[int]) -> list[Wanted]:
    """The forms near each token, and near each two neighbours written together."""
    tokens = question.tokens
    lone = _is_lone(question)
    wanted: list[Wanted] = []
    for i, token in enumerate(tokens):
        if i in fixed:
            wanted.append(Wanted(i, 1, {token: 0.0}, {token: 0.0}))
            continue
        forms = table.remember("token", token, lambda t: _near_tokens(t, table))
        if lone:
            forms = {f: n for f, n in forms.items() if _is_likely(token, f, n, question.strict)}
        joins = table.remember("join", token, lambda t: _near_joins(t, table.joins_by_start))
        abbreviated = question.field in PEOPLE and not question.strict
        wanted.append(
            Wanted(i, 1, forms, joins, _abbreviations(token, table) if abbreviated else {})
        )
    for i in range(len(tokens) - 1):
        if not {i, i + 1} <= set(fixed):
            pair = tokens[i] + tokens[i + 1]
            near = table.remember("pair", pair, lambda t: _near_joins(t, table.tokens_by_start))
            if min(len(tokens[i]), len(tokens[i + 1])) < 2:
                # A whole token must not pass as the one edit: *Malcolm X* is not *Malcolm*.
                near = {form: edits for form, edits in near.items() if not edits}
            wanted.append(Wanted(i, 2, near))
    return wanted


def _is_lone(question: Question) -> bool:
    """Whether one token has to carry the match: *bach*, and no better *a bach*."""
    loose = find_loose(question.tokens, question.field)
    return sum(len(t) > 1 and i not in loose for i, t in enumerate(question.tokens)) <= 1


def _near_tokens(token: str, table: NameTable) -> dict[str, float]:
    """The tokens that *token* may be a misspelling of, itself included, with the edits."""
    forms = {token: 0.0} if token in table.tokens else {}
    if len(token) < _SHORTEST_TOKEN or _has_digit(token):
        return forms
    for form, edits in _within(token, table.tokens_by_start, _SHORTEST_TOKEN, _MOST_EDITS):
        if edits and _is_misspelling(token, form):
            forms[form] = float(edits)
    for form in _starts_otherwise(token, table):
        forms[form] = 1.0
    return forms


def _near_joins(joined: str, groups: Groups) -> dict[str, float]:
    """The same where one of the two is written in two words: one edit, and only if long."""
    if len(joined) >= _SHORTEST_JOIN and not _has_digit(joined):
        return {form: float(edits) for form, edits in _within(joined, groups, _SHORTEST_JOIN, 1)}
    return {joined: 0.0} if joined in groups.get((joined[0], len(joined)), ()) else {}


def _within(token: str, groups: Groups, shortest: int, most: int) -> Iterator[tuple[str, int]]:
    """The forms that begin as *token* does, with their edits, as many as the length allows."""
    for length in range(max(shortest, len(token) - most), len(token) + most + 1):
        bound = min(most, _bound(max(length, len(token))))
        forms = groups.get((token[0], length), ())
        if forms and abs(length - len(token)) <= bound:
            for form, edits, _ in process.extract(
                token, forms, scorer=OSA.distance, score_cutoff=bound, limit=None
            ):
                if not _has_digit(form):
                    yield form, int(edits)


def _starts_otherwise(token: str, table: NameTable) -> Iterator[str]:
    """The longer tokens that differ from *token* by one edit at its first letter.

    That edit leaves the rest as it is, so these are looked up, not compared.
    """
    rest = token[1:]
    candidates = [rest, token[1] + token[0] + token[2:]]
    for first in {start for start, _ in table.tokens_by_start}:
        candidates += [first + rest, first + token]
    for form in candidates:
        long_enough = max(len(form), len(token)) >= _SHORTEST_ANYWHERE
        if form[0] != token[0] and long_enough and form in table.tokens and not _has_digit(form):
            yield form


def _bound(letters: int) -> int:
    """How many edits a token of so many letters may have."""
    if letters <= 6:
        return 1
    return 2 if letters < 12 else _MOST_EDITS


def _is_misspelling(token: str, form: str) -> bool:
    """Whether two tokens that begin alike and are near may be one; short ones seldom are."""
    if max(len(token), len(form)) > _SHORTEST_TOKEN:
        return True
    return _same_consonants(token, form) or sorted(token) == sorted(form)


def _is_likely(token: str, form: str, edits: float, strict: bool) -> bool:
    """Whether a misspelling is likely with no other word to bear it out.

    A free word (*strict*) is more often a word than a name: *blocks* is not *Block*.
    """
    longest = max(len(token), len(form))
    if edits > 1 and longest < _LONG and not _same_consonants(token, form):
        return False
    if not strict or edits == 0:
        return True
    if token[0] != form[0]:
        return False
    if min(len(token), len(form)) > _SHORTEST_TOKEN and _same_consonants(token, form):
        return True
    return longest >= (_LONG if edits > 1 else _SHORTEST_JOIN)


def _same_consonants(token: str, form: str) -> bool:
    return strip_vowels(token) == strip_vowels(form)


def _abbreviations(token: str, table: NameTable) -> dict[str, float]:
    """The initials in *table* that may stand for *token*: *z* and *pj* for *zelag*, *patrick*."""
    if len(token) < _SHORTEST_TOKEN:
        return {}
    groups = table.tokens_by_start
    short = (*groups.get((token[0], 1), ()), *groups.get((token[0], 2), ()))
    return {form: _FOR_ABBREVIATION for form in short if is_initials(form)}


def _match_joined(question: Question, table: NameTable, fixed: Collection[int]) -> Iterator[Cover]:
    """Names of nearly the same letters, wherever the spaces are: *jon smith*."""
    tokens = question.tokens
    joined = "".join(tokens)
    kept = {tokens[i] for i in fixed}
    if _is_lone(question) or len(joined) < _SHORTEST_JOIN or not kept <= table.tokens.keys():
        return
    exact = _exact_parts(tokens)
    for length in range(len(joined) - _MOST_EDITS, len(joined) + _MOST_EDITS + 1):
        for form, _, _ in process.extract(
            joined,
            table.joined_by_start.get((joined[0], length), ()),
            scorer=Indel.normalized_similarity,
            score_cutoff=_JOINED_RATIO,
            limit=None,
        ):
            edits = OSA.distance(joined, form)
            for row in table.joined[form]:
                name = table.rows[row]
                if _exact_parts(name) == exact and kept <= set(name):
                    yield Cover(row, 1 - edits / len(joined), edits, 1.0)


def _exact_parts(tokens: Sequence[str]) -> list[str]:
    """What is never nearly right: *Rocky II* is not *Rocky III*, nor *X* the same as none."""
    return [t for t in tokens if len(t) == 1 or _has_digit(t) or t in _NEVER_NEAR]


def _has_digit(token: str) -> bool:
    return any(map(str.isdigit, token))
