"""A standfirst → who wrote, where it names the critic and says what of.

In: a line above the prose, and the text behind it. Out: the name: "Ada Orr on a film that
listens", "A girl finds a friend. Ada Orr on the gentlest film ever made", "Harbour Film Notes,
with Ada Orr". Refused (None): a name that the text has again, for then it is one who acts, or a
part.
"""

from __future__ import annotations

import re

from reelsearch.annotate.signature import is_name_line, speaks_of

_WORD = r"[A-ZÀ-Þ][\w.’'-]{1,24}"
_NAMED = re.compile(
    rf"(?:^|[.!?:;–—]\s|\bOur (?:film )?critic )(?P<name>{_WORD}(?:\s{_WORD}){{1,2}})\s"
    r"(?:on (?!the (?:run|road|loose))|reports|writes|reviews|revisits|remembers|salutes"
    r"|watches|reflects|(?:sees|hits|takes|goes|gets|falls|finds|loses|braves|enjoys|endures|meets|visits|revisits"
    r"|checks|heads|tries|feels|wonders|asks|discovers|explains|considers|looks|sits|spends)"
    r"(?=\s(?:[\w’'-]+\s){1,12}[\w’'-]+$)"
    r"|is (?:floored|undone|won over|charmed|moved|beguiled|unconvinced|underwhelmed|impressed"
    r"|bowled over|thrilled"
    r"|enchanted|unmoved|dazzled|left cold))\b"
)
_SAYS = re.compile(
    rf".{{10,}},\s(?:says|writes|argues|finds|reports|thinks|reckons"
    rf"|according to)\s(?P<name>{_WORD}(?:\s{_WORD}){{1,2}})\.?"
)
_WITH = re.compile(
    rf"\S.{{2,60}},?\s(?:[Ww]ith|[Bb]y|from)\s(?P<name>{_WORD}(?:\s{_WORD}){{1,2}})\W{{0,4}}"
)
_ACTED = re.compile(
    r"\b(?:direct|star|cast|play|act|written|screenplay|script|based|novel|story"
    r"|music|photograph|play)",
    re.IGNORECASE,
)
"""Words that show the name behind them to be one of those who made the film."""

_LONGEST = 220
_LONGEST_WITH = 100


def find_named_critic(text: str, whole: str, end: int) -> str | None:
    """Who wrote, by *text*, a line that ends at *end* of *whole*; None if it does not say so."""
    if len(text) > _LONGEST or " " not in text:
        return None
    match = _NAMED.search(text) or _SAYS.fullmatch(text)
    if match is None and len(text) <= _LONGEST_WITH:
        match = _WITH.fullmatch(text) if _ACTED.search(text) is None else None
    if match is None or not is_name_line(match["name"]):
        return None
    name = match["name"]
    surname = name.rsplit(" ", 1)[-1]
    return None if speaks_of(whole, name, end) or _stands(surname, whole, end) else name


def _stands(surname: str, whole: str, end: int) -> bool:
    """Whether the prose speaks of *surname* by itself: it is no line that signs."""
    return (
        re.search(rf"(?<![\w-]){re.escape(surname)}(?:['’]s|\s[a-z]|,\s[a-z])", whole[end:])
        is not None
    )
