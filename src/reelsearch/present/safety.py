"""Text from outside in, text that cannot act on a terminal out.

A review may hold escape sequences, bells, or marks that turn the order of letters
round. None of these reaches a screen: they go here, where text is shown, and stay
where it is stored.
"""

from __future__ import annotations

import re

# DEL and the C1 controls, line and paragraph separators, marks that change the
# direction of what follows, and characters that show nothing but may hide something.
_BEYOND_ASCII = (
    r"\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
)
_ACTING = re.compile(rf"[\x00-\x1f{_BEYOND_ASCII}]")
_ACTING_IN_LINES = re.compile(rf"[\x00-\x09\x0b-\x1f{_BEYOND_ASCII}]")
_IN_JSON = re.compile(rf"[{_BEYOND_ASCII}\U000e0000-\U000e007f]")


def clean_line(text: str) -> str:
    """*text* on one line, with one space for each run of white space."""
    return " ".join(_ACTING.sub(" ", text).split())


def clean_lines(text: str) -> str:
    """*text* with its line ends, and without anything else that acts."""
    return _ACTING_IN_LINES.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def mask(text: str) -> str:
    """*text*, as long as before and character for character, with a blank for what acts."""
    return _ACTING.sub(" ", text)


def escape_json(encoded: str) -> str:
    """JSON that a terminal shows as it is: what acts is written as an escape."""
    return _IN_JSON.sub(_escape, encoded)


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    if number <= 0xFFFF:
        return f"\\u{number:04x}"
    number -= 0x10000
    return f"\\u{0xD800 + (number >> 10):04x}\\u{0xDC00 + (number & 0x3FF):04x}"
