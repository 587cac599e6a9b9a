"""What concordances and the like promise beyond what they show: exit status and formats."""

from __future__ import annotations

import csv
import io
import json

from tests.cli.conftest import Run


def test_concordance_exits_with_grep_status(run: Run) -> None:
    assert run("concordance", "kitchen").exit_code == 0
    assert run("concordance", "zzzqqq").exit_code == 1
    assert run("concordance", "kitchen -sink").exit_code == 2
    assert run("concordance", "kitchen", "--limit", "some").exit_code == 2


def test_concordance_has_one_form_for_programs_in_all_formats(run: Run) -> None:
    record = json.loads(run("concordance", "kitchen", "--format", "json").stdout)
    assert list(record) == ["keyword", "total", "reviews", "took_ms", "notes", "lines"]
    fields = "film year reviewer date path line paragraph before keyword after id start end"
    assert [list(line) for line in record["lines"]] == [fields.split()] * record["total"]
    lines = run("concordance", "kitchen", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == record["lines"]
    table = run("concordance", "kitchen", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["id"], int(row["start"])) for row in rows] == [
        (line["id"], line["start"]) for line in record["lines"]
    ]


def test_concordance_prints_the_same_lines_as_they_come(run: Run) -> None:
    record = json.loads(run("concordance", "film", "--sort", "date", "--format", "json").stdout)
    lines = run("concordance", "film", "--sort", "date", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == record["lines"]
    table = run("concordance", "film", "--sort", "date", "--format", "csv", "-n", "3").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["id"] for row in rows] == [line["id"] for line in record["lines"][:3]]
    refused = run("concordance", "film:heat", "--sort", "date", "--format", "csv")
    assert (refused.exit_code, refused.stdout) == (2, "")


def test_concordance_keeps_its_keyword_in_one_column(run: Run) -> None:
    for width in (30, 40, 80, 120):
        screen = run("concordance", "kitchen", "--exact", width=width).stdout
        rows = screen.split("\n\n")[0].splitlines()[1:]
        assert len({row.lower().index("kitchen") for row in rows}) == 1
        assert max(map(len, rows)) <= width


def test_similar_exits_with_grep_status(run: Run) -> None:
    assert run("similar", "mx54v").exit_code == 0
    assert run("similar", "mx54v", "--limit", "0").exit_code == 1
    assert run("similar", "zzzz").exit_code == 2


def test_similar_has_one_form_for_programs_in_all_formats(run: Run) -> None:
    record = json.loads(run("similar", "mx54v", "--format", "json").stdout)
    assert list(record) == ["review", "took_ms", "hits"]
    assert record["review"]["film"] == "HEAT"
    assert {"id", "score", "film", "passages", "in_common"} <= record["hits"][0].keys()
    assert list(record["hits"][0]["in_common"]) == ["themes", "people", "words"]
    lines = run("similar", "mx54v", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == record["hits"]
    rows = list(csv.DictReader(io.StringIO(run("similar", "mx54v", "--format", "csv").stdout)))
    assert rows[0]["common_people"] == "Al Pacino; Robert De Niro"


def test_words_exit_with_grep_status(run: Run) -> None:
    assert run("reviewers", "zoe lindqvist", "--words").exit_code == 0
    assert run("reviewers", "zzzqqq", "--words").exit_code == 1
    assert run("reviewers", "castellan", "--words").exit_code == 2
    assert run("reviewers", "--words").exit_code == 2


def test_words_have_one_form_for_programs_in_all_formats(run: Run) -> None:
    record = json.loads(run("reviewers", "zoe lindqvist", "--words", "--format", "json").stdout)
    assert list(record) == [
        *("reviewer", "reviews", "tokens", "others", "others_tokens", "took_ms", "notes"),
        *("words", "phrases"),
    ]
    table = run("reviewers", "zoe lindqvist", "--words", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    found = [*record["words"], *record["phrases"]]
    assert [row["text"] for row in rows] == [favourite["text"] for favourite in found]
    fields = "text count reviews others_count rate others_rate likelihood id film year path"
    assert list(found[0]) == [*fields.split(), "passage", "start", "end"]
    text = json.loads(run("show", found[0]["id"], "--format", "json").stdout)["text"]
    assert text[found[0]["start"] : found[0]["end"]] == found[0]["passage"]


def test_the_limit_of_words_is_ten_unless_it_is_given(run: Run) -> None:
    for limit, options in ((10, ()), (2, ("--limit", "2"))):
        shown = run("reviewers", "valcourt", "--words", "--format", "json", *options).stdout
        assert max(len(json.loads(shown)[kind]) for kind in ("words", "phrases")) <= limit
    assert len(json.loads(run("reviewers", "--format", "json").stdout)) > 10
