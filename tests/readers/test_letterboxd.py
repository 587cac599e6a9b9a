"""A Letterboxd export: its reviews, who wrote them, and nothing else of it."""

from __future__ import annotations

import io
import zipfile

import pytest

from reelsearch.review import Origin
from tests.readers.folder import Folder, reviews

HEADER = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\r\n"
ROW = "2021-02-03,Heat,1995,https://boxd.it/1,4.5,Yes,Cold.,heist,2021-02-02\r\n"
PROFILE = (
    "Date Joined,Username,Given Name,Family Name,Email Address,Location,Website,Bio,Pronoun\n"
    '2020-01-01,jroe,{names},secret@example.com,,,"Two\nlines",they\n'
)


def write_export(folder: Folder, names: str = "Jane,Roe") -> None:
    folder.write("profile.csv", PROFILE.format(names=names))
    folder.write("reviews.csv", HEADER + ROW)


def test_a_review_has_what_the_export_states(folder: Folder) -> None:
    write_export(folder)
    review = folder.read_one("reviews.csv", HEADER + ROW)
    assert (review.film, review.year, review.date) == ("Heat", 1995, "2021-02-03")
    assert (review.rating, review.rating_text) == (0.9, "4.5")
    assert review.reviewers == ("Jane Roe",)
    assert review.origin("reviewer").origin is Origin.GIVEN
    assert review.origin("rating").evidence == "Rating: 4.5"


def test_the_user_name_signs_where_there_is_no_name(folder: Folder) -> None:
    write_export(folder, names=",")
    assert folder.read_one("reviews.csv", HEADER + ROW).reviewers == ("jroe",)


def test_the_address_in_the_profile_is_never_kept(folder: Folder) -> None:
    write_export(folder)
    assert "example.com" not in repr(folder.read("reviews.csv", HEADER + ROW))


def test_reviews_without_a_profile_are_unsigned(folder: Folder) -> None:
    assert folder.read_one("reviews.csv", HEADER + ROW).reviewers == ()


def test_a_blank_rating_is_none(folder: Folder) -> None:
    review = folder.read_one("reviews.csv", HEADER + "2021-02-03,Us,2019,u,,,Red.,,\r\n")
    assert (review.rating, review.rating_text) == (None, None)


def test_the_same_title_of_two_years_and_twice_of_one_stays(folder: Folder) -> None:
    rows = "".join(
        f"2021-02-0{n},Suspiria,{year},u{n},4,,Take {n}.,,\r\n"
        for n, year in enumerate((1977, 2018, 1977), 1)
    )
    found = reviews(folder.read("reviews.csv", HEADER + rows))
    assert [(r.film, r.year) for r in found] == [
        ("Suspiria", 1977),
        ("Suspiria", 2018),
        ("Suspiria", 1977),
    ]


def test_markup_in_a_review_becomes_paragraphs(folder: Folder) -> None:
    cell = '"<i>Cold</i> & <b>blue\r\n\r\n<blockquote>“Quoted”</blockquote>I <3 it."'
    review = folder.read_one("reviews.csv", HEADER + f"2021-02-03,Heat,1995,u,,,{cell},,\r\n")
    assert review.text == "Cold & blue\n\n“Quoted”\n\nI <3 it."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("diary.csv", "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"),
        ("ratings.csv", "Date,Name,Year,Letterboxd URI,Rating\n2021-01-01,Heat,1995,u,4\n"),
        ("watched.csv", "Date,Name,Year,Letterboxd URI\n2021-01-01,Heat,1995,u\n"),
        ("comments.csv", "Date,Content,Comment\n2021-01-01,u,I agree.\n"),
        ("deleted/reviews.csv", HEADER + ROW),
        ("likes/reviews.csv", "Date,Letterboxd URI\n2021-01-01,u\n"),
        ("likes/lists.csv", "Date,Letterboxd URI\n"),
        ("lists/best.csv", "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2,b,,u,d\n"),
        ("profile.csv", PROFILE.format(names="Jane,Roe")),
    ],
)  # fmt: skip
def test_the_rest_of_an_export_gives_nothing(folder: Folder, name: str, text: str) -> None:
    write_export(folder)
    assert folder.read(name, text) == []


def test_orphaned_reviews_are_reviews(folder: Folder) -> None:
    write_export(folder)
    review = folder.read_one(
        "orphaned/reviews.csv",
        "Date,Name,Year,Rating,Rewatch,Review,Tags,Watched Date\n2020-01-01,Gone,2001,3,,Lost.,,\n",
    )
    assert (review.film, review.rating, review.reviewers) == ("Gone", 0.6, ("Jane Roe",))


def test_an_export_is_read_in_its_zip(folder: Folder) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("reviews.csv", HEADER + ROW)
        archive.writestr("profile.csv", PROFILE.format(names="Jane,Roe"))
        archive.writestr("deleted/reviews.csv", HEADER + ROW)
        archive.writestr("diary.csv", "Date,Name,Year,Letterboxd URI\n2021-01-01,Heat,1995,u\n")
    review = folder.read_one("export.zip", data.getvalue())
    assert str(review.location) == "export.zip/reviews.csv#1"
    assert (review.film, review.reviewers) == ("Heat", ("Jane Roe",))


def test_a_rating_off_the_scale_is_not_one(folder: Folder) -> None:
    review = folder.read_one("reviews.csv", HEADER + "2021-02-03,Us,2019,u,11,,Red.,,\r\n")
    assert (review.rating, review.rating_text) == (None, "11")
