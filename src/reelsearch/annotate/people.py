"""A list of names as written → the names, with the part each one plays.

In: what stands after a label, in a column or in a byline: "A, B and C", "A & B",
"Al Pacino (Hanna)". Out: names as they were written, in order, each once. Refused:
desks ("Variety Staff"), leavings ("and more", "et al."), and what has not the shape
of a name where a shape is asked for.
"""

from __future__ import annotations

import re

from reelsearch.annotate.desks import is_desk
from reelsearch.annotate.word_lists import read_words

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq)\.?", re.IGNORECASE)
_REST = re.compile(
    r"(?:and |& )?(?:many |the )?(?:more|others|rest|al\.?|etc\.?|co\.?|company)"
    r"|(?:with |plus |among )?(?:many |several )?(?:more|others|etc\.?|et al\.?)"
    r"|others? too|the cast",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:and |with |plus |featuring |introducing |also |starring |the voices? of |voices? of )+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|&|with|\+)\s+|\s*[&+]\s+|\s+et al\b\.?", re.IGNORECASE)
_AS = re.compile(r"\s+as\s+(?=[\w“\"'‘])|\s*(?:\.{2,}|…)\s*", re.IGNORECASE)
_NOT_A_PART = re.compile(r"voice|voices|uncredited|cameo|archive footage|narrator|\d.*|and .*")
_WORD = re.compile(r"[^\W\d_][\w.'’‑-]*\.?", re.UNICODE)
_COMMA = re.compile(r"[,;|•·/\n]")
_NOT_IN_NAMES = frozenset('()[],:;!?/|"“”0123456789')
_LONGEST = 2_000
_MOST_WORDS = 6
_LONGEST_NAME = 60
_USER = re.compile(r"(?<![\w*])[a-z0-9][a-z0-9_.-]{1,30}_(?=\s*$)")
"""A user's name with the underscore at its end, which is no mark of type."""

_QUOTES = ' \t\n,;:|•·*_“”"‘'


def split_people(text: str, *, shared_surname: bool = False) -> tuple[tuple[str, str | None], ...]:
    """The names in *text*, each with the part played or None, in order and each once.

    With *shared_surname*, "Joel and Ethan Coen" is Joel Coen and Ethan Coen; it is not
    asked for in a cast, where a single name may well be all there is.
    """
    found: dict[str, str | None] = {}
    pieces = _split(text[:_LONGEST])
    if shared_surname:
        pieces = _share_surname(pieces)
    for piece in pieces:
        name, part = _split_part(piece)
        if name and name not in found:
            found[name] = part
    return tuple(found.items())


def is_person(name: str) -> bool:
    """Whether *name* could be a person's: has letters, few words and is no desk's."""
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or "@" in name or "/" in name:
        return False
    if not any(letter.isalpha() for letter in name):
        return False
    return not is_desk(name)


def is_lone_name(text: str) -> bool:
    """Whether *text*, with nothing beside it, is one person's name."""
    return looks_like_name(text) and is_person(text) and _NOT_IN_NAMES.isdisjoint(text)


def looks_like_name(text: str, *, any_case: bool = False) -> bool:
    """Whether *text* is written as a name: capitals, initials and particles only.

    With *any_case* the capitals are not asked for (text that has none at all).
    """
    words = text.split() if len(text) <= _LONGEST_NAME else []
    if not 1 <= len(words) <= _MOST_WORDS:
        return False
    particles = read_words("name_particles.txt")
    capitals = 0
    for word in words:
        if not _WORD.fullmatch(word.strip(",“”\"‘'()")):
            return False
        first = word.strip("“”\"‘'’(")[:1]
        if first.isupper() or not first.islower() or any_case:
            capitals += 1
        elif word.lower() not in particles and not re.match(r"(?:d|o|l)['’]\w|al-", word):
            return False
    return capitals > 0


def are_small_names(people: tuple[tuple[str, str | None], ...]) -> bool:
    """Whether *people*, in text without capitals, could be names: no small word is in them."""
    small = read_words("title_connectors.txt") - read_words("name_particles.txt")
    return all(2 <= len(name.split()) <= 4 and small.isdisjoint(name.split()) for name, _ in people)


def _split(text: str) -> list[str]:
    """Pieces between commas, bars and "and", brackets kept whole and suffixes rejoined."""
    joined: list[str] = []
    for piece in _split_outside(text) if "(" in text or "[" in text else _COMMA.split(text):
        if joined and _SUFFIX.fullmatch(piece.strip()):
            joined[-1] += "," + piece
        else:
            joined.extend(_split_and(piece))
    return joined


def _split_outside(text: str) -> list[str]:
    """Pieces between commas and bars that stand outside brackets."""
    depth = 0
    pieces = [""]
    for letter in text:
        depth = max(0, depth + (letter in "([") - (letter in ")]"))
        if depth == 0 and letter in ",;|•·/\n":
            pieces.append("")
        else:
            pieces[-1] += letter
    return pieces


def _split_and(piece: str) -> list[str]:
    """*piece* cut at "and", "&" and "with" outside brackets."""
    hidden = piece
    if "(" in piece:
        hidden = re.sub(r"\([^()]{0,100}\)?", lambda match: "\0" * len(match[0]), piece)
    parts: list[str] = []
    start = 0
    for match in _AND.finditer(hidden):
        parts.append(piece[start : match.start()])
        start = match.end()
    parts.append(piece[start:])
    return parts


def _share_surname(pieces: list[str]) -> list[str]:
    """Two pieces, a single word and a fuller name: the word gets the other's surname."""
    if len(pieces) != 2 or len(pieces[0].split()) != 1 or len(pieces[1].split()) != 2:
        return pieces
    return [f"{pieces[0].strip()} {pieces[1].split()[1]}", pieces[1]]


def _split_part(piece: str) -> tuple[str | None, str | None]:
    """One person's name and part; no name if nothing is left that could be one."""
    piece = piece.strip(_QUOTES) if _USER.search(piece) is None else piece.strip()
    if lead := _LEAD.match(piece):
        piece = piece[lead.end() :]
    name, _, bracket = piece.partition("(")
    part: str | None = bracket.partition(")")[0].strip() or None
    if part is None and (match := _AS.search(name)):
        part = name[match.end() :].strip(_QUOTES).rstrip(".") or None
        name = name[: match.start()]
    user = _USER.search(name)
    name = " ".join(name.strip(_QUOTES).split()) if user is None else user[0]
    if name.endswith(".") and not _is_dotted(name.rsplit(" ", 1)[-1]):
        name = name.rstrip(". ")
    if name.endswith(("’", "'")) and name.count(name[-1]) == 1:
        name = name[:-1]
    if not name or _REST.fullmatch(name) or not any(letter.isalpha() for letter in name):
        return None, None
    if part is not None and _NOT_A_PART.fullmatch(part.lower()):
        part = None
    return name, part


def _is_dotted(word: str) -> bool:
    """Whether the full stop at the end of *word* belongs to it: Jr., Kim K., J.D."""
    return bool(_SUFFIX.fullmatch(word)) or len(word) == 2 or word.count(".") > 1
