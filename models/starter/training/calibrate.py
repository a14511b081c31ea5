"""
Learns ../calibration.safetensors from vectors that `embed-for-calibration.ts` and `calibration_texts.py` wrote: a judge of
words (what turns a word's embedding into a classifier of pictures), then how likely what it says is to be a match, in
libraries of 10 to 1,200 pictures that neither it nor the towers have seen.

    python calibrate.py --photographs DIR --work DIR [--steps 900] [--keep-back 0.2]
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch
from photographs import read_photographs, split
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression
from torch import nn
from torch.nn import functional

DIMENSIONS, HIDDEN, INPUT_SCALE = 384, 768, 8
SCENES_FOR_ENDS = 1184
NEARNESS = 0.82
"""As in src/core/models/calibration/judge.ts."""
WORDS_OF_PHOTOGRAPHS = 1500
INT8_SCALE = 400
LIBRARY_SIZES = (10, 30, 120, 400, SCENES_FOR_ENDS)


class Judge(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(DIMENSIONS, HIDDEN)
        self.turn = nn.Linear(HIDDEN, DIMENSIONS)
        self.offset = nn.Linear(HIDDEN, 1)
        self.log_scale = nn.Parameter(torch.tensor(20.0).log())
        for weights in (self.turn.weight, self.turn.bias, self.offset.weight):
            nn.init.zeros_(weights)
        nn.init.constant_(self.offset.bias, -11.0)

    def forward(self, texts: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """[batch, 384] -> directions [batch, 384], offsets [batch, 1], how far the texts were turned [batch, 384]"""
        hidden = functional.dropout(functional.gelu(self.hidden(texts * INPUT_SCALE)), 0.1, self.training)
        turned = self.turn(hidden)
        return self.log_scale.exp() * texts + turned, self.offset(hidden), turned


def loss_of(logits: torch.Tensor, truth: torch.Tensor, known: torch.Tensor | None = None) -> torch.Tensor:
    """A query counts by the root of its matches: common words do not outweigh rare ones."""
    each = functional.binary_cross_entropy_with_logits(logits, truth, reduction="none")
    each = each if known is None else each * known
    return (each.sum(1) / (1 + truth.sum(1)).sqrt()).mean()


def noisy(texts: torch.Tensor) -> torch.Tensor:
    return functional.normalize(texts + 0.02 * torch.randn_like(texts), dim=1)


def truth_of(queries: list[dict], scenes: list[dict]) -> np.ndarray:
    """int8 [queries, scenes]: 1 for a match, 2 for neither right nor wrong"""
    rows = np.zeros((len(queries), len(scenes)), np.int8)
    kinds = [{thing["kind"] for thing in scene["objects"]} for scene in scenes]
    for row, query in zip(rows, queries, strict=True):
        of, unsure = set(query.get("kinds", [])), set(query.get("unsure", []))
        for column, scene in enumerate(scenes):
            is_match = bool(kinds[column] & of) or any(query.get(f) == scene[f] for f in ("place", "light") if f in query)
            row[column] = 1 if is_match else 2 if kinds[column] & unsure else 0
    return rows


def facts(odds: np.ndarray) -> np.ndarray:
    """As src/core/search/end/rate-judged.ts: [pictures, 9]"""
    mean, breadth, top = odds.mean(), odds.std() + 0.5, odds.max()
    expected = np.log((1 / (1 + np.exp(-odds))).sum() + 1e-3)
    crowd = np.log(np.exp(odds - top).sum())
    same = np.ones(len(odds))
    rows = [odds, (odds - mean) / breadth, top - odds, same * expected, same * top, same * (top - mean) / breadth]
    return np.stack([*rows, same * crowd, same * np.log(len(odds)), odds * crowd], 1)


class Material:
    def __init__(self, options: argparse.Namespace) -> None:
        read = lambda name: np.fromfile(options.work / name, np.float32).reshape(-1, DIMENSIONS)  # noqa: E731
        content = json.loads((options.work / "queries.json").read_text("utf-8"))
        self.texts = np.load(options.work / "texts.npy")
        self.scenes, self.scene_rows = read("scenes-0.f32"), json.loads((options.work / "scenes-0.json").read_text("utf-8"))
        self.photographs = read("photographs.f32")
        self.queries, self.words = content["scenes"], content["words"]
        if options.keep_back:
            names = sorted({kind for query in self.queries for kind in query.get("kinds", [])})
            kept = {name for name in names if random.random() < options.keep_back}
            print("kept back:", ", ".join(sorted(kept)))
            self.queries = [query for query in self.queries if not set(query.get("kinds", [])) & kept]
        self.captions, self.said = content["captions"], [set(words) for words in content["said"]]
        photographs = read_photographs(options.photographs)
        parts = split(photographs, free_only=False)
        self.flickr = [index for index in parts.training if photographs[index].source == "flickr8k"]
        self.captioned = [index for index in parts.training if self.captions[index]]
        # Half of what is kept back: figures are of the other half.
        self.unseen = parts.flickr[::2]
        self.truth = truth_of(self.queries, self.scene_rows)
        self.numbers = np.array([query["number"] for query in self.queries])

    def word_truth(self, words: list[dict], pictures: list[int]) -> np.ndarray:
        return np.array([[word["word"] in self.said[index] for index in pictures] for word in words], np.float32)


def train(material: Material, steps: int) -> Judge:
    judge = Judge()
    optimizer = torch.optim.AdamW(judge.parameters(), 4e-3, weight_decay=0.02)
    texts = torch.from_numpy(material.texts)
    training = len(material.scenes) - SCENES_FOR_ENDS
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 4e-3 * min(1, (step + 1) / 30) * (0.02 + 0.98 * (1 + np.cos(np.pi * step / steps)) / 2)

        def logits(numbers: np.ndarray, vectors: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
            directions, offsets, turned = judge(noisy(texts[numbers]))
            return directions @ torch.from_numpy(vectors).T + offsets, turned

        asked = np.random.choice(len(material.queries), 384)
        seen = np.random.choice(training, min(3000, training), replace=False)
        truth = torch.from_numpy(material.truth[asked][:, seen])
        said, _ = logits(material.numbers[asked], material.scenes[seen])
        loss = loss_of(said, (truth == 1).float(), (truth != 2).float())
        words, pictures = random.sample(material.words, 128), random.sample(material.flickr, 1000)
        truth = torch.from_numpy(material.word_truth(words, pictures))
        said, _ = logits(np.array([word["number"] for word in words]), material.photographs[pictures])
        loss = loss + 0.5 * loss_of(said, truth)
        pictures = random.sample(material.captioned, 1000)
        own = np.array([random.choice(material.captions[index]) for index in pictures[:128]])
        said, turned = logits(own, material.photographs[pictures])
        # Sentences are turned as little as may be.
        loss = loss + loss_of(said, torch.eye(1000)[:128]) + 0.02 * turned.pow(2).sum(1).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 100 == 0:
            print(f"step {step}, loss {loss.item():.2f}", flush=True)
    return judge.eval()


class Known:
    """What the judge knows, and what it says of any text."""

    def __init__(self, judge: Judge, material: Material) -> None:
        common = sorted(material.words, key=lambda word: -word["photographs"])[:WORDS_OF_PHOTOGRAPHS]
        bare = {query["number"] for query in material.queries if query["text"] == query["word"]}
        numbers = sorted(bare | {word["number"] for word in common})
        self.words = np.clip(np.round(material.texts[numbers] * INT8_SCALE), -127, 127).astype(np.int8)
        self.judge = judge
        self.scale = float(judge.log_scale.exp())
        self.plain_offset = float(np.median(self._judged(material.texts[material.numbers])[1]))

    @torch.no_grad()
    def _judged(self, texts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        directions, offsets, _ = self.judge(torch.from_numpy(texts))
        return directions.numpy(), offsets[:, 0].numpy()

    def odds(self, text: np.ndarray, pictures: np.ndarray) -> tuple[np.ndarray, bool]:
        if (self.words @ text).max() < NEARNESS * INT8_SCALE:
            return pictures @ text * self.scale + self.plain_offset, False
        directions, offsets = self._judged(text[None])
        return pictures @ directions[0] + offsets[0], True


def ends(known: Known, material: Material) -> list[LogisticRegression]:
    """Of words that are known, and of other texts."""
    rows = {True: [], False: []}

    def add(number: int, pictures: np.ndarray, truth: np.ndarray) -> None:
        odds, is_known = known.odds(material.texts[number], pictures)
        sure = truth != 2
        rows[is_known].append((facts(odds)[sure], truth[sure] == 1, np.full(sure.sum(), (1 + (truth == 1).sum()) ** -0.5)))

    scenes = np.arange(len(material.scenes) - SCENES_FOR_ENDS, len(material.scenes))
    for size in LIBRARY_SIZES:
        for _ in range(4):
            library = np.random.choice(scenes, size, replace=False)
            for asked in np.random.choice(len(material.queries), 60):
                add(material.numbers[asked], material.scenes[library], material.truth[asked][library])
            library = random.sample(material.unseen, min(size, len(material.unseen)))
            for word in random.sample(material.words, 25):
                add(word["number"], material.photographs[library], material.word_truth([word], library)[0])
            for index in [*random.sample(library, min(size, 60)), *random.sample(material.unseen, 15)]:
                is_own = np.array([other == index for other in library], np.int8)
                add(material.captions[index][0], material.photographs[library], is_own)
    fitted = []
    for is_known in (True, False):
        values, truth, weights = (np.concatenate(part) for part in zip(*rows[is_known], strict=True))
        spread = values.std(0) + 1e-9
        end = LogisticRegression(max_iter=3000, C=10).fit(values / spread, truth, weights)
        end.coef_ = end.coef_ / spread
        fitted.append(end)
    return fitted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photographs", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=900)
    parser.add_argument("--keep-back", type=float, default=0, help="share of the kinds that are not trained on, for a measurement")
    options = parser.parse_args()
    for seed in (torch.manual_seed, np.random.seed, random.seed):
        seed(0)
    material = Material(options)
    judge = train(material, options.steps)
    known = Known(judge, material)
    numbers = {name: value.detach().numpy() for name, value in judge.state_dict().items()}
    tensors = {
        "words": known.words, "scale": [known.scale], "plain.offset": [known.plain_offset],
        "offset.weight": numbers["offset.weight"][0], "offset.bias": numbers["offset.bias"],
        "hidden.bias": numbers["hidden.bias"], "turn.bias": numbers["turn.bias"],
    }  # fmt: skip
    for name, end in zip(("end.known", "end.plain"), ends(known, material), strict=True):
        tensors |= {f"{name}.weight": end.coef_[0], f"{name}.bias": end.intercept_}
    tensors = {name: np.asarray(value, None if name == "words" else np.float32) for name, value in tensors.items()}
    tensors |= {name: numbers[name].astype(np.float16) for name in ("hidden.weight", "turn.weight")}
    out = options.work if options.keep_back else Path(__file__).resolve().parent.parent
    save_file(tensors, out / "calibration.safetensors")


if __name__ == "__main__":
    main()
