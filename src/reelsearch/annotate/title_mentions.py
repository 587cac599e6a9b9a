"""A sentence → the films it may name, and how far each title reaches.

In: prose and the range of a sentence. Out: :class:`Mention`\\ s: a title before a year
in brackets, or one in quotation marks or stars. Where the words before the title could
belong to it ("In Parasite", "In the Mood for Love"), how the title comes again in the
text decides; where nothing does, the grammar of the sentence; else the title stays
unknown and only the year is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.occurrences import find_whole
from reelsearch.annotate.title_bracket import read_bracket
from reelsearch.annotate.title_shape import clean_title, is_title_shaped
from reelsearch.annotate.word_lists import read_table, read_words


@dataclass(frozen=True, slots=True)
class Mention:
    """A film named in a sentence: ``text[start:end]`` with its brackets and marks.

    ``title`` is None where it is not clear how far it reaches; ``marked`` says that it
    stands in quotation marks or stars.
    """

    title: str | None
    facts: Facts
    start: int
    end: int
    marked: bool


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


_BRACKET = re.compile(r"\s{0,3}[(\[]\s{0,3}([^()\[\]]{4,80}?)\s{0,3}[)\]]")
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_MARKED = re.compile(
    r"“(?P<a>[^“”\n]{1,80})”|(?<!\w)\"(?P<b>[^\"\n]{1,80})\"|(?<![*\w])\*{1,2}(?P<c>[^*\s][^*\n]{0,79})\*{1,2}(?![*\w])"
    r"|(?<![_\w])_(?P<d>[^_\s][^_\n]{0,79})_(?![_\w])|(?<!\w)‘(?P<e>[^‘’\n]{1,60}(?:’\w[^‘’\n]{0,60})?)’(?!\w)"
    r"|(?<!\w)'(?P<f>[^'\n]{1,60}(?:'\w[^'\n]{0,60})?)'(?!\w)|<i>(?P<g>[^<>\n]{1,80})</i>|«\s?(?P<h>[^«»\n]{1,80}?)\s?»"
    r"|„(?P<i>[^„“\n]{1,80})“"
)
_MARKS = (*'([“"*_‘<«„', " '", "\n'", "('")

_WORD = re.compile(r"\S+")
_BREAK = re.compile(r"[—;…()]|--")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_ABBREVIATED = re.compile(r"(?:[A-Z]\.)+|(?:Dr|Mr|Mrs|Ms|St|Vol|vs|Jr|No)\.|.*\.\.\.")
_TAGS = ("[review]", "[film]", "[movie]", "[spoilers]", "[discussion]", "review:", "[oc]")
_JOINTS = ("&", "+", "-", "–", "/")
_GOES_ON = re.compile(r"-|:\s[A-Z\d]")
"""What makes a longer title, or word, of a title found again."""

_LEAST_CAPITALS = 4  # letters; "II" ends many a title
_REACH = 14
_OFTEN = 10
_FARTHEST = 50_000


def find_mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """The films that the sentence ``text[start:end]`` may name, in order."""
    taken: list[tuple[int, int]] = []
    if not may_mention(text[start:end]):
        return
    marks = list(_MARKED.finditer(text, start, end))
    for bracket in _BRACKET.finditer(text, start, end):
        facts = _read_years(bracket[1])
        if facts is None or bracket.start() == start:
            continue
        marked = next((mark for mark in marks if mark.end() == bracket.start()), None)
        if marked is not None:
            title = clean_mark(marked)
            yield Mention(title, facts, marked.start(), bracket.end(), marked=True)
            taken.append(marked.span())
            continue
        words = _walk_back(text, start, bracket.start())
        if not words:
            continue
        title, begin = _choose_reach(text, words, start, bracket.end(), end)
        yield Mention(title, facts, begin, bracket.end(), marked=False)
    for mark in marks:
        title = clean_mark(mark)
        if mark.span() in taken or not title or title.split()[-1] in _small():
            continue
        if is_title_shaped(title):
            yield Mention(title, Facts(), mark.start(), mark.end(), marked=True)


def may_mention(text: str) -> bool:
    """Whether anything in *text* could tell a title: brackets, quotation marks, stars."""
    return text.startswith("'") or any(mark in text for mark in _MARKS)


def clean_mark(mark: re.Match[str]) -> str | None:
    """The title inside quotation marks, without the comma that American style puts there."""
    inner = next((group for group in mark.groups() if group), "")
    title = clean_title(" ".join(inner.split()).rstrip(","))
    return title or None


def count_again(title: str, text: str, start: int, end: int, *, after: str = "") -> int:
    """How often *title* stands in *text* outside ``start:end``; not right after *after*."""
    count = 0
    for place in find_whole(title, text, 0, _FARTHEST, glued="’'-"):
        stop = place + len(title)
        if (stop > start and place < end) or _GOES_ON.match(text, stop):
            continue
        if after and text[max(0, place - 40) : place].rstrip().lower().endswith(after):
            continue
        count += 1
        if count >= _OFTEN:
            break
    return count


def _small() -> frozenset[str]:
    return read_words("title_connectors.txt")


def _read_years(content: str) -> Facts | None:
    """What the bracket says, if a year is in it that can be a film's, or who directed."""
    directed = content.startswith(("dir", "Dir"))
    if not directed and len(_YEAR.findall(content)) != 1:
        return None
    facts = read_bracket(content)
    told = facts is not None and (facts.year is not None or (directed and facts.director))
    return facts if told else None


