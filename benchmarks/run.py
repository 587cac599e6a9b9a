"""Measures reelsearch beside other engines. The one command for it:

    python benchmarks/run.py [--data DIR] [--sizes lines,full,million] [--out docs/benchmarks.md]

It makes the corpora, builds every engine's index of each, draws questions, asks them of
all engines in turn, compares the numbers of hits, and writes tables and a drawing. An
engine that is not installed (``benchmarks/requirements.txt``) is left out, which is said.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.asking import compare_counts, time_questions
from benchmarks.building import BuildFailedError, build_index
from benchmarks.corpora import COUNTS, Size, parse_size, read_corpus, write_corpus
from benchmarks.engines.adapter import ENGINES, Adapter, Contender, load_adapter
from benchmarks.findings import Built, CorpusFindings, Findings, read_findings, write_findings
from benchmarks.page import END, START, fill_page, write_section
from benchmarks.plot import draw_plot
from benchmarks.questions import draw_questions
from benchmarks.recombined import LINES, REVIEWS


def parse_arguments() -> argparse.Namespace:
    """What was asked for on the command line; ends the program if it cannot be understood."""
    parser = argparse.ArgumentParser(description="Measure reelsearch beside other engines.")
    add = parser.add_argument
    add("--data", type=Path, metavar="DIR", help=f"a folder with {LINES} and {REVIEWS}")
    add("--sizes", default=",".join(COUNTS), help="corpora; full:5000 is a part of one")
    add("--engines", default=",".join(ENGINES), help=f"of: {', '.join(ENGINES)}")
    add("--queries", type=int, default=50, help="questions of each kind")
    add("--rounds", type=int, default=3, help="how often each is timed")
    add("--patience", type=float, default=60, help="seconds an engine may take for a kind")
    add("--seed", type=int, default=1, help="another seed gives other corpora and questions")
    add("--work", type=Path, metavar="DIR", help="keep corpora, indexes and findings.json here")
    add("--findings", type=Path, help="measure nothing; show the findings.json of a run before")
    add("--out", type=Path, help="fill the page between its markers, and draw beside it")
    arguments = parser.parse_args()
    try:
        arguments.sizes = [parse_size(text) for text in arguments.sizes.split(",")]
    except ValueError as error:
        parser.error(str(error))
    arguments.engines = arguments.engines.split(",")
    if unknown := set(arguments.engines) - set(ENGINES):
        parser.error(f"An engine is one of {', '.join(ENGINES)}; got “{min(unknown)}”.")
    if min(arguments.queries, arguments.rounds) < 1:
        parser.error("--queries and --rounds are 1 or more.")
    missing = [
        name
        for name in (LINES, REVIEWS)
        if arguments.data and not (arguments.data / name).is_file()
    ]
    if missing:
        parser.error(f"The folder of --data holds {LINES} and {REVIEWS}; there is no {missing[0]}.")
    return arguments


def main() -> None:
    arguments = parse_arguments()
    with ExitStack() as stack:
        if arguments.findings is not None:
            findings = read_findings(arguments.findings)
        else:
            work = arguments.work or Path(
                stack.enter_context(tempfile.TemporaryDirectory(prefix="benchmarks"))
            )
            findings = measure(arguments, work)
    publish(findings, arguments.out)


def measure(arguments: argparse.Namespace, work: Path) -> Findings:
    """All findings; they are written to *work* after each corpus."""
    work.mkdir(parents=True, exist_ok=True)
    adapters: dict[str, Adapter] = {}
    left_out: dict[str, str] = {}
    for name in arguments.engines:
        try:
            adapters[name] = load_adapter(name)
        except ImportError as error:
            left_out[name] = str(error)
            tell(f"{name} is left out: {error}")
    if not adapters:
        sys.exit("No engine that was asked for is installed; see benchmarks/requirements.txt.")
    versions = [adapter.version() for adapter in adapters.values()]
    findings = Findings(describe_machine(), versions, describe_run(arguments), left_out)
    for size in arguments.sizes:
        corpus = measure_corpus(size, adapters, left_out, arguments, work)
        findings = replace(findings, left_out=left_out, corpora=[*findings.corpora, corpus])
        write_findings(findings, work / "findings.json")
    return findings


def measure_corpus(
    size: Size,
    adapters: Mapping[str, Adapter],
    left_out: dict[str, str],
    arguments: argparse.Namespace,
    work: Path,
) -> CorpusFindings:
    """What one corpus tells; a build that fails is added to *left_out*."""
    folder = work / f"{size.label.replace(':', '-')}-{arguments.seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "reviews.jsonl"
    tell(f"{size.label}: {size.count:,} reviews")
    write_corpus(size, path, arguments.seed, arguments.data)
    builds, folders = build_all(adapters, path, folder, left_out, size)
    texts = [row["text"] for row in read_corpus(path)]
    questions = draw_questions(texts, arguments.queries, arguments.seed)
    findings = CorpusFindings(
        size.label, len(texts), sum(len(text.encode("utf-8")) for text in texts), builds
    )
    del texts
    opened: list[Contender] = [c for name in folders for c in adapters[name].open(folders[name])]
    try:
        if not opened:
            return findings
        tell(f"{size.label}: asking {', '.join(contender.label for contender in opened)}")
        timings = time_questions(opened, questions, arguments.rounds, arguments.patience)
        agreements = compare_counts(opened, questions, arguments.queries)
        return replace(findings, timings=timings, agreements=agreements)
    finally:
        for contender in opened:
            contender.close()


def build_all(
    adapters: Mapping[str, Adapter],
    corpus: Path,
    folder: Path,
    left_out: dict[str, str],
    size: Size,
) -> tuple[list[Built], dict[str, Path]]:
    """Every build of every engine, and where the index to be opened is, by engine."""
    builds: list[Built] = []
    folders: dict[str, Path] = {}
    for name, adapter in adapters.items():
        if adapter.most_reviews is not None and size.count > adapter.most_reviews:
            left_out[f"{name} of {size.label}"] = f"at most {adapter.most_reviews:,} reviews"
            continue
        for number, label in enumerate(adapter.list_builds()):
            place = folder / f"{name}-{number}"
            try:
                built = build_index(name, label, corpus, place)
            except BuildFailedError as error:
                left_out[f"{label} of {size.label}"] = str(error)
                tell(f"{size.label}: {label} is left out: {error}")
                continue
            builds.append(built)
            tell(f"{size.label}: {label} built in {built.seconds:,.1f} s")
            if number == 0:
                folders[name] = place
            else:
                shutil.rmtree(place)
    return builds, folders


def publish(findings: Findings, out: Path | None) -> None:
    """Print the section, or fill the page *out* with it and write the drawing beside it."""
    drawing = draw_plot(findings)
    if out is None:
        print(write_section(findings))
        return
    plot = out.with_suffix(".svg")
    page = out.read_text(encoding="utf-8") if out.exists() else f"{START}\n{END}\n"
    filled = fill_page(page, write_section(findings, plot.name if drawing else None))
    if drawing is not None:
        plot.write_text(drawing, encoding="utf-8")
    out.write_text(filled, encoding="utf-8")


def describe_machine() -> str:
    """The processor, its cores, the memory, the system and the Python."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8", errors="replace").splitlines()
        named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
        model = next(named, model)
    parts = [model, f"{os.cpu_count()} cores"]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        parts.append(f"{memory / 2**30:.0f} GiB of memory")
    system = f"{platform.system()} {platform.machine()}"
    return ", ".join([*parts, system, f"Python {platform.python_version()}"])


def describe_run(arguments: argparse.Namespace) -> str:
    """What the figures depend on, in a sentence or two."""
    made = "Invented reviews" if arguments.data is None else "Recombined reviews"
    return (
        f"{made}, seed {arguments.seed}; {arguments.queries} questions of each kind, each timed"
        f" {arguments.rounds} times."
    )


def tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
