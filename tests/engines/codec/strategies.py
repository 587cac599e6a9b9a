"""Documents for property tests: short texts of words that are hard to split."""

from __future__ import annotations

from hypothesis import strategies as st

from reelsearch.analysis.analyzers import BETWEEN_VALUES

_WORDS = st.sampled_from(
    [
        "running", "run", "Amélie", "amelie", "Spider-Man", "spiderman", "E.T.", "M*A*S*H", "don't",
        "L'Avventura", "rock'n'roll", "Boss's", "&", "8½", "café,", "(the", "end.)", "--", "ﬁlm",
        "naïve", "WALL·E", "run-ning", "s-s", "a-a-a", "The", "the", "'", "x" * 120, "e\u0301t",
        "zero\u200bwidth", "soft\u00adhyphen", "日本語", "か\u3099", "_", "snake_case", "1999", "é",
    ]
)  # fmt: skip
_GAPS = st.sampled_from([" ", "\n", "\t ", "\u00a0", "\u2003", "\x85", "\x1f", BETWEEN_VALUES, ""])
TEXT = st.lists(st.tuples(_WORDS, _GAPS), max_size=8).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
ANY_TEXT = st.one_of(TEXT, st.text(max_size=20))
_LABELS = st.lists(st.sampled_from(["uk", "fr", "jp", ""]), max_size=3)
NUMBERS = st.integers(min_value=1890, max_value=2030)

DOCUMENT = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["a", "b", "c", "d"]),
        "file": st.sampled_from(["one.txt", "two.txt", "é.txt", ""]),
        "review": st.text(max_size=10),
        "film": ANY_TEXT,
        # Not empty: Whoosh's own writer cannot sort by a list without values.
        "film_key": _LABELS.map(lambda labels: labels or ["?"]),
        "country": _LABELS,
        "person": ANY_TEXT,
        "body": ANY_TEXT,
        "word": ANY_TEXT,
        "unit": ANY_TEXT,
        "searched": st.lists(st.tuples(ANY_TEXT, st.integers(0, 3)), max_size=3),
        "year": NUMBERS,
        "rating": st.floats(min_value=0, max_value=1),
    },
)
DOCUMENTS = st.lists(DOCUMENT, max_size=7)
