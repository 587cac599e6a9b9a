"""The facets of a search, without loading what makes them where none is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reelsearch.results import Facet, FacetCount


class LazyFacets:
    """The facets that were asked for: what the engine is to count, and what becomes of it."""

    def __init__(self, asked: Sequence[str]) -> None:
        self.sources: list[str] = []
        self._asked: list[str] = []
        if asked:
            from reelsearch.facets import name_facet, source_of  # most queries ask for none

            self._asked = [name_facet(name) for name in asked]
            self.sources = list(dict.fromkeys(map(source_of, self._asked)))

    def make(self, counts: Mapping[str, tuple[FacetCount, ...]]) -> dict[str, Facet]:
        """The facets from the counts of their sources."""
        if not self._asked:
            return {}
        from reelsearch.facets import make_facet, source_of

        return {name: make_facet(name, counts[source_of(name)]) for name in self._asked}
