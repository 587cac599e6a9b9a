"""Builds one index in a process of its own, for ``run.py``, and prints what it cost as JSON.

python benchmarks/build_one.py ENGINE LABEL CORPUS FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.building import time_build

if __name__ == "__main__":
    engine, label, corpus, folder = sys.argv[1:]
    seconds, peak = time_build(engine, label, Path(corpus), Path(folder))
    print(json.dumps({"seconds": seconds, "peak": peak}))
