from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reelsearch

DOCUMENTED = """
    index open IndexReport Searcher Settings
    Results Hit Passage Span Facet FacetCount FilmCard Suggestion Concordance ConcordanceLine
    SimilarReview SimilarReviews Favourite Wording Damage Verification verify
    Review Location Origin Provenance Rejection
    ReelsearchError UserError EngineError QuerySyntaxError UnknownFieldError SettingError
    TooManyErrorsError QueryTimeoutError TooManyTermsError
    SourceNotFoundError UnreadableError ReviewNotFoundError
    IndexNotFoundError IndexFormatError IndexLockedError
""".split()

HEAVY = "whoosh numpy rapidfuzz rich click yaml selectolax Stemmer asyncio".split()
NOT_FOR_A_SEARCH = "rapidfuzz rich click yaml selectolax asyncio".split()
NOT_FOR_A_SEARCH += ["reelsearch.readers", "reelsearch.annotate", "reelsearch.indexing"]


def list_loaded(code: str, names: list[str], *arguments: str) -> list[str]:
    """Those of the modules *names* that are loaded after *code* in a fresh interpreter."""
    tail = f"\nimport sys; print(*sorted(set({names!r}) & set(sys.modules)))"
    command = [sys.executable, "-c", code + tail, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_public_names_are_the_documented_ones() -> None:
    assert sorted(reelsearch.__all__) == sorted(DOCUMENTED)
    assert reelsearch.__all__ == sorted(reelsearch.__all__)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_public_name_can_be_imported_and_is_described(name: str) -> None:
    value = getattr(reelsearch, name)
    assert name in dir(reelsearch)
    assert inspect.getdoc(value)
    assert value.__module__.startswith("reelsearch.")


def test_every_public_name_is_in_the_documentation(root: Path) -> None:
    said = set(re.findall(r"\w+", (root / "docs" / "python.md").read_text("utf-8")))
    assert set(reelsearch.__all__) - said == set()


def test_every_error_of_the_package_is_public() -> None:
    from reelsearch import errors

    defined = {name for name, value in vars(errors).items() if inspect.isclass(value)}
    assert defined == {name for name in reelsearch.__all__ if name.endswith("Error")}
    assert all(issubclass(vars(errors)[name], reelsearch.ReelsearchError) for name in defined)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'searhc'"):
        reelsearch.searhc  # noqa: B018 (the look-up is what is tested)


def test_star_import_brings_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from reelsearch import *", names)
    assert set(reelsearch.__all__) <= names.keys()


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert list_loaded("import reelsearch", HEAVY) == []


def test_plain_search_imports_only_what_it_needs(corpus_index: Path) -> None:
    code = """
import sys, reelsearch
with reelsearch.open(sys.argv[1]) as searcher:
    assert searcher.search("kitchen fight").hits[0].passages
    assert searcher.search("film:ballerina", facets=["year"], sort="date").total
"""
    assert list_loaded(code, NOT_FOR_A_SEARCH, str(corpus_index)) == []
    assert list_loaded(code, ["whoosh.searching", "whoosh.codec.whoosh3"], str(corpus_index)) == []


def test_search_for_words_needs_neither_the_grammar_nor_all_of_numpy(corpus_index: Path) -> None:
    code = """
import sys, reelsearch
with reelsearch.open(sys.argv[1]) as searcher:
    assert searcher.search("kitchen fight").hits[0].passages
"""
    assert list_loaded(code, ["whoosh.qparser", "numpy.ma"], str(corpus_index)) == []


def test_misspelt_name_imports_what_compares_names(corpus_index: Path) -> None:
    code = """
import sys, reelsearch
with reelsearch.open(sys.argv[1]) as searcher:
    assert searcher.search("balerina").total == 2
"""
    assert list_loaded(code, ["rapidfuzz"], str(corpus_index)) == ["rapidfuzz"]


def test_example_of_the_package_runs(corpus: Path, tmp_path: Path) -> None:
    report = reelsearch.index([corpus], tmp_path / "index")
    assert report.added == 48
    with reelsearch.open(tmp_path / "index") as searcher:
        for hit in searcher.search("kitchen fight"):
            assert isinstance(hit.passages[0].text, str)
