"""Findings in, the measured section of a page out, in Markdown.

The section stands between two markers; nothing else of the page is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.findings import Built, CorpusFindings, Findings
from benchmarks.targets import CONTENDER, RIVAL, judge_targets

START, END = "<!-- measured: start -->", "<!-- measured: end -->"


class MarkersError(ValueError):
    """The page has not the two markers, once each and in order."""


def fill_page(page: str, section: str) -> str:
    """*page* with *section* between its markers. Raises :class:`MarkersError`."""
    start, end = page.find(START), page.find(END)
    if page.count(START) != 1 or page.count(END) != 1 or end < start:
        raise MarkersError(
            f"The page needs the lines {START} and {END}, once each and in this order."
            " Add them where the figures are to stand."
        )
    return f"{page[: start + len(START)]}\n\n{section.strip()}\n\n{page[end:]}"


def write_section(findings: Findings, plot: str | None = None) -> str:
    """All tables, under headings; *plot* is the address of the drawing, if there is one."""
    parts = ["## Measured", f"{findings.machine}. {findings.how}"]
    parts.append(f"Versions: {', '.join(findings.versions)}.")
    parts += [f"Left out: {name} ({why})." for name, why in findings.left_out.items()]
    if plot is not None:
        parts.append(f"![The median time of a question by the number of reviews]({plot})")
    for corpus in findings.corpora:
        title = f"### {corpus.label}: {corpus.reviews:,} reviews, {_megabytes(corpus.size)}"
        parts += [title, *_write_tables(corpus)]
    return "\n\n".join(parts) + "\n"


def _write_tables(corpus: CorpusFindings) -> Iterable[str]:
    if corpus.builds:
        yield "Building the index:\n\n" + _write_builds(corpus.builds)
    if corpus.timings:
        said = "Median / 99th percentile in milliseconds"
        yield f"{said}, ten hits asked for:\n\n{_write_times(corpus)}"
    if rows := judge_targets(corpus):
        yield "Targets:\n\n" + write_table(["", "target", "measured", ""], rows)
    if corpus.agreements:
        said = f"How often the number of hits is the one of {corpus.agreements[0].reference}"
        yield f"{said} (and by how much it differs where it is not):\n\n{_write_agreement(corpus)}"


def _write_builds(builds: Sequence[Built]) -> str:
    rival = next((built.seconds for built in builds if built.label == RIVAL), None)
    header = ["engine", "time", "peak memory", "on disk"]
    rows = [
        [b.label, f"{b.seconds:,.1f} s", _megabytes(b.peak), _megabytes(b.disk)] for b in builds
    ]
    if rival:
        header.append(f"time ÷ {RIVAL}'s")
        rows = [
            [*row, f"{built.seconds / rival:.2f}"] for row, built in zip(rows, builds, strict=True)
        ]
    return write_table(header, rows)


def _write_times(corpus: CorpusFindings) -> str:
    labels = list(dict.fromkeys(timing.label for timing in corpus.timings))
    labels.sort(key=lambda label: (label != CONTENDER, label != RIVAL))
    has_both = CONTENDER in labels and RIVAL in labels
    ratio = f"{CONTENDER} ÷ {RIVAL}"
    header = [*labels[:2], ratio, *labels[2:]] if has_both else labels
    rows = []
    for kind in dict.fromkeys(timing.kind for timing in corpus.timings):
        cells = {label: _write_time(corpus, kind, label) for label in labels}
        own, rival = corpus.find(kind, CONTENDER), corpus.find(kind, RIVAL)
        cells[ratio] = f"{own.median / rival.median:.2f}" if own and rival else ""
        rows.append([kind, *(cells[label] for label in header)])
    return write_table(["question", *header], rows)


def _write_time(corpus: CorpusFindings, kind: str, label: str) -> str:
    timing = corpus.find(kind, label)
    if timing is None:
        return ""
    most = max(t.asked for t in corpus.timings if t.kind == kind)
    part = f" ({timing.asked} of {most})" if timing.asked < most else ""
    return f"{_milliseconds(timing.median)} / {_milliseconds(timing.p99)}{part}"


def _write_agreement(corpus: CorpusFindings) -> str:
    labels = list(dict.fromkeys(agreement.label for agreement in corpus.agreements))
    cells: dict[tuple[str, str], str] = {}
    for a in corpus.agreements:
        apart = f" ({a.apart:.1%})" if a.apart else ""
        cells[a.kind, a.label] = f"{a.same / a.asked:.0%}{apart}"
    kinds = dict.fromkeys(agreement.kind for agreement in corpus.agreements)
    rows = [[kind, *(cells.get((kind, label), "") for label in labels)] for kind in kinds]
    return write_table(["question", *labels], rows)


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first to the right."""
    ruler = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, ruler, *rows))


def _milliseconds(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size < 10e6 else f"{size / 1e6:,.0f} MB"
