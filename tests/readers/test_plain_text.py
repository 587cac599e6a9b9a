"""Pasted text, and files that only claim to be it."""

from __future__ import annotations

import pytest

from reelsearch.review import MISSING
from reelsearch.settings import Settings
from tests.readers.folder import Folder


def test_the_text_is_the_file_as_written(folder: Folder) -> None:
    review = folder.read_one("heat.txt", "Heat (1995)\r\n\r\nCold, blue and patient.  \r\n")
    assert review.text == "Heat (1995)\n\nCold, blue and patient.  \n"
    assert review.body == (0, len(review.text))
    assert review.location.path == "heat.txt"
    assert review.id == ""
    assert review.film is None
    assert review.origin("film") == MISSING


def test_a_file_without_a_suffix_is_text(folder: Folder) -> None:
    assert folder.read_one("Mr. Turner", "Painted light.").text == "Painted light."


def test_a_gzipped_text_is_read(folder: Folder) -> None:
    import gzip

    assert folder.read_one("a.txt.gz", gzip.compress(b"Painted light.")).text == "Painted light."


@pytest.mark.parametrize("data", ["", " \n\t\r\n", "\ufeff\n", "\u200b"])
def test_a_blank_file_is_refused(folder: Folder, data: str) -> None:
    assert "is empty" in folder.refuse("a.txt", data)


def test_a_renamed_archive_is_refused_with_the_fix(folder: Folder) -> None:
    reason = folder.refuse("a.txt", b"PK\x03\x04" + b"\0" * 40)
    assert "not text" in reason
    assert ".zip" in reason


def test_a_file_over_the_limit_is_refused(folder: Folder) -> None:
    assert "10 bytes" in folder.refuse("a.txt", "x" * 11, Settings(largest_file=10))
    assert folder.read("b.txt", "x" * 10, settings=Settings(largest_file=10))


def test_guessed_encodings_are_told(folder: Folder) -> None:
    review = folder.read_one("a.txt", b"Am\xe9lie is sweet.")
    assert review.text == "Amélie is sweet."
    assert review.warnings == ("not UTF-8; read as Windows-1252",)


def test_entities_are_decoded_once_and_lines_stay_where_they_are(folder: Folder) -> None:
    pasted = (
        "Heat &ndash; 1995&#10;by Orr &amp; Lind\nTom &amp;amp; Jerry, R&B &#9733;&NewLine;\nEnd"
    )
    assert folder.read_one("a.txt", pasted).text == (
        "Heat – 1995 by Orr & Lind\nTom &amp; Jerry, R&B ★ \nEnd"
    )
