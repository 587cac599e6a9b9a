"""Reviews out of nothing but a seed: words of an invented vocabulary, drawn by Zipf's law.

The head of the vocabulary are the frequent words in ``data/words.txt``; its tail is made
of syllables. Such reviews say nothing, but their terms are as frequent and as rare as
those of real ones, which is what an index sees of them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from benchmarks.chances import ZipfDraw, draw, draw_number

WORDS = Path(__file__).parent / "data" / "words.txt"
VOCABULARY = 60_000
SYLLABLES = (
    "ba be bi bo ca ce chi co da de di do fa fe fo ga ge gra gu ha he hi ka ke la le li lo lu ma"
    " me mi mo na ne no pa pe pla po qua ra re ri ro sa se shi so sta stra ta te ti to tra tu va"
    " ve vi wa we za zo"
).split()
ENDINGS = "ard ble ent er est ful ing ion ism ist less ly ment ness ous ry ston th ty ward".split()


@cache
def make_vocabulary(size: int = VOCABULARY) -> tuple[str, ...]:
    """*size* distinct words, the most frequent first; the same ones always."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    frequent = " ".join(line for line in lines if not line.startswith("#")).split()
    words = dict.fromkeys(frequent)
    chance = Random(1)
    while len(words) < size:
        syllables = [draw(chance, SYLLABLES) for _ in range(2 + draw_number(chance, 3))]
        words["".join(syllables) + (draw(chance, ENDINGS) if chance.random() < 0.4 else "")] = None
    return tuple(words)[:size]


@cache
def make_names(count: int, seed: int) -> tuple[str, ...]:
    """*count* distinct names of two words, for critics and publications."""
    chance = Random(seed)
    names: dict[str, None] = {}
    while len(names) < count:
        parts = [draw(chance, SYLLABLES) + draw(chance, SYLLABLES) for _ in range(2)]
        names[f"{parts[0].title()} {parts[1].title()}{draw(chance, ENDINGS)}"] = None
    return tuple(names)


class Author:
    """Writes reviews with *chance*."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._draw = ZipfDraw(make_vocabulary())

    def write_line(self) -> str:
        """One sentence or two, of about 115 characters."""
        if self._chance.random() < 0.5:
            return self._write_sentence(16, 24)
        return f"{self._write_sentence(7, 12)} {self._write_sentence(8, 13)}"

    def write_review(self) -> str:
        """Two to four paragraphs, of about 1,300 characters together."""
        paragraphs = 2 + draw_number(self._chance, 3)
        sentences = 13 + draw_number(self._chance, 5)
        written = [self._write_sentence(8, 21) for _ in range(sentences)]
        ends = [sentences * (i + 1) // paragraphs for i in range(paragraphs)]
        starts = [0, *ends[:-1]]
        return "\n\n".join(
            " ".join(written[start:end]) for start, end in zip(starts, ends, strict=True)
        )

    def _write_sentence(self, least: int, most: int) -> str:
        chance = self._chance
        words = [self._draw(chance) for _ in range(least + draw_number(chance, most - least + 1))]
        if chance.random() < 0.5:
            words[len(words) // 2] += ","
        text = " ".join(words)
        return text[0].upper() + text[1:] + draw(chance, "...?!")
