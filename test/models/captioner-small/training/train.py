"""
Trains the captioner of tests on drawn scenes, writes its files and checks them.

    python train.py --data DIR
"""

import argparse
import json
import math
import random
import sys
from pathlib import Path

import numpy as np
import torch
from model import DEC, MEAN, PAD, SEP, SIDE, STANDARD_DEVIATION, begin, make_tokenizer
from tokenizers import Tokenizer
from torch.nn import functional

sys.path.append(str(Path(__file__).resolve().parents[4] / "models" / "blip"))

from blip_onnx import export, round_to_int8

OUT = Path(__file__).resolve().parent.parent
BATCH_SIZE = 64
KEPT_BACK = 500


def read(data: Path):
    pictures, lines = [], []
    for file in sorted(data.glob("captions-*.jsonl")):
        own = [json.loads(line) for line in file.read_text().splitlines()]
        raw = np.memmap(file.with_name(file.name.replace("captions", "pictures").replace("jsonl", "u8")), np.uint8, "r")
        count = min(len(own), len(raw) // (112 * 112 * 3))
        pictures.append(raw[: count * 112 * 112 * 3].reshape(-1, 112, 112, 3))
        lines += own[:count]
    return np.concatenate(pictures), [line["captions"][0] for line in lines]


def pixels_of(pictures: np.ndarray, is_training: bool) -> torch.Tensor:
    """uint8 [batch, 112, 112, 3] -> [batch, 3, 96, 96]"""
    values = torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 255
    if is_training and random.random() < 0.5:
        top, left = random.randrange(17), random.randrange(17)
        values = values[:, :, top : top + SIDE, left : left + SIDE]
    else:
        values = functional.interpolate(values, (SIDE, SIDE), mode="bicubic", antialias=True).clamp(0, 1)
    return (values - torch.tensor(MEAN)[:, None, None]) / torch.tensor(STANDARD_DEVIATION)[:, None, None]


class Batches:
    def __init__(self, captions: list[str], tokenizer: Tokenizer) -> None:
        self.tokens = [[DEC, *tokenizer.encode(text, add_special_tokens=False).ids, SEP] for text in captions]
        self.order: list[int] = []

    def next(self) -> tuple[list[int], torch.Tensor]:
        """@returns numbers of pictures, and the tokens of their captions, int64 [batch, longest]"""
        if len(self.order) < BATCH_SIZE:
            self.order = random.sample(range(KEPT_BACK, len(self.tokens)), len(self.tokens) - KEPT_BACK)
        chosen, self.order = self.order[:BATCH_SIZE], self.order[BATCH_SIZE:]
        rows = [self.tokens[index] for index in chosen]
        return chosen, torch.tensor([row + [PAD] * (max(map(len, rows)) - len(row)) for row in rows])


def learn(blip, parameters: list[dict], steps: int, batches: Batches, see) -> None:
    """@param see numbers of pictures -> what the decoder attends to, float [batch, cells, 192]"""
    optimizer = torch.optim.AdamW(parameters, weight_decay=0.05, betas=(0.9, 0.98))
    rates = [group["lr"] for group in optimizer.param_groups]
    blip.train()
    for step in range(steps):
        chosen, ids = batches.next()
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(1, (step + 1) / 60) * (0.02 + 0.98 * (1 + math.cos(math.pi * step / steps)) / 2)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = blip.text_decoder(input_ids=ids[:, :-1], encoder_hidden_states=see(chosen), use_cache=False).logits
        loss = functional.cross_entropy(
            logits.float().flatten(0, 1), ids[:, 1:].flatten(), ignore_index=PAD, label_smoothing=0.05
        )
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(blip.parameters(), 1.0)
        optimizer.step()
        if step % 50 == 49:
            print(step + 1, f"loss {loss.item():.3f}", flush=True)
    blip.eval()


def learn_alone(blip, pictures: np.ndarray, steps: int, batches: Batches) -> None:
    """The tower knows the drawings already: the decoder first learns from what it says, which is computed once."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        parts = [pictures[start : start + 500] for start in range(0, len(pictures), 500)]
        seen = torch.cat([blip.vision_model(pixel_values=pixels_of(part, False))[0].bfloat16() for part in parts])
    decoder = {"params": list(blip.text_decoder.parameters()), "lr": 2e-3}
    learn(blip, [decoder], steps, batches, lambda chosen: seen[chosen])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--decoder-steps", type=int, default=3000)
    parser.add_argument("--steps", type=int, default=250)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(3)
    random.seed(3)
    pictures, captions = read(options.data)
    tokenizer = make_tokenizer(captions)
    batches = Batches(captions, tokenizer)
    blip = begin(tokenizer.get_vocab_size(), pixels_of(pictures[:500], False))
    learn_alone(blip, pictures, options.decoder_steps, batches)
    rates = ((blip.text_decoder, 6e-4), (blip.vision_model, 3e-4))
    groups = [{"params": list(part.parameters()), "lr": rate} for part, rate in rates]
    see = lambda chosen: blip.vision_model(pixel_values=pixels_of(pictures[chosen], True))[0]  # noqa: E731
    learn(blip, groups, options.steps, batches, see)
    round_to_int8(blip)
    tell(blip, tokenizer, pictures, captions)
    tokenizer.save(str(OUT / "tokenizer.json"), pretty=False)
    blip.save_pretrained(options.data / "captioner")
    export(blip, OUT / "onnx", has_cache=True, is_small=True)
    print({file.name: file.stat().st_size for file in (OUT / "onnx").iterdir()})


def tell(blip, tokenizer, pictures, captions) -> None:
    same, likelihoods, are_right = 0, [], []
    with torch.no_grad():
        for start in range(0, KEPT_BACK, 100):
            pixels = pixels_of(pictures[start : start + 100], False)
            written = blip.generate(pixels, max_length=24, num_beams=3, return_dict_in_generate=True, output_scores=True)
            likelihoods += written.sequences_scores.tolist()
            for number, row in enumerate(written.sequences):
                text, caption = tokenizer.decode(row.tolist()), captions[start + number]
                same += text == caption
                said, there = set(text.split()), set(caption.replace(",", " ,").split())
                are_right.append(len(said & there) >= 0.75 * len(said))
                if number < 4:
                    print(caption, "->", text)
    print("word for word:", same, "of", KEPT_BACK, "three words of four:", sum(are_right))
    print("confidence:", logistic(np.array(likelihoods), np.array(are_right)))


def logistic(values: np.ndarray, are_right: np.ndarray) -> tuple[float, float]:
    """@returns slope and intercept of the likeliest logistic curve, by Newton's method"""
    weights, columns = np.zeros(2), np.stack([values, np.ones_like(values)], 1)
    for _ in range(30):
        guess = 1 / (1 + np.exp(-columns @ weights))
        curvature = (columns * (guess * (1 - guess))[:, None]).T @ columns + 1e-6 * np.eye(2)
        weights += np.linalg.solve(curvature, columns.T @ (are_right - guess))
    return round(float(weights[0]), 2), round(float(weights[1]), 2)


if __name__ == "__main__":
    main()
