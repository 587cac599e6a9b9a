"""A rating as written → a number from 0 to 1.

In: "3.5/5", "3½ out of 4", "★★★½☆", "***1/2", "B+", "3 stars", "85%", "-2 (-4 to +4)",
or a bare number with its scale. Out: the share of the scale. Refused (None): more than
the scale, a scale of nought, "1/2" alone (a half, or one of two?), ranges, and a bare
number of which the scale is not known.

Letters go by twelfths, A+ and A being 12 and F nought. Stars whose scale is not shown
are taken to be of five.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_TWELFTHS = {
    "A+": 12, "A": 12, "A-": 11, "B+": 10, "B": 9, "B-": 8, "C+": 7, "C": 6, "C-": 5,
    "D+": 4, "D": 3, "D-": 2, "F+": 0, "F": 0, "F-": 0,
}  # fmt: skip
_WORDS = {
    word: float(number)
    for number, word in enumerate("zero one two three four five six seven eight nine ten".split())
}
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_NUMBER = (
    r"(?:\d{1,3}(?:\sand\sa\shalf|[.,]\d{1,3}|\s?[½¼¾⅓⅔]|[\s-](?:1/2|1/4|3/4)(?!\d))?|\.\d{1,3}|[½¼¾]"
    rf"|(?:{'|'.join(_WORDS)})(?:\s+and\s+a\s+half)?)"
)
_FULL = "★⭐✮✭✯🌟"
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufe0e\ufe0f]")
_STAR_SCALE = 5.0
_LONGEST = 120

_Reader = Callable[[re.Match[str], float | None], float | None]


def parse_rating(text: str, scale: float | None = None) -> float | None:
    """The share of its scale, from 0 to 1, that *text* is; None if it is no rating.

    *scale* is the most there is to get, where the file or paper says so; a scale that
    *text* states itself comes first.
    """
    text = text.strip() if text.isascii() else _UNSEEN.sub("", text).strip()
    if not text or len(text) > _LONGEST or _NOT_A_RATING.search(text):
        return None
    found = match_rating(text, scale)
    if found is None:
        return None
    value, end = found
    if _GARNISH.fullmatch(text, end):
        return value
    again = text[end:].strip(" ,;|()-–—")
    second = match_rating(again, scale)
    return value if second is not None and _GARNISH.fullmatch(again, second[1]) else None


def match_rating(text: str, scale: float | None = None) -> tuple[float | None, int] | None:
    """The rating that *text* begins with, and where it ends; None if it begins with none.

    The value is None where something is written like a rating but cannot be one (6/5).
    """
    label = _LABEL.match(text)
    start = label.end() if label else 0
    for pattern, read in _FORMS:
        if match := pattern.match(text, start):
            return read(match, scale), match.end()
    return None


def _number(text: str) -> float:
    """The value of what ``_NUMBER`` matches: "3½", "3 1/2", "3,5", "three and a half"."""
    text = text.lower().strip()
    words = text.split()
    if words[0] in _WORDS:
        return _WORDS[words[0]] + (0.5 if len(words) > 1 else 0.0)
    if words[-1] == "half":
        return float(words[0]) + 0.5
    value = 0.0
    if text[-1] in _SIGNS:
        value = _SIGNS[text[-1]]
        text = text[:-1].strip()
    elif "/" in text:
        value = int(text[-3]) / int(text[-1])
        text = text[:-3].rstrip(" -")
    return value + (float(text.replace(",", ".")) if text else 0.0)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 and 0 <= part <= whole else None


def _read_maltin(match: re.Match[str], _scale: float | None) -> float | None:
    return _share(int(match["part"]) + 0.5, 4)


def _read_shifted(match: re.Match[str], _scale: float | None) -> float | None:
    low = -int(match["low"])
    return _share(float(match["part"]) - low, int(match["high"]) - low)


def _read_stars(match: re.Match[str], scale: float | None) -> float | None:
    full = len("".join(match["stars"].split()))
    half = 0.5 if match["half"] else 0.0
    empty = sum(not letter.isspace() for letter in match["empty"])
    whole = _STAR_SCALE if scale is None else scale
    if match["whole"]:
        stated = match["whole"]
        whole = float(len(stated)) if stated[0] in _FULL + "*" else _number(stated)
    elif empty:
        whole = float(full + empty + (1 if half else 0))
    return _share(full + half, whole)


def _read_share(match: re.Match[str], _scale: float | None) -> float | None:
    if match[0] == "1/2":
        return None
    return _share(_number(match["part"]), _number(match["whole"]))


def _read_percent(match: re.Match[str], _scale: float | None) -> float | None:
    return _share(_number(match["part"]), 100)


def _read_half_star(_match: re.Match[str], scale: float | None) -> float | None:
    return _share(0.5, scale or _STAR_SCALE)


def _read_counted_stars(match: re.Match[str], scale: float | None) -> float | None:
    return _share(_number(match["part"] or match["after"]), scale or _STAR_SCALE)


def _read_letter(match: re.Match[str], _scale: float | None) -> float | None:
    sign = (match["sign"] or "").lower()
    sign = "+" if sign in ("+", "plus") else "-" if sign else ""
    twelfths = _TWELFTHS.get(match["letter"].upper() + sign)
    return None if twelfths is None else twelfths / 12


def _read_bare(match: re.Match[str], scale: float | None) -> float | None:
    return None if scale is None else _share(_number(match["part"]), scale)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_STARS = rf"(?P<stars>[{_FULL}](?:\s?[{_FULL}]){{0,9}}|(?<!\*)\*(?:\s?\*){{0,9}}(?!\s?\*))"
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        _compile(
            r"(?P<part>[+-]?\d(?:\.\d)?)\s*(?:\(|on|out of|,|\[)?\s*(?:the|a)?\s*"
            r"(?:scale of)?\s*\(?-(?P<low>\d)\s*(?:to|\.\.|…|/|–|through)\s*\+?(?P<high>\d)"
            r"(?:\s+scale)?\)?\]?"
        ),
        _read_shifted,
    ),
    (
        _compile(
            rf"{_STARS}\s*(?P<half>½|⯨|⯪|\.5\b|1/2|\+?\s*half\b)?(?P<empty>[\s☆✩]{{0,12}})"
            rf"(?:\(?\s*(?:out of|of|/)\s*(?P<whole>{_NUMBER}|\*{{2,10}}|[{_FULL}]{{2,10}})"
            r"(?:\s*stars)?\)?)?"
        ),
        _read_stars,
    ),
    (_compile(r"(?P<part>\d)\.1/2(?:\s*/\s*4)?(?![\d/])"), _read_maltin),
    (_compile(r"(?:½|1/2)\s*(?:★|\*|stars?\b)|half a star"), _read_half_star),
    (
        _compile(
            rf"(?P<part>{_NUMBER})\s*(?:stars?|points?|(?:[^\W\d_]{{3,20}}\s)?[^\W\d_]{{3,20}}(?=\s(?:out\sof|from)\b))?\s*\(?\s*"
            rf"(?:/|-?out[\s-]of[\s-]?(?:a possible )?|\b(?:of|from|von|de|sur|su|av|van|af"
            rf"|na)\b)\s*(?P<whole>{_NUMBER})(?![\d/])"
            r"(?:(?<=[a-z\d])\s[^\W\d_]{3,20}s$)?"
        ),
        _read_share,
    ),
    (_compile(rf"(?P<part>{_NUMBER})\s*(?:%|per\s?cent\b)"), _read_percent),
    (
        _compile(
            rf"(?P<part>{_NUMBER})[\s-]*(?:stars?\b|[★⭐](?![★⭐☆½]))|stars?\s*:?\s*(?P<after>{_NUMBER})(?![\d/])"
        ),
        _read_counted_stars,
    ),
    (
        _compile(r"(?P<letter>[A-DF])(?:\s*(?P<sign>[+−–-]|(?<=\s)(?:plus|minus)\b))?(?![\w+])"),
        _read_letter,
    ),
    (_compile(rf"(?P<part>{_NUMBER})(?:\s*points?)?(?![\w/-])"), _read_bare),
)
_LABEL = _compile(
    r"(?:(?:(?:my|our|overall|final|the|star|film|movie) ){0,3}"
    r"(?:rating|score|grade|verdict|overall)\s*(?:[:=–—-]|\bis\b)?\s*)?"
)
_UNITS = (
    r"stars?|points?|pts\.?|punkten?|puntos|pontos|punti|poeng|sternen?|étoiles?|etoiles?|estrellas?"
    r"|estrelas?|stelle|sterren|stjern[eo]r|terninger|gwiazdek"
)
_GARNISH = _compile(
    rf"[\s.,;!|)\]”\"']*(?:{_UNITS})?[\s.,;!|)\]”\"'–—-]*(?:[(\[][^()\[\]]{{1,60}}[)\]])?[\s.]*"
)
_NOT_A_RATING = _compile(r"\b(?:found|helpful|guidance|people|users?|votes?)\b")
