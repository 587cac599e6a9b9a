"""Who signed the review: the value of a byline → names, date and publication.

In: what stands after "By", "Review by", "Words:" or a dash: "A. Smith and B. Jones",
"A Smith, Film Critic | 12 May 2018 | 4/5", "Jane Doe for The Herald". Out: the facts.
Refused (None): anything with words that are none of these, such as a sentence that
begins with "By". A desk ("Variety Staff") is nobody: its line is a byline without names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reelsearch.annotate.credits_line import find_rating, parse_credits
from reelsearch.annotate.desks import find_paper, is_desk
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.kickers import is_kicker
from reelsearch.annotate.page_lines import is_page_line
from reelsearch.annotate.people import is_person, looks_like_name, split_people
from reelsearch.annotate.places import is_country
from reelsearch.annotate.title_shape import is_title_shaped
from reelsearch.readers.dates import MONTH_WORDS, find_date, parse_date

_ROLE = re.compile(
    r"(?:(?:our|the|a|chief|senior|staff|lead|guest|special|film|movie|movies|cinema|arts|culture"
    r"|entertainment|features?|associate|contributing|managing|deputy|tv|screen|trade|sports?|news|books"
    r"|theatre|theater|founding|consulting|honorary|hon\.?|branch|club|and|&|to)\s+){0,6}"
    r"(?:critic|reviewer|editor|writer|correspondent|contributor|columnist|author|journalist|blogger"
    r"|reporter|secretary|treasurer|chair(?:man|woman|person)?|president|programmer|projectionist"
    r"|librarian|curator|usher|lecturer|teacher|intern)"
    r"|(?:first|second|third|fourth|final|1st|2nd|3rd|4th)[ -]years?(?:\s[A-Z&][\w&]*){0,5}"
    r"|(?:class of|year)\s[’']?\d{1,4}",
    re.IGNORECASE,
)
_OWNED_ROLE = re.compile(
    r"(?P<place>[A-Z][\w.'’& -]{1,40}?)\s+(?:(?:film|movie|staff|chief|arts|entertainment)\s+){1,2}"
    r"(?:critic|writer|reporter|editor|correspondent|reviewer|columnist)",
    re.IGNORECASE,
)
_PAPER = (
    r".*\b(?:times|guardian|magazine|post|herald|news|journal|gazette|films?|cinema|weekly"
    r"|review|reviews|chronicle|tribune|telegraph|today|observer|independent|standard|mail|mirror"
    r"|press|daily|radio|blog|screen|online|echo|courier|express|star|sun|globe|quarterly|monthly"
    r"|argus|advertiser|bulletin|circular|dispatch|examiner|inquirer|ledger|register|sentinel"
    r"|spectator|newsletter|zine|fanzine|gazeta|zeitung|revue|cahiers|beacon|bugle|clarion|lookout|recorder"
    r"|messenger|packet|citizen|statesman|monitor|digest|lantern|broadsheet|intelligencer)\b.*"
    r"|(?:the\s)?(?:evening|morning|sunday|varsity|campus|student)\s[^\W\d_]{3,20}"
    r"|\S+\.(?:com|org|net|co\.uk|uk|ie|ca|io|tv)\b.*"
)
_PUBLICATION = re.compile(rf"(?:the\s.+|{_PAPER})", re.IGNORECASE)
_NAMED_PAPER = re.compile(_PAPER, re.IGNORECASE)
_FOR = re.compile(
    r"(?<!University)(?<!College)(?<!School)(?<!Institute)\s+(?:for|of|from)\s+(?=(?:the\s)?[A-Z\d])|,?\s+(?:in|at)\s+(?=[A-Z\d])"
)
_IN = re.compile(r",?\s+(?:in|at|from)\s+(?=[A-Z])")
_CLOCK = re.compile(
    r"(?:\s*(?:\bat|@|\|)?\s*(?<![\d.,/])\d{1,2}(?:[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)"
    r"\s*(?:[A-Z]{2,4}\b)?)",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"\b(?:on|posted|published|updated|publiée? le|publicad[ao] el|veröffentlicht am"
    r"|pubblicat[ao] il)"
    r"\s*:?\s*$|^\s*(?:on|posted|published)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\A(?:in|for|from|at)(?:\sthe)?\s(?=\S)")
_AGO = re.compile(
    r"\b(?:an?|\d{1,3})\s?(?:minute|min|hour|hr|day|week|month|mo|year|yr|[hdwmy])s?\.?\sago\b"
    r"|\byesterday\b|\b\d{1,2}[ -]min(?:ute)?s?(?: read)?\b|\b(?:words|views|comments|likes): \d+"
    r"|\b(?:\d[\d,.]{0,6}k?|no|one|two|three|four|five|six) (?:likes?|comments?|views?|claps?"
    r"|shares?|replies|reads|hearts?|notes?)\b",
    re.IGNORECASE,
)
"""What tells the time from now, or how long it takes to read."""

_CONTACT = re.compile(r"[<(]?\s*[\w.+-]{1,60}@[\w.-]{1,60}\s*[>)]?|@\w{1,30}|https?://\S{1,200}")
_PRONOUNS = re.compile(r"\((?:she|he|they|ze)/\w{2,5}(?:/\w{2,6})?\)")
_GIVEN_LABEL = re.compile(
    r"(?<!\w)(?:(?:film |movie )?review(?:ed)? by|(?:words |posted )?by)\s*:?\s+", re.IGNORECASE
)
_JOINED = re.compile(r"[,|;/&•·+]|\s(?:and|for|of|in|at|from|with|–|—|-)\s", re.IGNORECASE)
_LONGEST = 160
_USER = re.compile(r"(?<!\w)u/(?=\w)")
_SHORT_DATE = re.compile(r"(?<![\w/.])\d\d?([/.])\d\d?\1\d\d(?![\w/.])")
_CLASS = re.compile(r"\s[’']\d\d\b")  # of students: "Ada Orr ’19"
_MOST_DATES = 3
_SECTIONS = frozenset((
    *"reviews review film films movies cinema culture arts features blog news".split(),
    "entertainment", "film review", "film reviews", "movie reviews", "uncategorized",
))  # fmt: skip
"""Where a paper files its reviews."""

_NUMBERED = re.compile(
    r"\s*[,(|–—-]?\s*(?:\b(?:no|nr|number|issue|vol|volume)\b\.?\s?#?|#\s?)\d.*", re.IGNORECASE
)
_SPECIAL = re.compile(r"\Aspecial to (?:the )?", re.IGNORECASE)
_OF_CRITIC = re.compile(
    r"(?:\s(?:film|movie|arts|staff|chief|drama|senior)){0,2}\s"
    r"(?:critic|writer|reporter|correspondent|reviewer|columnist)$",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"(?:(?:the )?(?:university|college|school|institute|department|dept|faculty)\b.{0,60}"
    r"|[A-Z][\w.’' -]{1,40}\s(?:university|college|school)|(?:lower|upper) (?:fifth|sixth)"
    r"|(?:year|class) \d{1,2}\w?)",
    re.IGNORECASE,
)
_NOBODY = ("admin", "administrator", "webmaster", "staff", "editor", "guest", "anonymous")
_PAGES = re.compile(r",?\s(?:pp?|pages?)\.?\s?\d{1,4}(?:\s?[–-]\s?\d{1,4})?")
_MOST_PAPER_WORDS = 6
_LONGEST_PAPER = 80
PAPER_WORDS = frozenset("a and at de du for in la le of on the to &".split())
_INITIAL = re.compile(r"(?:\w\s|[^\W\d_]\.\s?)[^\W\d_]\.$")


def read_byline(value: str, *, loose: bool = False) -> Facts | None:
    """The names, date and publication of a byline's *value*; None if it is no byline.

    *loose* is for a label that can only mean the reviewer: a one-word name, or one
    without capitals, is then a name too.
    """
    if not value or len(value) > _LONGEST:
        return None
    facts = Facts()
    loose = loose or "»" in value  # as forums part a user's name from the time
    value = take_out(value, facts)
    segments = [tidy_piece(piece) for piece in re.split(r"\s*[|•·/»]\s*|\s[–—-]+\s", value)]
    segments = [piece for piece in segments if piece]
    if not segments:
        return None
    nobody = segments[0].lower() in _NOBODY and facts.date is not None
    reviewers = () if nobody else _read_names(segments[0], facts, loose=loose)
    if reviewers is None:
        return None
    for segment in segments[1:]:
        if segment.startswith("in ") and not read_paper(segment[3:]):
            continue  # where a site files it
        if _read_beside_name(segment, facts) or _is_filed(segment, facts):
            continue
        if segment.rstrip(" '’0123456789").lower() in MONTH_WORDS:
            continue  # "May '88"
        if not looks_like_name(segment):
            return None
        reviewers += (segment,)
    _take_names(reviewers, facts)
    return facts


def read_hosts(value: str) -> Facts | None:
    """Who presents, of a byline's *value*; it is who wrote where nobody else is said to have."""
    found = read_byline(value)
    return Facts(hosts=found.reviewers, date=found.date) if found else None