def _walk_back(text: str, start: int, stop: int) -> list[_Word]:
    """The words before *stop* that could all be one title: capitals and small words."""
    small = read_words("title_connectors.txt")
    words = [
        _Word(match[0], match.start(), match.end())
        for match in _WORD.finditer(text, max(start, stop - 200), stop)
    ][-_REACH:]
    kept: list[_Word] = []
    for word in reversed(words):
        bare = word.text.strip("“”\"‘’'*_()[],:;!?.…")
        last = not kept
        if not last and (_BREAK.search(word.text) or _ends_sentence(word.text)):
            break
        if not last and word.text.endswith(":") and "\n" in text[word.end : kept[-1].start]:
            break  # who speaks, above what is said
        joint = word.text in _JOINTS and not last
        if not joint and not _is_capital(bare) and (last or bare not in small):
            break
        kept.append(word)
    kept.reverse()
    # "Directed by Ada Orr, Heat (1995)": the title comes after the names.
    if kept and kept[0].text in ("Directed", "Written", "Produced", "Starring"):
        comma = max((at for at, word in enumerate(kept) if word.text.endswith(",")), default=-1)
        kept = kept[comma + 1 :]
    if kept and kept[0].text.lower() in _TAGS:
        kept.pop(0)
    while kept and not _is_capital(kept[0].text.strip("“”\"‘’'*_([")):
        kept.pop(0)
    return _cut_to_capitals(kept)


def _cut_to_capitals(words: list[_Word]) -> list[_Word]:
    """The last of *words*, if they are in capitals and those before are not: "the Rex for HEAT"."""
    place = len(words)
    while place and not any(map(str.islower, words[place - 1].text)):
        place -= 1
    run = "".join(word.text for word in words[place:])
    letters = sum(map(str.isalpha, run))
    return words[place:] if place and letters >= _LEAST_CAPITALS else words


def _ends_sentence(word: str) -> bool:
    return word.endswith((".", "!", "?", ".”", "!”", "?”")) and not _ABBREVIATED.fullmatch(word)


def _is_capital(word: str) -> bool:
    return bool(word) and (
        word[0].isupper()
        or word[0].isdigit()
        or (word[0].isalpha() and not word[0].islower())
        or any(letter.isupper() for letter in word[1:])
    )


