"""The list of themes, and the words that give each away.

In: ``data/themes.toml`` and, if a person has one, a file of the same form, which adds
themes or takes the place of those with the same name. Out: a :class:`ThemeLexicon`,
whose cues stand in one tree of words, so that a text is compared with all of them in
one pass. A person's file that cannot be used is refused with a ``SettingError`` that
names the file, the entry and what to change.

A cue is a word or a phrase. It stands for all the inflections of its words; ``=boxing``
for that form only, ``_`` for any one word, and a cue written with a capital may have one
within a sentence, where others are names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from reelsearch.analysis.words import split_words
from reelsearch.annotate.theme_associations import load_associations
from reelsearch.annotate.theme_numbers import (
    BEGINS,
    NEGATES,
    PAIRS,
    WordNumbers,
    number_words,
)
from reelsearch.annotate.theme_words import find_family
from reelsearch.errors import SettingError

NAMES, STRONG, SAID, HINT = 4, 3, 2, 1
"""How much cues say, in this order. One that is ``SAID`` names the theme where the review says
that the film is about it, and is a hint elsewhere."""

AGAINST, STATEMENT, PAIR, CLOSING = 0, -1, -2, -3
"""What other entries of the tree have in place of a weight: what speaks against a theme,
"is a study of", a word that is a cue together with another, and "runs through it"."""

ANY_THEME = -1
"""The theme of a figure of speech and of a statement."""

ANY_WORD = "_"
LONGEST_CUE = 10

_WEIGHTS = {"names": NAMES, "strong": STRONG, "said": SAID, "hints": HINT, "against": AGAINST}
_PAIRS = "pairs"
_LABELS = ("name", "group", "other_names", "lto")
_PHRASES = {"figures_of_speech": AGAINST, "statements": STATEMENT, "closings": CLOSING}
_AND = "&"
_WORD_SETS = ("negators", "passed_over", "not_negated")


class Cue(NamedTuple):
    """What an entry of the tree says: of which theme, and how strongly.

    ``number`` is the same for two cues with the same words. ``forms`` holds the exact
    form each word must have, None where any inflection will do; it is empty if all are.
    """

    theme: int
    weight: int
    number: int
    proper: bool = False
    forms: tuple[str | None, ...] = ()


class Node:
    """A place in the tree: the cues that end here, and where each next word leads.

    There are many thousands, most of them without a next word: these share one empty ``after``.
    """

    __slots__ = ("after", "cues")

    def __init__(self) -> None:
        self.cues: tuple[Cue, ...] = ()
        self.after: dict[str, Node] = _NOWHERE

    def step(self, word: str) -> Node:
        """The place to which *word* leads, made if there is none."""
        if self.after is _NOWHERE:
            self.after = {}
        following = self.after.get(word)
        if following is None:
            following = self.after[word] = Node()
        return following


_NOWHERE: dict[str, Node] = {}


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """A theme: its name, the group it is listed in, and what else it is called.

    ``learned`` is its number among the themes that words have learned weights for, None if it
    is a person's own.
    """

    name: str
    group: str
    other_names: tuple[str, ...] = ()
    lto: str | None = None
    learned: int | None = None


@dataclass(frozen=True, slots=True)
class ThemeLexicon:
    """All the themes, in the order of their files, the tree of their cues, and the pairs.

    ``pair_words`` maps a family to the pairs that have it on the left and on the right, a
    bit for each. ``by_learned`` has the place of the theme with each ``learned`` number.

    ``negators`` turn a cue after them into its opposite, reaching over the words
    ``passed_over``, unless a word ``not_negated`` stands between; ``before_cues`` are the
    families of the last words of negators, and of all the words that may stand before a cue
    that is denied. ``words`` tells where in a text any of this may stand.
    """

    entries: tuple[ThemeEntry, ...]
    tree: Node
    pairs: tuple[Cue, ...]
    pair_words: Mapping[str, tuple[int, int]]
    by_learned: Mapping[int, int]
    negators: frozenset[tuple[str, ...]]
    passed_over: frozenset[str]
    not_negated: frozenset[str]
    before_cues: tuple[frozenset[str], frozenset[str]]
    words: WordNumbers

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(entry.name for entry in self.entries)

    def other_names(self, name: str) -> tuple[str, ...]:
        """What else the theme *name* is called; ``KeyError`` if there is none of that name."""
        for entry in self.entries:
            if entry.name == name:
                return entry.other_names
        raise KeyError(name)


@cache
def load_lexicon(extra: Path | None = None) -> ThemeLexicon:
    """The built-in lexicon, with the themes of the file *extra* added; kept once loaded."""
    built_in = files(__package__) / "data" / "themes.toml"
    content = tomllib.loads(built_in.read_text(encoding="utf-8"))
    tables: dict[str, Mapping[str, str]] = {table["name"]: table for table in content["theme"]}
    learned = {name: number for number, name in enumerate(tables)}
    texts = {key: content[key] for key in (*_PHRASES, *_WORD_SETS)}
    if extra is not None:
        added = _read_own(extra)
        for table in added.pop("theme", []):
            tables[table["name"]] = table
            learned.pop(table["name"], None)
        for key, text in added.items():
            texts[key] = f"{texts[key]}, {text}"
    return build_lexicon(tuple(tables.values()), texts, learned)


def build_lexicon(
    tables: tuple[Mapping[str, str], ...],
    texts: Mapping[str, str],
    learned: Mapping[str, int] = MappingProxyType({}),
) -> ThemeLexicon:
    """The lexicon of the *tables* of themes, with the *texts* that are for all of them.

    *learned* has the number of each theme that words have learned weights for.
    """
    tree = Node()
    numbers: dict[tuple[str, ...], int] = {}
    pairs: list[Cue] = []
    pair_words: dict[str, tuple[int, int]] = {}
    for place, table in enumerate(tables):
        for key, weight in _WEIGHTS.items():
            if weight == SAID:
                for cue, names_it in _list_names(table):
                    _plant(tree, numbers, cue, (place, names_it))
            for cue in split_list(table.get(key, "")):
                _plant(tree, numbers, cue, (place, weight))
        for pair in split_list(table.get(_PAIRS, "")):
            number = numbers.setdefault((str(place), pair), len(numbers))
            proper = pair.lower() != pair
            _plant_pair(pair_words, pairs, pair, Cue(place, PAIR, number, proper))
    for key, weight in _PHRASES.items():
        for phrase in split_list(texts[key]):
            _plant(tree, numbers, phrase, (ANY_THEME, weight))
    entries = tuple(
        ThemeEntry(
            table["name"],
            table.get("group", "other"),
            tuple(split_list(table.get("other_names", ""))),
            table.get("lto"),
            learned.get(table["name"]),
        )
        for table in tables
    )
    negators, passed_over, not_negated = (
        frozenset(tuple(entry.split()) for entry in split_list(texts[key])) for key in _WORD_SETS
    )
    before = {word for words in negators | passed_over | not_negated for word in words}
    negating = frozenset(find_family(words[-1]) for words in negators)
    return ThemeLexicon(
        entries,
        tree,
        tuple(pairs),
        pair_words,
        {entry.learned: at for at, entry in enumerate(entries) if entry.learned is not None},
        negators,
        frozenset(word for words in passed_over for word in words),
        frozenset(word for words in not_negated for word in words),
        (negating, frozenset(map(find_family, before))),
        _number_words(tree, pair_words, negating),
    )


def _number_words(tree: Node, pair_words: Iterable[str], negating: Iterable[str]) -> WordNumbers:
    firsts = tree.after.items()
    alone = [word for word, node in firsts if node.cues or ANY_WORD in node.after]
    twos = [((word, second), node.after[second]) for word, node in firsts for second in node.after]
    phrases: list[tuple[str, ...]] = [
        words for words, node in twos if node.cues or ANY_WORD in node.after
    ]
    phrases += [(*words, third) for words, node in twos for third in node.after]
    kinds = {BEGINS: alone, PAIRS: pair_words, NEGATES: negating}
    return number_words(load_associations().rows, kinds, phrases)


def _list_names(table: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """What a theme is called, with the weight it has as a cue.

    One word may mean something else than the theme (*time*, *power*), and so may *the state*.
    """
    for name in (*split_list(table["name"]), *split_list(table.get("other_names", ""))):
        is_plain = " " not in name or name.lower().startswith("the ")
        yield name, SAID if is_plain else NAMES


def split_list(text: str) -> Iterator[str]:
    """The entries of a list with commas, without blanks around or twice inside."""
    for entry in " ".join(text.split()).split(","):
        if stripped := entry.strip():
            yield stripped


def _plant(
    tree: Node, numbers: dict[tuple[str, ...], int], text: str, what: tuple[int, int]
) -> None:
    """Put one cue into the tree; of two of a theme with the same words the first stays."""
    theme, weight = what
    families, forms = _parse_cue(text)
    if not families:
        return  # a name of signs alone
    if weight == AGAINST and len(families) == 1:
        # One word that speaks against a theme is that form (animation), not its family.
        forms = list(_read_forms(text))
    node = tree
    for word in families:
        node = node.step(word)
    proper = text.lower() != text
    exact = tuple(forms) if any(forms) else ()
    if not node.cues or not any(kept.theme == theme and kept.forms == exact for kept in node.cues):
        number = numbers.setdefault(tuple(families), len(numbers))
        node.cues += (Cue(theme, weight, number, proper, exact),)


def _plant_pair(words: dict[str, tuple[int, int]], pairs: list[Cue], text: str, cue: Cue) -> None:
    """Set the bit of a pair for the words of both its sides."""
    bit = 1 << len(pairs)
    pairs.append(cue)
    left, right = text.split(_AND)
    for side, bits in ((left, (bit, 0)), (right, (0, bit))):
        for word in side.split():
            family = _parse_cue(word)[0][0]
            kept = words.get(family, (0, 0))
            words[family] = (kept[0] | bits[0], kept[1] | bits[1])


def _read_forms(text: str) -> list[str]:
    """The folded words of *text*."""
    if text.isascii() and text.isalpha():
        return [text.lower()]  # nearly every word of the lexicon
    return [part.text for word in split_words(text) for part in word.parts]


def _parse_cue(text: str) -> tuple[list[str], list[str | None]]:
    """The families of the words of a cue, and the form each must have."""
    families: list[str] = []
    forms: list[str | None] = []
    for chunk in text.split():
        for family, form in _parse_chunk(chunk):
            families.append(family)
            forms.append(form)
    return families, forms


@cache
def _parse_chunk(chunk: str) -> tuple[tuple[str, str | None], ...]:
    if chunk == ANY_WORD:
        return ((ANY_WORD, None),)
    exact = chunk.startswith("=")
    return tuple((find_family(form), form if exact else None) for form in _read_forms(chunk))


def _read_own(path: Path) -> dict[str, Any]:
    """A person's file, checked."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise SettingError(
            f"{path}: the file of themes cannot be read ({reason}); give the path of a TOML file."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(
            f"{path}: a file of themes is TOML in UTF-8, and this is not: {error}; correct it."
        ) from error
    tables = content.get("theme", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SettingError(f"{path}: a theme is a table; write [[theme]] in two brackets above it.")
    for number, table in enumerate(tables, start=1):
        _check_theme(path, number, table)
    known = ("theme", *_PHRASES, *_WORD_SETS)
    for key, value in content.items():
        if key not in known:
            raise SettingError(
                f"{path}: above the themes there is no {key!r}; it is one of {', '.join(known)}."
            )
        if key != "theme":
            _check_list(f"{path}, {key}", value)
    return content


def _check_theme(path: Path, number: int, table: Mapping[str, Any]) -> None:
    name = table.get("name")
    if not isinstance(name, str) or not name.strip():
        raise SettingError(f'{path}, theme {number}: a theme has a name; add name = "…".')
    where = f"{path}, theme {number} ({name})"
    for key, value in table.items():
        if key not in (*_LABELS, *_WEIGHTS, _PAIRS):
            known = ", ".join((*_LABELS, *_WEIGHTS, _PAIRS))
            raise SettingError(f"{where}: there is no key {key!r}; it is one of {known}.")
        if key in _WEIGHTS:
            _check_list(f"{where}, {key}", value)
        elif key == _PAIRS:
            _check_pairs(f"{where}, {key}", value)
        elif not isinstance(value, str):
            raise SettingError(f"{where}: {key} is text in quotation marks, not {value!r}.")
    cues = ("names", "strong", _PAIRS)
    if not any(list(split_list(table.get(key, ""))) for key in cues):
        raise SettingError(
            f"{where}: a theme has at least one cue that is more than a hint; "
            'add names = "…", strong = "…" or pairs = "…".'
        )


def _check_text(where: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise SettingError(
        f"{where}: cues are one text with commas between them, not {value!r}; "
        'write "first, second".'
    )


def _check_pairs(where: str, value: object) -> None:
    for pair in split_list(_check_text(where, value)):
        sides = [[_parse_cue(word)[0] for word in side.split()] for side in pair.split(_AND)]
        if len(sides) != 2 or not all(sides) or any(len(word) != 1 for s in sides for word in s):
            raise SettingError(
                f"{where}: a pair is words, &, words, as in father dad & son boy, "
                f"not {pair!r}; correct it or leave it out."
            )


def _check_list(where: str, value: object) -> None:
    for cue in split_list(_check_text(where, value)):
        families, _ = _parse_cue(cue)
        if not families or families[0] == ANY_WORD or len(families) > LONGEST_CUE:
            raise SettingError(
                f"{where}: a cue is one to {LONGEST_CUE} words and begins with a word, "
                f"not {cue!r}; shorten it or leave it out."
            )
