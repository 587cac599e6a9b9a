"""The words around a title → how much says that it is the film that is told of.

In: what stands before the title and behind it. Out: a weight: that it was watched ("dragged me
out to Heat"), is announced ("Evening: Heat"), is called a film ("the 1995 film Heat", "Heat, a
film by"), has its year behind it, was on somewhere. Refused (None): words that say that it is a
person's or a part's name, or another film than the one that is told of.
"""

from __future__ import annotations

import re

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.opening import is_compared
from reelsearch.annotate.title_bracket import read_bracket
from reelsearch.annotate.word_lists import read_words

BEFORE, BEHIND = 60, 120
"""Characters around a title that are looked at."""

_AGAIN = r"(?: (?:again|finally|the|that))*\Z"
_WATCHED = re.compile(
    r"\b(?:(?:re-?)?watch(?:ed|ing)?|finished|(?:got|get|getting) (?:a?round )?to"
    r"|sat (?:down|through)(?: (?:with|to))?|stream(?:ed|ing)|screen(?:ed|ing)(?: of)?"
    r"|show(?:ed|ing)(?: of)?|(?:out|off|along|went|go|going|us|me) to see|(?:out|off|along) to"
    r"|(?:tickets|seats|gathered|met|turned out|assembled|settled down) for|revisit(?:ed|ing)"
    r"|we(?:['’]re| are) (?:[\w,]{1,15} ){0,4}(?:talking about|discussing|doing|reviewing)"
    r"|(?:viewing|dvd|matin[ée]e|premi[èe]re) of"
    r"|(?:made|think|thought|thoughts) (?:of|on|about)"
    rf"|(?:film|movie|picture|one|it['’]s|it is|it was) called|titled|entitled){_AGAIN}",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:saw|see|seen|seeing|caught|catch|rented|borrowed|recommend(?:ed|ing)?|doing"
    r"|discuss(?:ed|ing)?|it['’]s|it is|it was|picked|chose|(?:copy|print) of"
    r"|(?:minutes?|shots?|scenes?|half|hour|frame|reel|act) (?:of|in)"
    r"|(?:talk(?:ed|ing)?|writ(?:e|ten|ing)|wrote|tell (?:you|him|her|them)|thinking) about"
    rf"|(?:a|this) review of){_AGAIN}",
    re.IGNORECASE,
)
"""What persons and things are, too."""

_ANNOUNCED = re.compile(
    r"(?:^|\n|[.!?]\s)(?:evening|tonight|afternoon|(?:last )?night|film|movie|today|then|later"
    r"|cinema|telly|tv|dvd|matin[ée]e|this week|this month|sunday|monday|tuesday|wednesday"
    r"|thursday|friday|saturday)[\w ]{0,20}[:–—-]\Z"
    r"|\b(?:this|last) (?:week|month|time)(?:['’]s)?(?: (?:film|pick|choice|movie))?"
    r"(?:,| it['’]s| it is| was| is)\Z"
    r"|\b(?:the|our|tonight['’]s|last night['’]s) (?:tv )?(?:film|movie|picture|choice|pick)"
    r"(?: (?:is|was)|,)\Z",
    re.IGNORECASE,
)
_FILM = (
    r"(?:film|movie|picture|classic|masterpiece|drama|comedy|thriller|western|documentary|debut"
    r"|feature|musical)"
)
_OF_KIND = re.compile(rf"\b{_FILM}(?: (?:is|was|called))?[,:]?\Z")
_IS_KIND = re.compile(
    rf",? (?:an?|the) [^.;:!?\n]{{0,60}}?\b(?:{_FILM}|thing) by\b"
    r"|, [A-ZÀ-Þ][\w.-]+ [A-ZÀ-Þ][\w. -]{1,30}(?:['’]s|(?<=s)['’]) (?:[\w-]+ ){0,4}"
    rf"{_FILM}\b|(?: \(\d{{4}}\))?(?:,? (?:which )?(?:is|was)|,) (?:\w+ ){{0,2}}?"
    rf"(?:an?|the|his|her|their|one of)\b[^.;:!?\n]{{0,70}}?\b{_FILM}"
    r"(?=[,.;:!?]|$|\s(?:by|about|from|of|that|which|with|in|set|starring|directed|made|and|where"
    r"|for|on|to|I|we|you)\b)"
)
_MADE_BY = re.compile(
    r",? (?:(?:it['’]s|it is|which is|is|was) )?(?:(?:written and )?(?:directed|made|dir\.?) )?by"
    r" (?:that |the )?(?:[A-Z]\w+ director )?[A-ZÀ-Þ][\w.’'-]+ [A-ZÀ-Þ]"
    r"|,? (?:(?:18|19|20)\d\d,? )?(?:dir\.?|directed by) [A-ZÀ-Þ][\w.’'-]+ [A-ZÀ-Þ]"
)
_IS_ON = re.compile(
    r",? (?:(?:at|@) the [A-Z]|(?:which )?(?:is |was )?(?:now |back )?on (?:in|at|the (?:telly|tv"
    r"|box)|tv|telly|again|last|Netflix|Mubi|MUBI|Amazon|Disney|iPlayer|Channel|BBC|DVD|Blu-ray"
    r"|Criterion|HBO)\b|(?:is |was )(?:showing|playing|shown|screened|streaming)\b)"
)
_DATED = re.compile(r",? (?:\((?:U|PG|12A?|15|18|R|PG-13|G)\)|(?:18|19|20)\d\d,)")
"""The certificate or the year, and nothing else."""

