"""Who signed, where no label says so: a line by itself → the facts.

In: "— Jane Doe", "Jane Doe, Chief Film Critic", "Jane Doe is a writer in Leeds", "Jane Doe
★★★★", "Seen 30/04/2000. Jane Doe", "Posted on March 4, 2011 in Reviews", a name alone. Out:
the facts; for a name that nothing beside it makes a signature, whether it is one has to be
asked of the text around it. Refused (None): lines with anything that is not accounted for.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import (
    drop_contact,
    is_beside_name,
    is_role,
    name_paper,
    read_byline,
    read_paper,
    read_place,
    take_out,
    tidy_piece,
)
from reelsearch.annotate.credits_line import parse_credits
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.kickers import is_section
from reelsearch.annotate.occurrences import find_whole, recurs
from reelsearch.annotate.people import is_lone_name, is_person, looks_like_name
from reelsearch.annotate.places import is_country
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.title_shape import is_title_shaped
from reelsearch.annotate.word_lists import read_lines, read_words
from reelsearch.readers.dates import MONTH_WORDS

_LONGEST = 160
_LONGEST_DASHED = 80
_MOST_WORDS = 4
_MOST_PAPER_WORDS = 6
_LONGEST_BESIDE = 30
_LONGEST_SMALL = 15  # characters of a name in small letters: "— ada, 29/11/2013"
_LONGEST_SHORTENED = 3  # characters: "Jr.", "M."
_BIOGRAPHY = re.compile(
    r"(?P<name>[^\W\d_][\w.'’-]{0,24}(?:\s[^\W\d_][\w.'’-]{0,24}){1,3})\s"
    r"(?:is|was|writes|reviews|reports|teaches|lives|works|edits|runs|hosts|studies|lectures|blogs"
    r"|has (?:been )?(?:written|writing|reviewed|reviewing))\s"
    r"[^.!?]{0,60}?\b(?:writer|critic|reviewer|journalist|blogger|contributor|correspondent|columnist"
    r"|editor|programmer|reviews|cinema|films?|about|for\s(?:the\s)?[A-Z]|(?:in|from|on)\s[A-Z])",
)
_SIGNATURE = re.compile(r"(?:[—–~]|--?)\s*(?P<name>[^\s].*)")
_INITIALS = re.compile(r"(?:[A-Z]\.?\s?){1,3}[A-Z]\.?")
_DOTTED = re.compile(
    r"(?:[A-Z]\.\s?){2,4}"
    r"|(?!(?:OK|TV|UK|US|PS|NB|PG|NR|EU|AD|BC|AM|PM|ID|IT|NO|SO|GO)$)[A-Z]{2}"
)
"""Initials; two letters without stops if they stand for nothing else."""

_SPLIT = re.compile(
    r"\s*[|•·/»;,()]\s*|\s[–—-]+\s|(?<=[^\W\d_]{2})[.:]\s+|^[–—-]+\s*|\s(?=by\s[A-Z])"
)
_REACH = re.compile(
    r"(?:contact|reach|e-?mail|write to|follow)\s(?P<name>\S+(?:\s\S+){1,2})\s(?:at|on|by)\s",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:(?:all )?(?:text|words|review)\s)?(?:(?:copyright|©|\(c\))\s*){1,2}"
    r"(?:(?:1[89]|20)\d\d,?\s)?(?:by\s)?(?P<name>[^\d©]{5,40}?)(?:,?\s(?:1[89]|20)\d\d)?\.?",
    re.IGNORECASE,
)
_CAPITAL_LABEL = re.compile(
    r"(?:WORDS|TEXT|REVIEW|REVIEWED|WRITTEN)(?: BY)?\s(?P<name>[A-Z][A-Z .'’-]{4,40})"
)
_BEFORE_ROLE = re.compile(r"\s[/|–—-]\s")
_ROLES = ("critic", "writer", "reporter", "editor", "correspondent", "reviewer", "columnist")
_WRITES_FOR = re.compile(r"\b(?:for|of|at|in)\s((?:the\s)?[A-ZÀ-Þ][^.,;()]{2,50})", re.IGNORECASE)
_NUMBERED_PAPER = re.compile(
    r"[A-ZÀ-Þ][^\d,]{2,40},?\s(?:no\.?|nr\.?|issue|vol\.?|#)\s?\d{1,4}", re.IGNORECASE
)
_CLASS_OF = re.compile(r"(?:year|class|form|grade|age|aged) \d{1,2}\w?", re.IGNORECASE)
_INITIAL = re.compile(r"[^\W\d_]\.")
_CRAFTS = frozenset(
    "director producer cinematographer composer screenwriter actor actress photographer designer"
    " star choreographer animator".split()
)
_BEGIN_CONTACT = frozenset("aAcCrReEwWfF©(tT")
_LEAD = re.compile(
    r"(?:(?P<by>(?:(?:a |film |movie )*review(?:ed)?|written|words|text|posted|published|watched"
    r"|rewatched|added|submitted) by|by|par|von|por|av|af|door|przez|di)"
    r"|(?P<seen>(?:first |last )?(?:seen|watched|viewed|screened|caught) (?:at|in|on))"
    r"|(?P<where>(?:written|reviewed) for"
    r"|(?:(?:first|originally|this review (?:first|originally)) )?"
    r"(?:published|printed|appeared|posted|ran) (?:in|on|at)|from|for|in)"
    r"|(?:first |originally |last )?(?:seen|watched|rewatched|viewed|reviewed|review|gesehen|vu"
    r"|visto|vista|gezien|sett|posted"
    r"|issue (?:of|dated)|published|printed|updated|added|filed|dated|modified|screened"
    r"|rating|rated|liked|written|on|at|date"
    r"|le|am|el|den|op|il))"
    r"(?:\s*:\s*|\s+|$)",
    re.IGNORECASE,
)
_USER = re.compile(r"(?P<user>(?=[\w.-]*[\d_-])(?![A-Z][a-z]+-[A-Z])[^\W\d_][\w.-]{2,30})")
_POST = re.compile(
    r"(?:(?:reply|re|post|message)\s)?#\d{1,6}\s+|\Aold\s(?=\d)", re.IGNORECASE
)  # of a thread
_TELLS = re.compile(r"[\d★⭐✮✭✯🌟*½]|\b[A-DF][+−-]")
"""No date and no rating is written without one of these."""

_MEDIA = frozenset(
    "hd uhd 4k dvd vhs blu-ray bluray tv dcp 35mm 16mm 70mm cinema netflix mubi".split()
)
"""What a film was seen on; none of these signs."""

_SEEN = ("seen ", "watched ", "screened ", "viewed ", "rewatched ")
_WHOLE_NUMBER = re.compile(r"\d+")


def read_signature(text: str) -> Facts | None:
    """The byline of a line such as "— Jane Doe" or "— J.K."; None if it is something else."""
    match = _SIGNATURE.fullmatch(text)
    if match is None or len(text) > _LONGEST_DASHED:
        return None
    name = match["name"]
    if _INITIALS.fullmatch(name):
        return Facts(reviewers=(name,))
    signed = re.split(r"[,|(]", name)[0]
    if _INITIALS.fullmatch(signed.strip()):
        facts = Facts(reviewers=(signed.strip(),))
        return None if tidy_piece(take_out(name[len(signed) :], facts).replace("|", "")) else facts
    small = signed.isalpha() and signed.islower() and 1 < len(signed) <= _LONGEST_SMALL
    if len(signed.split()) < 2 and name != signed and (small or is_signing_word(signed.strip())):
        facts = Facts(reviewers=(signed.strip(),))  # "— Ada, 2 Sept 2018"
        behind = tidy_piece(take_out(name[len(signed) :], facts).replace("|", ""))
        return facts if facts.date and not behind else None
    if len(signed.split()) < 2 or ":" in signed:
        return None
    return read_byline(name)


def read_role_line(text: str) -> Facts | None:
    """The byline of a line such as "Jane Doe, Chief Film Critic"."""
    text = drop_contact(text)
    name, _, role = _BEFORE_ROLE.sub(",", text, count=1).partition(",")
    paper = Facts()
    role = role.strip(" .")
    of_role = role.lower().endswith(_ROLES)
    if (named := None if of_role else read_paper(role)) or _NUMBERED_PAPER.fullmatch(role):
        paper.publication = name_paper(named or role)
        role = _ROLES[0]  # "Ada Orr, The Campus Echo"
    elif of_role and not is_role(role) and read_place(role, paper):
        role = _ROLES[0]  # "Tribune Film Writer"
    filed = f"{name}, {role}" == text and "review" not in role.lower() and is_section(role)
    if filed and read_paper(name):
        return None  # "The Campus Lantern, Arts"
    if not (is_role(role) or filed) or len(name.split()) < 2 or not looks_like_name(name):
        return None
    if name.isupper() and not is_name_line(name):
        return None  # "HARBOUR FM - FRIDAY FILM SLOT"
    if is_person(name):
        paper.reviewers = (name.strip(),)
    return paper


def read_biography(text: str) -> Facts | None:
    """The byline of a closing line such as "Jane Doe is a freelance writer in Leeds"."""
    match = _BIOGRAPHY.match(text) if len(text) <= 400 else None
    if match is None or not is_person(match["name"]):
        return None
    if not looks_like_name(match["name"]):
        return None
    papers = (read_paper(paper[1]) for paper in _WRITES_FOR.finditer(text))
    return Facts(reviewers=(match["name"],), publication=next(filter(None, papers), None))


def read_contact_line(text: str) -> str | None:
    """The name in "Contact Ada Orr at ada@example.org", in "Copyright © 2000 Ada Orr", in "WORDS
    ADA ORR"; None if the line is something else."""
    if len(text) > _LONGEST:
        return None
    if text[:1] not in _BEGIN_CONTACT:
        return None
    match = _REACH.match(text) or _COPYRIGHT.fullmatch(text) or _CAPITAL_LABEL.fullmatch(text)
    return match["name"].strip(" .,") if match else None


