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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from reelsearch.analysis.words import split_words
from reelsearch.annotate.theme_words import find_family
from reelsearch.errors import SettingError

NAMES, STRONG, HINT = 3, 2, 1
"""The weights of cues."""

AGAINST, STATEMENT = 0, -1
"""What other entries of the tree have in place of a weight."""

ANY_THEME = -1
"""The theme of a figure of speech and of a statement."""

ANY_WORD = "_"
LONGEST_CUE = 10

_WEIGHTS = {"names": NAMES, "strong": STRONG, "hints": HINT, "against": AGAINST}
_LABELS = ("name", "group", "other_names", "lto")
_PHRASES = {"figures_of_speech": AGAINST, "statements": STATEMENT}
_WORD_SETS = ("negators", "passed_over", "not_negated")


@dataclass(frozen=True, slots=True)
class Cue:
    """What an entry of the tree says: of which theme, and how strongly.

    ``number`` is the same for two cues with the same words. ``forms`` holds the exact
    form each word must have, None where any inflection will do; it is empty if all are.
    """

    theme: int
    weight: int
    number: int
    length: int
    proper: bool = False
    forms: tuple[str | None, ...] = ()


@dataclass(slots=True)
class Node:
    """A place in the tree: the cues that end here, and where each next word leads."""

    cues: list[Cue] = field(default_factory=list)
    after: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """A theme: its name, the group it is listed in, and what else it is called."""

    name: str
    group: str
    other_names: tuple[str, ...] = ()
    lto: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeLexicon:
    """All the themes, in the order of their files, and the tree of their cues.

    ``negators`` turn a cue after them into its opposite, reaching over the words
    ``passed_over``, unless a word ``not_negated`` stands between.
    """

    entries: tuple[ThemeEntry, ...]
    tree: Node
    negators: frozenset[tuple[str, ...]]
    passed_over: frozenset[str]
    not_negated: frozenset[str]

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
    texts = {key: content[key] for key in (*_PHRASES, *_WORD_SETS)}
    if extra is not None:
        added = _read_own(extra)
        for table in added.pop("theme", []):
            tables[table["name"]] = table
        for key, text in added.items():
            texts[key] = f"{texts[key]}, {text}"
    return _build(tuple(tables.values()), texts)


def _build(tables: tuple[Mapping[str, str], ...], texts: Mapping[str, str]) -> ThemeLexicon:
    tree = Node()
    numbers: dict[tuple[str, ...], int] = {}
    for place, table in enumerate(tables):
        for key, weight in _WEIGHTS.items():
            for cue in split_list(table.get(key, "")):
                _plant(tree, numbers, cue, (place, weight))
    for key, weight in _PHRASES.items():
        for phrase in split_list(texts[key]):
            _plant(tree, numbers, phrase, (ANY_THEME, weight))
    entries = tuple(
        ThemeEntry(
            table["name"],
            table.get("group", "other"),
            tuple(split_list(table.get("other_names", ""))),
            table.get("lto"),
        )
        for table in tables
    )
    negators, passed_over, not_negated = (
        frozenset(tuple(entry.split()) for entry in split_list(texts[key])) for key in _WORD_SETS
    )
    return ThemeLexicon(
        entries,
        tree,
        negators,
        frozenset(word for words in passed_over for word in words),
        frozenset(word for words in not_negated for word in words),
    )


def split_list(text: str) -> Iterator[str]:
    """The entries of a list with commas, without blanks around or twice inside."""
    for entry in text.split(","):
        if words := entry.split():
            yield " ".join(words)


def _plant(
    tree: Node, numbers: dict[tuple[str, ...], int], text: str, what: tuple[int, int]
) -> None:
    """Put one cue into the tree; of two of a theme with the same words the first stays."""
    theme, weight = what
    families, forms = _parse_cue(text)
    if weight == AGAINST and len(families) == 1:
        # One word that speaks against a theme is that form (animation), not its family.
        forms = list(_read_forms(text))
    node = tree
    for word in families:
        node = node.after.setdefault(word, Node())
    proper = text.lower() != text
    exact = tuple(forms) if any(forms) else ()
    if not any(kept.theme == theme and kept.forms == exact for kept in node.cues):
        number = numbers.setdefault(tuple(families), len(numbers))
        node.cues.append(Cue(theme, weight, number, len(families), proper, exact))


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
        if chunk == ANY_WORD:
            families.append(ANY_WORD)
            forms.append(None)
            continue
        for form in _read_forms(chunk):
            families.append(find_family(form))
            forms.append(form if chunk.startswith("=") else None)
    return families, forms


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
        if key not in (*_LABELS, *_WEIGHTS):
            known = ", ".join((*_LABELS, *_WEIGHTS))
            raise SettingError(f"{where}: there is no key {key!r}; it is one of {known}.")
        if key in _WEIGHTS:
            _check_list(f"{where}, {key}", value)
        elif not isinstance(value, str):
            raise SettingError(f"{where}: {key} is text in quotation marks, not {value!r}.")
    if not any(list(split_list(table.get(key, ""))) for key in ("names", "strong", "hints")):
        raise SettingError(f'{where}: a theme has at least one cue; add names = "…".')


def _check_list(where: str, value: object) -> None:
    if not isinstance(value, str):
        raise SettingError(
            f"{where}: cues are one text with commas between them, not {value!r}; "
            'write "first, second".'
        )
    for cue in split_list(value):
        families, _ = _parse_cue(cue)
        if not families or families[0] == ANY_WORD or len(families) > LONGEST_CUE:
            raise SettingError(
                f"{where}: a cue is one to {LONGEST_CUE} words and begins with a word, "
                f"not {cue!r}; shorten it or leave it out."
            )
