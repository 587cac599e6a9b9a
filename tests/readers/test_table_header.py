"""Where a table begins: what stands above its names, and tables that have none."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelsearch.errors import UnreadableError
from reelsearch.readers.table_header import find_header
from reelsearch.review import Origin
from tests.readers.folder import Folder, rejections, reviews

ROWS = (
    "Heat,1995,8/10,Two men sit down over coffee and tell each other. The street fight is loud.\n"
    "Local Hero,1983,9/10,An oil man buys a village and falls for its sky. So did I at once.\n"
    "Alien,1979,7/10,Seven tired people and a cat. The company does not care who comes home.\n"
)


@pytest.mark.parametrize(
    "above",
    [
        "My film log 2019,,,\n",
        "My film log 2019\n\n",
        "\ufeff\n\nMy film log,,,\n,,,\nof 2019,,,\n,,,\n",
        "Film club,2019,,\n",
        "sep=,\nMy film log,,,\n",
    ],
)
def test_what_stands_above_the_names_is_passed_over(folder: Folder, above: str) -> None:
    found = folder.read("a.csv", f"{above}Film,Came out,Mark,What we said\n{ROWS}")
    assert [(r.film, r.year) for r in reviews(found)] == [
        ("Heat", 1995),
        ("Local Hero", 1983),
        ("Alien", 1979),
    ]
    assert [item.location.row for item in found] == [1, 2, 3]
    evidence = reviews(found)[0].origin("film")
    assert (evidence.origin, evidence.evidence) == (Origin.GIVEN, "Film: Heat")


def test_the_line_of_a_row_counts_what_stands_above(folder: Folder) -> None:
    data = f'Log\n\nFilm,Came out,"Mark\n(of ten)",Said\n{ROWS}'
    assert reviews(folder.read("a.csv", data))[0].origin("film").line == 5


@pytest.mark.parametrize("separator", [";", "\t", "|", "^"])
def test_a_line_for_excel_says_the_delimiter(folder: Folder, separator: str) -> None:
    data = f"sep={separator}\r\nFilm{separator}Said, in short\r\nHeat{separator}Cold, blue.\r\n"
    review = folder.read_one("a.csv", data)
    assert (review.film, review.text) == ("Heat", "Cold, blue.")


def test_the_delimiter_is_the_one_that_parts_the_rows_alike(folder: Folder) -> None:
    data = "Gesehen;Titel;Kommentar, frei\n2.3.19;Heat;Kalt, blau, und lang.\n4.3.19;Us;Rot, rot.\n"
    assert [r.film for r in reviews(folder.read("a.csv", data))] == ["Heat", "Us"]


def test_a_table_without_names_keeps_its_first_row(folder: Folder) -> None:
    found = folder.read("a.csv", ROWS)
    first = reviews(found)[0]
    assert [(r.film, r.year, r.rating_text) for r in reviews(found)] == [
        ("Heat", 1995, "8/10"),
        ("Local Hero", 1983, "9/10"),
        ("Alien", 1979, "7/10"),
    ]
    assert first.warnings == (
        "the first line is a row like the others and names no columns; took the columns "
        "“column 4” for the text, “column 1” for the film, “column 2” for the film's year, "
        "“column 3” for the rating; say --map FIELD=COLUMN to change that",
    )
    assert first.origin("year").evidence == "column 2: 1995"
    assert all(not review.warnings for review in reviews(found)[1:])


def test_the_columns_of_a_table_without_names_can_be_mapped(folder: Folder) -> None:
    found = folder.read("a.csv", "Heat,1995,Cold.\nUs,2019,Red.\n", {"body": "column 3"})
    assert [(r.year, r.text) for r in reviews(found)] == [(None, "Cold."), (None, "Red.")]


def test_a_table_without_names_or_running_text_is_refused(folder: Folder) -> None:
    reason = folder.refuse("a.csv", "Heat,1995,8\nUs,2019,7\n")
    assert "no line that names its columns" in reason
    assert "add a first line, such as title,review" in reason


def test_a_long_question_of_a_form_is_a_name(folder: Folder) -> None:
    asked = "What did you think of it? Please write as much as you like, spoilers and all, we do"
    data = f'Film,"{asked}"\n' + "".join(
        f"{row.split(',')[0]},{row.split(',', 3)[3]}\n" for row in ROWS.splitlines()
    )
    assert len(reviews(folder.read("a.csv", data))) == 3


def test_empty_columns_beyond_the_last_name_may_be_missing(folder: Folder) -> None:
    found = folder.read(
        "a.csv", "Film,Review,,\nHeat,Cold.\nUs,Red.,\nIda,Grey.,,\n,,,\nM,,x,y,z\n"
    )
    assert [r.film for r in reviews(found)] == ["Heat", "Us", "Ida"]
    assert len(rejections(found)) == 1


def test_a_decimal_comma_is_read(folder: Folder) -> None:
    found = folder.read("a.csv", "Titel;Punkte (von 10);Kritik\nHeat;7,5;Kalt.\nUs;8;Rot.\n")
    assert [(r.rating_text, r.rating_scale) for r in reviews(found)] == [
        ("7,5/10", 10),
        ("8/10", 10),
    ]


def test_a_quote_that_swallows_the_rows_leaves_the_names(folder: Folder) -> None:
    found = folder.read("a.csv", 'film,review,"odd\n' + "Heat,Cold.,x\n" * 20)
    assert len(reviews(found)) == 20


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(UnreadableError, match="at most 1,000 columns"):
        find_header([",".join("abc" for _ in range(1_500)).replace("b", "b;b\tb|") + "\n"])


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@given(st.lists(st.lists(CELL, max_size=5), max_size=12), st.sampled_from(",;\t|"))
def test_any_table_has_a_header_or_is_refused(rows: list[list[str]], delimiter: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    lines = written.getvalue().splitlines(keepends=True)
    try:
        header = find_header(lines)
    except UnreadableError:
        assert not any(letter.isalnum() for line in lines for letter in line)
        return
    assert header.names
    assert 0 <= header.lines <= len(lines)


@given(st.integers(0, 8), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_lines_above_change_nothing_but_the_lines(folder: Folder, blank: int, named: bool) -> None:
    data = ("Film,Came out,Mark,What we said\n" if named else "") + ROWS
    plain = reviews(folder.read("a.csv", data))
    below = reviews(folder.read("a.csv", ",,,\n" * blank + data))
    assert [(r.film, r.year, r.rating_text, r.text) for r in plain] == [
        (r.film, r.year, r.rating_text, r.text) for r in below
    ]
