"""Query trees as text, for goldens, and the reader of the files that hold them.

A tree is ``kind(child, child)``; a leaf is ``field:text``, without the field if none was
typed. A boost stands after ``^``, a phrase's slop after ``~``. What is too long for a
line of 80 has a child on each line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whoosh import query as q

from reelsearch.query.groups import InParagraph, InSentence, Loose
from reelsearch.query.plan import Plan, Sought
from reelsearch.query.same_unit import SameUnit

FIXTURES = Path(__file__).parent / "fixtures"
_WIDTH = 78

_KINDS: tuple[tuple[type[q.Query], str], ...] = (
    (Loose, "loose"),
    (InSentence, "/s"),
    (InParagraph, "/p"),
    (q.DisjunctionMax, "best"),
    (q.Require, "require"),
    (q.And, "and"),
    (q.Or, "or"),
    (q.Not, "not"),
)


def show_tree(tree: q.Query, indent: str = "") -> str:
    """*tree* as text whose lines begin with *indent*."""
    line = _in_line(tree)
    children = _children(tree)
    if len(indent) + len(line) <= _WIDTH or not children:
        return indent + line
    inner = ",\n".join(show_tree(child, indent + "  ") for child in children)
    return f"{indent}{_name(tree)}(\n{inner})"


def read_goldens(name: str) -> Iterator[tuple[str, str]]:
    """(input, expected) of every ``input; expected`` in a file.

    Lines that begin with a space go on with what is expected; ``#`` begins a comment.
    """
    entry: list[str] = []
    for line in (*(FIXTURES / name).read_text("utf-8").splitlines(), ""):
        if line.startswith(" "):
            entry.append(line)
            continue
        if entry:
            typed, _, first = entry[0].partition(";")
            yield typed, "\n".join([first.lstrip(" "), *entry[1:]]).lstrip("\n")
        entry = [line] if line and not line.startswith("#") else []


def _in_line(tree: q.Query) -> str:
    children = [_in_line(child) for child in _children(tree)]
    return f"{_name(tree)}({', '.join(children)})" if children else _leaf(tree)


def _children(tree: q.Query) -> list[q.Query]:
    without = tree.without if isinstance(tree, SameUnit) else ()
    return [*tree.children(), *map(q.Not, without)]


def _name(tree: q.Query) -> str:
    if isinstance(tree, SameUnit):
        return f"in {tree.unit} "
    if isinstance(tree, q.ConstantScoreQuery):
        return f"score {tree.score:g} "
    return next(name for kind, name in _KINDS if isinstance(tree, kind))


def _leaf(leaf: q.Query) -> str:
    if isinstance(leaf, q.Every):
        return "*"
    if leaf == q.NullQuery or not hasattr(leaf, "fieldname"):
        return f"{_name(leaf)}()" if isinstance(leaf, q.Or) else "nothing"
    field = f"{leaf.fieldname}:" if leaf.fieldname else ""
    factor = float(getattr(leaf, "boost", 1.0))
    boost = f"^{factor:.3g}" if factor != 1.0 else ""
    return f"{field}{_text(leaf)}{boost}"


def _text(leaf: q.Query) -> str:
    if isinstance(leaf, q.Phrase):
        slop = f"~{leaf.slop}" if leaf.slop != 1 else ""
        return f'"{" ".join(leaf.words)}"{slop}'
    if isinstance(leaf, q.Prefix):
        return f"{leaf.text}*"
    if isinstance(leaf, (q.TermRange, q.NumericRange)):
        low = "" if leaf.start is None else f"{leaf.start} "
        high = "" if leaf.end is None else f" {leaf.end}"
        opened, closed = "[{"[leaf.startexcl], "]}"[leaf.endexcl]
        return f"{opened}{low}to{high}{closed}"
    assert isinstance(leaf, q.Term)
    return f"“{leaf.text}”" if " " in leaf.text else leaf.text


def show_plan(plan: Plan) -> str:
    """The tree, ``then`` what the best candidates are rescored by, and the notes."""
    lines = [show_tree(plan.query, "  ")]
    if plan.rescore is not None:
        lines.append("  then\n" + show_tree(plan.rescore, "  "))
    lines += [f"  note: {note}" for note in plan.notes]
    return "\n".join(lines)


def show_sought(plan: Plan) -> str:
    """What the passages are to show: ``stem, "a phrase"~5, <a name>, prefix*``."""
    items = [
        *plan.stems,
        *map(_show_run, plan.phrases),
        *(
            f"{together.unit}({_show_sides(together.sides)}"
            f"{' but ' if together.without else ''}{_show_sides(together.without)})"
            for together in plan.together
        ),
        *(f"<{' '.join(sought.words)}>" for sought in plan.names),
        *(f"{prefix}*" for prefix in plan.prefixes),
    ]
    return ", ".join(items) or "nothing"


def _show_sides(sides: tuple[tuple[Sought, ...], ...]) -> str:
    return ", ".join("|".join(map(_show_run, side)) for side in sides)


def _show_run(sought: Sought) -> str:
    slop = f"~{sought.slop}" if sought.slop != 1 else ""
    return f'"{" ".join(sought.words)}"{slop}'
