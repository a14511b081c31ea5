"""
Trains the bridge and the text decoder; the image tower stays as the starter has it.

    python train.py --photographs DIR --scenes DIR --work DIR --minutes 46
    python train.py --photographs DIR --scenes DIR --work DIR --minutes 12 --further    # fewer names of things alone
"""

import argparse
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from decoder import Bridge, begin_decoder, load, logits_of_packed, save
from scores import score_kept_back
from texts import SCENES_KEPT_BACK, parts_of, read_photographs, read_scenes, sentences_of_scene
from tokenizers import Tokenizer
from torch.nn import functional
from vocabulary import DEC, MOST_CAPTION_TOKENS, PAD, SEP, make_tokenizer

BATCH_SIZE = 48
MOST_SENTENCES = 5
LEARNING_RATE = 6e-4
FURTHER_RATE = 2e-4
FURTHER_LABELS_SHARE = 0.2
"""In the end names of things alone come less often: "a close up of a food" is said of every table else."""
FRESH_TIMES = 1.0
BEGUN_TIMES = 0.25
"""What began as a sentence encoder learns more slowly than what is new."""
WEIGHT_DECAY = 0.05
LABEL_SMOOTHING = 0.1
"""As BLIP's language modelling loss."""
CELL_DROPOUT = 0.15
AVERAGE_KEEPS = 0.998