def _is_filed(piece: str, facts: Facts) -> bool:
    """Whether *piece* is a count, or says behind a date where a site files it: "Drama, Netflix"."""
    return piece.isdigit() or (facts.date is not None and "," in piece)


def drop_contact(text: str) -> str:
    """*text* without addresses and what marks a user's name."""
    if "@" not in text and "/" not in text:
        return text
    text = _PRONOUNS.sub("", text) if "(" in text else text
    return " ".join(_USER.sub("", _CONTACT.sub(" ", text)).split())


def take_out(value: str, facts: Facts) -> str:
    """*value* with a bar for the dates, the times and the rating in it; addresses are left out.

    The rating and the first date go into *facts*.
    """
    value = drop_contact(value)
    if "’" in value or "'" in value:
        value = _CLASS.sub("", value)
    for _ in range(_MOST_DATES):
        if (date := find_date(value)) is None:
            break
        iso, start, end = date
        facts.date = facts.date or iso
        behind = _POSTED.sub("", _CLOCK.sub("", value[end:]))
        value = f"{_POSTED.sub('', _CLOCK.sub('', value[:start]))} | {behind}"
    if facts.date is None and (match := _SHORT_DATE.search(value)):
        facts.date = parse_date(match[0])
        value = f"{value[: match.start()]} | {value[match.end() :]}" if facts.date else value
    if rating := find_rating(value):
        facts.rating, start, end = rating
        facts.rating_text = value[start:end].strip()
        value = f"{value[:start]} | {value[end:]}"
    if any(map(str.isdigit, value)):
        value = _CLOCK.sub(" ", _AGO.sub(" | ", value))
    return value


