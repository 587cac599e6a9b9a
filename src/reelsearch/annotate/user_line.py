"""A line that a site puts above what a user wrote → who that is.

In: a line such as "u/ada_99 • 2y ago", "@ada@kino.example", "Posted by u/ada", and the line
above it. Out: the facts. Refused (None): a line with anything else, such as an address in a
sentence.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import is_role, take_out, tidy_piece
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.people import is_lone_name
from reelsearch.annotate.ratings import parse_rating

_HANDLE = re.compile(
    r"(?:(?P<owner>[A-ZÀ-Þ][\w.'’-]{1,20}(?:\s[A-ZÀ-Þ][\w.'’-]{0,20}){1,2})\s(?=@))?"
    r"(?:r/\w{2,30}\s?[•·|]\s?)?(?:(?:posted|submitted|review|written) by\s)?"
    r"(?:/?u/|(?P<at>@))(?P<name>[\w.-]{2,30})(?:@[\w-]{1,30}(?:\.[\w-]{1,30}){1,3})?(?P<rest>\s.{0,60})?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:\d{1,2}\s?(?:hrs?|hours?|mins?|minutes?|days?|weeks?|months?|yrs?|years?|[hmdwy]|mo)\b(?:\sago)?"
    r"|(?:\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s\d{1,2}) at \d\d?[:.]\d\d(?:\s?[ap]m)?"
    r"|yesterday at \d\d?[:.]\d\d(?:\s?[ap]m)?)\s?[·•].{0,40}",
    re.IGNORECASE,
)
"""When it was posted, right below the name: "15 hrs ·"."""

_WHEREABOUTS = re.compile(
    r"(?:is|was) (?:at|with|in|feeling|watching)\s[^.!?]{2,60}\.?(?:\s[·•].{0,30})?"
)
"""Where who posts is, right below the name: "is at Rex Cinema."."""

_REVIEWED = re.compile(
    r"(?P<name>[\w.-]{3,30}|[A-ZÀ-Þ][\w.’'-]+\s[A-ZÀ-Þ][\w.’'-]+)\s(?:reviewed|watched|rated|rewatched|logged)"
    r"(?:\s(?:this|a film|a movie|it))?:?"
)
_RANK = re.compile(
    r"(?:(?:senior|junior|full|active|new|registered|hero|sr\.?|jr\.?|forum|site|global|elite"
    r"|veteran) )?(?:member|user|moderator|admin(?:istrator)?|newbie|regular|poster)"
    r"|posts: [\d,]+|joined:? .{4,20}",
    re.IGNORECASE,
)
"""What a forum calls a user, right below the name."""

_USER = re.compile(r"[\w.-]{3,30}")
_PLACE = re.compile(r"/?r/\w{2,30}(?:\s[•·|].{0,40})?")
_FROM_OURS = re.compile(
    r"(?:from|by|our|through|from:)\s(?:our\s)?(?:own\s|special\s|film\s|festival\s|roving\s|own\s){0,3}"
    r"(?:correspondent|critic|reviewer|man|woman|reporter|writer)"
    r"(?:\s(?:in|at|on)\s(?:the\s)?[A-Z]\w{2,20})?,?\s(?P<name>[A-ZÀ-Þ].{3,50})",
    re.IGNORECASE,
)
_BY_ELSEWHERE = re.compile(
    r"(?:Von|Par|Por|Di|Door|Av|Af|Przez|with)\s(?P<name>[A-ZÀ-Þ][\w.’'-]{1,20}(?:\s[\w.’'-]{1,20}){1,3})"
)
_REVIEW_BY = re.compile(
    r"(?:[\w.-]+ (?:\| )?)?[Rr]eview by (?P<name>[\w.-]{3,30})(?P<rest>[ |].{4,40})"
)
"""As a site of film diaries has it: "ada_o  Review by ada_o  Jun 20, 2018  142"."""

_BY_PUPIL = re.compile(
    r"[“\"‘'](?P<film>[^“”\"]{1,60})[”\"’'] by"
    r" (?P<name>[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){0,2}),?"
    r" \(?(?:Year|Form|Class|Grade|aged?|Aged?) \d{1,2}\w?\)?"
)
"""As schools' papers have it: "‘Heat’ by Ada Orr, Year 10"."""

