"""Text as a review keeps it: ``\\n`` line ends, no control codes, no lone surrogates.

In: decoded text. Out: the text and a sentence for each thing that was changed
beyond line ends. Everything else stays as the author wrote it.
"""

from __future__ import annotations

import html
import re
from typing import Final

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_RETURNS = re.compile(r"\r+\n?")
# In a Unicode text the codes 80 to 9F are nearly always Windows-1252 bytes read as Latin-1.
_WINDOWS: Final = {
    code: character
    for code in range(0x80, 0xA0)
    if (character := bytes([code]).decode("cp1252", "replace")) != "\N{REPLACEMENT CHARACTER}"
}
_BLANK: Final = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}"
_SAID: Final = {
    "mapped": "Windows-1252 code",
    "surrogate": "broken character",
    "control": "control code",
}
_DONE: Final = {
    "mapped": "mapped",
    "surrogate": "replaced",
    "control": "replaced by a space",
}
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def clean_text(text: str) -> tuple[str, tuple[str, ...]]:
    """*text* with plain line ends and without control codes; what was changed, in words."""
    if "\r" in text:
        text = _RETURNS.sub(_end_lines, text.replace("\r\n", "\n"))
    if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        text = text[1:]
    if text.isascii() and text.replace("\n", " ").isprintable():
        return text, ()
    if not _ODD.search(text):
        return text, ()
    counts = {"mapped": 0, "surrogate": 0, "control": 0}

    def mend(match: re.Match[str]) -> str:
        code = ord(match[0])
        if code in _WINDOWS:
            counts["mapped"] += 1
            return _WINDOWS[code]
        if code >= 0xD800:
            counts["surrogate"] += 1
            return "\N{REPLACEMENT CHARACTER}"
        counts["control"] += 1
        return " "

    text = _ODD.sub(mend, text)
    said = tuple(
        f"{count:,} {_SAID[what]}{'' if count == 1 else 's'} {_DONE[what]}"
        for what, count in counts.items()
        if count
    )
    return text, said


def is_blank(text: str) -> bool:
    """Whether *text* shows nothing at all."""
    return not text.strip().strip(_BLANK).strip()


def decode_entities(text: str) -> str:
    """*text* with ``&amp;`` and its like as characters; a bare ``&`` stays."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def clean_label(text: str) -> str:
    """*text* on one line, for a title or a name: entities decoded, spaces run together."""
    cleaned, _ = clean_text(decode_entities(text))
    return " ".join(cleaned.split()).strip(_BLANK)


def _end_lines(returns: re.Match[str]) -> str:
    # Some programs write two before a newline; by itself each ends a line.
    return "\n" if returns[0].endswith("\n") else "\n" * len(returns[0])