def tidy_piece(piece: str) -> str:
    """*piece* without the marks around it; the full stop of an initial stays."""
    piece = piece.strip(" ,;()–—-/•·~")
    return piece if _INITIAL.search(piece) else piece.strip(" ,;.()–—-/•·~")


@lru_cache(maxsize=1_024)  # one critic has many reviews
def read_signers(given: tuple[str, ...]) -> Facts:
    """Who signed, of the names that a format gives, and the paper that these name.

    A name that is no byline of several ("Smith, John") stays as it is. The facts are kept for
    whoever asks next, and not to be changed.
    """
    facts = Facts()
    for name in given:
        plain = _CONTACT.sub(" ", name) if "@" in name or "://" in name else name
        plain = _GIVEN_LABEL.sub("", plain) if "by" in plain.lower() else plain
        plain = " ".join(plain.split()).strip(" ()|,")
        said = read_byline(plain) if _JOINED.search(plain) else None
        if said is None or any(len(each.split()) < 2 for each in said.reviewers):
            said = Facts()
            _take_names((plain,) if plain else (), said)
        facts.reviewers += tuple(each for each in said.reviewers if each not in facts.reviewers)
        facts.publication = facts.publication or said.publication
    return facts


def _take_names(names: tuple[str, ...], facts: Facts) -> None:
    """Add the persons among *names* to *facts*, and the paper that a desk among them names."""
    facts.reviewers = tuple(dict.fromkeys(name for name in names if is_person(name)))
    for name in names:
        if facts.publication is None and is_desk(name):
            facts.publication = find_paper(name)


def _read_beside_name(piece: str, facts: Facts) -> bool:
    """Whether *piece* is what stands beside a name: a role, a paper or its section, credits."""
    if is_beside_name(piece) or is_page_line(piece) or read_place(_LEAD.sub("", piece), facts):
        return True
    credits = parse_credits(piece)
    facts.absorb(credits or Facts())
    return credits is not None


def is_beside_name(piece: str) -> bool:
    """Whether *piece* is a role or a section of a paper: "Film Critic", "in Reviews"."""
    return is_role(piece) or _LEAD.sub("", piece).lower() in _SECTIONS