_RATED_IT = re.compile(
    r"(?P<name>[\w.-]{3,30}(?: [\w.-]{2,20})?) rated it (?P<rating>[\d★⭐][^,;]{0,20})"
)
_WROTE_ON = re.compile(
    r"(?P<name>[\w.-]{3,30}) (?:wrote|posted|said) (?:on|in) [^:]{3,60}(?::[^:]{1,60})?:"
)
_BY_USER = re.compile(r"(?:[Bb]y|[Uu]ser:)\s(?P<name>(?=[\w.-]*[\d_])[A-Za-z][\w.-]{2,30})")
_LONGEST = 120


def read_user_line(text: str, above: str | None) -> Facts | None:
    """Who wrote, of a line with a user's handle; *above*, a name alone, is that of its owner."""
    if len(text) > _LONGEST:
        return None
    if _PLACE.fullmatch(text) and "u/" not in text:
        return Facts()
    if above is not None and above[:1] == "@" and is_lone_name(text):
        letters = "".join(filter(str.isalpha, text)).lower()
        return Facts(reviewers=(text,)) if letters == above[1:].lower() else None
    below_place = above is not None and above.startswith("r/") and _PLACE.fullmatch(above)
    if below_place and _USER.fullmatch(text):
        return Facts(reviewers=(text,))
    if above is not None and _RANK.fullmatch(text) and " " not in above and _USER.fullmatch(above):
        return Facts(reviewers=(above,))
    if above is not None and is_role(text) and " " in above and is_lone_name(above):
        return Facts(reviewers=(above,))
    if above is not None and " " in above and text.startswith(("is ", "was ")):
        posts = _WHEREABOUTS.fullmatch(text) is not None and is_lone_name(above)
        return Facts(reviewers=(above,)) if posts else None
    if above is not None and _AGO.fullmatch(text):
        return Facts(reviewers=(above,)) if is_lone_name(above) else Facts()
    match = _HANDLE.fullmatch(text) if "/" in text or "@" in text else None
    if match is None:
        return _read_other(text)
    facts = Facts()
    rest = take_out(match["rest"] or "", facts).replace("|", " ")
    if tidy_piece(rest):
        return None
    named = match["at"] and above is not None and " " in above and is_lone_name(above)
    owner = match["owner"] or (above if named else None)
    facts.reviewers = (owner or match["name"],)
    return facts


def is_rank(text: str) -> bool:
    """Whether *text* is what a forum calls a user: "Senior Member"."""
    return _RANK.fullmatch(text) is not None


def _read_other(text: str) -> Facts | None:
    """ "From our correspondent Ada Orr", "Von Ada Orr"."""
    if text.endswith(":") and (reviewed := _REVIEWED.fullmatch(text)):
        return Facts(reviewers=(reviewed["name"],))
    if "eview by " in text and (signed := _REVIEW_BY.fullmatch(text)):
        facts = Facts(reviewers=(signed["name"],))
        rest = take_out(signed["rest"], facts)
        if facts.date and not any(map(str.isalpha, rest)):
            return facts
    if " rated it " in text and (rated := _RATED_IT.fullmatch(text)):
        rating = parse_rating(rated["rating"])
        return Facts(reviewers=(rated["name"],), rating=rating, rating_text=rated["rating"])
    if text.endswith("):") and (wrote := _WROTE_ON.fullmatch(text)):
        return Facts(reviewers=(wrote["name"],))
    if (pupil := _BY_PUPIL.fullmatch(text)) and is_lone_name(pupil["name"]):
        return Facts(film=pupil["film"], reviewers=(pupil["name"],))
    if by := _BY_USER.fullmatch(text):
        return Facts(reviewers=(by["name"],))
    match = _FROM_OURS.fullmatch(text) or _BY_ELSEWHERE.fullmatch(text)
    if match is None or not is_lone_name(match["name"]) or " " not in match["name"]:
        return None
    return Facts(reviewers=(match["name"],))
