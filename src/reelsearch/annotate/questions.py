"""A question of a form of one's own and its answer → a line with a label.

In: "What did I see? Heat (Ada Orr, 1995)", "WHEN: 1995". Out: the same as "Film: Heat (Ada
Orr, 1995)", "Year: 1995"; of a question alone, its label. Lines with any other question stay
as they are.
"""

from __future__ import annotations

import re
from functools import cache

from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.word_lists import read_table

_ASKED = re.compile(r"(?P<question>[^\W\d_][\w’' ]{2,34}?)\s?(?P<mark>[?:])(?:\s[–—-])?\s(?=\S)")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s")
_BEFORE_COLON = ("what", "who", "where", "when", "why", "how")
_LEAST_WORDS = 3  # of a question before a colon, if it is longer than one
_YEAR = re.compile(rf"{YEAR}(?!\d)\.?")


def label_answer(text: str) -> str:
    """*text* with a label in place of the question that it begins with."""
    match = _ASKED.match(text)
    if match is None:
        return text
    question = match["question"].lower().replace("’", "'")
    label = _labels().get(question)
    long = len(question.split()) >= _LEAST_WORDS and question.startswith(_BEFORE_COLON)
    if label is None or (match["mark"] == ":" and not long and question not in _BEFORE_COLON):
        return text
    answer = text[match.end() :]
    return f"{'Year' if label == 'date' and _YEAR.fullmatch(answer) else label.title()}: {answer}"


def name_answer(text: str) -> str | None:
    """The label of a question that stands alone, with a number before it or none."""
    if not text.endswith("?"):
        return None
    return _labels().get(_NUMBER.sub("", text).rstrip(" ?").lower().replace("’", "'"))


@cache
def _labels() -> dict[str, str]:
    """The questions, small and without their mark, and the label that each stands for."""
    table = read_table("questions.txt")
    return {question: label for label, questions in table.items() for question in questions}
