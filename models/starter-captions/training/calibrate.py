"""
How sure a sentence is: a logistic regression from the log-probability of the surest thing that it names to whether it names
a thing that people name (`nouns.py`), over pictures that were kept back; and below which confidence nothing is said.

    python calibrate.py --photographs DIR --scenes DIR --work DIR list      # writes WORK/list-*.json for say.ts
    python calibrate.py --photographs DIR --scenes DIR --work DIR fit       # reads WORK/said-*.jsonl
"""

import argparse
import json
from pathlib import Path

import numpy as np
from nouns import things_in
from sklearn.linear_model import LogisticRegression
from texts import SCENES_KEPT_BACK, parts_of, read_photographs, read_scenes

LEAST = 0.5
"""As likely as not: what is less sure is kept to itself."""
EACH = 300
NOTHING = -20.0
"""In the place of a logarithm where no thing is named."""


def wanted(options) -> dict[str, dict[str, list[str]]]:
    """By set: path -> what people say of it. Half of a set is fitted on, the other half tells how well."""
    photographs = read_photographs(options.photographs)
    _, kept_back = parts_of(photographs)
    said = {
        name: {
            str(photographs[index].path.relative_to(options.photographs)): photographs[index].captions
            for index in indices[-EACH:]
        }
        for name, indices in kept_back.items()
    }
    scenes = read_scenes(options.scenes)[:SCENES_KEPT_BACK]
    return said | {"scenes": {scene["path"]: scene["captions"] + scene["short"] for scene in scenes}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("photographs", "scenes", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("step", choices=["list", "fit"])
    options = parser.parse_args()
    sets = wanted(options)
    if options.step == "list":
        for name, said in sets.items():
            (options.work / f"list-{name}.json").write_text(json.dumps(list(said)), "utf-8")
        return
    rows = {name: read_said(options.work / f"said-{name}.jsonl", said) for name, said in sets.items()}
    fitted = np.concatenate([one[::2] for one in rows.values()])
    model = LogisticRegression(C=1e6).fit(fitted[:, :1], fitted[:, 1])
    slope, intercept = float(model.coef_[0, 0]), float(model.intercept_[0])
    for name, one in {**rows, "all": np.concatenate(list(rows.values()))}.items():
        held = one[1::2]
        sure = 1 / (1 + np.exp(-(slope * held[:, 0] + intercept)))
        kept = sure >= LEAST
        right = held[kept, 1].mean() if kept.any() else float("nan")
        print(f"{name}: {len(held)}, name a thing {held[:, 1].mean():.3f}; kept {kept.mean():.2f}, of those {right:.3f}")
    confidence = {"of": "things", "slope": round(slope, 4), "intercept": round(intercept, 4), "least": LEAST}
    (options.work / "confidence.json").write_text(json.dumps(confidence) + "\n", "utf-8")
    print(confidence)


def read_said(file: Path, said: dict[str, list[str]]) -> np.ndarray:
    """float64 [count, 2]: log-probability of the surest thing, whether it names a thing that people name"""
    rows = []
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        named = set().union(*(things_in(text) for text in said[row["path"]]))
        rows.append([NOTHING if row["surestThing"] is None else row["surestThing"], bool(things_in(row["text"]) & named)])
    return np.array(rows, float)


if __name__ == "__main__":
    main()
