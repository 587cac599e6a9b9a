"""Several reviews in one pasted file: where each begins, and files that hold only one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.readers.markdown_series import part_markdown
from reelsearch.readers.markdown_text import markdown_to_text
from reelsearch.readers.sections import divide, list_own
from reelsearch.readers.series import find_series
from reelsearch.review import Location, Origin, Review
from tests.pasted_reviews import PROSE
from tests.readers.folder import Folder, reviews

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
FILES = sorted((HERE / "series").iterdir())

HEADINGS = (
    ("HEAT (1995) BBC2, 10pm", "RONIN (1998) C4, 11.05pm"),
    ("Heat (1995) – 4/5", "Ronin (1998) – 3/5"),
    ("Heat (Michael Mann, 1995)", "Ronin (John Frankenheimer, 1998)"),
    ("PAST LIVES (Celine Song)", "THE HOLDOVERS (Alexander Payne)"),
    ("1. HEAT\nMichael Mann, USA 1995, 170 min", "2. RONIN\nJohn Frankenheimer, USA 1998, 122 min"),
    ("Heat\nDir: Michael Mann", "Ronin\nDir: John Frankenheimer"),
    ("2. Ronin (1998)", "1. Heat (1995)"),
    ("Heat - 9/10", "Ronin - 7/10"),
    ("Heat ★★★★", "Ronin ★★★"),
    ("Film: Heat\nYear: 1995", "Film: Ronin\nYear: 1998"),
    ("12/3/2014 - Heat (1995)", "19/3/2014 - Ronin (1998)"),
    ("Mon 4 Jan 2010\nHeat (1995).", "Sat 16 Jan 2010\nRonin (1998)."),
    ("3 March\nWent to see Heat at the Rex.", "9 April\nWatched Ronin on the telly."),
    ("#41 halberd\nMember\n12-Oct-2011, 22:14", "#42 peg66\nMember\n13-Oct-2011, 07:50"),
    ("u/halberd · 5y ago", "u/peg66 · 4y ago"),
    ("Review by halberd ★★★★ 14 Jan 2023", "Review by peg66 ★★ 3 Feb 2023"),
    ("by halberd » Tue Mar 05, 2013 10:12 pm", "by peg66 » Wed Mar 06, 2013 8:40 am"),
    ("10/10\nCold and blue\nhalberd  18 February 2008", "4/10\nToo long\npeg66  3 July 2011"),
    ("Ada O.\n5.0 out of 5 stars Cold", "Bert P.\n2.0 out of 5 stars Long"),
    ("9\nhalberd\nJan 8, 2017", "4\npeg66\nFeb 19, 2017"),
    ("1. HEAT\n(Michael Mann, 1995)", "2. RONIN\n(John Frankenheimer, 1998)"),
    ("1) Heat -- Michael Mann, 1995 -- on 3.2.2021", "2) Ronin -- John Frankenheimer, 1998"),
    ("#41\nhalberd\nMember\nFrom: Leith\nPosts: 8\n12-10-2011", "#42\npeg66\nMember\n13-10-2011"),
    ("Ada Orr\nThe Harbour News\nFRESH", "Bert Poe\nLeith Reel\nROTTEN"),
    ("Heat / Michael Mann / 1995", "Ronin / John Frankenheimer / 1998"),
    ("Heat (dir Michael Mann)", "Ronin (dir John Frankenheimer)"),
    ("HEAT (15) ***", "RONIN (18) **"),
    ("★★★★ Watched by halberd 14 Jan 2023", "★★ Watched by peg66 3 Feb 2023"),
    ("## Heat (Michael Mann, 1995)", "## Ronin (John Frankenheimer, 1998)"),
)

SINGLE = {
    name: text.replace("<prose>", PROSE)
    for name, _, text in (
        case.partition("\n")
        for case in (HERE / "one_review.txt").read_text("utf-8").split("=== ")[1:]
    )
}


@pytest.mark.parametrize(("first", "second"), HEADINGS)
def test_two_that_begin_alike_are_two(folder: Folder, first: str, second: str) -> None:
    name = "two.md" if first.startswith("##") else "two.txt"
    found = reviews(folder.read(name, f"Seen lately\n\n{first}\n{PROSE}\n\n{second}\n{PROSE}\n"))
    assert [str(review.location) for review in found] == [f"{name}#1", f"{name}#2"]
    assert first.split("\n", maxsplit=1)[0].strip("# ") in found[0].text
    assert second.split("\n", maxsplit=1)[0].strip("# ") in found[1].text


@pytest.mark.parametrize("text", SINGLE.values(), ids=SINGLE)
@pytest.mark.parametrize("name", ["one.txt", "one.md"])
def test_what_may_be_one_review_stays_one(folder: Folder, text: str, name: str) -> None:
    assert folder.read_one(name, text).location.row is None


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.*")), ids=lambda path: path.name)
def test_each_file_of_the_corpus_is_one(path: Path) -> None:
    assert find_series(path.read_text("utf-8")) is None


def test_every_text_that_is_annotated_as_one_is_one() -> None:
    cases = (HERE.parent / "annotate" / "texts.jsonl").read_text("utf-8").splitlines()
    assert [case for case in cases if find_series(json.loads(case)["text"])] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_texts_laid_end_to_end_are_the_text_of_the_file(folder: Folder, path: Path) -> None:
    written = path.read_text("utf-8")
    found = reviews(folder.read(path.name, written))
    assert len(found) > 1
    whole = markdown_to_text(written) if path.suffix == ".md" else written
    assert "".join(review.text for review in found) == whole


_OTHERS = ("", "---", "***", "Saturday", "5/5", "Ada Orr", "> quoted", "\t", "<!-- a", "-->", "```")
_TEXTS = st.sampled_from(HEADINGS).flatmap(
    lambda pair: st.lists(
        st.sampled_from((*pair, *pair, PROSE, PROSE, *_OTHERS, *HEADINGS[0])), max_size=16
    ).map("\n".join)
)


@given(_TEXTS)
def test_nothing_of_a_text_is_lost_or_read_twice(text: str) -> None:
    series = find_series(text)
    if series is None:
        return
    assert "\n".join(series.lines) == text
    bounds = [bound for part in series.parts for bound in (part.first, part.end)]
    assert bounds == sorted(bounds)
    assert bounds[-1] <= len(series.lines)
    for part in series.parts:
        assert part.first <= part.begins_at < part.end
    whole = Review(text, Location("/reviews", "a.txt"), body=(0, len(text)))
    numbers = range(1, len(series.lines) + 1)
    found = list(divide(whole, list_own(series), numbers, series))
    assert "".join(review.text for review in found) == text
    for review in found:
        assert review.section is not None
        start, stop = review.body
        assert 0 <= start < stop <= len(review.text)
        own = review.text[start:stop].split("\n")
        lines = [series.lines[number - 1] for number in review.section.lines]
        assert len(own) == len(lines)
        assert all(piece in line for piece, line in zip(own, lines, strict=True))


@given(_TEXTS)
def test_markdown_is_parted_into_the_plain_text_that_it_is(text: str) -> None:
    parted = part_markdown(text, 0)
    if parted is None:
        return
    assert parted.text == markdown_to_text(text)
    whole = Review(parted.text, Location("/reviews", "a.md"), body=(0, len(parted.text)))
    found = list(parted.divide(whole))
    assert len(found) > 1
    assert "".join(review.text for review in found) == parted.text
    assert all(0 <= r.body[0] < r.body[1] <= len(r.text) for r in found)


def test_what_the_line_above_a_post_says_is_stated_with_that_line(folder: Folder) -> None:
    text = (HERE / "series" / "forum.txt").read_text("utf-8")
    found = reviews(folder.read("forum.txt", text))
    for review, line in zip(found, (4, 9), strict=True):
        origin = review.origin("reviewer")
        assert (origin.origin, origin.line) == (Origin.HEADER, line)
        assert text.split("\n")[line - 1].strip() == origin.evidence


def test_keys_above_several_reviews_hold_for_all(folder: Folder) -> None:
    found = reviews(
        folder.read(
            "january.md",
            "---\ntitle: Seen in January\nauthor: Ada Orr\n---\n\n"
            f"## Heat (1995)\n\n{PROSE}\n\n## Ronin (1998)\n\n{PROSE}\n",
        )
    )
    assert [review.reviewers for review in found] == [("Ada Orr",)] * 2
    assert [review.film for review in found] == ["Heat", "Ronin"]


def test_a_note_whose_keys_are_of_one_film_is_one_review(folder: Folder) -> None:
    text = f"## Heat (1995)\n\n{PROSE}\n\n## Ronin (1998)\n\n{PROSE}\n"
    assert (
        folder.read_one("a.md", f"---\ntitle: Heat\nrating: 4/5\n---\n\n{text}").location.row
        is None
    )


def test_reviews_in_a_comment_of_markdown_do_not_divide_it(folder: Folder) -> None:
    text = f"<!--\n## Heat (1995)\n\n{PROSE}\n\n-->\n## Ronin (1998)\n\n{PROSE}\n"
    assert folder.read_one("a.md", text).location.row is None
