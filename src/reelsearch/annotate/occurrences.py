"""Where a title stands in a text again.

In: a title and a text. Out: the places where it stands as whole words, cased as it is;
a line end counts as a blank. Nothing is compiled: a pattern a title would cost more than
all the rest that is done with a review.
"""

from __future__ import annotations

from collections.abc import Iterator


def find_whole(title: str, text: str, start: int, end: int, *, glued: str = "") -> Iterator[int]:
    """The places of *title* in ``text[start:end]``; none right after a letter of *glued*."""
    if not title:
        return
    if " " in title and "\n" in text:
        text = text.replace("\n", " ")
    place = text.find(title, start, end)
    while place >= 0:
        stop = place + len(title)
        before, behind = text[place - 1 : place] if place else "", text[stop : stop + 1]
        if not (_is_letter(before) or _is_letter(behind) or (before and before in glued)):
            yield place
        place = text.find(title, stop, end)


def recurs(title: str, text: str, start: int) -> bool:
    """Whether *title*, or what stands before its colon, comes again from *start* on.

    A title in capitals may come again in any case.
    """
    for form in dict.fromkeys((title, title.split(":", maxsplit=1)[0])):
        forms = [(form, text)]
        if form.isupper():
            # Of a short one ("IT") only the plain forms: any "it" would do else.
            forms = [(form, text), (form.title(), text)]
            if len(form) > _LONG:
                forms = [(form.lower(), text.lower())]
        for written, inside in forms:
            if next(find_whole(written, inside, start, len(inside)), None) is not None:
                return True
    return False


_LONG = 3


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
