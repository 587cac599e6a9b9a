"""The names of people among the plain words of a query, spelt as the index has them.

A name is one thing to look for: *ana de armas kitchen* asks for a person and a kitchen, not
for five words. Taken for a name are: a nickname of the list; words that are the whole name of
a person or reviewer; and words that one name has all of, in any order, initials standing for
what they begin. Words that are in texts far more often than in names (*young man*) are words,
whoever is called so.

Everything is looked up by its term: no list of names is made. Only for words that names have,
but not in this way, the reviews that have them all are asked for their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from whoosh import query as q

from reelsearch.analysis import Word, name_key, split_words
from reelsearch.query.clauses import BODY, words_in
from reelsearch.query.plan import FoundName, NameInQuery, Names, Vocabulary
from reelsearch.schema import WORD_FIELD, key_field

FIELDS = ("person", "reviewer")
"""The fields whose names are looked for."""

WIDEST = 5
"""Words of a name."""

MOST_WORDS = 16
"""Words of a query in which names are looked for; a longer one is a pasted text."""

TELLING = 5
"""A word is a name if texts have it at most so many times as often as names."""

_SHORTEST_SURNAME = 4  # letters


_Part: TypeAlias = tuple[tuple[str, ...], bool, bool]
"""A word of the query: its folded parts, whether names have it, whether it tells a name."""


def find_units(
    texts: Sequence[str], words: Sequence[Word], vocabulary: Vocabulary, names: Names
) -> list[NameInQuery]:
    """The names among *words* (*texts* as typed), in order and apart."""
    if len(words) > MOST_WORDS:
        return []
    found = [_look_up(word, vocabulary) for word in words]
    units: list[NameInQuery] = []
    start = 0
    while start < len(words):
        unit = _find_from(start, texts, found, vocabulary, names)
        if unit is not None:
            units.append(unit)
        start = unit.end if unit is not None else start + 1
    return units


def having_all(tokens: Sequence[str], field: str) -> q.Query:
    """Reviews that have all the folded *tokens* in *field*, initials apart."""
    terms = [q.Term(field, token) for token in tokens if len(token) > 1]
    if not terms:
        return q.NullQuery
    return terms[0] if len(terms) == 1 else q.And(terms)


def _look_up(word: Word, vocabulary: Vocabulary) -> _Part:
    tokens = tuple(part.text for part in word.parts)
    in_names = in_texts = 0
    for token in tokens:
        counts = [vocabulary.frequency(field, token) for field in FIELDS]
        if not any(counts):
            return tokens, len(token) == 1, False
        in_names += sum(counts)
    for token in tokens:
        in_texts += vocabulary.frequency(WORD_FIELD, token)
    is_telling = len(max(tokens, key=len)) > 2 and in_texts <= TELLING * in_names
    return tokens, True, is_telling


def _find_from(
    start: int,
    texts: Sequence[str],
    parts: Sequence[_Part],
    vocabulary: Vocabulary,
    names: Names,
) -> NameInQuery | None:
    """The widest name that begins with the word at *start*."""
    for end in _ends(start, parts):
        tokens = tuple(token for part in parts[start:end] for token in part[0])
        typed = " ".join(texts[start:end])
        nicknamed = names.nickname(" ".join(tokens))
        if nicknamed and (meant := _named(nicknamed, vocabulary)):
            return NameInQuery(start, end, meant, tell(typed, meant), as_typed=True)
        window = parts[start:end]
        if end - start < 2 and len(tokens) < 2:
            continue
        if all(part[1] for part in window) and any(part[2] for part in window):
            meant = _known((typed,), vocabulary) or names.find_people(tokens)
            if meant:
                note = tell(typed, meant)
                several = len({name_key(name.text) for name in meant}) > 1
                return NameInQuery(start, end, meant, note if several else None)
    return None


def _ends(start: int, parts: Sequence[_Part]) -> Iterator[int]:
    return iter(range(min(len(parts), start + WIDEST), start, -1))


def _known(names: Sequence[str], vocabulary: Vocabulary) -> tuple[FoundName, ...]:
    """Those of *names* that the index has as whole names."""
    return tuple(
        FoundName(field, name)
        for name in names
        for field in FIELDS
        if vocabulary.frequency(key_field(field), name_key(name))
    )


def _named(names: Sequence[str], vocabulary: Vocabulary) -> tuple[FoundName, ...]:
    """The same; or those that a text has, where the index has none."""
    return _known(names, vocabulary) or tuple(
        FoundName(FIELDS[0], name)
        for name in names
        if vocabulary.matches(words_in(BODY, list(split_words(name))))
    )


def find_namesakes(
    texts: Sequence[str], words: Sequence[Word], vocabulary: Vocabulary, names: Names
) -> Iterator[str]:
    """What to tell of single *words* that are the surname of several people."""
    if len(words) > MOST_WORDS:
        return
    for text, word in zip(texts, words, strict=True):
        if is_surname(word, vocabulary):
            tokens = tuple(part.text for part in word.parts)
            yield from tell_namesakes(text, tokens, names.find_people(tokens))


def tell_namesakes(
    text: str, tokens: tuple[str, ...], people: Sequence[FoundName]
) -> Iterator[str]:
    """What to tell of *text*, in *tokens*, if several of *people* have it as their surname."""
    meant = [name for name in people if _ends_in(name.text, tokens)]
    if len({name_key(name.text) for name in meant}) > 1:
        yield tell(text, meant)


def tell(text: str, meant: Sequence[FoundName]) -> str:
    """That *text* is a name of those who are *meant*."""
    return f"“{text}” is {_list(meant)}"


def is_surname(word: Word, vocabulary: Vocabulary) -> bool:
    """Whether *word*, the last of a name, tells the name by itself where a text has it."""
    tokens, _, is_telling = _look_up(word, vocabulary)
    return is_telling and len(tokens[-1]) >= _SHORTEST_SURNAME


def _ends_in(name: str, tokens: tuple[str, ...]) -> bool:
    return tuple(name_key(name).split()[-len(tokens) :]) == tokens


def _list(names: Sequence[FoundName], most: int = 5) -> str:
    texts = list({name_key(name.text): name.text for name in reversed(names)}.values())[::-1]
    if len(texts) > most:
        return f"{', '.join(texts[:most])} and {len(texts) - most} more"
    *others, last = texts
    return f"{', '.join(others)} and {last}" if others else last
