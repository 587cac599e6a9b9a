"""The options that several commands share, and what they mean to a searcher."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from reelsearch.errors import SettingError
from reelsearch.query.expand import FilterValue
from reelsearch.settings import DEFAULT, Settings

_Function = TypeVar("_Function", bound=Callable[..., Any])

FILTERS = ("film", "reviewer", "person", "theme", "year", "rating")
_MOST_DIGITS = 9

index_option = click.option(
    "--index",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("index"),
    envvar="REELSEARCH_INDEX",
    show_default=True,
    show_envvar=True,
    metavar="DIR",
    help="The folder of the index.",
)


class _CountOrAll(click.ParamType[int | None]):
    """A number from 0, or ``all``, which is None."""

    name = "N|all"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | None:
        if value is None or value == "all":
            return None
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
            self.fail(f"It takes a number from 0, or all; got “{text}”.", param, ctx)
        return int(text)


COUNT_OR_ALL = _CountOrAll()
"""The type of an option that takes a number, or ``all``."""


mapping_option = click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of a table holds a field, as in body=quote.",
)


_LIMITS = {
    "max_file": ("largest_file", "BYTES", "Reject a text, page or feed in a larger file."),
    "max_review": ("longest_review", "CHARACTERS", "Reject a longer review."),
    "max_depth": ("deepest_archive", "N", "Read archives in archives, up to N deep."),
    "max_query": ("longest_query", "CHARACTERS", "Refuse a longer query."),
    "max_terms": ("most_terms", "N", "Refuse a prefix* that stands for more words."),
}
"""Options of limits: the setting, the unit, the help."""


def limit_options(*names: str) -> Callable[[_Function], _Function]:
    """``--max-file`` and the like: a limit to what is read or asked, at least 1."""

    def add(function: _Function) -> _Function:
        for name in reversed(names):
            setting, unit, said = _LIMITS[name]
            function = click.option(
                f"--{name.replace('_', '-')}",
                name,
                default=getattr(DEFAULT, setting),
                show_default=True,
                metavar=unit,
                help=said,
            )(function)
        return function

    return add


def make_settings(options: dict[str, Any], **others: Any) -> Settings:
    """The settings that options of :func:`limit_options` make, and *others*, by their names."""
    limits = {name: value for name, value in options.items() if name in _LIMITS}
    for name, value in limits.items():
        if value < 1:
            option = f"--{name.replace('_', '-')}"
            raise SettingError(f"{option} is 1 or more; got {value}.")
    chosen = {_LIMITS[name][0]: value for name, value in limits.items()}
    return replace(DEFAULT, **chosen, **others)


timeout_option = click.option(
    "--timeout",
    type=float,
    metavar="SECONDS",
    help="Stop a query that takes longer.  [default: none is stopped]",
)


def format_option(*formats: str) -> Callable[[_Function], _Function]:
    """``--format`` with the forms a command can print in; the first is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print it.",
    )


def filter_options(function: _Function) -> _Function:
    """``--film``, ``--reviewer`` and so on; each may be given more than once: any of them."""
    examples = {
        "film": "Only reviews of this film.",
        "reviewer": "Only reviews by this reviewer.",
        "person": "Only films with this person.",
        "theme": "Only reviews with this theme.",
        "year": "Only films of this year, or of years such as 2010..2020 or >=1990.",
        "rating": "Only reviews rated so: 0.8, 4/5, >=0.6, 0.5..0.7.",
    }
    for name in reversed(FILTERS):
        function = click.option(
            f"--{name}", name, multiple=True, metavar="VALUE", help=examples[name]
        )(function)
    return function


def make_filters(options: dict[str, Any]) -> dict[str, FilterValue]:
    """What the filter options mean to :meth:`Searcher.search`."""
    chosen: dict[str, FilterValue] = {}
    for name in FILTERS:
        values = options[name]
        if values:
            chosen[name] = values[0] if len(values) == 1 else list(values)
    return chosen


def parse_mapping(mapping: tuple[str, ...]) -> dict[str, str]:
    """What ``--map`` means: the column that holds each field."""
    columns = {}
    for pair in mapping:
        name, equals, column = pair.partition("=")
        if not (name and equals and column):
            raise SettingError(f"--map takes FIELD=COLUMN, as in body=quote; got “{pair}”.")
        columns[name] = column
    return columns
