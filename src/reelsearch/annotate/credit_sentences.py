"""Credits written as sentences → what they say: "Stars A, B. A Dial release. 98 minutes."

In: a line with several sentences. Out: the facts. Refused (None): prose, in which more
sentences say nothing of that kind than do.
"""

from __future__ import annotations

import re

from reelsearch.annotate.credits_line import (
    parse_credits,
    parse_named_credits,
)
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.labelled_line import parse_labelled
from reelsearch.annotate.parted_line import find_lone_year, is_studio
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.title_line import parse_title_line
from reelsearch.annotate.title_shape import clean_title, may_be_title

_LONGEST_SENTENCES = 900
_LONGEST_STRAY_SENTENCE = 120
# The mark comes first, and what follows it; what stands before it is looked at where both are.
_SENTENCE_END = re.compile(
    r"[.;](?=\s+(?:[A-Z\d]|features\b|directed\b|with\b))"
    r"(?:(?<=[\w)]{3}[.;])|(?<=['’]\d\d[.;]))\s+"
)
_NAMED_AFTER_COMMA = re.compile(
    r"^(Running time|Stars|Features|Director|With),?\s+(?=[A-Z\d])", re.IGNORECASE
)
"""As papers wrote once: "Running time, 98 minutes"; a sentence is no place for such words."""

_COLOUR = re.compile(r"^(?:in )?(?:black[ -](?:and|&)[ -]white|b/w|b&w|colou?r),\s", re.IGNORECASE)
_MADE_BY = re.compile(r"directed by\s[A-ZÀ-Þ]", re.IGNORECASE)
"""What follows a title in bold capitals: "HEAT. Directed by Ada Orr. With ..."."""

SEEN_AT = re.compile(
    r"(?:re|p)?(?:re)?(?:viewed|seen|screened|caught)\b\s(?:at|in|on|online|via)\b.{0,160}",
    re.IGNORECASE,
)
"""Where the critic saw it; the day is that of the screening."""


def read_credit_sentences(text: str) -> Facts | None:
    """Credits written as sentences, among others: "Stars A, B. A Dial release. 98 minutes."

    Two of them or more must be credits, and no fewer than are not.
    """
    if len(text) > _LONGEST_SENTENCES or not _SENTENCE_END.search(text):
        return None
    facts = Facts()
    understood = left = 0
    segments = [segment.strip(" .;") for segment in _SENTENCE_END.split(text)]
    # The longest first: of prose it says most surely that it is no credits.
    longest = max(range(len(segments)), key=lambda place: len(segments[place]))
    if (
        len(segments[longest]) > _LONGEST_STRAY_SENTENCE
        and _read_sentence(segments[longest], first=longest == 0) is None
    ):
        return None
    if segments[0].isupper() and may_be_title(segments[0]) and _MADE_BY.match(segments[1]):
        facts.film = clean_title(segments.pop(0))
    for place, segment in enumerate(segments):
        said = _read_sentence(segment, first=place == 0)
        if said is not None and not said.is_empty():
            facts.absorb(said)
            understood += 1
        elif said is None:
            left += 1
            if len(segment) > _LONGEST_STRAY_SENTENCE or 2 * left > len(segments):
                return None
    return facts if understood > 1 and understood >= left else None


def _read_sentence(segment: str, *, first: bool) -> Facts | None:
    """The facts of one sentence of credits; the first may begin with the title in capitals."""
    segment = _COLOUR.sub("", segment)
    studio, comma, made = segment.rpartition(", ")
    if comma and is_studio(studio) and (year := find_lone_year(made)):
        return Facts(year=year)
    segment = _NAMED_AFTER_COMMA.sub(r"\1: ", segment)
    found = parse_labelled(segment[:1].upper() + segment[1:])
    if found is None:
        credits = parse_credits(segment) or parse_named_credits(segment)
        rating = None if credits or " out of " not in segment else parse_rating(segment)
        return Facts(rating=rating, rating_text=segment) if rating is not None else credits
    prefix, facts, _ = found
    if prefix and first and (title := parse_title_line(prefix)):
        title.facts.absorb(facts)
        facts = title.facts
    elif prefix and first and prefix.isupper() and may_be_title(prefix):
        facts.film = facts.film or clean_title(prefix)
    elif prefix and not SEEN_AT.fullmatch(prefix):
        return None
    return facts
