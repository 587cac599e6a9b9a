"""The first sentences → the film they are about, and its year.

In: a review's text and the range of its prose. Out: :class:`Opening` with the sentence
that says so. Refused: a film that is only compared ("Not since Titanic (1997)"), one of
two that have as much for them, and words in quotation marks that never come again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.presented import find_presented
from reelsearch.annotate.sentences import split_sentences
from reelsearch.annotate.title_bracket import read_bracket
from reelsearch.annotate.title_mentions import Mention, count_again, find_mentions, may_mention
from reelsearch.annotate.word_lists import read_table, read_words


@dataclass(frozen=True, slots=True)
class Opening:
    """What the opening says, and ``text[start:end]``, the sentence it says it in."""

    facts: Facts
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    mention: Mention
    sentence: tuple[int, int]
    number: int
    score: float


_INTRODUCED = re.compile(
    r"\b(?:in|into|with|see|saw|seen|watch|watched|watching|rewatch|rewatched|rewatching|when|about|film"
    r"|movie|titled|entitled|while|although|picture|drama|comedy|thriller|masterpiece|debut)$",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:says?|said|asks?|asked|cries|cried|shouts?|shouted|whispers?|word|words|phrase|called)$",
    re.IGNORECASE,
)
_YEAR_IN_BRACKETS = re.compile(
    rf"[(\[](?:[^()\[\]\n]{{3,50}}[\s,])?({YEAR})(?:,\s[^()\[\]\n]{{2,50}})?[)\]]"
)
_SENTENCES = 3
_GREETING = re.compile(
    r"(?:(?:dear|hello|hi|hey|hiya|dearest|my dear|folks|all|friends|greetings)\b[^\n.!?]{0,40}"
    r"|[A-Z]),"
    r"[ \t]*\n\s*",
    re.IGNORECASE,
)
"""How a letter begins; the sentence after it is the first."""

_OWNER_BEFORE = re.compile(r"[A-ZÀ-Þ][\w.-]+\s[A-ZÀ-Þ][\w.-]+(?:['’]s|(?<=s)['’])$")
_HEAD = 150
_QUOTED, _UNQUOTED = "\n> ", "\n  "
"""How mails mark the lines that they quote, and blanks as long."""

_MOST_MENTIONS = 12
_REACH = 1_500
_ENOUGH = 2.0
_ENOUGH_LATER = 2.75
"""After the first sentence a year alone does not do: the title comes again, or acts."""

_MARGIN = 1.0
_COUPLED = re.compile(r"(?:and|or|&)\s[^.()]{1,60}[(\[](?:18|19|20)\d\d")
_COMPARED = 3.0
_DOUBTFUL = 1.0
_DETERMINER = re.compile(
    r"(?:\s|^)(?:the|his|her|their|its|(?:[\w.-]{1,30}\s){0,2}[\w.-]{1,30}(?:['’]s|s['’]))$"
)


def read_opening(text: str, body: tuple[int, int]) -> Opening | None:
    """The film that the first sentences of the prose are about; None if that is not clear."""
    start, end = body
    text = text.replace(_QUOTED, _UNQUOTED)
    if greeting := _GREETING.match(text, start, end):
        start = greeting.end()
    reach = text[start : min(end, start + _REACH)]
    if reach.islower():
        return None
    if not may_mention(reach):
        return _read_presented(text, body)
    candidates: list[_Candidate] = []
    for number, sentence in enumerate(split_sentences(text, start, min(end, start + _REACH))):
        if number >= _SENTENCES:
            break
        for mention in islice(find_mentions(text, *sentence), _MOST_MENTIONS):
            score = _score(text, body, mention, sentence, number)
            candidates.append(_Candidate(mention, sentence, number, score))
    best = _choose(candidates)
    if best is None:
        rival = any(each.number == 0 and each.score > 0 for each in candidates)
        return None if rival else _read_presented(text, body)
    facts = best.mention.facts
    facts.film = best.mention.title
    return Opening(facts, *best.sentence)


def read_standfirst(text: str, end: int) -> Opening | None:
    """The film that a paragraph of the head, which ends at *end*, is about as an opening is: "In
    «Heat» (1995) Ada Orr shows a city"."""
    start = 0
    while 0 <= start < end:
        stop = text.find("\n\n", start, end)
        stop = end if stop < 0 else stop
        if "(" in text[start:stop] and (found := read_opening(text, (start, stop))):
            return found
        start = stop + 2
    return None


def _read_presented(text: str, body: tuple[int, int]) -> Opening | None:
    """The film that the grammar of the first sentence presents."""
    head = text[body[0] : body[0] + _HEAD]
    if not any(map(head.__contains__, (" is ", " was ", ", ", "’", "'"))):
        return None
    first = next(split_sentences(text, body[0], min(body[1], body[0] + _REACH)), None)
    facts = find_presented(" ".join(text[first[0] : first[1]].split())) if first else None
    return Opening(facts, *first) if first and facts else None


