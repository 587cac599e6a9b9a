"""What is said once around several reviews holds for each of them, and nothing is read twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import reelsearch
from reelsearch.readers import FoundFile
from reelsearch.reading import Reading, read_reviews
from reelsearch.review import Location, Review
from tests.pasted_reviews import PROSE

SERIES = Path(__file__).parents[1] / "readers" / "series"
CASES = [
    json.loads(line)
    for line in SERIES.with_name("series_facts.jsonl").read_text("utf-8").splitlines()
]


def read_file(path: Path) -> list[Review]:
    found = list(read_reviews(FoundFile(path, Location(str(path.parent), path.name)), Reading()))
    return [item for item in found if isinstance(item, Review)]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def show(review: Review, names: list[str]) -> dict[str, Any]:
    values = {name: getattr(review, name) for name in names}
    if "director" in values:
        values["director"] = ", ".join(review.director) or None
    return values


def test_every_file_has_its_facts() -> None:
    assert [case["file"] for case in CASES] == sorted(path.name for path in SERIES.iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_each_review_has_its_own_facts_and_the_shared_ones(case: dict[str, Any]) -> None:
    found = read_file(SERIES / case["file"])
    shown = [
        show(review, list(facts)) for review, facts in zip(found, case["reviews"], strict=True)
    ]
    assert shown == [
        {n: pytest.approx(v) if n == "rating" and v is not None else v for n, v in facts.items()}
        for facts in case["reviews"]
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_the_line_named_for_a_fact_is_the_one_in_the_file(case: dict[str, Any]) -> None:
    lines = (SERIES / case["file"]).read_text("utf-8").split("\n")
    for review in read_file(SERIES / case["file"]):
        for name, known in review.provenance.items():
            assert known.line is not None, name
            line = "".join(lines[known.line - 1].replace("*", "").split())
            said = "".join(known.evidence.split("\n")[0].replace("*", "").split())
            assert said[:20] in line, (name, known)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_prose_is_that_of_one_review(case: dict[str, Any]) -> None:
    found = read_file(SERIES / case["file"])
    for review in found:
        assert review.section is None
        others = [other.prose for other in found if other is not review]
        assert review.prose.strip()
        assert not any(review.prose[:40] in other for other in others)


def test_what_a_review_says_itself_comes_before_what_is_said_of_all(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "two.txt",
        f"The Riverside Echo\n4 March 2012\nby Ada Orr\n\nHEAT (1995)\n{PROSE}\n\n"
        f"RONIN (1998)\nby Bert Lowe\n5 March 2012\n{PROSE}\n",
    )
    first, second = read_file(path)
    assert (first.reviewer, first.date) == ("Ada Orr", "2012-03-04")
    assert (second.reviewer, second.date) == ("Bert Lowe", "2012-03-05")
    assert (first.publication, second.publication) == ("The Riverside Echo",) * 2


def test_a_headline_below_the_film_of_the_page_is_no_title(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "heat.txt",
        f"Heat (1995)\nUser Reviews\n\n9/10\nThe Cold City\nada_99  4 March 2012\n{PROSE}\n\n"
        f"3/10\nThe Long Night\nbert_77  5 March 2012\n{PROSE}\n",
    )
    assert [(review.film, review.year) for review in read_file(path)] == [("Heat", 1995)] * 2


def test_a_title_above_its_release_is_the_film_of_all_and_no_mark_is_a_film(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "users.txt",
        "Paddington\nStudiocanal | Release Date: January 16, 2015\n\nUSER REVIEWS\n\n"
        f"9\nada_99\nJan 20, 2015\n{PROSE}\n\n4\nbert77\nFeb 2, 2015\n{PROSE}\n",
    )
    shown = ["film", "year", "reviewer", "rating", "date"]
    assert [show(review, shown) for review in read_file(path)] == [
        dict(zip(shown, facts, strict=True))
        for facts in (
            ("Paddington", 2015, "ada_99", pytest.approx(0.9), "2015-01-20"),
            ("Paddington", 2015, "bert77", pytest.approx(0.4), "2015-02-02"),
        )
    ]


def test_a_mark_alone_above_a_review_is_no_film(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "users.txt",
        f"User reviews\n\n9\nada_99\nJan 20, 2015\n{PROSE}\n\n4\nbert77\nFeb 2, 2015\n{PROSE}\n",
    )
    found = read_file(path)
    assert [review.film for review in found] == [None, None]
    assert [review.rating for review in found] == pytest.approx([0.9, 0.4])


@pytest.mark.parametrize(
    "above",
    ["THE HARBOUR WEEKENDER / Culture / At the pictures", "THE HARBOUR WEEKENDER | Arts | Film"],
)
def test_the_paper_on_the_first_line_is_before_any_other(tmp_path: Path, above: str) -> None:
    path = write(
        tmp_path,
        "two.txt",
        f"{above}\n\nIN SHORT\nOur critics on the films of the week, 14 November 2014\n\n"
        f"HEAT (1995)\n{PROSE}\n\nRONIN (1998)\n{PROSE}\n",
    )
    papers = [review.publication for review in read_file(path)]
    assert papers == ["THE HARBOUR WEEKENDER"] * 2


def test_who_sends_a_letter_called_as_papers_are_is_the_paper(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "letter.txt",
        "From: The Back Row <ada@backrow.example>\nSubject: The Back Row #9\n"
        "Date: Thu, 16 Nov 2017 07:00:00 +0100\n\nTHE BACK ROW\n"
        "a letter about films by Ada Orr, Leith\n\nGood evening!\n\n"
        f"HEAT (1995)\n{PROSE}\n\nRONIN (1998)\n{PROSE}\n",
    )
    assert [(review.reviewer, review.publication) for review in read_file(path)] == [
        ("Ada Orr", "The Back Row")
    ] * 2


def test_the_page_tells_no_rating_of_its_reviews(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "heat.txt",
        f"Heat (1995)\nRating: 8/10\n\nu/ada · 5y ago\n{PROSE}\n\nu/bert · 4y ago\n{PROSE} 3/10\n",
    )
    assert [review.rating for review in read_file(path)] == [None, pytest.approx(0.3)]


def test_who_copied_a_page_wrote_none_of_its_reviews(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "heat.txt",
        f"Heat (1995)\nReviewed by Ada Orr\n4 March 2012\n\nu/bo · 5y ago\n{PROSE}\n\n"
        f"u/cy · 4y ago\n{PROSE}\n",
    )
    assert [(review.reviewer, review.date) for review in read_file(path)] == [
        ("bo", None),
        ("cy", None),
    ]


def test_who_signs_the_first_did_not_write_the_others(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "two.txt",
        f"Seen lately\n\nHEAT (1995)\n{PROSE} — Ada Orr\n\nRONIN (1998)\n{PROSE}\n",
    )
    assert [review.reviewer for review in read_file(path)] == ["Ada Orr", None]


def test_a_long_post_that_opens_a_thread_is_a_review_as_well(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "thread.txt",
        f"r/films\nPosted by u/mossback 5 years ago\n\nHeat (1995)\n\n{PROSE * 2}\n\n"
        f"u/ada · 5y ago\n{PROSE}\n\nu/bert · 4y ago\n{PROSE}\n",
    )
    found = read_file(path)
    assert [(review.film, review.year) for review in found] == [("Heat", 1995)] * 3
    assert [review.reviewer for review in found] == ["mossback", "ada", "bert"]


def test_marks_without_a_scale_take_that_of_the_others(tmp_path: Path) -> None:
    entries = "\n\n".join(
        f"{day} March 2012\n{film} ({1990 + day}). {PROSE} {mark}"
        for day, film, mark in ((3, "Heat", "9"), (4, "Ronin", "7 and a half"), (5, "Thief", "4"))
    )
    found = read_file(write(tmp_path, "diary.txt", entries))
    assert [review.rating for review in found] == pytest.approx([0.9, 0.75, 0.4])
    low = entries.replace(" 9", " 3").replace("7 and a half", "2")
    found = read_file(write(tmp_path, "diary.txt", low))
    assert [review.rating for review in found] == [None] * 3  # of five or of ten?


def test_a_label_that_ends_each_with_a_mark_rates_it(tmp_path: Path) -> None:
    def rate(*marks: str) -> list[float | None]:
        films = zip(("HEAT (1995)", "RONIN (1998)"), marks, strict=True)
        text = "\n\n".join(f"{film}\n{PROSE}\n{mark}" for film, mark in films)
        return [review.rating for review in read_file(write(tmp_path, "two.txt", text))]

    assert rate("My boots: 5 of 5 boots", "My boots: 4 of 5 boots") == pytest.approx([1, 0.8])
    assert rate("Reel: 2 of 3", "Part: 3 of 3") == [None, None]
    assert rate("Reel: 2 of 3", "Reel: 3 of 5") == [None, None]
    assert rate("Reel: 7 of 3", "Reel: 3 of 3") == [None, None]


def test_initials_sign_where_all_end_in_brackets(tmp_path: Path) -> None:
    def sign(*ends: str) -> list[str | None]:
        films = zip(("HEAT (1995)", "RONIN (1998)", "THIEF (1981)"), ends, strict=True)
        text = "\n\n".join(f"{film}\n{PROSE} {end}" for film, end in films)
        return [review.reviewer for review in read_file(write(tmp_path, "three.txt", text))]

    assert sign("(ADA ORR)", "(B.L.)", "(ADA ORR)") == ["ADA ORR", "B.L.", "ADA ORR"]
    assert sign("(Leith)", "(U.K.)", "(Wales)")[1] is None
    assert sign("", "(A.O.)", "") == [None, None, None]


def test_a_rating_right_below_the_last_review_is_of_it(tmp_path: Path) -> None:
    first = f"#1\nada_99\n4 March 2012\n\n{PROSE}"
    text = f"Heat (1995)\n\n{first}\n\n#2\nbert77\n5 March 2012\n\n{PROSE}\n4/10\n"
    assert read_file(write(tmp_path, "thread.txt", text))[1].rating == pytest.approx(0.4)


def test_an_entry_names_the_director_behind_the_film(tmp_path: Path) -> None:
    text = (
        f"4.3.2012\nHeat (Mann, 1995). {PROSE}\n\n"
        f"5.3.2012\nRonin (Frankenheimer, 1998). {PROSE}\n\n"
        f"6.3.2012\nThief (Again, on video). {PROSE}\n\n"
        f"7.3.2012\nSaw Alien with Bo (Rex, 2012). {PROSE}\n"
    )
    found = read_file(write(tmp_path, "diary.txt", text))
    assert [review.director for review in found] == [("Mann",), ("Frankenheimer",), (), ()]
    assert [review.year for review in found][:3] == [1995, 1998, None]


def test_each_is_found_by_its_film_and_its_words_and_the_head_once(tmp_path: Path) -> None:
    films = tmp_path / "films"
    films.mkdir()
    path = write(
        films,
        "column.txt",
        "The Riverside Echo\n4 March 2012\nby Ada Orr\n\nHEAT (1995) BBC2, 10pm\n"
        f"The coffee is drunk by two men. {PROSE}\n\nRONIN (1998) C4, 11pm\n"
        f"The case is carried off by somebody. {PROSE}\n",
    )
    reelsearch.index([films], tmp_path / "index")
    with reelsearch.open(tmp_path / "index") as searcher:

        def find(query: str) -> list[str]:
            return sorted(hit.review.path for hit in searcher.search(query))

        assert find('film:"Ronin"') == ["column.txt#2"]
        assert find("coffee") == ["column.txt#1"]
        assert find('by:"Ada Orr"') == ["column.txt#1", "column.txt#2"]
        assert find("header:riverside") == ["column.txt#1"]
    assert reelsearch.index([films], tmp_path / "index").unchanged == 2
    path.write_text(path.read_text("utf-8").partition("RONIN")[0], "utf-8")
    report = reelsearch.index([films], tmp_path / "index")
    assert (report.updated, report.removed) == (1, 1)  # the first is column.txt alone now