def is_role(text: str) -> bool:
    """Whether *text* says what its owner does: "Chief Film Critic"."""
    return _ROLE.fullmatch(text) is not None


def read_paper(text: str) -> str | None:
    """The paper that a line names and nothing else: "The Harbour Gazette"."""
    if len(text) > _LONGEST_PAPER:
        return None
    name = text.strip(" .,;|–—-")
    words = name.split()
    if not 1 < len(words) <= _MOST_PAPER_WORDS or "," in name:
        return None
    if not all(word[:1].isupper() or word in PAPER_WORDS for word in words):
        return None
    if not _NAMED_PAPER.fullmatch(name) or is_role(name) or is_kicker(name):
        return None
    return name


def name_paper(text: str) -> str:
    """The name of the paper in "the Dial, No. 12": with a capital, and without the number."""
    name = _NUMBERED.sub("", _SPECIAL.sub("", _OF_CRITIC.sub("", text))).strip(' .,;|–—-“”"«»')
    return name[:1].upper() + name[1:]


def read_dateline(text: str) -> Facts | None:
    """Where and when it appeared, of a line such as "The Evening Ledger, 27 May 2015"."""
    date = find_date(text)
    if date is None or len(text) > _LONGEST or "-" not in date[0]:
        return None
    if _PAGES.sub("", text[date[2] :]).strip(" ."):
        return None
    kicker, comma, behind = text.partition(", ")
    if comma and is_kicker(kicker):
        return read_dateline(behind)
    place = name_paper(_POSTED.sub("", text[: date[1]].strip(" ,|•·–—-")))
    if (
        "|" in place
        or (not text[:1].isupper() and text[:4] != "the ")
        or (place.endswith(":") or not (_PUBLICATION.fullmatch(place) or looks_like_name(place)))
    ):
        return None
    paper = _PUBLICATION.fullmatch(place) and not is_kicker(place)
    return Facts(publication=place if paper else None, date=date[0])


def _read_names(text: str, facts: Facts, *, loose: bool) -> tuple[str, ...] | None:
    """The names at the head of a byline; what follows them goes into *facts*."""
    if match := _FOR.search(text):
        place = text[match.end() :].strip(" .,")
        filed = place.partition(",")[0].lower() in _SECTIONS
        if not _IN.match(text, match.start()) or (_PUBLICATION.fullmatch(place) and not filed):
            facts.publication = place
        text = text[: match.start()]
    names: list[str] = []
    for name, role in split_people(text, shared_surname=True):
        if names and (_ROLE.fullmatch(name) or read_place(name, facts)):
            continue
        if names and " " in names[0] and " " not in name and f", {name}" in text:
            continue  # where it was written: "Ada Orr, London"
        if names and not names[0].islower() and name.islower() and f", {name}" in text:
            continue  # what she is: "Dr. Ada Orr, palliative medicine"
        told = role is None or _ROLE.fullmatch(role) or read_place(role, facts)
        if not told and not (loose and role and role.istitle() and role.isalpha()):
            return None  # a town stands only behind a label: "Reviewer: A. Orr (Leeds)"
        if not _is_name(name, loose=loose):
            return None
        names.append(name)
    return tuple(names) if names else None


def _is_name(name: str, *, loose: bool) -> bool:
    if looks_like_name(name) or not loose:
        return looks_like_name(name)
    words = name.split()
    figures = len(words) > 1 and any(map(str.isdigit, name))  # "ada99", but not "Ada ? 1998"
    initial = len(words) > 1 and len(words[-1]) == len("M.")
    ends = name.endswith((".", "!", "?")) and not initial
    return len(words) <= 5 and not figures and not ends


def read_place(text: str, facts: Facts) -> bool:
    """Whether *text* is where the byline's owner writes from, or for."""
    if match := _OWNED_ROLE.fullmatch(text):
        facts.publication = facts.publication or match["place"]
        return True
    if is_country(text) or _SCHOOL.fullmatch(text):
        return True
    numbered = _NUMBERED.search(text)
    if numbered and numbered.start() > 2 and text[:1].isupper() and is_title_shaped(text):
        facts.publication = facts.publication or name_paper(text)  # "Dial no. 88"
        return True
    if _PUBLICATION.fullmatch(text) and len(text.split()) <= 6:
        facts.publication = facts.publication or name_paper(text)
        return True
    return False
