"""Learns how much each word speaks for each theme, from the labelled passages.

    python -m pip install torch
    python benchmarks/learn_themes.py --vectors glove.6B.100d.txt --data FOLDER [--out FILE]

It writes ``src/reelsearch/annotate/data/theme_associations.npz``. The model is one logistic
regression for each theme over the words of a passage and the points of its cues
(``reelsearch.annotate.theme_associations``), all trained together. The weight of a word is what
a network of one hidden layer makes of its vector, the same for all words, so that words no
passage has are weighed by those they are like, plus a weight of its own, which costs (L1). What
speaks for one theme speaks for others as well, by a square matrix that all weights go through.
The vectors are GloVe's (Pennington, Socher and Manning 2014; public domain): a word and a hundred
numbers a line. Allowed themes count neither as right nor as wrong. The means of several runs are
kept, rounded to steps of 0.15, for words that stand in four passages or more.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.theme_passages import Passage, read_names, read_passages
from reelsearch.annotate.theme_context import find_denied, find_titles
from reelsearch.annotate.theme_lexicon import ThemeLexicon, load_lexicon
from reelsearch.annotate.theme_matching import find_matches
from reelsearch.annotate.theme_tally import count_cues
from reelsearch.annotate.theme_words import Prose
from reelsearch.annotate.themes import find_passed_over, rate_cues

OUT = Path("src/reelsearch/annotate/data/theme_associations.npz")

SEEDS, EPOCHS, BATCH = 4, 20, 64
HIDDEN, DROPPED, COST = 128, 0.3, 3e-4
"""Hidden units, the share of words left out of each passage in training, the price of a weight."""

LEAST_PASSAGES, STEP = 4, 0.15
SHORTEST, USUAL = 20, 100
CUE_FEATURES = 3


@dataclass
class Example:
    """A passage as numbers: its words (rows) with their counts, the points of cues by theme
    (themes × 3), the labels, and what each label weighs."""

    rows: NDArray[np.int64]
    counts: NDArray[np.float32]
    cues: NDArray[np.float32]
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]


def read_words(passage: Passage, lexicon: ThemeLexicon) -> tuple[list[tuple[str, str]], Any]:
    """The words that count, as families and forms, and the points of the cues by theme."""
    prose = Prose(passage.text, 0, len(passage.text))
    matches = find_matches(prose, lexicon)
    titles = find_titles(prose, passage.title)
    denied = find_denied(prose, matches, lexicon)
    passed = set(find_passed_over(prose, matches, titles, denied))
    tallies = count_cues(prose, matches, (titles, denied), lambda *_: True)
    points = {theme: rate_cues(tally, is_aside=False) for theme, tally in tallies}
    words = [
        (family, prose.form(at)) for at, family in enumerate(prose.families) if at not in passed
    ]
    return words, (points, len(prose.families))


def read_vectors(path: Path, wanted: set[str]) -> dict[str, NDArray[np.float32]]:
    """The vectors of the *wanted* words."""
    found: dict[str, NDArray[np.float32]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, _, numbers = line.rstrip("\n").partition(" ")
            if word in wanted:
                found[word] = np.array(numbers.split(), dtype=np.float32)
    return found


def make_vectors(
    families: list[str], forms: dict[str, Counter[str]], path: Path
) -> NDArray[np.float32]:
    """One vector of length 1 for each family, the mean of its forms' less the mean of all; zeros
    where no form has one."""
    known = read_vectors(path, {form for family in families for form in forms[family]})
    size = len(next(iter(known.values())))
    vectors = np.zeros((len(families), size), dtype=np.float32)
    for row, family in enumerate(families):
        total = sum(count for form, count in forms[family].items() if form in known)
        for form, count in forms[family].items():
            if form in known:
                vectors[row] += known[form] * (count / total)
    has = vectors.any(axis=1)
    vectors[has] -= vectors[has].mean(axis=0)
    vectors[has] /= np.linalg.norm(vectors[has], axis=1, keepdims=True)
    return vectors


class Model(torch.nn.Module):
    """The weights of words for themes, and how they add up."""

    def __init__(self, vectors: Any, rareness: Any, themes: int) -> None:
        super().__init__()
        self.vectors, self.rareness = torch.tensor(vectors), torch.tensor(rareness)
        self.hidden = torch.nn.Linear(vectors.shape[1], HIDDEN)
        self.out = torch.nn.Linear(HIDDEN, themes)
        self.own = torch.nn.Embedding(len(vectors), themes, sparse=True)
        self.between = torch.nn.Parameter(torch.zeros(themes, themes))
        self.bias = torch.nn.Parameter(torch.full((themes,), -4.0))
        self.cues = torch.nn.Parameter(torch.full((CUE_FEATURES,), 0.3))
        self.gain = torch.nn.Parameter(torch.ones(themes))
        torch.nn.init.zeros_(self.own.weight)
        torch.nn.init.normal_(self.out.weight, 0, 0.01)
        torch.nn.init.zeros_(self.out.bias)

    def weigh(self, rows: Any) -> Any:
        vectors = self.vectors[rows]
        weights = self.out(torch.nn.functional.gelu(self.hidden(vectors)))
        has_vector = vectors.abs().sum(1, keepdim=True) > 0
        weights = weights * has_vector * self.rareness[rows][:, None] + self.own(rows)
        # The same could be said without a matrix; but then a rare word learns each theme anew.
        return weights + weights @ self.between

    def forward(self, rows: Any, counts: Any, cues: Any) -> Any:
        return (
            torch.sparse.mm(counts, self.weigh(rows))
            + self.bias
            + (cues * self.cues).sum(2) * self.gain
        )


def stack(batch: list[Example], dropped: float) -> tuple[Any, Any, Any]:
    """The distinct rows of a batch, passages × rows, and the points of cues."""
    rows, counts, places = [], [], []
    for place, example in enumerate(batch):
        kept = np.random.rand(len(example.rows)) >= dropped
        rows.append(example.rows[kept])
        counts.append(example.counts[kept] / (1 - dropped))
        places.append(np.full(int(kept.sum()), place))
    distinct, columns = np.unique(np.concatenate(rows), return_inverse=True)
    matrix = torch.sparse_coo_tensor(
        torch.tensor(np.stack([np.concatenate(places), columns])),
        torch.tensor(np.concatenate(counts)),
        (len(batch), len(distinct)),
    )
    return torch.tensor(distinct), matrix, torch.tensor(np.stack([each.cues for each in batch]))


def train(examples: list[Example], model: Model) -> None:
    """Fit *model*, with steps that grow smaller from one round over all examples to the next."""
    network = [*model.hidden.parameters(), *model.out.parameters(), model.between]
    optimizer = torch.optim.AdamW(
        [
            {"params": network, "lr": 2e-3, "weight_decay": 1e-4},
            {"params": [model.bias, model.cues, model.gain], "lr": 1e-2, "weight_decay": 0},
        ]
    )
    sparse = torch.optim.SparseAdam([model.own.weight], lr=3e-3)
    groups = [*optimizer.param_groups, *sparse.param_groups]
    rates = [group["lr"] for group in groups]
    for epoch in range(EPOCHS):
        for group, rate in zip(groups, rates, strict=True):
            group["lr"] = rate * (1 - epoch / EPOCHS)
        random.shuffle(examples)
        for start in range(0, len(examples), BATCH):
            batch = examples[start : start + BATCH]
            rows, counts, cues = stack(batch, DROPPED)
            labels, weights = (
                torch.tensor(np.stack([getattr(each, key) for each in batch]))
                for key in ("labels", "weights")
            )
            losses = torch.nn.functional.binary_cross_entropy_with_logits(
                model(rows, counts, cues), labels, reduction="none"
            )
            loss = (losses * weights).sum() / len(batch) + COST * model.own(rows).abs().sum()
            optimizer.zero_grad()
            sparse.zero_grad()
            loss.backward()
            optimizer.step()
            sparse.step()


@dataclass
class Vocabulary:
    """The families of words in the passages, sorted, the passages that have each, and its forms."""

    families: list[str]
    number: Counter[str]
    forms: dict[str, Counter[str]]


def read_examples(passages: list[Passage]) -> tuple[list[Example], Vocabulary]:
    """All passages as numbers."""
    lexicon, themes = load_lexicon(), len(read_names())
    read = [read_words(passage, lexicon) for passage in passages]
    number, forms = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for words, _ in read:
        number.update({family for family, _ in words})
        for family, form in words:
            forms[family][form] += 1
    families = sorted(number)
    places = {family: row for row, family in enumerate(families)}
    examples = []
    for passage, (words, (points, length)) in zip(passages, read, strict=True):
        often = Counter(places[family] for family, _ in words)
        share = 1 / math.sqrt(max(SHORTEST, length) / USUAL)
        cues = np.zeros((themes, CUE_FEATURES), dtype=np.float32)
        for theme, rated in points.items():
            cues[theme] = rated
        labels, weights = np.zeros(themes, np.float32), np.ones(themes, np.float32)
        labels[list(passage.required)] = 1
        weights[list(passage.allowed)] = 0
        counts = np.array([(1 + math.log(count)) * share for count in often.values()], np.float32)
        examples.append(Example(np.array(list(often), np.int64), counts, cues, labels, weights))
    return examples, Vocabulary(families, number, forms)


def learn(examples: list[Example], vocabulary: Vocabulary, vectors: Path) -> list[Any]:
    """The means of several runs: weights (words × themes), bias and gain of each theme, and what
    the points of cues weigh."""
    families, number = vocabulary.families, vocabulary.number
    made = make_vectors(families, vocabulary.forms, vectors)
    rareness = np.array(
        [min(6.0, math.log(len(examples) / (1 + number[family]))) / 4 for family in families],
        dtype=np.float32,
    )
    torch.set_num_threads(1)  # the matrices are small: more threads would wait for each other
    means: list[Any] = [0, 0, 0, 0]
    for seed in range(SEEDS):
        torch.manual_seed(seed)
        np.random.seed(seed)
        random.seed(seed)
        model = Model(made, rareness, len(examples[0].labels))
        train(list(examples), model)
        with torch.no_grad():
            weights = model.weigh(torch.arange(len(families)))
        for at, values in enumerate((weights, model.bias, model.gain, model.cues)):
            means[at] += values.detach().numpy() / SEEDS
        print(f"run {seed + 1} of {SEEDS} done", flush=True)
    return means


def main() -> None:
    """Read the passages, train, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    names = read_names()
    if list(load_lexicon().names) != names:
        raise SystemExit("themes.txt and the lexicon name other themes, or in another order.")
    examples, vocabulary = read_examples(list(read_passages(options.data)))
    weights, bias, gain, cues = learn(examples, vocabulary, options.vectors)
    families, number = vocabulary.families, vocabulary.number
    kept = [row for row, family in enumerate(families) if number[family] >= LEAST_PASSAGES]
    np.savez_compressed(
        options.out,
        themes=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        words=np.frombuffer("\n".join(families[row] for row in kept).encode(), dtype=np.uint8),
        weights=np.round(weights[kept] / STEP).clip(-127, 127).astype(np.int8),
        step=np.float32(STEP),
        bias=bias.astype(np.float32),
        gain=gain.astype(np.float32),
        cue_weights=cues.astype(np.float32),
    )
    print(f"{len(examples):,} passages, {len(kept):,} words: {options.out}")


if __name__ == "__main__":
    main()