class Seen:
    """What `features.py` wrote of one view."""

    def __init__(self, work: Path, name: str) -> None:
        self.grids, self.embeddings = (np.load(work / f"{kind}-{name}.npy", mmap_mode="r") for kind in ("grid", "embedding"))

    def of(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        return self.grids[index], self.embeddings[index]


class Batches:
    def __init__(self, work: Path, learnt: dict[int, list[str]], labels: set[int], tokenizer: Tokenizer) -> None:
        """@param labels photographs of which only the name of what they show is known"""
        self.labels = labels
        self.views = [Seen(work, file.stem.split("-")[1]) for file in sorted(work.glob("grid-?.npy"))]
        self.scenes = Seen(work, "scenes")
        self.tokens = {
            index: [[DEC, *tokenizer.encode(text).ids, SEP][:MOST_CAPTION_TOKENS] for text in sentences]
            for index, sentences in learnt.items()
        }

    def seen(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """Any view of a photograph; drawn scenes, whose numbers are below 0, have but one."""
        return self.scenes.of(-1 - index) if index < 0 else random.choice(self.views).of(index)

    def one_pass(self, labels_share: float):
        """Photographs of many sentences and those of one or two apart: less of a batch is padding."""
        parts = []
        taken = [index for index in self.tokens if index not in self.labels or random.random() < labels_share]
        for has_many, size in ((True, BATCH_SIZE), (False, 2 * BATCH_SIZE)):
            order = [index for index in taken if (len(self.tokens[index]) > 2) == has_many]
            random.shuffle(order)
            parts += [order[start : start + size] for start in range(0, len(order) - size + 1, size)]
        random.shuffle(parts)
        for part in parts:
            yield self.batch(part)

    def batch(self, indices: list[int]):
        seen = [self.seen(index) for index in indices]
        grid, embedding = (torch.from_numpy(np.stack(part)).float() for part in zip(*seen, strict=True))
        rows = [random.sample(self.tokens[i], min(MOST_SENTENCES, len(self.tokens[i]))) for i in indices]
        width = max(sum(len(one) - 1 for one in row) for row in rows)
        packed, target, positions, caption = (torch.full((len(rows), width), fill) for fill in (PAD, -100, 0, -1))
        for number, row in enumerate(rows):
            at = 0
            for place, tokens in enumerate(row):
                end = at + len(tokens) - 1
                packed[number, at:end] = torch.tensor(tokens[:-1])
                target[number, at:end] = torch.tensor(tokens[1:])
                positions[number, at:end] = torch.arange(end - at)
                caption[number, at:end] = place
                at = end
        # A token of nobody's sees itself alone, so that no row of the softmax is empty.
        nobody = caption == -1
        caption[nobody] = -1 - torch.arange(width).expand_as(caption)[nobody]
        return grid, embedding, packed, positions, caption, target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("photographs", "scenes", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=46)
    parser.add_argument("--further", action="store_true")
    options = parser.parse_args()
    torch.manual_seed(12)
    random.seed(12)
    photographs = read_photographs(options.photographs)
    learnt, kept_back = parts_of(photographs)
    scenes = read_scenes(options.scenes)
    learnt |= {-1 - number: sentences_of_scene(scenes[number]) for number in range(SCENES_KEPT_BACK, len(scenes))}
    tokenizer_file = options.work / "tokenizer.json"
    numbers = make_tokenizer([text for texts in learnt.values() for text in texts], tokenizer_file)
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    labels = {index for index in learnt if index >= 0 and not photographs[index].captions}
    batches = Batches(options.work, learnt, labels, tokenizer)
    sample = np.stack([batches.seen(index)[0] for index in list(learnt)[::40]]).astype(np.float32)
    if options.further:
        bridge, decoder = load(options.work / "captioner.pt")
    else:
        bridge, decoder = Bridge(float(np.sqrt((sample**2).mean()))), begin_decoder(numbers)
    highest, labels_share = (FURTHER_RATE, FURTHER_LABELS_SHARE) if options.further else (LEARNING_RATE, 1.0)
    fresh, begun = [*bridge.parameters()], []
    for name, parameter in decoder.named_parameters():
        (fresh if "crossattention" in name or "cls" in name else begun).append(parameter)
    groups = [{"params": fresh, "times": FRESH_TIMES}, {"params": begun, "times": BEGUN_TIMES}]
    optimizer = torch.optim.AdamW(groups, LEARNING_RATE, weight_decay=WEIGHT_DECAY, betas=(0.9, 0.98))
    average = {name: value.clone() for name, value in named(bridge, decoder)}
    started, step, told = time.monotonic(), 0, 0.0
    while (share := (time.monotonic() - started) / 60 / options.minutes) < 1:
        for grid, embedding, packed, positions, caption, target in batches.one_pass(labels_share):
            share = (time.monotonic() - started) / 60 / options.minutes
            if share >= 1:
                break
            rate = highest * min(1, (step + 1) / (60 if options.further else 200)) * (0.02 + 0.98 * (1 + math.cos(math.pi * share)) / 2)
            for group in optimizer.param_groups:
                group["lr"] = rate * group["times"]
            bridge.train(), decoder.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                seen = functional.dropout(bridge(grid, embedding), 0.1)
                kept = torch.rand(seen.shape[:2]) >= CELL_DROPOUT
                logits = logits_of_packed(decoder, packed, positions, caption, seen * kept[..., None])
            loss = functional.cross_entropy(
                logits.float().flatten(0, 1), target.flatten(), ignore_index=-100, label_smoothing=LABEL_SMOOTHING
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*bridge.parameters(), *decoder.parameters()], 1.0)
            optimizer.step()
            step += 1
            keeps = min(AVERAGE_KEEPS, step / (step + 20))
            with torch.no_grad():
                for name, value in named(bridge, decoder):
                    average[name].lerp_(value, 1 - keeps)
            if step % 100 == 0:
                print(step, f"{share:.2f} loss {loss.item():.3f}", flush=True)
            if share - told > 0.2 or step == 300:
                told = share
                with_average(bridge, decoder, average, lambda: tell(options, bridge, decoder, tokenizer, photographs, kept_back))
    with_average(bridge, decoder, average, lambda: tell(options, bridge, decoder, tokenizer, photographs, kept_back))


def tell(options, bridge, decoder, tokenizer, photographs, kept_back) -> None:
    save(options.work / "captioner.pt", bridge, decoder)
    print(score_kept_back(options.work, bridge, decoder, tokenizer, photographs, kept_back), flush=True)


def named(bridge, decoder):
    return [(f"{part}.{name}", value) for part, module in (("b", bridge), ("d", decoder)) for name, value in module.named_parameters()]


def with_average(bridge, decoder, average, work) -> None:
    """What ships is the exponential mean of the weights."""
    own = {name: value.detach().clone() for name, value in named(bridge, decoder)}
    with torch.no_grad():
        for name, value in named(bridge, decoder):
            value.copy_(average[name])
        work()
        for name, value in named(bridge, decoder):
            value.copy_(own[name])


if __name__ == "__main__":
    main()