def _choose_reach(
    text: str, words: list[_Word], start: int, bracket_end: int, end: int
) -> tuple[str | None, int]:
    """Where the title before the bracket begins, and the title; None if nothing tells."""
    begins = list(_find_begins(words))
    best: tuple[float, int] | None = None
    for rank, place in enumerate(begins):
        title = _join(words[place:])
        before = words[place - 1].text.lower() if place else ""
        again = count_again(
            title, text, words[place].start, bracket_end, after=before if rank else ""
        )
        if again and (best is None or again > best[0] * 2):
            best = (again, place)
    place = begins[0] if best is None else best[1]
    guess = _by_grammar(text, words, start, bracket_end, end)
    if best is None:
        if guess is None:
            return None, words[0].start
        place = guess
    elif guess is not None and guess < place and _is_small(words[place - 1].text):
        place = guess
    return _join(words[place:]) or None, words[place].start


def _find_begins(words: list[_Word]) -> Iterator[int]:
    """The places where a title may begin, the longest reach first."""
    for place, word in enumerate(words):
        if _is_capital(word.text.strip("“”\"‘’'*_([")) or place == 0:
            yield place


def _by_grammar(
    text: str, words: list[_Word], start: int, bracket_end: int, end: int
) -> int | None:
    """Where the title begins by the grammar of the sentence; None if it is open."""
    place = 0
    if text[start : words[0].start].strip(" “”\"‘’'*_(") == "":
        place = _skip_leads(text, words, bracket_end, end)
    commas = [at for at in range(place, len(words) - 1) if words[at].text.endswith(",")]
    if (
        commas
        and place == 0
        and _word_class(words[0].text) in ("preposition", "comparison", "lead")
    ):
        place = commas[-1] + 1
    owners = [
        at
        for at in range(place, len(words) - 1)
        if _POSSESSIVE.search(words[at].text) and _is_capital(words[at].text)
    ]
    if owners:
        owner = owners[-1]
        rest = len(words) - owner - 1
        if words[owner + 1].text in ("The", "A", "An") or rest >= 3 or owner - place >= 1:
            place = owner + 1
        else:
            return None
    while place < len(words) - 1 and not _is_capital(words[place].text.strip("“”\"‘’'*_([")):
        place += 1
    return place


def _skip_leads(text: str, words: list[_Word], bracket_end: int, end: int) -> int:
    """How many words at the head of a sentence come before its title."""
    place = 0
    after = text[bracket_end:end].lstrip(" *_”\"’'")
    verb_follows = _is_verb(after)
    while place < len(words) - 1:
        kind = _word_class(words[place].text)
        following = words[place + 1].text
        if kind == "lead":
            place += 1
            continue
        if kind is None or (following.islower() and _is_small(following) and kind != "lead"):
            break
        if kind == "preposition" and verb_follows:
            break
        if kind == "subordinator" and verb_follows and "," not in after:
            break
        if kind == "question" and after.split(" ", 1)[0] in ("is", "was", "remains"):
            break
        place += 1
        if kind == "preposition" and _YEAR.fullmatch(words[place].text) and place < len(words) - 1:
            place += 1
    return place


def _is_verb(after: str) -> bool:
    """Whether *after*, what follows the bracket, begins with the verb of the sentence."""
    word = re.match(r"[\w’']+", after)
    return word is not None and word[0].replace("’", "'").lower() in read_words("subject_verbs.txt")


def _word_class(word: str) -> str | None:
    """What kind of word a sentence begins with; None if it may well be a title's."""
    lowered = word.lower().strip(",:“”\"‘’'*_")
    for kind, entries in read_table("opening_words.txt").items():
        if lowered in entries:
            return kind
    return None


def _is_small(word: str) -> bool:
    return word.lower() in read_words("title_connectors.txt")


def _join(words: list[_Word]) -> str:
    return clean_title(" ".join(word.text for word in words))
