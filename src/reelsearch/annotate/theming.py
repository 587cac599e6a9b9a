"""A review in, the same with its themes out, each with the sentence that earned it."""

from __future__ import annotations

from reelsearch.annotate.theme_lexicon import ThemeLexicon
from reelsearch.annotate.themes import find_themes
from reelsearch.review import Origin, Provenance, Review


def annotate_themes(review: Review, lexicon: ThemeLexicon) -> Review:
    """*review* with the themes its prose treats; themes that its format gave stay."""
    if review.themes:
        return review
    found = find_themes(review.text, review.body, review.film, lexicon)
    if not found:
        return review
    start, end = found[0].sentence
    names = tuple(theme.name for theme in found)
    # An "=" in the lexicon asks for a word in this form only; it is no part of the name.
    synonyms = dict.fromkeys(
        other.replace("=", "") for name in names for other in lexicon.other_names(name)
    )
    line = review.text.count("\n", 0, start) + 1
    if (section := review.section) is not None:
        line = section.lines[line - 1 - review.text.count("\n", 0, section.start)]
    return review.with_facts(
        {"themes": Provenance(Origin.INFERRED, review.text[start:end], line)},
        themes=names,
        theme_evidence={theme.name: theme.sentence for theme in found},
        theme_synonyms=tuple(name for name in synonyms if name not in names),
    )
