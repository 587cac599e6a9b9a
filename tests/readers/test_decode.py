"""Bytes to text, and what is not text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.errors import UnreadableError
from reelsearch.readers.clean import clean_label, clean_text, decode_entities, is_blank
from reelsearch.readers.decode import decode, mend_escaped

TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1)
WINDOWS = st.text(st.sampled_from("abcdefghij klmnop.,é—“”’œ…ü"), min_size=8)


@given(TEXT)
def test_utf8_round_trip(text: str) -> None:
    assert decode(text.encode()) == (text.removeprefix("\ufeff"), ())


@given(TEXT, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_round_trip_with_a_byte_order_mark(text: str, encoding: str) -> None:
    assert decode(("\ufeff" + text).encode(encoding)) == (text, ())


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=2))
def test_utf16_without_a_mark_is_told_by_its_nuls(text: str) -> None:
    assert decode(text.encode("utf-16-le")).text == text
    assert decode(text.encode("utf-16-be")).text == text


@given(WINDOWS)
def test_windows_1252_round_trip(text: str) -> None:
    data = text.encode("cp1252")
    decoded = decode(data)
    assert decoded.text == text or is_utf8_by_chance(data)


def is_utf8_by_chance(data: bytes) -> bool:
    return len(data.decode("utf-8", "ignore").encode()) > sum(b < 0x80 for b in data)


def test_windows_1252_is_reported() -> None:
    assert decode(b"Am\xe9lie \x97 \x93fin\x94").text == "Amélie — “fin”"
    assert decode(b"Am\xe9lie").warnings == ("not UTF-8; read as Windows-1252",)


def test_bytes_without_a_character_are_reported() -> None:
    decoded = decode(b"caf\xe9 \x81 x")
    assert decoded.text == "café \ufffd x"
    assert "1 byte has no character in Windows-1252" in decoded.warnings[1]


def test_one_odd_byte_does_not_spoil_utf8() -> None:
    data = "“Amélie” – naïve".encode() + b" caf\xe9"
    decoded = decode(data)
    assert decoded.text == "“Amélie” – naïve café"
    assert decoded.warnings == ("not wholly UTF-8; 1 byte read as Windows-1252",)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04\x14\x00", "ZIP archive"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 text}", "rich-text"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"text\x00text with one NUL", "NUL bytes"),
        (b"\x01\x02\x03\x04 abc", "control codes"),
        (b"\x7fELF\x02", "program"),
    ],
)
def test_what_is_not_text_is_refused_by_kind(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        decode(data)


def test_a_few_control_codes_in_a_text_are_no_reason_to_refuse() -> None:
    decoded = decode(b"a long enough line of prose \x05 with two stray codes \x16 in it")
    text, warnings = clean_text(decoded.text)
    assert text == "a long enough line of prose   with two stray codes   in it"
    assert warnings == ("2 control codes replaced by a space",)


def test_c1_codes_become_what_they_stand_for() -> None:
    text, warnings = clean_text("wait\x85 he said \x96 it\x92s over")
    assert text == "wait… he said – it’s over"
    assert warnings == ("3 Windows-1252 codes mapped",)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\r\r\n"])
def test_line_ends_become_newlines(end: str) -> None:
    assert clean_text(f"a{end}b{end}")[0] == "a\nb\n"


def test_lone_surrogates_cannot_stay() -> None:
    text, warnings = clean_text("a\ud800b")
    assert text == "a\ufffdb"
    assert warnings == ("1 broken character replaced",)


@given(st.text(st.characters()))
def test_cleaned_text_can_be_stored_and_is_stable(text: str) -> None:
    cleaned, _ = clean_text(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    assert "\r" not in cleaned
    assert clean_text(cleaned)[0] == cleaned.removeprefix("\ufeff")


def test_soft_hyphens_and_typography_stay() -> None:
    text = "cine\u00admatic — “quoted” …"
    assert clean_text(text) == (text, ())


def test_entities_are_decoded_and_bare_ampersands_stay() -> None:
    assert decode_entities("Q&A &amp; R&D &#8217; &eacute; &nosuch; &copy") == (
        "Q&A & R&D ’ é &nosuch; &copy"
    )


def test_labels_stand_on_one_line() -> None:
    assert clean_label("  Stage &amp;\n Screen\u200b ") == "Stage & Screen"


def test_zero_width_text_is_blank() -> None:
    assert is_blank(" \u200b\ufeff\n ")
    assert not is_blank("★")


def test_stray_bytes_of_json_are_mended() -> None:
    assert mend_escaped(b"caf\xe9".decode("utf-8", "surrogateescape")) == "café"
    assert mend_escaped("x\udce9\ud800") == "xé\ud800"


@given(st.text("\r\na"))
def test_line_ends_of_every_kind_become_newlines(text: str) -> None:
    assert clean_text(text)[0] == re.sub(r"\r+\n|\r", "\n", text)