_AT = re.compile(r" (?:at|@) the [A-Z]")
_BEGINS = re.compile(r"(?:\A|[.!?:\n])\s*\Z")
_IS_PERSON = re.compile(r",? whos?e?\b")
_PLAYED_BY = re.compile(r" \([A-ZÀ-Þ][\w.’'-]+(?: [^\W\d][\w.’'-]*){1,3}(?:\)|,[^()\d]{0,40}\))")
"""The player behind a part's name."""

_BRACKET = re.compile(r" ?[(\[]([^()\[\]\n]{4,80})[)\]]")
_COUPLED = re.compile(r" (?:and|or|&) [“\"‘'*_]?[A-ZÀ-Þ\d]|, [“\"‘'*_]?[A-ZÀ-Þ]")
_OF_PERSON = re.compile(
    r"\b(?:by|director|actors?|actress|starring|plays?|played|stars?|named|friend|mr|mrs|ms|dr|with"
    r"|producer|writer|composer|novelist|as|like"
    r"|next (?:screening|showing|film|week|month|time):?)\.?\Z",
    re.IGNORECASE,
)
_GOES_ON = (" du", " de", " des", " del", " della", " von", " van", " dos")
"""What stands inside a name that began before."""

_HAD = ("had ", "’d ", "'d ", "n't ", "n’t ", "not ", "never ")
"""What comes before the verb of another film than the one that is told of."""

_ENDS = re.compile(
    r"$|\s*[(,.;:!?\n–—-]|\s(?:last|again|for|at|on|this|that|twice|once|yesterday|today|tonight"
    r"|when|with|the|and|by|as|an?|after|while|because|since|recently|finally|alone|over|during"
    r"|before|in|is|are|was|but|to|so|if|from|my|then|now|though|although|which|without|until)\b"
)
"""What stands behind the end of what was watched."""

_VERB = re.compile(r",? ([a-z’']+)")


def weigh_words(before: str, behind: str, title: str) -> float | None:
    """How much the words *before* and *behind* a title say for it; None if it is no film's, or
    another's."""
    verb = _WATCHED.search(before) or _SEEN.search(before)
    if _IS_PERSON.match(behind) or (not verb and _PLAYED_BY.match(behind)):
        return None
    if verb and before[: verb.start()].endswith(_HAD):
        return None
    if before.endswith(_GOES_ON):
        return None
    if is_compared(before) or _OF_PERSON.search(before):
        return None
    said = 0.0
    ends = _ENDS.match(behind)
    if ends and _ANNOUNCED.search(before):
        said = 2.0
    elif ends and verb:
        stressed = title.isupper() and (" " in title or verb[0][:2].lower() != "it")
        said = 2.0 if verb.re is _WATCHED else 1.5
        said += 0.5 * (behind[:2] == " (" or stressed)
    elif _OF_KIND.search(before):
        said = 1.5
    if not said and _AT.match(behind) and _BEGINS.search(before):
        said = 0.5  # as diaries are written: "14th. Heat at the Showroom, ..."
    return said + _weigh_behind(behind) - 1.0 * (_COUPLED.match(behind) is not None)


def _weigh_behind(behind: str) -> float:
    """How much the words *behind* a title say for it."""
    said = 2.5 if read_credits_behind(behind) else 0.0
    if _IS_KIND.match(behind):
        said += 2.0
    elif verb := _VERB.match(behind):
        said += 0.5 * (verb[1].replace("’", "'") in read_words("subject_verbs.txt"))
    if _MADE_BY.match(behind):
        said += 2.5
    if not said and _DATED.match(behind):
        said += 1.5
    return said + 1.5 * (_IS_ON.match(behind) is not None)


def read_credits_behind(behind: str) -> Facts | None:
    """The facts in brackets right behind a title, if the year or the length is one of them."""
    bracket = _BRACKET.match(behind)
    facts = read_bracket(bracket[1]) if bracket else None
    return facts if facts and (facts.year or facts.runtime) else None
