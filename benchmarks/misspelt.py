"""How long it takes to find what a misspelt word was meant for, and how often it is found.

    python benchmarks/misspelt.py [--words N] [--typed N] [--index FOLDER]

It makes an index of N distinct words (invented ones; 200,000 by default), misspells some by one
slip or two, and prints milliseconds of processor time: of the first correction of an index just
opened, which reads the words with one first letter, and of those after it. What loading the
libraries takes, once in a process, is printed by itself. Found is a word that is the first of
the near ones, or among the first eight. With ``--index`` the words of that index are used.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.chances import draw, draw_number
from benchmarks.invented import make_vocabulary
from reelsearch import index
from reelsearch.engines.whoosh_engine.engine import WhooshEngine
from reelsearch.index_names import IndexNames
from reelsearch.schema import WORD_FIELD

LETTERS = "abcdefghijklmnopqrstuvwxyz"
REVIEW = 200  # words
SHORTEST, TWO_SLIPS = 5, 8  # letters of the words that are misspelt, and of those by two slips
AIM = 20.0


def build(words: Sequence[str], folder: Path) -> Path:
    """An index whose texts have each of *words*, the more frequent ones again and again."""
    source = folder / "reviews.tsv"
    chance = Random(5)
    rows = ["film\treview"]
    for start in range(0, len(words), REVIEW):
        often = [words[int(len(words) * chance.random() ** 4)] for _ in range(REVIEW)]
        rows.append(f"Film {start}\t{' '.join([*words[start : start + REVIEW], *often])}.")
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    index([source], folder / "index")
    return folder / "index"


def misspell(word: str, chance: Random) -> str:
    """*word* with one slip after its first letter: one left out, added, other, or swapped."""
    at = 1 + draw_number(chance, len(word) - 1)
    letter = draw(chance, LETTERS)
    kind = draw_number(chance, 4)
    if kind == 3 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + ("" if kind == 0 else letter) + word[at + (kind != 1) :]


def time_first(folder: Path, typed: str) -> float:
    """Milliseconds of processor time of the first correction of an index just opened."""
    engine = WhooshEngine(folder)
    names = IndexNames(engine)
    start = time.process_time()
    names.near(typed)
    took = (time.process_time() - start) * 1e3
    engine.close()
    return took


def time_loading(folder: Path) -> float:
    """Milliseconds until the libraries are there: of the very first correction, less another."""
    return time_first(folder, "kichen") - time_first(folder, "kichen")


def report(name: str, times: Sequence[float]) -> None:
    """The median, the 95th of a hundred, and the worst of *times*."""
    high = statistics.quantiles(times, n=20)[-1]
    print(
        f"{name:22} median {statistics.median(times):6.2f}   p95 {high:6.2f}   "
        f"worst {max(times):6.2f} ms (aim {AIM:.0f})"
    )


def measure(folder: Path, count: int) -> None:
    loading = time_loading(folder)
    engine = WhooshEngine(folder)
    names = IndexNames(engine)
    chance = Random(11)
    known = [word for word, _ in engine.terms(WORD_FIELD) if word.isascii() and word.isalpha()]
    print(f"{len(known):,} words; loading the libraries takes {loading:.0f} ms, once")
    for slips, shortest in ((1, SHORTEST), (2, TWO_SLIPS)):
        long = [word for word in known if len(word) >= shortest]
        words = [draw(chance, long) for _ in range(count)]
        times, first, among = [], 0, 0
        for word in words:
            typed = (
                misspell(word, chance) if slips == 1 else misspell(misspell(word, chance), chance)
            )
            start = time.process_time()
            near = [found.text for found in names.near(typed)]
            times.append((time.process_time() - start) * 1e3)
            first += near[:1] == [word] or typed == word
            among += word in near or typed == word
        report(f"{slips} slip{'s' * (slips > 1)}", times)
        print(f"{'':22} found first {first / count:.1%}, among the eight {among / count:.1%}")
    letters = sorted({word[0] for word in known})
    report("first of a letter", [time_first(folder, f"{letter}itchne") for letter in letters])
    engine.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the correction of misspelt words.")
    parser.add_argument("--words", type=int, default=200_000, help="distinct words of the index")
    parser.add_argument("--typed", type=int, default=500, help="misspelt words")
    parser.add_argument("--index", type=Path, help="an index to use instead")
    options = parser.parse_args()
    if options.index:
        measure(options.index, options.typed)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(build(make_vocabulary(options.words), Path(folder)), options.typed)


if __name__ == "__main__":
    main()
