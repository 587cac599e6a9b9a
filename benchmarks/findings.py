"""What a run found, as plain values that are written to JSON and read again.

Times of questions are in milliseconds, of builds in seconds, sizes in bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Built:
    """One build of one index."""

    label: str
    seconds: float
    peak: int
    disk: int


@dataclass(frozen=True, slots=True)
class Timing:
    """How long *asked* questions of a kind took; each was asked in every round."""

    kind: str
    label: str
    median: float
    p99: float
    asked: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """For how many of *asked* questions the number of hits is that of *reference*, a contender.

    *apart* is the median of the relative differences where it is not; 0 if it always is.
    """

    kind: str
    label: str
    same: int
    asked: int
    apart: float
    reference: str


@dataclass(frozen=True, slots=True)
class CorpusFindings:
    """All that was found with one corpus, *size* bytes of text."""

    label: str
    reviews: int
    size: int
    builds: Sequence[Built] = ()
    timings: Sequence[Timing] = ()
    agreements: Sequence[Agreement] = ()

    def find(self, kind: str, label: str) -> Timing | None:
        """The timing of one contender for one kind of question."""
        found = (t for t in self.timings if (t.kind, t.label) == (kind, label))
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Findings:
    """A whole run. *machine*, *versions* and *how* are shown as they are; *left_out* has why."""

    machine: str
    versions: Sequence[str]
    how: str
    left_out: Mapping[str, str] = field(default_factory=dict)
    corpora: Sequence[CorpusFindings] = ()


def write_findings(findings: Findings, path: Path) -> None:
    """Write *findings* as JSON."""
    path.write_text(json.dumps(asdict(findings), indent=1) + "\n", encoding="utf-8")


def read_findings(path: Path) -> Findings:
    """What :func:`write_findings` wrote."""
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    corpora = [
        CorpusFindings(
            **{key: corpus[key] for key in ("label", "reviews", "size")},
            builds=[Built(**built) for built in corpus["builds"]],
            timings=[Timing(**timing) for timing in corpus["timings"]],
            agreements=[Agreement(**agreement) for agreement in corpus["agreements"]],
        )
        for corpus in read.pop("corpora")
    ]
    return Findings(**read, corpora=corpora)