def split_place(text: str) -> str:
    """*text* without the town after a name: "Ada Orr, Leeds"."""
    name, comma, place = text.partition(", ")
    place = place.rpartition(", ")[0] if _CLASS_OF.fullmatch(place.rpartition(", ")[2]) else place
    town = place.isalpha() and place.istitle() and place.lower() not in _CRAFTS
    says = (
        place.islower() and len(place.split()) <= _MOST_WORDS and place.replace(" ", "").isalpha()
    )
    beside = comma and (town or says)
    return name if beside else text


def is_name_line(text: str) -> bool:
    """Whether *text*, a line by itself, is a name, and no phrase such as "Highly Recommended"."""
    if _DOTTED.fullmatch(text):
        return True
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS or not is_lone_name(text) or is_country(text):
        return False
    told = [word.lower().strip(".") for word in words if not _INITIAL.fullmatch(word)]
    if not told or not read_words("not_names.txt").isdisjoint(told):
        return False
    return text.lower() not in _festivals() and not _ends_sentence(words[-1])


def may_sign(text: str, prose: str) -> bool:
    """Whether *text*, a name by itself, is that of one who wrote *prose*: it speaks of no such
    person, and it is no phrase of its words."""
    if not is_name_line(text) or text in prose:
        return False
    return not all(f" {word.lower()} " in prose for word in text.split())


