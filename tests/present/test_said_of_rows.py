"""Lines about rows: those that say the same become one, and no row is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reelsearch.present.terminal.said_of_rows import join_rows


def join(*lines: str) -> list[str]:
    return [line for line, _ in join_rows(lines)]


def test_rows_of_which_the_same_is_said_are_one_line() -> None:
    assert join("a.csv#3: no text", "a.csv#7: no text", "a.csv#8: no text") == [
        "a.csv#3, 7–8: no text"
    ]


def test_many_rows_are_counted() -> None:
    lines = [f"a.csv#{row}: no text" for row in range(1, 4_001, 2)]
    assert join(*lines) == ["a.csv#1, 3, 5 and 1,997 more rows: no text"]
    assert join(*lines[:4]) == ["a.csv#1, 3, 5 and 1 more row: no text"]


def test_other_files_and_reasons_stay_apart_in_the_order_they_came() -> None:
    assert join(
        "a.zip/b.csv#2: no text", "c.txt: too long", "a.zip/b.csv#3: no film", "d.csv#2: no text"
    ) == ["a.zip/b.csv#2: no text", "c.txt: too long", "a.zip/b.csv#3: no film", "d.csv#2: no text"]


def test_a_name_with_a_number_sign_is_no_row() -> None:
    assert join("#1 fan.txt: too long", "#1 fan.txt#4: no text") == [
        "#1 fan.txt: too long",
        "#1 fan.txt#4: no text",
    ]


lines = st.builds(
    "{}#{}: {}".format, st.sampled_from("ab"), st.integers(1, 30), st.sampled_from(["no", "yes"])
)


@given(st.lists(st.one_of(lines, st.text(max_size=9))))
def test_every_line_is_counted_once(said: list[str]) -> None:
    joined = join_rows(said)
    assert sum(count for _, count in joined) == len(said)
    assert all(line in said for line, count in joined if count == 1)
