"""What counts as one name, and when the lexicon reads and makes what."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reelsearch
from reelsearch.analysis import name_tokens
from reelsearch.names import Lexicon, Name, resolve
from reelsearch.names.lexicon import split_name
from tests.names.lexicons import ask, lexicon_of, texts


class LazyCounts(Mapping[str, Iterable[tuple[str, int]]]):
    """Counts that can be read once a field, and remember which were."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __getitem__(self, field: str) -> Iterator[tuple[str, int]]:
        self.read.append(field)
        time.sleep(0.01)  # so that other threads get here too, unless something stops them
        return iter([("Agnès Varda", 3), ("Céline Sciamma", 2)])

    def __iter__(self) -> Iterator[str]:
        return iter(("director", "cast"))

    def __len__(self) -> int:
        return 2


def only_name(lexicon: Lexicon, asked: str, field: str) -> Name:
    (match,) = resolve(asked, lexicon, [field]).matches
    return match.name


def test_spellings_that_fold_alike_are_one_name_under_the_most_frequent() -> None:
    counts = [("Agnes Varda", 2), ("Agnès Varda", 5), ("AGNÈS VARDA", 1)]
    assert only_name(Lexicon({"director": counts}), "agnes varda", "director") == Name(
        text="Agnès Varda",
        field="director",
        count=8,
        tokens=("agnes", "varda"),
        spellings=("Agnès Varda", "Agnes Varda", "AGNÈS VARDA"),
    )


def test_a_spelling_given_twice_is_counted_together() -> None:
    counts = [("Agnes Varda", 2), ("Agnès Varda", 3), ("Agnes Varda", 2)]
    name = only_name(Lexicon({"director": counts}), "agnes varda", "director")
    assert (name.text, name.count) == ("Agnes Varda", 7)
    assert name.spellings == ("Agnes Varda", "Agnès Varda")


def test_equally_frequent_spellings_come_in_order_of_the_alphabet() -> None:
    name = only_name(lexicon_of(film=["heat", "HEAT", "Heat"]), "heat", "film")
    assert name.spellings == ("HEAT", "Heat", "heat")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Michael Phillips", "Michael W. Phillips"),
        ("Joel Coen", "Joel Cohen"),
        ("Christopher James", "James Christopher"),
        ("Spider-Man", "Spiderman"),
        ("Robert Downey", "Robert Downey Jr."),
    ],
)
def test_names_that_fold_otherwise_stay_apart(one: str, other: str) -> None:
    for asked in (one, other):
        for match in ask(asked, one, other).matches:
            assert match.name.spellings == (match.name.text,)


def test_a_name_without_letters_or_digits_cannot_be_asked_for() -> None:
    assert texts(ask("???", "???", "!!!", field="film")) == []


def test_a_field_is_read_once_and_only_when_it_is_asked_for() -> None:
    counts = LazyCounts()
    lexicon = Lexicon(counts)
    assert counts.read == []
    for asked in ("varda", "sciama", "sciamma"):
        assert len(resolve(asked, lexicon, ["director"]).matches) == 1
    assert counts.read == ["director"]


def test_a_field_without_names_finds_nothing() -> None:
    assert resolve("varda", Lexicon({}), ["director", "film"]).matches == ()


def test_threads_share_one_table() -> None:
    counts = LazyCounts()
    lexicon = Lexicon(counts)
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: texts(resolve("celine siamma", lexicon, ["director"])), range(64))
        )
    assert answers == [["Céline Sciamma"]] * 64
    assert counts.read == ["director"]


def test_rapidfuzz_waits_until_a_name_is_misspelt() -> None:
    program = (
        "import sys\n"
        "from reelsearch.names import Lexicon, resolve, find_names\n"
        "lexicon = Lexicon({'person': [('Agnès Varda', 1)]})\n"
        "for asked in ('agnes varda', 'varda', 'a. varda'):\n"
        "    assert resolve(asked, lexicon, ['person']).matches\n"
        "assert not resolve('varga', lexicon, ['person'], exact=True).matches\n"
        "assert 'rapidfuzz' not in sys.modules\n"
        "assert resolve('agnes varta', lexicon, ['person']).matches\n"
        "assert 'rapidfuzz' in sys.modules\n"
    )
    source = str(Path(reelsearch.__file__).parent.parent)
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


@given(st.text(alphabet="abXYZé½019 -,:.'’&_*/\t\n", max_size=90))
def test_the_quick_way_to_split_a_name_agrees_with_the_analysis(text: str) -> None:
    assert split_name(text) == name_tokens(text)