def speaks_of(text: str, name: str, start: int) -> bool:
    """Whether *text* has *name* from *start* on, but for lines that sign it or say who wrote."""
    if name.isupper():
        return recurs(name, text, start)
    for place in find_whole(name, text, start, len(text)):
        begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
        line = text[begin : end if end >= 0 else len(text)].strip(" \t*_")
        rest = line.replace(name, "")
        signs = len(rest) <= _LONGEST_BESIDE and not rest.strip().endswith((".", "!", "?", ","))
        if not signs and read_biography(line) is None and read_contact_line(line) is None:
            return True
    return False


def is_user(text: str) -> bool:
    """Whether *text* is written as the name of a forum's user: "ada_99"."""
    return _USER.fullmatch(text) is not None


def is_signing_word(text: str) -> bool:
    """Whether one word after a dash may be a name: "— Murf", but not "— End"."""
    return is_lone_name(text) and text.lower() not in read_words("not_names.txt")


def _ends_sentence(word: str) -> bool:
    return word.endswith(".") and len(word) > _LONGEST_SHORTENED


def _festivals() -> frozenset[str]:
    return frozenset(read_lines("festivals.txt"))


def read_signed_line(text: str) -> tuple[Facts, bool] | None:
    """The names, date, rating and paper of a line that has nothing else, in any order.

    Also whether a word such as "by" says that the name signs. At least a date or a rating
    stands in it; "Heat, 12 May 2018" may be a film, so the caller asks :func:`may_sign`.
    """
    if len(text) > _LONGEST or _TELLS.search(text) is None:
        return None
    facts = Facts()
    rest = take_out(_POST.sub("", text.strip("«» ")), facts)
    sure = False
    seen = text.lower().startswith(_SEEN) and ". " not in text
    for written in _SPLIT.split(rest):
        piece, by, where = _peel(tidy_piece(written))
        if not piece or (piece.isdigit() and len(piece) < 4):
            continue
        if facts.rating is None and not piece.isalpha() and not _WHOLE_NUMBER.fullmatch(piece):
            facts.rating = parse_rating(piece)
            facts.rating_text = piece if facts.rating is not None else None
            if facts.rating is not None:
                continue
        if seen and not by:
            continue  # where that was: "seen 3 May 2014, Curzon Bloomsbury"
        if not by and (is_beside_name(piece) or is_country(piece.removeprefix("the "))):
            continue
        paper = (
            None
            if by
            else read_paper(piece)
            or (piece if (where or _is_beside_both(piece, facts)) and _is_capital(piece) else None)
        )
        if paper is not None:
            facts.publication = facts.publication or name_paper(paper)
            continue
        if (where and not by) or facts.reviewers or not _take_name(piece, facts, by=by):
            return None
        sure = by
    told = facts.date is not None or facts.rating is not None
    if facts.publication and not facts.date and not facts.reviewers:
        return None  # "The Post ★★★★" is a film
    return (facts, sure) if told else None


