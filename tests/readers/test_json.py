"""JSON lines and JSON lists: objects by the same names as columns, and what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reelsearch.readers import json_array, json_record, limits
from reelsearch.review import Rejection, Review
from reelsearch.settings import Settings
from tests.readers.folder import Folder, rejections, reviews


def lines(*records: Any) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_a_line_is_a_review(folder: Folder) -> None:
    review = folder.read_one(
        "a.jsonl",
        lines({"title": "Heat", "year": 1995, "review": "Cold.", "author": "Jane Roe", "score": 8}),
    )
    assert (review.text, review.film, review.year) == ("Cold.", "Heat", 1995)
    assert (review.reviewers, review.rating_text) == (("Jane Roe",), "8")
    assert review.location.row == 1


def test_nested_objects_are_looked_into(folder: Folder) -> None:
    review = folder.read_one(
        "a.ndjson",
        lines(
            {
                "movie": {"title": "Heat", "year": 1995, "directors": [{"name": "Michael Mann"}]},
                "user": {"name": "Jane Roe", "id": 3},
                "reviewRating": {"ratingValue": 4, "bestRating": 5},
                "text": "Cold.",
            }
        ),
    )
    assert (review.film, review.year, review.director) == ("Heat", 1995, ("Michael Mann",))
    assert (review.reviewers, review.rating_text) == (("Jane Roe",), "4/5")


def test_lists_of_names_are_kept_as_written(folder: Folder) -> None:
    review = folder.read_one("a.jsonl", lines({"text": "Cold.", "cast": ["Robert Downey, Jr."]}))
    assert review.cast == ("Robert Downey, Jr.",)


@pytest.mark.parametrize(
    ("value", "said"),
    [(5, "is a number"), (True, "is true or false"), ({"de": 1}, "'text.de'"), ([1], "is a list")],
)
def test_text_of_the_wrong_type_is_refused_by_row(folder: Folder, value: Any, said: str) -> None:
    found = folder.read("a.jsonl", lines({"text": value}, {"text": "Cold."}))
    assert [type(item) for item in found] == [Rejection, Review]
    assert said in rejections(found)[0].reason
    assert rejections(found)[0].location.row == 1


@pytest.mark.parametrize("nothing", ["null", "NaN", '""', '"nan"', '" "'])
def test_no_text_is_refused_by_row(folder: Folder, nothing: str) -> None:
    assert "no text" in folder.refuse("a.jsonl", f'{{"text": {nothing}, "title": "Heat"}}\n')


def test_nan_and_null_facts_are_missing(folder: Folder) -> None:
    review = folder.read_one("a.jsonl", '{"text": "Cold.", "rating": NaN, "year": null}\n')
    assert (review.rating_text, review.year, review.warnings) == (None, None, ())


def test_numbers_stay_as_written(folder: Folder) -> None:
    review = folder.read_one("a.jsonl", '{"text": "Cold.", "rating": 3.50}\n')
    assert review.rating_text == "3.50"
    assert folder.read_one("b.jsonl", '{"text": "x", "year": ' + "9" * 9999 + "}\n").year is None


@pytest.mark.parametrize("line", ["nope", '{"text": "Cold."', "[1, 2]", "3", '"text"', "{}"])
def test_a_bad_line_costs_only_itself(folder: Folder, line: str) -> None:
    found = folder.read("a.jsonl", f'{line}\n\n{{"text": "Cold."}}\n')
    assert [type(item) for item in found] == [Rejection, Review]
    assert [item.location.row for item in found] == [1, 2]


def test_a_deep_line_is_refused(folder: Folder) -> None:
    deep = "[" * 200_000 + "]" * 200_000
    found = folder.read("a.jsonl", f'{{"text": {deep}}}\n{{"text": "Cold."}}\n')
    assert [type(item) for item in found] == [Rejection, Review]
    assert "nested too deep" in rejections(found)[0].reason


def test_a_line_without_end_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LONGEST_LINE", 100)
    found = folder.read("a.jsonl", lines({"text": "x" * 300}, {"text": "Cold."}))
    assert [type(item) for item in found] == [Rejection, Review]


def test_a_list_is_a_review_an_object(folder: Folder) -> None:
    found = folder.read("a.json", json.dumps([{"text": "Cold."}, 5, {"text": "Red."}]))
    assert [item.location.row for item in found] == [1, 2, 3]
    assert [r.text for r in reviews(found)] == ["Cold.", "Red."]


def test_an_object_may_be_one_review(folder: Folder) -> None:
    assert folder.read_one("a.json", '{"title": "Heat", "text": "Cold."}').film == "Heat"


def test_what_stands_around_a_list_holds_for_each_review(folder: Folder) -> None:
    found = folder.read(
        "a.json",
        json.dumps(
            {
                "film": "Heat",
                "year": 1995,
                "rating": 9,
                "reviews": [{"text": "Cold."}, {"text": "Red.", "film": "Us", "year": 2019}],
            }
        ),
    )
    assert [(r.film, r.year) for r in reviews(found)] == [("Heat", 1995), ("Us", 2019)]
    assert {r.rating_text for r in reviews(found)} == {None}


def test_an_export_says_once_whose_or_of_what_paper_it_is(folder: Folder) -> None:
    entries = [
        {"movie": "Heat", "notes": "Cold and blue, and I would go again."},
        {"movie": "Alien", "notes": "Cold and black, I hid my face.", "author": "Bo Lind"},
    ]
    around = {"app": "Log 2", "source": "The Dial", "user": {"displayName": "Ada Orr", "id": 5}}
    first, second = reviews(folder.read("a.json", json.dumps({**around, "entries": entries})))
    assert (first.reviewers, first.publication) == (("Ada Orr",), "The Dial")
    assert (second.reviewers, second.publication) == (("Bo Lind",), "The Dial")


def test_lines_in_a_file_called_json_are_read(folder: Folder) -> None:
    assert len(reviews(folder.read("a.json", lines({"text": "Cold."}, {"text": "Red."})))) == 2


def test_a_list_longer_than_the_buffer_is_read(folder: Folder) -> None:
    records = [{"text": f"{n} " + "cold and blue " * 200} for n in range(500)]
    found = folder.read("a.json", json.dumps(records, indent=1), settings=Settings(largest_file=9))
    assert [r.text for r in reviews(found)] == [record["text"] for record in records]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_values_that_lie_across_the_buffers_end_stay_whole(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(json_array, "_CHUNK", size)
    found = folder.read("a.json", '[123456789, {"text": "Cold."}, 1.5e10]')
    assert [type(item) for item in found] == [Rejection, Review, Rejection]


def test_a_list_that_breaks_off_keeps_what_came_before(folder: Folder) -> None:
    found = folder.read("a.json", '[{"text": "Cold."}, {"text": "Re')
    assert [type(item) for item in found] == [Review, Rejection]
    assert found[1].location.row == 2


@pytest.mark.parametrize("data", ["", "  ", "nope", "{", '{"a": }', "[" * 300_000])
def test_what_is_not_json_is_refused(folder: Folder, data: str) -> None:
    assert folder.refuse("a.json", data)


def test_a_large_object_that_is_no_list_is_refused(folder: Folder) -> None:
    data = json.dumps({"title": "x", "text": "y" * 600_000})
    assert "more" in folder.refuse("a.json", data, Settings(largest_file=1_000))


def test_stray_bytes_in_json_are_read(folder: Folder) -> None:
    assert folder.read_one("a.json", b'[{"text": "caf\xe9"}]').text == "café"
    assert folder.read_one("a.jsonl", b'{"text": "caf\xe9"}').text == "café"


def test_json_in_utf16_is_read(folder: Folder) -> None:
    assert folder.read_one("a.json", '[{"text": "café"}]'.encode("utf-16")).text == "café"


def test_escaped_surrogates_cannot_stay(folder: Folder) -> None:
    review = folder.read_one("a.jsonl", '{"text": "a \\ud800 b", "title": "x\\udfff"}')
    assert review.text == "a \ufffd b"
    assert str(review).encode("utf-8")


def test_a_record_without_text_names_its_keys(folder: Folder) -> None:
    reason = folder.refuse("a.jsonl", '{"title": "Heat", "plot": "Robbers."}\n')
    assert "'title', 'plot'" in reason


def test_keys_can_be_mapped(folder: Folder) -> None:
    [review] = folder.read("a.jsonl", lines({"plot": "Robbers."}), {"body": "plot"})
    assert isinstance(review, Review)
    assert review.text == "Robbers."


def test_what_holds_a_comment_does_not_hide_its_text_and_date(folder: Folder) -> None:
    data = (
        '[{"rating": 8, "comment": {"comment": "Cold.", "created_at": "2021-03-04T11:00:00Z"},'
        ' "movie": {"title": "Heat", "year": 1995}}]'
    )
    review = folder.read_one("a.json", data)
    assert (review.text, review.date, review.film) == ("Cold.", "2021-03-04", "Heat")
    assert (review.rating_text, review.rating_scale) == ("8", 10)


def test_the_details_of_an_author_hold_the_rating(folder: Folder) -> None:
    details = '{"name": "Jo Orr", "rating": 9.0}'
    data = f'{{"results": [{{"author": "jo", "author_details": {details}, "content": "Dry."}}]}}'
    review = folder.read_one("a.json", data)
    assert (review.film, review.reviewers, review.rating_text) == (None, ("jo",), "9.0")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_all_objects_tell_the_scale_of_each(folder: Folder, name: str) -> None:
    rows = ['{"text": "A.", "rating": 4}', '{"text": "B.", "rating": 9}']
    data = "\n".join(rows) if name == "a.jsonl" else f"[{', '.join(rows)}]"
    assert [review.rating_scale for review in reviews(folder.read(name, data))] == [10, 10]


def test_a_flag_called_review_is_not_the_text(folder: Folder) -> None:
    said = {"comment": "Cold.", "review": True, "user": {"username": "orr"}}
    review = folder.read_one("a.json", json.dumps([{"movie": {"title": "Heat"}, "comment": said}]))
    assert (review.text, review.film, review.reviewers) == ("Cold.", "Heat", ("orr",))


def test_keys_of_human_words_are_understood_and_told(folder: Folder) -> None:
    record = {"picture": "Rushmore", "made_in": 1998, "filmmaker": "Wes Anderson",
              "speaker": "Odette", "stars_out_of_5": 4.5, "meeting": "2016-02-05",
              "remarks": "Cold and blue."}  # fmt: skip
    first, second = reviews(folder.read("a.jsonl", lines(record, record)))
    assert (first.film, first.year, first.director) == ("Rushmore", 1998, ("Wes Anderson",))
    assert (first.reviewers, first.date, first.text) == (
        ("Odette",),
        "2016-02-05",
        "Cold and blue.",
    )
    assert (first.rating_text, first.rating_scale) == ("4.5/5", 5)
    assert first.country == ()
    assert (
        "took the columns “remarks” for the text, “made_in” for the film's year"
        in (first.warnings[0])
    )
    assert second.warnings == ()
    assert first.origin("year").evidence == "made_in: 1998"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda items: {"reviews": items},
        lambda items: {"data": {"total": 2, "items": items}},
        lambda items: {"club": "Riverside", "meetings": items},
        lambda items: {"response": {"page": {"posts": items}}, "status": "ok"},
        lambda items: [{"page": 1, "results": items[:1]}, {"page": 2, "results": items[1:]}],
        lambda items: {"one": items[0], "two": items[1]},
        lambda items: {"2019": items[:1], "2020": items[1:]},
    ],
)
def test_records_are_found_in_whatever_wraps_them(folder: Folder, wrap: Any) -> None:
    items = [
        {"film": {"title": "Heat", "year": 1995}, "review": {"text": "Cold."}, "by": "A. Orr"},
        {"film": {"title": "Us", "year": 2019}, "review": {"text": "Red."}, "by": "B. Lind"},
    ]
    found = folder.read("a.json", json.dumps(wrap(items)))
    assert [(r.film, r.year, r.text) for r in reviews(found)] == [
        ("Heat", 1995, "Cold."),
        ("Us", 2019, "Red."),
    ]
    assert len(found) == 2


def test_films_with_reviews_in_them_each_give_theirs(folder: Folder) -> None:
    films = [
        {"title": "Heat", "year": 1995, "reviews": [{"by": "A. Orr", "text": "Cold."}]},
        {"title": "Us", "reviews": []},
        {"title": "Ida", "cast": [{"name": "Agata Kulesza"}], "reviews": [{"text": "Grey."}]},
    ]
    found = folder.read("a.json", json.dumps({"title": "Our year", "films": films}))
    assert [(r.film, r.year, r.cast) for r in reviews(found)] == [
        ("Heat", 1995, ()),
        ("Ida", None, ("Agata Kulesza",)),
    ]
    assert len(found) == 2


def test_the_name_of_the_whole_is_not_the_film_where_records_have_one(folder: Folder) -> None:
    document = {"title": "Our log", "entries": [{"what we watched": "Heat", "text": "Cold."}]}
    assert folder.read_one("a.json", json.dumps(document)).film == "Heat"


def test_ratings_with_their_scale_and_lists_of_people_are_read(folder: Folder) -> None:
    review = folder.read_one(
        "a.json",
        json.dumps(
            {
                "movie": {"name": "Heat", "directors": [{"fullName": "Michael Mann"}]},
                "author": [{"displayName": "A. Orr"}, {"name": "B. Lind"}],
                "score": {"value": 8, "outOf": 10},
                "opinion": {"text": "Cold."},
            }
        ),
    )
    assert (review.film, review.director) == ("Heat", ("Michael Mann",))
    assert (review.reviewers, review.rating_text) == (("A. Orr", "B. Lind"), "8/10")


def test_keys_that_say_nothing_are_known_by_what_they_hold(folder: Folder) -> None:
    said = "It is long, and I liked it. Part {} best. I would see it again."
    rows = [{"k1": f"{n} nights by the sea", "k2": said.format(n)} for n in range(5)]
    found = reviews(folder.read("a.jsonl", lines(*rows)))
    assert [review.text for review in found] == [row["k2"] for row in rows]
    assert [review.film for review in found] == [None] * 5


def test_objects_of_other_keys_than_the_first_are_read_by_name(folder: Folder) -> None:
    rows = [{"remarks": "Cold and blue.", "film": "Heat"}] * 3 + [{"text": "Red.", "title": "Us"}]
    found = reviews(folder.read("a.jsonl", lines(*rows)))
    assert [(r.film, r.text) for r in found[2:]] == [("Heat", "Cold and blue."), ("Us", "Red.")]


def test_what_is_looked_at_first_is_bounded(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_record, "MOST_CHARS", 2_000)
    rows = [{"remarks": f"{number} " + "cold " * 100, "rating": number} for number in range(1, 10)]
    found = reviews(folder.read("a.jsonl", lines(*rows)))
    assert [review.rating_scale for review in found] == [10] * 9


def test_a_key_in_another_can_be_mapped_by_all_of_its_name(folder: Folder) -> None:
    record = {"data": {"plot": "Robbers."}, "who": {"displayName": "A. Orr"}, "x": {"name": "B."}}
    data = lines(record)
    for body in ("data.plot", "plot"):
        found = folder.read("a.jsonl", data, {"body": body, "film": "x.name"})
        assert [(r.text, r.film, r.reviewers) for r in reviews(found)] == [
            ("Robbers.", "B.", ("A. Orr",))
        ]


def test_of_a_users_names_the_one_that_is_no_handle_is_taken(folder: Folder) -> None:
    user = {"username": "orr", "private": False, "name": "Ada Orr"}
    record = {"movie": {"title": "Heat"}, "comment": {"comment": "Cold.", "user": user}}
    assert folder.read_one("a.json", json.dumps([record])).reviewers == ("Ada Orr",)


def test_a_given_and_a_family_name_in_an_object_are_one_person(folder: Folder) -> None:
    record = {
        "movie": {"title": "Heat", "directors": [{"firstName": "Michael", "lastName": "Mann"}]},
        "reviewer": {"firstName": "Ada", "lastName": "Orr"},
        "text": "Cold.",
    }
    review = folder.read_one("a.jsonl", lines(record))
    assert (review.reviewers, review.director) == (("Ada Orr",), ("Michael Mann",))
