"""What the commands that report print: rejections, notes, progress, summaries, other formats."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from rich.console import Console

from reelsearch.cli import index_command
from tests.cli.conftest import Run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of 40 reviews and 30 rows that are none."""
    rows = [f"Film {number},It is film number {number} of them." for number in range(40)]
    path = tmp_path / "reviews.csv"
    path.write_text("\n".join(["film,review", *rows, *["alone"] * 30]) + "\n", "utf-8")
    return path


def test_index_says_once_what_holds_of_many_rows(run: Run, table: Path) -> None:
    index = str(table.parent / "index")
    result = run("index", str(table), "--index", index)
    assert result.exit_code == 1
    assert result.stderr.count("rejected: ") == 1
    assert "rejected: reviews.csv#41–70: " in result.stderr
    assert "more" not in result.stderr
    assert result.stdout.startswith("40 added, 0 updated, 0 removed, 0 unchanged, 30 rejected")
    again = run("index", str(table), "--index", f"{index}2", "--verbose")
    assert again.stderr.count("rejected: ") == 30


def test_index_shows_the_first_reasons_and_how_many_more(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reviews"
    folder.mkdir()
    for number in range(25):
        (folder / f"{number:02}.json").write_text("{", "utf-8")
    result = run("index", str(folder), "--index", str(tmp_path / "index"))
    assert result.stderr.count("rejected: ") == 20
    assert "… and 5 more; --verbose shows each of the first 25" in " ".join(result.stderr.split())


def test_index_counts_the_reasons_that_a_report_does_not_keep(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("film,review\n" + "alone\n" * 1_010, "utf-8")
    result = run("index", str(table), "--index", str(tmp_path / "index"))
    said = " ".join(result.stderr.split())
    assert "rejected: a.csv#1–1000: " in said
    assert "… and 10 more" in said


def test_index_says_what_was_there_already_and_what_is_of_other_kinds(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "reviews"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("Heat (1995) is a film about work and what it costs.")
    (folder / "poster.png").write_bytes(b"\x89PNG")
    result = run("index", str(folder), "--index", str(tmp_path / "index"))
    assert "1 added" in result.stdout
    shown = " ".join(result.stdout.split())
    assert "1 already there, 1 file of another kind passed over" in shown


def test_index_says_how_fast_it_was_if_there_were_many(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    rows = [f"Film {number},It is film number {number}." for number in range(index_command._MANY)]
    table.write_text("\n".join(["film,review", *rows]) + "\n", "utf-8")
    result = run("index", str(table), "--index", str(tmp_path / "index"))
    assert " reviews/s)" in " ".join(result.stdout.split())


def test_index_shows_its_progress_on_a_terminal_only(
    run: Run, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(
        index_command,
        "make_console",
        lambda stream: Console(
            file=screen if stream is sys.stderr else stream, force_terminal=True, width=80
        ),
    )
    run("index", str(table), "--index", str(table.parent / "index"))
    assert "Reading" in screen.getvalue()
    assert "1/1 files, 40 reviews" in screen.getvalue()


def test_doctor_sums_up_a_table_and_names_the_rows_it_rejects(run: Run, table: Path) -> None:
    result = run("doctor", str(table))
    assert result.exit_code == 1
    assert "40 reviews, 30 rejected" in result.stdout
    assert "film          100.0%" in result.stdout
    assert "reviews.csv#41" in result.stdout


def test_doctor_names_a_file_that_cannot_be_reached(run: Run, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    result = run("doctor", str(tmp_path), "--format", "jsonl")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["path"] == "loop"


def test_films_are_counted_in_every_format(run: Run) -> None:
    counted = json.loads(run("films", "--limit", "2", "--format", "json").stdout)
    rows = list(csv.reader(io.StringIO(run("films", "--limit", "2", "--format", "csv").stdout)))
    assert [[count["value"], str(count["count"])] for count in counted] == rows[1:]
    assert len(rows) == 3


def test_a_film_card_has_its_reviews_as_json(run: Run) -> None:
    [card] = json.loads(run("films", "ballerina", "--format", "json").stdout)
    assert (card["film"], card["year"]) == ("Ballerina", 2025)
    assert {hit["reviewer"] for hit in card["hits"]} == {"Zoë Lindqvist", None}
    assert all(hit["passages"] for hit in card["hits"])


def test_counting_nothing_exits_with_one(run: Run) -> None:
    assert run("people", "zzzqqq").exit_code == 1
    assert run("people", "kitchen").exit_code == 0


def test_stats_tell_size_sources_and_terms(run: Run, corpus: Path) -> None:
    shown = run("stats").stdout
    assert "48" in shown.split("\n")[0]
    assert str(corpus) in shown.replace("\n", "")
    found = json.loads(run("stats", "--format", "json").stdout)
    assert found["reviews"] == 48
    assert found["committed"].endswith("+00:00")
    assert found["terms"]["film"] > 40


def test_stats_say_that_a_whole_index_is_whole(run: Run) -> None:
    assert "all as they were written" in " ".join(run("stats", "--verify").stdout.split())
    verified = json.loads(run("stats", "--verify", "--format", "json").stdout)["verified"]
    assert verified["damage"] == []
    assert verified["files"] > 0
