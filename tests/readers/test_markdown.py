"""Markdown: front matter in the forms people write, and prose without marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.readers.front_matter import split_front_matter
from reelsearch.readers.markdown_text import markdown_to_text
from reelsearch.review import Origin
from tests.readers.folder import Folder


def test_yaml_keys_are_facts(folder: Folder) -> None:
    review = folder.read_one(
        "a.md",
        "---\ntitle: Heat\nyear: 1995\ndirector: Michael Mann\nrating: 4.50\n"
        "genre: [crime, drama]\nruntime: 170 min\ndate: 2020-02-03\nauthor: Jane Roe\n"
        "cast:\n  - Al Pacino\n  - Robert De Niro\n---\n\nCold and *blue*.\n",
    )
    assert review.text == "Cold and blue."
    assert (review.film, review.year, review.director) == ("Heat", 1995, ("Michael Mann",))
    assert (review.rating_text, review.runtime, review.date) == ("4.50", 170, "2020-02-03")
    assert (review.reviewers, review.cast) == (("Jane Roe",), ("Al Pacino", "Robert De Niro"))
    assert review.origin("director").line == 4
    assert review.origin("director").evidence == "director: Michael Mann"


def test_toml_keys_are_facts(folder: Folder) -> None:
    review = folder.read_one(
        "a.md", '+++\ntitle = "Heat"\nyear = 1995\ndate = 2020-02-03\n+++\nCold.\n'
    )
    assert (review.film, review.year, review.date) == ("Heat", 1995, "2020-02-03")


def test_keys_in_a_mapping_are_facts_too(folder: Folder) -> None:
    review = folder.read_one(
        "a.md", "---\nparams:\n  grade: B+\nmovie:\n  title: Heat\n  year: 1995\n---\nCold.\n"
    )
    assert (review.film, review.year, review.rating_text) == ("Heat", 1995, "B+")


@pytest.mark.parametrize("title", ["1917", "No", "Yes", "9", "3:10 to Yuma", "On", "1:45"])
def test_titles_that_yaml_would_change_stay_titles(folder: Folder, title: str) -> None:
    assert folder.read_one("a.md", f"---\ntitle: {title}\n---\nCold.\n").film == title


@pytest.mark.parametrize(
    ("written", "film", "year"),
    [
        ("John Wick: Chapter 2 (2017)", "John Wick: Chapter 2", 2017),
        ("Heat (1995) review", "Heat", 1995),
        ("Heat (1995) – Film Review", "Heat", 1995),
        ("'Review: Heat (1995)'", "Heat", 1995),
        ("Film review – Heat", "Heat", None),
        ("Heat Review", "Heat", None),
        ("Review", "Review", None),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009),
        ("2001 (1968) again", "2001 (1968) again", None),
        ("Blade Runner 2049", "Blade Runner 2049", None),
    ],
)
def test_a_headline_gives_film_and_year(
    folder: Folder, written: str, film: str, year: int | None
) -> None:
    review = folder.read_one("a.md", f"---\ntitle: {written}\n---\nCold.\n")
    assert (review.film, review.year) == (film, year)


def test_links_of_a_wiki_in_values_are_their_text(folder: Folder) -> None:
    review = folder.read_one(
        "a.md", '---\nTitle: The Piano\ndirector: "[[people/jc|Jane Campion]]"\n---\nMud.\n'
    )
    assert review.director == ("Jane Campion",)


def test_invalid_yaml_is_read_line_by_line(folder: Folder) -> None:
    review = folder.read_one(
        "a.md",
        '---\ntitle: John Wick: Chapter 2 (2017)\ndirector: "Chad Stahelski"\ncast:\n- A B\n- C D\n'
        "tags: [x, y]\n---\nLoud.\n",
    )
    assert (review.film, review.year) == ("John Wick: Chapter 2", 2017)
    assert (review.director, review.cast) == (("Chad Stahelski",), ("A B", "C D"))
    assert review.warnings == ("the front matter is not valid YAML; read line by line",)


def test_invalid_toml_is_read_line_by_line(folder: Folder) -> None:
    review = folder.read_one("a.md", "+++\ntitle = Heat\n+++\nCold.\n")
    assert review.film == "Heat"
    assert "TOML" in review.warnings[0]


def test_aliases_do_not_unfold(folder: Folder) -> None:
    bomb = 'a: &a ["x","x","x","x","x","x","x","x","x"]\n'
    for last, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [{','.join([f'*{last}'] * 9)}]\n"
    review = folder.read_one("a.md", f"---\n{bomb}title: Heat\n---\nCold.\n")
    assert review.film == "Heat"
    assert "line by line" in review.warnings[0]


def test_tags_make_no_objects(folder: Folder) -> None:
    review = folder.read_one(
        "a.md", "---\ntitle: !!python/object/apply:os.getcwd []\nyear: 1995\n---\nCold.\n"
    )
    assert review.year == 1995
    assert review.film is None


@pytest.mark.parametrize(
    "block", ["- a\n- b", "just words", "[" * 3_000, "? x", "!!binary |\n  aGk=", "a: {" * 2_000]
)
def test_a_block_that_is_no_mapping_states_nothing(folder: Folder, block: str) -> None:
    review = folder.read_one("a.md", f"---\n{block}\n---\nCold.\n")
    assert review.text == "Cold."
    assert review.film is None


def test_a_rule_at_the_top_opens_no_front_matter(folder: Folder) -> None:
    review = folder.read_one("a.md", "---\n\nCold, and never closed.\n")
    assert review.text == "Cold, and never closed."


def test_a_slug_gives_film_and_year_as_inferred(folder: Folder) -> None:
    review = folder.read_one(
        "nighthawks-1981.md",
        "---\ndate: 2017-02-21T02:09:00Z\nimdb_id: tt1\ngrade: B+\n---\nDark.\n",
    )
    assert (review.film, review.year) == ("Nighthawks", 1981)
    assert review.origin("film").origin is Origin.INFERRED
    assert review.origin("film").evidence == "file name nighthawks-1981: Nighthawks"
    assert review.date == "2017-02-21"


def test_a_slug_key_wins_over_the_file_name(folder: Folder) -> None:
    review = folder.read_one("x.md", "---\nslug: the-lord-of-the-rings-2001\n---\nLong.\n")
    assert (review.film, review.year) == ("The Lord of the Rings", 2001)


@pytest.mark.parametrize("front", ["", "---\ndate: 2020-01-01\n---\n"])
def test_a_file_name_alone_says_nothing(folder: Folder, front: str) -> None:
    assert folder.read_one("nighthawks-1981.md", f"{front}Dark.\n").film is None


def test_a_title_wins_over_the_slug(folder: Folder) -> None:
    review = folder.read_one("x-1990.md", "---\ntitle: Heat\nslug: other-1981\n---\nCold.\n")
    assert (review.film, review.year) == ("Heat", None)


def test_front_matter_without_text_is_refused(folder: Folder) -> None:
    assert "no text" in folder.refuse("a.md", "---\ntitle: Heat\n---\n\n")


def test_front_matter_in_windows_lines(folder: Folder) -> None:
    review = folder.read_one("a.md", "\ufeff---\r\ntitle: Heat\r\n---\r\nCold.\r\n")
    assert (review.film, review.text) == ("Heat", "Cold.")


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("# Heat (1995) #", "Heat (1995)"),
        ("Heat\n====\nCold", "Heat\n\nCold"),
        ("**Directed by:** Michael Mann", "Directed by: Michael Mann"),
        ("a **bold *and italic* word** here", "a bold and italic word here"),
        ("***both***, __bold__, _italic_, ~~gone~~", "both, bold, italic, gone"),
        ("2 * 3 * 4 and snake_case_word and * alone", "2 * 3 * 4 and snake_case_word and * alone"),
        ("[Heat](https://a.b/c_(d) \"t\") and [x][1]\n\n[1]: http://x", "Heat and x"),
        ("![poster](a.jpg)Cold", "Cold"),
        ("[![badge](a.svg)](b) Cold", "Cold"),
        ("[[Heat (1995)|Heat]] and [[Us]]", "Heat and Us"),
        ("> quoted\n> lines", "quoted\nlines"),
        ("some ==marked== words, a == b", "some marked words, a == b"),
        ("* one\n+ two\n- three", "- one\n- two\n- three"),
        ("```\ncode *as it is*\n```\nafter", "code *as it is*\nafter"),
        ("`code_x` here", "code_x here"),
        ("a<br>b <b>c</b> <span class='x'>d</span>", "a\nb c d"),
        ("<script>alert(1)</script>Cold<!-- note -->", "Cold"),
        ("1 < 2 and 3 > 2, <3", "1 < 2 and 3 > 2, <3"),
        ("R&amp;D &mdash; Q&A", "R&D — Q&A"),
        (r"\*not marked\*", "*not marked*"),
        ("one\n\n---\n\ntwo", "one\n\ntwo"),
        ("★★★½ *out of five*", "★★★½ out of five"),
        ("{{< youtube x >}}Cold", "Cold"),
        ("text[^1]\n\n[^1]: note", "text\n\nnote"),
    ],
)  # fmt: skip
def test_marks_are_taken_off(marked: str, plain: str) -> None:
    assert markdown_to_text(marked) == plain


@given(st.text(st.characters(categories=["L", "N", "Zs"]), max_size=200))
def test_prose_without_marks_keeps_its_words(text: str) -> None:
    assert markdown_to_text(text).split() == text.split()


@pytest.mark.parametrize(
    "piece", ["*", "[", "![", "<!--", "<script>", "`", "{{<", "_a", "**a", "> ", "&", "~~a", "[a]("]
)
def test_endless_marks_take_no_endless_time(piece: str) -> None:
    # 300,000 characters; a pattern that starts again at each mark would not come back.
    markdown_to_text(piece * (300_000 // len(piece)))


@given(st.text(max_size=300))
def test_any_front_matter_is_split_without_loss_of_prose(block: str) -> None:
    text = f"---\n{block}\n---\nThe prose itself."
    assert split_front_matter(text).text.endswith("The prose itself.")


@pytest.mark.parametrize(
    ("name", "front", "film", "year"),
    [
        ("Heat (1995).md", "type: movie", "Heat", 1995),
        ("The Long Day.md", "director: Ada Orr", "The Long Day", None),
        ("The Long Day.md", "tags: [x]", None, None),
        ("notes.md", "director: Ada Orr", None, None),
    ],
)
def test_a_note_is_named_after_its_film(
    folder: Folder, name: str, front: str, film: str | None, year: int | None
) -> None:
    review = folder.read_one(name, f"---\n{front}\n---\nCold.\n")
    assert (review.film, review.year) == (film, year)
    assert film is None or review.origin("film").origin is Origin.INFERRED


def test_a_headline_in_the_front_matter_is_kept_whole_for_a_later_step(folder: Folder) -> None:
    review = folder.read_one("a.md", '---\ntitle: "‘Heat’ Review: Cold"\n---\nDark.\n')
    assert review.film == "‘Heat’ Review: Cold"


def test_a_table_of_two_columns_is_a_list_of_facts(folder: Folder) -> None:
    table = "| Film | *Heat* |\n|:--|---|\n| Director | Ada Orr |\n"
    assert (
        folder.read_one("a.md", f"{table}\nCold.\n").text
        == "Film: Heat\nDirector: Ada Orr\n\nCold."
    )


def test_a_table_of_more_columns_stays_as_it_is(folder: Folder) -> None:
    text = "| a | b | c |\n\nCold."
    assert folder.read_one("a.md", text).text == text


def test_json_front_matter_is_read(folder: Folder) -> None:
    review = folder.read_one("a.md", '---json\n{"title": "Heat", "year": 1995}\n---\nCold.\n')
    assert (review.film, review.year, review.text) == ("Heat", 1995, "Cold.")


def test_a_post_has_the_date_of_its_file_name_unless_a_key_gives_one(folder: Folder) -> None:
    review = folder.read_one("2021-03-09-heat.md", "---\ntitle: Heat\n---\nCold.\n")
    assert review.date == "2021-03-09"
    assert review.origin("date").origin is Origin.INFERRED
    assert folder.read_one("2021-13-40-heat.md", "---\ntitle: Heat\n---\nCold.\n").date is None
    dated = folder.read_one("2021-03-10-us.md", "---\ntitle: Us\ndate: 2020-01-02\n---\nRed.\n")
    assert dated.date == "2020-01-02"


def test_a_note_with_a_line_about_a_film_is_named_after_it(folder: Folder) -> None:
    assert folder.read_one("Heat.md", "**Directed by:** Ada Orr\n\nCold.\n").film == "Heat"
    assert folder.read_one("Plans.md", "Directed at nobody.\n\nCold.\n").film is None
