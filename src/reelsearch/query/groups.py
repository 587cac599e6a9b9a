"""What a typed query is a tree of, besides Whoosh's own queries: words side by side, and clauses
in one sentence or paragraph."""

from __future__ import annotations

from whoosh import query as q

FREE = ""
"""The field name of a leaf for which none was typed."""


class Loose(q.Or):
    """Clauses standing side by side: ``kitchen fight year:2025 -knife``.

    Any of the plain words may match, all of them rank first; clauses with a field,
    phrases and groups must match; negated ones must not.
    """


class Together(q.And):
    """Clauses with ``/s`` or ``/p``, the *sign*, between them: in one sentence or paragraph."""

    sign = ""


class InSentence(Together):
    """``a /s b``"""

    sign = "/s"


class InParagraph(Together):
    """``a /p b``"""

    sign = "/p"