def _is_beside_both(piece: str, facts: Facts) -> bool:
    """Whether *piece* stands behind who signed, beside a day, and begins as papers' names do."""
    return piece.startswith("The ") and bool(facts.reviewers) and facts.date is not None


def _is_capital(text: str) -> bool:
    """Whether *text* is written as a paper's name: "the Tuesday Society"."""
    words = text.split()
    return len(words) <= _MOST_PAPER_WORDS and words[-1][:1].isupper() and is_title_shaped(text)


def _peel(piece: str) -> tuple[str, bool, bool]:
    """*piece* without the words that lead to it, whether "by" was one, and whether "in" was."""
    by = where = False
    while match := _LEAD.match(piece):
        if match["seen"]:
            return "", False, False  # where that was is nothing of the review's
        by = by or match["by"] is not None
        where = where or (match["where"] is not None and match["where"].lower() != "in")
        filed = piece[match.end() :]
        if (match["where"] or "").lower() == "in" and filed[:1].isupper() and not read_paper(filed):
            return "", by, where  # where a site files it: "in Retrospectives"
        piece = piece[match.end() :].strip()
    return piece, by, where


def _take_name(piece: str, facts: Facts, *, by: bool) -> bool:
    """Take the names that *piece* is; a name for a forum only where a date stands by it."""
    if by and (signed := read_byline(piece, loose=True)) is not None:
        facts.absorb(signed)
        return bool(signed.reviewers)
    if piece.lower() in _MEDIA or piece.lower() in MONTH_WORDS:
        return True
    if (match := _USER.fullmatch(piece)) and facts.date is not None and not piece.isdigit():
        facts.reviewers = (match["user"],)
        return True
    names = [piece] if _DOTTED.fullmatch(piece) else re.split(r"\s+(?:and|&)\s+", piece)
    if not _DOTTED.fullmatch(piece) and not all(
        len(name.split()) > 1 and is_lone_name(name) for name in names
    ):
        return False
    if parse_credits(piece) is not None:
        return False
    facts.reviewers = tuple(names)
    return True
