"""The lines below the prose → what each says, and where the prose ends.

In: the lines of a review and how many of them its head has. Out: :class:`Foot`. Every line
is told apart from the bottom up: facts, a name alone, a line of the page ("Share this"), a
stray one, prose. Lines of the page are passed over; facts above a stray line count if they
can be nothing else. What the page adds below ("Related", "3 Comments") is cut off first.
Refused: a name alone that the prose has too, or beside another name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from reelsearch.annotate.asterisks import are_alone
from reelsearch.annotate.byline import is_role, name_paper, read_paper
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.foot_names import (
    LONGEST_NAME,
    is_rating_above,
    names_speaker,
    read_first_name,
    read_name_alone,
)
from reelsearch.annotate.found_title import Sureness, TitleLine
from reelsearch.annotate.gleaned_signer import glean_byline
from reelsearch.annotate.header_line import read_header_line
from reelsearch.annotate.labelled_line import parse_labelled
from reelsearch.annotate.labels import find_labels, is_label
from reelsearch.annotate.lines import Line, Lines
from reelsearch.annotate.masthead import read_paper_issue
from reelsearch.annotate.page_below import cut_page
from reelsearch.annotate.page_lines import is_closing, is_page_line
from reelsearch.annotate.people import is_lone_name, looks_like_name
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.signature import (
    is_name_line,
    is_signing_word,
    is_user,
    may_sign,
    read_biography,
    read_contact_line,
    read_signed_line,
)
from reelsearch.annotate.title_line import parse_title_line
from reelsearch.annotate.title_shape import clean_title, may_be_title
from reelsearch.readers.dates import find_date

_MOST_LINES = 40
_MOST_STRAY = 4
_STRAY_LENGTH = 120
_LONGEST_NAMES = 180
_MOST_STARS = 5
_MOST_GREETING = 5  # words: "See you next week,"
_MOST_NAMES = 25
_INITIAL = 2  # characters: "C."
_REVIEW_BY_NAME = re.compile(
    r"(?:film |movie )?review\s?[:–—-]\s+(\S+(?: \S+){1,3})", re.IGNORECASE
)
_NOTED = re.compile(r"(?:[A-Za-z]{2,15}\s){0,2}(?i:notes?)\s?:\s(?P<name>[A-ZÀ-Þ][\w.'’ -]{3,40})")
_FOR_PAPER = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.'’ -]{3,40}?)\s(?:for|of)\s(?P<paper>[A-ZÀ-Þt].{4,50})"
)
_NAMED_PART = re.compile(r"\s(?:as|\.{2,}|…)\s")
_DASHED = re.compile(r"(?:[—–~]|--?)\s?([A-Z][^\W\d_]{2,20})\.?")
_CREDITS_HEADED = (
    "credits",
    "film credits",
    "details",
    "film details",
    "the film",
    "info",
    "facts",
)
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', ")", "*", "’", "'", "★", "½")


@dataclass(frozen=True, slots=True)
class Foot:
    """What the lines below the prose say, from the top down; ``kept`` lines stand above them."""

    kept: int
    said: tuple[tuple[int, Facts], ...] = ()


class _Kind(Enum):
    FACTS = "facts"
    NAME = "a name alone"
    PAPER = "a paper's name alone"
    PAGE = "of the page"
    STRAY = "not understood"


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of the foot told apart, or several that say one thing, of which the first is at
    ``place``. ``sure`` facts are no part of any prose."""

    kind: _Kind
    place: int
    facts: Facts = field(default_factory=Facts)
    sure: bool = False


def read_foot(lines: Lines, used: int, text: str, film: str | None) -> Foot:
    """The foot of *lines*, of which *used* are the head's; *film* is the one that this names."""
    end, signed = cut_page(lines, used)
    parts = _tell_apart(lines, max(used, end - _MOST_LINES), end, text)
    kept, taken = _take_facts(parts, end)
    foot = _Reading(lines, used, text, film, kept, taken)
    foot.take_title()
    if not any(facts.reviewers for _, facts in foot.said):
        foot.take_name(parts)
    foot.take_paper(parts)
    said = sorted(foot.said, key=lambda each: each[0])
    return Foot(foot.kept, (*said, *signed))


def _tell_apart(lines: Lines, first: int, end: int, text: str) -> list[_Part]:
    """The parts from *end* up to *first*, or to the prose."""
    parts: list[_Part] = []
    strays = 0
    at = end
    while at > first:
        part = _read_part(lines, first, at, text)
        if part is None or (strays := strays + (part.kind is _Kind.STRAY)) > _MOST_STRAY:
            break
        parts.append(part)
        at = part.place
    return parts


