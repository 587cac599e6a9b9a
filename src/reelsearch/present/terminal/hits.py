"""An answer as a list to read: for each hit what it is about, and the passage that matched."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from reelsearch.present.explanations import round_parts
from reelsearch.present.safety import clean_line, mask
from reelsearch.present.terminal.consoles import FILM, MATCH, NOTE, QUIET, plain, print_indented
from reelsearch.present.terminal.counts import print_facet
from reelsearch.results import Hit, Passage, Results
from reelsearch.review import Review

_INDENT = 4


def print_results(
    console: Console, results: Results, offset: int = 0, *, numbered: bool = False
) -> None:
    """The hits, numbered from *offset* + 1, and the facets that were asked for. *numbered* says
    of each passage in which paragraph it stands and which of how many it is."""
    for rank, hit in enumerate(results, offset + 1):
        _print_hit(console, rank, hit, numbered=numbered)
    for facet in results.facets.values():
        print_facet(console, facet)


def print_notes(console: Console, results: Results) -> None:
    """What was done to the query, one line each."""
    for note in results.notes:
        console.print(plain(note, NOTE))


def print_summary(console: Console, results: Results, offset: int = 0) -> None:
    """How many reviews there are, how long it took to find them, and what may have been meant."""
    for other in results.did_you_mean:
        console.print(plain(f"Did you mean {other.query} ({_count(other.total)})?", NOTE))
    if not results.total:
        console.print(Text(f"No review matches. ({_time(results)})", QUIET))
        return
    reviews = _count(results.total)
    shown = f", {offset + 1}–{offset + len(results)} shown" if len(results) < results.total else ""
    console.print(Text(f"{reviews}{shown} ({_time(results)})", QUIET))


def _count(reviews: int) -> str:
    return "1 review" if reviews == 1 else f"{reviews:,} reviews"


def title_of(review: Review) -> str:
    """The film and its year, or that there is none."""
    film = review.film or "(film not stated)"
    return f"{film} ({review.year})" if review.year else film


def _time(results: Results) -> str:
    return f"{results.took * 1000:.0f} ms"


def _print_hit(console: Console, rank: int, hit: Hit, *, numbered: bool) -> None:
    review = hit.review
    heading = plain(title_of(review), FILM)
    if review.reviewer:
        heading.append(f" — {clean_line(review.reviewer)}", "")
    if review.rating_text:
        heading.append(f" · {clean_line(review.rating_text)}", "")
    print_heading(console, f"{rank:>2}. ", heading)
    below = []
    for number, passage in enumerate(hit.passages, 1):
        if numbered:
            below.append(_head_passage(passage, number, hit.passage_count))
        below.append(render_passage(passage, review))
    if review.themes:
        below.append(plain(f"themes: {', '.join(review.themes)}", QUIET))
    below.append(plain(f"{review.path} · {hit.id}", QUIET))
    for text in below:
        print_indented(console, text, _INDENT)
    if hit.explanation is not None:
        parts = round_parts(hit.explanation, hit.score, 3)
        for label, score in (*parts.items(), ("in all", hit.score)):
            print_indented(console, plain(f"{score:.3f} {label}", QUIET), _INDENT)
    console.print()


def print_heading(console: Console, number: str, heading: Text) -> None:
    """The *heading* beside its *number*, wrapped beside it if it is long."""
    for line in heading.wrap(console, max(console.width - len(number), 10)):
        line.rstrip()
        console.print(Text(number).append_text(line), soft_wrap=True)
        number = " " * len(number)


def _head_passage(passage: Passage, number: int, count: int) -> Text:
    """``¶12, passage 1 of 3``"""
    place = f"¶{passage.paragraph}, " if passage.paragraph else ""
    return Text(f"{place}passage {number} of {count}", QUIET)


def render_passage(passage: Passage, review: Review) -> Text:
    """The passage on one line, with what matched in style, and … where the text goes on."""
    safe = mask(review.text[passage.start : passage.end])
    text = Text("… " if _is_cut(review.text, passage.start) else "")
    at = 0
    for start, end in passage.spans:
        text.append(_squeeze(safe[at : start - passage.start]))
        text.append(_squeeze(safe[start - passage.start : end - passage.start]), MATCH)
        at = end - passage.start
    text.append(_squeeze(safe[at:]))
    return text


def _squeeze(text: str) -> str:
    """White space as single spaces; a space at either end stays, the next piece may need it."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def _is_cut(text: str, start: int) -> bool:
    """Whether a passage begins within a sentence: where a long one had to be cut."""
    before = text[:start].rstrip()[-1:]
    return (
        bool(before)
        and "\n" not in text[len(text[:start].rstrip()) : start]
        and (before.isalnum() or before in ",;:—–-")
    )
