from __future__ import annotations

import csv
import gzip
import statistics
from collections import Counter
from hashlib import sha256
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

import pytest

from benchmarks.corpora import Size, generate_rows, parse_size, read_corpus, write_corpus
from benchmarks.recombined import LINES, REVIEWS, read_lines


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sources of the form of the real ones."""
    folder = tmp_path_factory.mktemp("data")
    with gzip.open(folder / LINES, "wt", encoding="latin-1", newline="") as stream:
        rows = csv.writer(stream, delimiter="\t")
        rows.writerow(["id", "review", "publisher"])
        for number in range(60):
            quoted = f'The "{number}" heist of film number {number}\xa0opens slowly, '
            rows.writerow([number, f"{quoted}then take {number * 7} pays for it all", "Daily"])
        rows.writerow([99, "", "Daily"])
        rows.writerows([[number, "The same verdict again.", "Daily"] for number in (100, 101)])
    with ZipFile(folder / REVIEWS, "w") as archive:
        for number in range(20):
            lines = [f"sentence {line} of review {number} is here . " for line in range(30)]
            archive.writestr(f"movie_reviews/neg/cv{number:03}.txt", "\n".join(lines))
        archive.writestr("movie_reviews/README", "Not a review.")
    return folder


# Of bytes that this test once saw: on another machine or Python they must be the same.
@pytest.mark.parametrize(
    ("size", "digest"),
    [
        ("lines:200", "20268b630d7de5f3"),
        ("full:40", "ac99736589b44e8c"),
        ("million:200", "0f4c588bee6bca2f"),
    ],
)
def test_invented_corpora_are_always_the_same_bytes(size: str, digest: str, tmp_path: Path) -> None:
    write_corpus(parse_size(size), tmp_path / "corpus", 1)
    assert sha256((tmp_path / "corpus").read_bytes()).hexdigest()[:16] == digest


@pytest.mark.parametrize("name", ["lines", "full", "million"])
def test_recombined_corpora_are_the_same_bytes_for_a_seed(
    name: str, data: Path, tmp_path: Path
) -> None:
    for copy, seed in (("a", 3), ("b", 3), ("c", 4)):
        write_corpus(Size(name, 90), tmp_path / copy, seed, data)
    written = {copy: (tmp_path / copy).read_bytes() for copy in "abc"}
    assert written["a"] == written["b"]
    assert written["a"] != written["c"]


@pytest.mark.parametrize("name", ["lines", "full", "million"])
@pytest.mark.parametrize("source", ["invented", "recombined"])
def test_a_corpus_has_its_number_of_distinct_reviews(name: str, source: str, data: Path) -> None:
    rows = list(generate_rows(Size(name, 300), 1, data if source == "recombined" else None))
    assert len(rows) == 300
    assert len({row["text"] for row in rows}) == 300
    assert all(row["text"].strip() and row["critic"] and row["publication"] for row in rows)
    assert all(1920 <= row["year"] <= 2024 for row in rows)


@pytest.mark.parametrize("name", ["lines", "full"])
def test_a_shorter_corpus_begins_the_longer(name: str) -> None:
    longer = generate_rows(Size(name, 60), 5)
    assert list(islice(longer, 20)) == list(generate_rows(Size(name, 20), 5))


@pytest.mark.parametrize(("name", "length"), [("lines", 115), ("full", 1300), ("million", 115)])
def test_invented_reviews_have_the_length_of_real_ones(name: str, length: int) -> None:
    mean = statistics.mean(len(row["text"]) for row in generate_rows(Size(name, 300), 1))
    assert mean == pytest.approx(length, rel=0.1)


def test_invented_words_are_as_frequent_as_zipf_says() -> None:
    rows = generate_rows(Size("lines", 2_000), 1)
    counts = Counter(word for row in rows for word in row["text"].lower().split())
    assert counts.most_common(1)[0][0] == "the"
    ranked = [count for _, count in counts.most_common()]
    assert ranked[0] == pytest.approx(ranked[9] * (11 / 2) ** 1.125, rel=0.35)
    assert ranked.count(1) > len(ranked) / 3


def test_real_lines_are_read_once_each_without_empty_ones(data: Path) -> None:
    lines = read_lines(data)
    assert len(lines) == len(set(lines)) == 61
    assert "" not in lines
    assert lines[-1] == "The same verdict again."


def test_lines_are_the_real_ones_first(data: Path) -> None:
    rows = list(generate_rows(Size("lines", 80), 1, data))
    assert rows[0]["text"].startswith('The "0" heist of film number 0 opens slowly')
    assert rows[59]["text"].startswith('The "59" heist')
    halves = {row["text"].split(" opens", 1)[0] for row in rows[:60]}
    assert all(row["text"].split(" opens", 1)[0] in halves for row in rows[61:])


def test_full_reviews_are_of_paragraphs_of_several_reviews(data: Path) -> None:
    text = next(iter(generate_rows(Size("full", 1), 1, data)))["text"]
    paragraphs = text.split("\n\n")
    assert all(paragraph.startswith("sentence ") for paragraph in paragraphs)
    assert len({paragraph.split()[4] for paragraph in paragraphs}) > 1


def test_a_corpus_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_corpus(Size("full", 5), tmp_path / "corpus", 2)
    assert list(read_corpus(tmp_path / "corpus")) == list(generate_rows(Size("full", 5), 2))


@pytest.mark.parametrize("text", ["", "fulll", "full:0", "full:50001", "full:many", "full:-1"])
def test_a_size_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"got “"):
        parse_size(text)


def test_a_size_is_a_corpus_or_the_beginning_of_one() -> None:
    assert (parse_size("full").count, parse_size("full").label) == (50_000, "full")
    assert (parse_size(" full:20 ").count, parse_size("full:20").label) == (20, "full:20")