def _read_part(lines: Lines, first: int, at: int, text: str) -> _Part | None:
    """The part that ends above *at*; None if it is prose."""
    place = at - 1
    line = lines[place]
    if len(line.text) > _LONGEST_NAMES:  # prose, or what a sentence or a label says
        said = _read_line(lines, place, text)
        return _Part(_Kind.FACTS, place, *said) if said else None
    if rights := _read_rights(line.text, text[: line.start]):
        return _Part(_Kind.FACTS, place, rights, sure=True)
    if (reached := read_contact_line(line.text)) and _may_sign(reached, text[: line.start]):
        return _Part(_Kind.FACTS, place, Facts(reviewers=(reached,)))
    if is_closing(line.text) or is_role(line.text):
        return _Part(_Kind.PAGE, place)
    if is_page_line(line.text) and not find_date(line.text):
        return _Part(_Kind.PAGE, place)
    if line.text[:1] == "*" and len(line.text) <= _MOST_STARS and are_alone(lines, place):
        rating = Facts(rating=parse_rating(line.text), rating_text=line.text)
        return _Part(_Kind.FACTS, place, rating, sure=True)
    if said := _read_line(lines, place, text):
        return _Part(_Kind.FACTS, place, *said)
    if joined := _join(lines, first, at):
        return _Part(_Kind.FACTS, *joined)
    if is_page_line(line.text):
        return _Part(_Kind.PAGE, place)
    if _is_paper_by_name(lines, place):
        return _Part(_Kind.PAPER, place)
    if found := read_name_alone(lines, place):
        name, closed = found
        facts = Facts(reviewers=(name,)) if name else Facts()
        return _Part(_Kind.NAME if name else _Kind.PAGE, place, facts, closed)
    if read_paper(line.text):
        return _Part(_Kind.PAPER, place)
    return _Part(_Kind.STRAY, place) if len(line.text) <= _STRAY_LENGTH else None


def _is_paper_by_name(lines: Lines, place: int) -> bool:
    """Whether the line is a paper's name right below a person's, though it could be one, too."""
    if place == 0 or len(lines.raw(place - 1)) > LONGEST_NAME:
        return False
    line, above = lines[place], lines[place - 1]
    if above.number < line.number - 1 or read_paper(line.text) is None:
        return False
    return is_name_line(above.text) and read_paper(above.text) is None


def _read_line(lines: Lines, place: int, text: str) -> tuple[Facts, bool] | None:
    """What one line says, if nothing is in it but facts, and whether that is sure."""
    line = lines[place]
    if names_speaker(lines, place):
        return None
    above = text[: line.start]
    signed, sure = read_signed_line(line.text) or (None, False)
    if signed and not sure and not all(_may_sign(name, above) for name in signed.reviewers):
        signed = None
    noted = _NOTED.fullmatch(line.text)  # before "Note:" is read as a grade's label
    if noted and _may_sign(noted["name"], above):
        return Facts(reviewers=(noted["name"],)), True
    if first_name := read_first_name(lines, place, above):
        return first_name, False
    said = read_header_line(line, None, None, head=False, first=False)
    if said and not (signed and signed.reviewers and not said.facts.reviewers):
        labels = find_labels(line.text)
        labelled = bool(labels) and labels[0].start == 0 and not labels[0].bare
        return said.facts, labelled or _is_sure(said.facts)
    if signed:
        return signed, sure or signed.rating is not None
    if (match := _REVIEW_BY_NAME.fullmatch(line.text)) and is_lone_name(match[1]):
        return Facts(reviewers=(match[1],)), True
    if wrote_it := _read_for_paper(line.text, above) or glean_byline(line.text, above, 0):
        return wrote_it, True
    if issue := read_paper_issue(line.text):
        return issue, False
    wrote = read_biography(line.text)
    return (wrote, False) if wrote and wrote.reviewers[0] not in above else None


def _read_rights(text: str, above: str) -> Facts | None:
    """Whose the text is and where it stood: "© Ada Orr 1994. First printed in The Dial 12"."""
    if text[:1] not in ("©", "(", "C", "c"):
        return None
    owner, stop, rest = text.partition(". ")
    name = read_contact_line(owner) if stop and len(text) <= _STRAY_LENGTH else None
    said = parse_labelled(rest) if name and _may_sign(name, above) else None
    if name is None or said is None or said[0] or not said[1].publication:
        return None
    paper = said[1].publication.rstrip(" 0123456789.")
    return Facts(reviewers=(name,), publication=paper)


def _read_for_paper(text: str, above: str) -> Facts | None:
    """Who wrote for what paper: "Ada Orr for Lantern Weekly"."""
    match = _FOR_PAPER.fullmatch(text)
    paper = read_paper(match["paper"]) if match else None
    if match is None or paper is None or not _may_sign(match["name"], above):
        return None
    return Facts(reviewers=(match["name"],), publication=name_paper(paper))


def _may_sign(name: str, above: str) -> bool:
    return may_sign(name, above) or (is_user(name) and name not in above)


def _is_sure(facts: Facts) -> bool:
    return facts.rating is not None or bool(facts.reviewers)


