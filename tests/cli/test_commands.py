"""What the commands promise beyond what they show: exit status, streams, formats, errors."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_query_exits_with_grep_status(run: Run) -> None:
    assert run("query", "kitchen").exit_code == 0
    assert run("query", "zzzqqq").exit_code == 1
    assert run("query", "(").exit_code == 2


def test_data_goes_to_standard_output_and_the_rest_to_standard_error(run: Run) -> None:
    result = run("query", "balerina", "--limit", "1")
    assert "Ballerina (2025)" in result.stdout
    assert "showing" not in result.stdout
    assert "no “balerina”; showing Ballerina" in result.stderr
    assert "reviews" in result.stderr


def test_explanation_sums_to_the_score_as_printed(run: Run) -> None:
    asked = ("query", "what happens in the kitchen fight", "--explain", "--format", "json")
    for options in ((), ("--related",)):
        hits = json.loads(run(*asked, *options).stdout)["hits"]
        assert len(hits) > 3
        for hit in hits:
            assert round(sum(hit["explanation"].values()), 4) == hit["score"]


KEYS = {"query", "total", "took_ms", "notes", "did_you_mean", "hits", "facets"}


def test_json_is_the_documented_contract(run: Run) -> None:
    record = json.loads(run("query", "kitchen fight", "--format", "json", "--facet", "film").stdout)
    assert set(record) == KEYS
    hit = record["hits"][0]
    assert list(hit) == [
        "id",
        "score",
        "film",
        "year",
        "reviewer",
        "director",
        "cast",
        "people",
        "certificate",
        "country",
        "runtime",
        "rating",
        "rating_text",
        "date",
        "publication",
        "themes",
        "path",
        "passages",
        "passage_count",
    ]
    assert (hit["film"], hit["year"], hit["director"]) == ("Ballerina", 2025, ["Len Wiseman"])
    assert record["facets"]["film"][0] == {"value": "Ballerina (2025)", "count": 2}


def test_json_spans_are_offsets_in_the_stored_text(run: Run) -> None:
    hit = json.loads(run("query", "kitchen fight", "--format", "jsonl", "--limit", "1").stdout)
    text = json.loads(run("show", hit["id"], "--format", "json").stdout)["text"]
    passage = hit["passages"][0]
    assert text[passage["start"] : passage["end"]] == passage["text"]
    assert [text[a:b] for a, b in passage["spans"]] == ["kitchen fight"]


def test_jsonl_has_a_line_for_each_hit(run: Run) -> None:
    lines = run("query", "kitchen", "--format", "jsonl", "--limit", "3").stdout.splitlines()
    assert [json.loads(line)["path"] for line in lines] != []
    assert len(lines) == 3


def test_csv_has_a_heading_and_a_row_for_each_hit(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("query", "kitchen", "--format", "csv").stdout)))
    assert rows[0]["film"]
    assert all(row["passage"] for row in rows)


def test_offset_and_limit_walk_through_all_hits_once(run: Run) -> None:
    pages = [
        json.loads(run("query", "house", "--format", "json", "--offset", str(n), "-n", "4").stdout)
        for n in range(0, 48, 4)
    ]
    ids = [hit["id"] for page in pages for hit in page["hits"]]
    assert len(ids) == len(set(ids)) == pages[0]["total"]


@pytest.mark.parametrize(
    ("option", "value", "field", "expected"),
    [
        ("--film", "heat", "film", {"HEAT", "Heat"}),
        ("--reviewer", "zoë lindqvist", "reviewer", {"Zoë Lindqvist"}),
        ("--year", "1920..1931", "year", {1922, 1928, 1931}),
        ("--year", ">=2024", "year", {2024, 2025}),
        ("--rating", ">=4/5", "rating", None),
    ],
)
def test_filters_leave_only_what_they_name(
    run: Run, option: str, value: str, field: str, expected: set[object] | None
) -> None:
    record = json.loads(run("query", option, value, "--format", "json", "-n", "48").stdout)
    found = {hit[field] for hit in record["hits"]}
    assert found
    if expected is None:
        assert min(found) >= 0.795
    else:
        assert found == expected


def test_a_filter_given_twice_is_either(run: Run) -> None:
    record = json.loads(
        run("query", "--film", "us", "--film", "heat", "--format", "json", "-n", "48").stdout
    )
    assert {hit["film"] for hit in record["hits"]} == {"Us", "HEAT", "Heat"}


def test_exact_takes_names_as_typed(run: Run) -> None:
    assert run("query", "film:balerina").exit_code == 0
    assert run("query", "film:balerina", "--exact").exit_code == 1


def test_sort_puts_the_unknown_last(run: Run) -> None:
    for sort in ("year", "-year"):
        record = json.loads(
            run("query", "*", "--sort", sort, "--format", "json", "-n", "48").stdout
        )
        years = [hit["year"] for hit in record["hits"]]
        known = [year for year in years if year is not None]
        assert known == sorted(known, reverse=sort == "-year")
        assert years == known + [None] * (len(years) - len(known))


def test_doctor_gives_a_line_for_each_review(run: Run, corpus: Path) -> None:
    line = run("doctor", str(corpus / "ballerina-closeup.txt"), "--format", "jsonl").stdout
    record = json.loads(line)
    assert record["path"] == "ballerina-closeup.txt"
    assert record["fields"]["certificate"]["value"] == "15"
    assert record["fields"]["certificate"]["origin"] == "header"
    assert record["fields"]["certificate"]["line"] == 1
    assert record["fields"]["rating"]["origin"] == "missing"
    assert record["fields"]["rating"]["value"] is None


def test_doctor_gives_lines_of_the_file_for_each_of_its_reviews(run: Run, tmp_path: Path) -> None:
    prose = "It takes its time, and it is good at the small things that people say at table."
    about_grief = (
        "It is a film about grief, and about what two old people owe to each other at home."
    )
    (tmp_path / "diary.txt").write_text(
        f"Heat (1995)\n{prose}\n\nAmour (2012)\n{prose}\n{about_grief}\n", "utf-8"
    )
    said = run("doctor", str(tmp_path / "diary.txt")).stdout
    assert "grief and loss: line 6: It is a film about grief," in said


def test_doctor_exits_with_one_if_a_file_is_rejected(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("doctor", str(tmp_path))
    assert result.exit_code == 1
    assert "empty.txt" in result.stdout


def test_index_reports_and_exits_with_one_if_a_file_is_rejected(run: Run, tmp_path: Path) -> None:
    reviews = tmp_path / "reviews"
    reviews.mkdir()
    (reviews / "heat.txt").write_text("Heat (1995) is a film about work and what it costs.")
    index = str(tmp_path / "index")
    assert run("index", str(reviews), "--index", index).exit_code == 0
    (reviews / "empty.txt").touch()
    result = run("index", "--index", index, "--format", "json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert (report["added"], report["unchanged"], report["rejected"]) == (0, 1, 1)
    assert report["rejections"][0]["path"] == "empty.txt"


def test_a_missing_index_is_an_error_with_the_way_out(run: Run, tmp_path: Path) -> None:
    result = run("query", "heat", "--index", str(tmp_path / "none"))
    assert result.exit_code == 2
    assert "There is no index at" in result.stderr
    assert "reelsearch index" in result.stderr


def test_a_wrong_mapping_says_what_it_should_be(run: Run, tmp_path: Path) -> None:
    result = run("index", str(tmp_path), "--map", "body", "--index", str(tmp_path / "i"))
    assert result.exit_code == 2
    assert "FIELD=COLUMN" in result.stderr


def test_control_characters_of_a_review_never_reach_the_screen(run: Run, tmp_path: Path) -> None:
    reviews = tmp_path / "reviews"
    reviews.mkdir()
    hostile = "Heat (1995) hides \x1b]0;owned\x07 and \x1b[2J and \u202eright to left\u2069 words."
    (reviews / "heat.txt").write_text(hostile)
    index = str(tmp_path / "index")
    screens = [
        run("index", str(reviews), "--index", index).output,
        run("doctor", str(reviews)).output,
        run("doctor", str(reviews), "--format", "jsonl").output,
        run("query", "words", "--index", index).output,
        run("query", "words", "--index", index, "--format", "json").output,
        run("query", "words", "--index", index, "--format", "csv").output,
    ]
    for screen in screens:
        assert not any(c in screen for c in "\x1b\x07\u202e\u2069")


@pytest.mark.parametrize(
    ("option", "rejected"),
    [("--max-file", "a.txt"), ("--max-review", "a.txt"), ("--max-depth", "b.zip/c.zip")],
)
def test_limits_of_reading_can_be_changed(
    run: Run, tmp_path: Path, option: str, rejected: str
) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("us.txt", "Red.")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("c.zip", inner.getvalue())
    (tmp_path / "a.txt").write_text("Cold and blue.", "utf-8")
    reject, accept = ("1", "2") if option == "--max-depth" else ("10", "1000")
    allowed = () if option == "--max-depth" else ("--max-depth", "2")
    command = ("index", str(tmp_path), "--index", str(tmp_path / "index"), *allowed)
    refused = run(*command, option, reject)
    assert refused.exit_code == 1
    assert f"rejected: {rejected}: " in refused.stderr
    assert run(*command, option, accept).exit_code == 0
    told = run("doctor", str(tmp_path / "a.txt"), str(tmp_path / "b.zip"), *allowed, option, reject)
    assert told.exit_code == 1


def test_length_of_a_query_can_be_changed(run: Run) -> None:
    assert "at most 6 characters" in run("query", "kitchen", "--max-query", "6").stderr
    assert run("query", "kitchen", "--max-query", "7").exit_code == 0


@pytest.mark.parametrize("option", ["--max-review", "--max-depth"])
def test_limit_below_one_is_refused(run: Run, tmp_path: Path, option: str) -> None:
    result = run("index", str(tmp_path), option, "0")
    assert result.exit_code == 2
    assert f"{option} is 1 or more; got 0." in result.stderr


@pytest.mark.parametrize("command", [("query", "kitchen"), ("films", "kitchen")])
def test_query_that_takes_too_long_is_stopped(run: Run, command: tuple[str, ...]) -> None:
    stopped = run(*command, "--timeout", "0.000001")
    assert stopped.exit_code == 2
    assert not stopped.stdout
    assert "this one was stopped" in stopped.stderr
    assert run(*command, "--timeout", "60").exit_code == 0
    assert "more than 0 seconds; got 0." in run(*command, "--timeout", "0").stderr


def test_words_that_a_prefix_stands_for_can_be_limited(run: Run) -> None:
    assert "--max-terms" in run("query", "k*", "--max-terms", "1").stderr
    assert run("query", "kitch*").exit_code == 0


def test_verify_names_damaged_files_and_exits_with_two(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Heat (1995)\n\nA knife.\n", "utf-8")
    index = tmp_path / "index"
    run("index", str(tmp_path / "a.txt"), "--index", str(index))
    whole = run("stats", "--verify", "--index", str(index))
    assert whole.exit_code == 0
    assert "all as they were written" in whole.stdout
    (segment,) = index.glob("*.rsc")
    segment.write_bytes(segment.read_bytes().replace(b"knif", b"spoo", 1))
    damaged = run("stats", "--verify", "--index", str(index))
    assert damaged.exit_code == 2
    assert (
        damaged.stdout
        == f"damaged: {segment.name}: the section body/terms is not what was written\n"
    )
    assert "1 file of the index" in damaged.stderr
    assert "--rebuild" in damaged.stderr
    told = run("stats", "--verify", "--index", str(index), "--format", "json")
    assert told.exit_code == 2
    (damage,) = json.loads(told.stdout)["verified"]["damage"]
    assert damage["file"] == segment.name


def test_json_has_what_may_have_been_meant(run: Run) -> None:
    record = json.loads(run("query", '"kichen fight"', "--format", "json").stdout)
    assert record["total"] == 0
    assert record["did_you_mean"] == [{"query": '"kitchen fight"', "total": 1}]


def test_screen_says_what_may_have_been_meant(run: Run) -> None:
    done = run("query", '"kichen fight"')
    assert (done.exit_code, done.stdout) == (1, "")
    assert 'Did you mean "kitchen fight" (1 review)?' in done.stderr
