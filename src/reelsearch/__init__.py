"""reelsearch: paste film reviews into a folder, and find the passage you mean.

    import reelsearch

    report = reelsearch.index(["corpus/"], "index")
    with reelsearch.open("index") as searcher:
        for hit in searcher.search("kitchen fight"):
            print(hit.review.film, hit.passages[0].text)

What is named in ``__all__`` is the public interface; the rest may change.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reelsearch.engines.base import Damage, Verification
    from reelsearch.engines.whoosh_engine.verifying import verify
    from reelsearch.errors import (
        EngineError,
        IndexFormatError,
        IndexLockedError,
        IndexNotFoundError,
        QuerySyntaxError,
        QueryTimeoutError,
        ReelsearchError,
        ReviewNotFoundError,
        SettingError,
        SourceNotFoundError,
        TooManyErrorsError,
        TooManyTermsError,
        UnknownFieldError,
        UnreadableError,
        UserError,
    )
    from reelsearch.film_cards import FilmCard
    from reelsearch.index_report import IndexReport
    from reelsearch.indexing import index
    from reelsearch.results import Facet, FacetCount, Hit, Passage, Results, Span, Suggestion
    from reelsearch.review import Location, Origin, Provenance, Rejection, Review
    from reelsearch.searching import Searcher
    from reelsearch.searching import open_index as open
    from reelsearch.settings import Settings
    from reelsearch.studies.concordance import Concordance, ConcordanceLine
    from reelsearch.studies.likeness import SimilarReview, SimilarReviews
    from reelsearch.studies.wording import Favourite, Wording

__all__ = [
    "Concordance",
    "ConcordanceLine",
    "Damage",
    "EngineError",
    "Facet",
    "FacetCount",
    "Favourite",
    "FilmCard",
    "Hit",
    "IndexFormatError",
    "IndexLockedError",
    "IndexNotFoundError",
    "IndexReport",
    "Location",
    "Origin",
    "Passage",
    "Provenance",
    "QuerySyntaxError",
    "QueryTimeoutError",
    "ReelsearchError",
    "Rejection",
    "Results",
    "Review",
    "ReviewNotFoundError",
    "Searcher",
    "SettingError",
    "Settings",
    "SimilarReview",
    "SimilarReviews",
    "SourceNotFoundError",
    "Span",
    "Suggestion",
    "TooManyErrorsError",
    "TooManyTermsError",
    "UnknownFieldError",
    "UnreadableError",
    "UserError",
    "Verification",
    "Wording",
    "index",
    "open",
    "verify",
]

_ERRORS = {name for name in __all__ if name.endswith("Error")}
_MODULE_OF = {
    **dict.fromkeys(_ERRORS, "errors"),
    **dict.fromkeys(("Concordance", "ConcordanceLine"), "studies.concordance"),
    **dict.fromkeys(("Favourite", "Wording"), "studies.wording"),
    **dict.fromkeys(("SimilarReview", "SimilarReviews"), "studies.likeness"),
    **dict.fromkeys(("Damage", "Verification"), "engines.base"),
    "FilmCard": "film_cards",
    "IndexReport": "index_report",
    "index": "indexing",
    **dict.fromkeys(
        ("Facet", "FacetCount", "Hit", "Passage", "Results", "Span", "Suggestion"), "results"
    ),
    **dict.fromkeys(("Location", "Origin", "Provenance", "Rejection", "Review"), "review"),
    **dict.fromkeys(("Searcher", "open"), "searching"),
    "Settings": "settings",
    "verify": "engines.whoosh_engine.verifying",
}


def __getattr__(name: str) -> Any:
    # Searching needs no readers and indexing no snippets: each is imported when it is
    # first asked for, which halves the time a query takes to start.
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_MODULE_OF[name]}")
    value = getattr(module, "open_index" if name == "open" else name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