def _take_facts(parts: list[_Part], end: int) -> tuple[int, list[tuple[int, Facts]]]:
    """How many lines stand above the facts and the page's lines, and the facts.

    Above a stray line they count if they are sure; the stray line stays in the prose.
    """
    kept = end
    said: list[tuple[int, Facts]] = []
    stray = False
    for part in parts:
        if part.kind is _Kind.STRAY:
            stray = True
        elif part.kind is _Kind.FACTS:
            if stray and not part.sure:
                continue
            said.append((part.place, part.facts))
        if not stray and part.kind in (_Kind.FACTS, _Kind.PAGE):
            kept = part.place
    return kept, said


@dataclass(slots=True)
class _Reading:
    """The foot while its lines without a label are settled."""

    lines: Lines
    used: int
    text: str
    film: str | None
    kept: int
    said: list[tuple[int, Facts]]

    def take_title(self) -> None:
        """Take the title that heads the credits at the foot."""
        lines, kept = self.lines, self.kept
        if not self.used + 1 < kept < len(lines) or kept not in (place for place, _ in self.said):
            return
        line, above = lines[kept - 1], lines[kept - 2]
        headed = above.text.strip(":").lower() in _CREDITS_HEADED
        if lines[kept].number > line.number + 1 or (above.number == line.number - 1 and not headed):
            return
        title = parse_title_line(line.text)
        if title is None and may_be_title(line.text):
            title = TitleLine(Facts(film=clean_title(line.text)), Sureness.ALONE)
        known = self.film
        made = any(
            is_of_film(facts) or facts.rating is not None
            for place, facts in self.said
            if place == kept
        )
        if title and title.sureness == Sureness.ALONE and not (made or known or headed):
            return  # "Love, Ada" above the date
        if title is None or (known and known.lower() != (title.facts.film or "").lower()):
            return
        self.said.append((kept - 1, title.facts))
        self.kept = kept - 1

    def take_name(self, parts: list[_Part]) -> None:
        """Take the one name alone on a line, if it signs."""
        places = {place for place, _ in self.said}
        names = {p.place: p for p in parts if p.kind is _Kind.NAME and p.place not in places}
        signed = [place for place, part in names.items() if self._signs(part)]
        if len(signed) != 1 or not {signed[0] - 1, signed[0] + 1}.isdisjoint(names):
            return
        place = signed[0]
        self.said.append((place, names[place].facts))
        if all(p.kind is not _Kind.STRAY for p in parts if p.place > place):
            self.kept = min(self.kept, place)

    def _signs(self, part: _Part) -> bool:
        place, name, lines = part.place, part.facts.reviewers[0], self.lines
        line = lines[place]
        if place == 0 or name == self.film:
            return False
        if part.sure:  # at the end of a letter
            return True
        before = self.text[: line.start]
        if " " not in name and _DASHED.fullmatch(line.text):
            return name not in before and is_signing_word(name)
        beside = {place - 1, place + 1} & {at for at, _ in self.said}
        above = lines[place - 1]
        set_off = above.number < line.number - 1
        if name.isupper() and " " in name and (self.film is None or not (beside or set_off)):
            return False
        apart = set_off or place - 1 in beside
        greets = above.text.endswith(",") and len(above.text.split()) <= _MOST_GREETING
        if greets and " " not in name and place == len(lines) - 1:
            return len(name) > _INITIAL and name not in before and is_signing_word(name)
        if " " not in name and place == len(lines) - 1 and is_rating_above(lines, place):
            return len(name) > _INITIAL and name not in before
        if not apart and not greets and not above.text.endswith(_SENTENCE_ENDS):
            return False
        ends = not above.text.endswith((":", ",")) or greets
        return ends and may_sign(name, before)

    def take_paper(self, parts: list[_Part]) -> None:
        """Take the paper's name that stands right below or above who signed, or the date."""
        beside = {place for place, facts in self.said if facts.reviewers or facts.date}
        for part in parts:
            if part.kind is _Kind.PAPER and not beside.isdisjoint((part.place - 1, part.place + 1)):
                facts = Facts(publication=read_paper(self.lines[part.place].text))
                self.said.append((part.place, facts))
                if all(p.kind is not _Kind.STRAY for p in parts if p.place > part.place):
                    self.kept = min(self.kept, part.place)


def is_of_film(facts: Facts) -> bool:
    """Whether *facts* are a film's, not only its review's."""
    return bool(facts.director or facts.cast or facts.year or facts.runtime)


def _join(lines: Lines, first: int, kept: int) -> tuple[int, Facts] | None:
    """The line that the last of *kept* continues: a list of names over several lines."""
    text = lines[kept - 1].text
    if len(text) > _LONGEST_NAMES:
        return None
    for place in range(kept - 2, max(first, kept - _MOST_NAMES) - 1, -1):
        above: Line = lines[place]
        heads = is_label(f"{above.text}:")
        goes_on = heads or above.text.endswith((",", ":", " and", "&"))
        if not goes_on and not looks_like_name(_NAMED_PART.split(above.text)[0]):
            break
        mark = ":" if heads else "" if above.text.endswith((",", ":")) else ","
        text = f"{above.text}{mark} {text}"
        found = parse_labelled(text)
        if found is not None and not found[0]:
            return place, found[1]
    return None
