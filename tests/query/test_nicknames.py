"""The list of nicknames, and lists of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelsearch.analysis import name_tokens
from reelsearch.errors import SettingError
from reelsearch.query.nicknames import LARGEST, read_nicknames


def write(folder: Path, text: str) -> Path:
    path = folder / "nicknames.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_nickname_stands_for_the_name_that_reviews_use() -> None:
    nicknames = read_nicknames()
    assert nicknames["rdj"] == ("Robert Downey Jr.",)
    assert nicknames["the coens"] == ("Joel Coen", "Ethan Coen")
    assert nicknames["j lo"] == nicknames["jlo"] == ("Jennifer Lopez",)


def test_no_nickname_is_the_name_itself() -> None:
    for key, names in read_nicknames().items():
        assert all(" ".join(name_tokens(name)) != key for name in names), key


def test_own_list_is_added_and_goes_first(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff# ours\n\nRDJ = Rui de Jesus\nMK = Mathew Kamara ; Ana Sol\n")
    nicknames = read_nicknames(path)
    assert nicknames["rdj"] == ("Rui de Jesus",)
    assert nicknames["mk"] == ("Mathew Kamara", "Ana Sol")
    assert nicknames["jlo"] == ("Jennifer Lopez",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("RDJ Robert Downey Jr.\n", "line 1 of .* is “RDJ Robert Downey Jr.”"),
        ("# x\nRDJ =\n", "line 2 of"),
        ("= Robert Downey Jr.\n", "line 1 of"),
        ("… = Robert\n", "line 1 of"),
        ("x" * (LARGEST + 1), "at most 1,000,000 bytes"),
    ],
)
def test_other_lines_are_refused_with_their_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingError, match=said):
        read_nicknames(write(tmp_path, text))


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"nothing\.txt cannot be read"):
        read_nicknames(tmp_path / "nothing.txt")
    (tmp_path / "latin.txt").write_bytes(b"Zo\xeb = Zoe\n")
    with pytest.raises(SettingError, match="cannot be read"):
        read_nicknames(tmp_path / "latin.txt")