def find_year(text: str, film: str) -> Opening | None:
    """The year in brackets after *film*, alone or with credits, where the prose names it so."""
    for bracket in _YEAR_IN_BRACKETS.finditer(text):
        place = _find_before(text, film, bracket.start())
        if place is not None and _is_of_film(bracket):
            start, end = _find_sentence(text, place)
            return Opening(Facts(film=film, year=int(bracket[1])), start, end)
    return None


def _is_of_film(bracket: re.Match[str]) -> bool:
    """Whether all that stands in *bracket* is the year, or credits with that year."""
    content = bracket[0][1:-1]
    said = None if content == bracket[1] else read_bracket(content)
    return content == bracket[1] or (said is not None and said.year == int(bracket[1]))


def _find_before(text: str, film: str, stop: int) -> int | None:
    """Where *film* begins if it stands right before *stop*, in any case; None if it does not."""
    before = " ".join(text[max(0, stop - 2 * len(film) - 10) : stop].split()).rstrip("”\"’'*_ ")
    if not before.lower().endswith(film.lower()):
        return None
    glued = before[: -len(film)][-1:]
    return None if glued.isalnum() or (glued and glued in "_’'-") else max(0, stop - len(film) - 1)


def _find_sentence(text: str, place: int) -> tuple[int, int]:
    begin = text.rfind("\n", 0, place) + 1
    stop = text.find("\n", place)
    for start, end in split_sentences(text, begin, len(text) if stop < 0 else stop):
        if start <= place < end:
            return start, end
    return begin, len(text) if stop < 0 else stop


def _score(
    text: str, body: tuple[int, int], mention: Mention, sentence: tuple[int, int], number: int
) -> float:
    """How much says that the review is of the film mentioned."""
    before = text[sentence[0] : mention.start].rstrip(" “\"‘'*_(")
    after = text[mention.end : sentence[1]].lstrip(" ”\"’'*_")
    again = 0
    if mention.title is not None:
        again = count_again(mention.title, text, mention.start, mention.end)
    score = 2.0 if mention.facts.year is not None or mention.facts.director else 0.0
    score += 1.0 if number == 0 else 0.0
    score += min(again, 4) * 0.75
    word = re.match(r"[\w’']+", after)
    if word is not None and word[0].lower().replace("’", "'") in read_words("subject_verbs.txt"):
        score += 1.0
    if not before:
        score += 0.5
    if _COUPLED.match(after):
        score -= 1.5
    score -= _weigh_comparison(before, text[mention.start : mention.end])
    if mention.marked and mention.facts.year is None:
        score += 1.0 if _is_introduced(text, mention, before) else -1.0
    return score


def _is_introduced(text: str, mention: Mention, before: str) -> bool:
    """Whether words in quotation marks are a title by what stands around them, not speech."""
    marked = text[mention.start : mention.end]
    if marked.strip("*_“”\"‘’'").endswith((".", "!", "?", ",")) or mention.title is None:
        return mention.title is not None and marked.endswith((",”", ',"')) and not before
    if _OWNER_BEFORE.search(before):
        return True
    if marked[0] not in "*_<" and (before.endswith((",", ":")) or _SPEECH.search(before)):
        return False
    return not before or _INTRODUCED.search(before) is not None


def is_compared(before: str) -> bool:
    """Whether the words *before* a name say that it is only compared: "unlike", "since"."""
    return _weigh_before(before) >= _COMPARED


def _weigh_comparison(before: str, mention: str) -> float:
    """How much the words before a title say that it is another film."""
    first = mention.split(" ", 1)[0].lower()
    if first in read_table("opening_words.txt")["comparison"]:
        return _COMPARED
    return _weigh_before(before)


def _weigh_before(before: str) -> float:
    lowered = " ".join(before.lower().split())
    lowered = _DETERMINER.sub("", lowered)
    for weight, kind in ((_COMPARED, "strong"), (_DOUBTFUL, "weak")):
        for cue in read_table("comparisons.txt")[kind]:
            if lowered == cue or lowered.endswith(f" {cue}"):
                return weight
    return 0.0


def _choose(candidates: list[_Candidate]) -> _Candidate | None:
    """The best candidate, if it is good enough and well ahead of every other film."""
    merged: dict[str | None, _Candidate] = {}
    for candidate in candidates:
        key = candidate.mention.title and candidate.mention.title.lower()
        if key not in merged or candidate.score > merged[key].score:
            merged[key] = candidate
    ranked = sorted(merged.values(), key=lambda candidate: -candidate.score)
    if not ranked or ranked[0].score < (_ENOUGH_LATER if ranked[0].number else _ENOUGH):
        return None
    if len(ranked) > 1 and ranked[0].score - ranked[1].score < _MARGIN:
        return None
    return ranked[0]
