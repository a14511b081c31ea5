"""
Trains the demo model on what make-data.ts wrote. Stops and goes on from its last checkpoint.

    python train.py --data DIR --work DIR --hours 3
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from data import SIDE, TrainingSet
from model import IMAGE_SIZE, MEAN, STANDARD_DEVIATION, TrainedClip, make_config
from tokenizer import END, START, CONTEXT_LENGTH, train_tokenizer

parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--work", required=True)
parser.add_argument("--hours", type=float, default=3.0, help="of processor time spent training, over all runs")
parser.add_argument("--steps", type=int, default=10000)
parser.add_argument("--batch", type=int, default=128)
parser.add_argument("--rate", type=float, default=1e-3)
parser.add_argument("--patch", type=int, default=16)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--compile", action="store_true")
arguments = parser.parse_args()

work = Path(arguments.work)
work.mkdir(parents=True, exist_ok=True)
torch.set_num_threads(arguments.threads)
torch.manual_seed(1)
generator = np.random.default_rng(int(time.time()))
dataset = TrainingSet(arguments.data)
meanings = dataset.caption_meanings()
print(f"{len(dataset)} pictures, {len(meanings)} captions, {len(dataset.names)} attributes", flush=True)

tokenizer_path = work / "tokenizer.json"
if tokenizer_path.exists():
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(tokenizer_path))
else:
    sample = [caption for record in dataset.records[:30000] for caption in record["captions"] + record["short"]]
    tokenizer = train_tokenizer(sample)
    tokenizer.save(str(tokenizer_path))
start_id, end_id = tokenizer.token_to_id(START), tokenizer.token_to_id(END)

config = make_config(tokenizer.get_vocab_size(), start_id, end_id, arguments.patch)
model = TrainedClip(config, len(dataset.names))
average = TrainedClip(config, len(dataset.names))
average.load_state_dict(model.state_dict())
decayed = [p for p in model.parameters() if p.ndim > 1]
plain = [p for p in model.parameters() if p.ndim <= 1]
optimizer = torch.optim.AdamW(
    [{"params": decayed, "weight_decay": 0.05}, {"params": plain, "weight_decay": 0.0}], betas=(0.9, 0.98)
)
step, spent = 0, 0.0
checkpoint = work / "checkpoint.pt"
if checkpoint.exists():
    state = torch.load(checkpoint)
    model.load_state_dict(state["model"])
    average.load_state_dict(state["average"])
    optimizer.load_state_dict(state["optimizer"])
    step, spent = state["step"], state["spent"]
    print(f"going on from step {step}", flush=True)
see, read = (torch.compile(model.see), torch.compile(model.read)) if arguments.compile else (model.see, model.read)

mean = torch.tensor(MEAN).view(1, 3, 1, 1)
deviation = torch.tensor(STANDARD_DEVIATION).view(1, 3, 1, 1)
# Counts are hard to see and colours rare: all attributes weigh the same, positives more than the many negatives.
positive_weight = torch.full((len(dataset.names),), 8.0)


def augment(pictures):
    """uint8 [batch, 112, 112, 3] -> float [batch, 3, 96, 96]: a crop near the reference one, mirrored or not, other light."""
    pixels = torch.from_numpy(pictures).permute(0, 3, 1, 2).float().div_(255)
    side = int(generator.integers(IMAGE_SIZE + 4, SIDE + 1))
    left, top = (int(generator.integers(0, SIDE - side + 1)) for _ in range(2))
    pixels = pixels[:, :, top : top + side, left : left + side]
    mode = ["bilinear", "bicubic", "area"][int(generator.integers(0, 3))]
    pixels = functional.interpolate(pixels, size=(IMAGE_SIZE, IMAGE_SIZE), mode=mode)
    if generator.random() < 0.5:
        pixels = pixels.flip(3)
    count = pixels.shape[0]
    contrast = 1 + 0.15 * torch.randn(count, 1, 1, 1)
    brightness = 0.06 * torch.randn(count, 1, 1, 1)
    tint = 0.03 * torch.randn(count, 3, 1, 1)
    noise = 0.02 * torch.rand(count, 1, 1, 1) * torch.randn_like(pixels)
    pixels = ((pixels - 0.5) * contrast + 0.5 + brightness + tint + noise).clamp_(0, 1)
    return (pixels - mean) / deviation


def encode(captions):
    rows = [tokenizer.encode(caption).ids[:CONTEXT_LENGTH] for caption in captions]
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [end_id] * (longest - len(row)) for row in rows])


# Words that a sentence needs and a meaning does not. People leave them out of what they search for.
SMALL_WORDS = set("a an the with and in on at by of from is are there taken photo picture".split())


def loosened(caption):
    """The caption without most of its small words: "dog sea at dusk"."""
    words = [word for word in caption.split() if word not in SMALL_WORDS or generator.random() < 0.3]
    return " ".join(words) or caption


def choose_caption(record):
    chance = generator.random()
    choices = record["captions"] if chance < 0.72 else record["short"]
    caption = choices[int(generator.integers(0, len(choices)))]
    return caption if meanings[caption] else record["captions"][0]


def multi_hot(attribute_sets):
    rows = torch.zeros(len(attribute_sets), len(dataset.names))
    for row, attributes in enumerate(attribute_sets):
        rows[row, [dataset.number[name] for name in attributes]] = 1
    return rows


def contrastive(images, texts, says, truths):
    """Cross entropy both ways; a caption's positives are all pictures of the batch of which it is true."""
    scale = model.clip.logit_scale.exp().clamp(max=60)
    logits = scale * texts @ images.T
    is_true = (says @ truths.T) >= says.sum(1, keepdim=True) - 0.5
    targets = is_true.float()
    by_text = -(targets / targets.sum(1, keepdim=True) * logits.log_softmax(1)).sum(1).mean()
    columns = targets / targets.sum(0, keepdim=True).clamp(min=1)
    by_image = -(columns * logits.log_softmax(0)).sum(0).mean()
    return (by_text + by_image) / 2, (logits.argmax(1) == torch.arange(len(logits))).float().mean()


def learning_rate(at):
    """Steady, then down to nothing over the last fifth: a run can be ended early by going on with fewer steps."""
    warm = min(1.0, (at + 1) / 300)
    left = max(0.0, 1 - at / arguments.steps)
    return arguments.rate * warm * min(1.0, left / 0.2)


def save():
    state = dict(
        model=model.state_dict(), average=average.state_dict(), optimizer=optimizer.state_dict(), step=step, spent=spent,
        config=config.to_dict(), attributes=dataset.names,
    )
    torch.save(state, work / "checkpoint.new")
    (work / "checkpoint.new").rename(checkpoint)


model.train()
began, saved = time.time(), time.time()
seen = {"loss": 0.0, "attributes": 0.0, "hits": 0.0, "count": 0}
while step < arguments.steps and spent < arguments.hours * 3600:
    started = time.time()
    indices = generator.integers(0, len(dataset), arguments.batch)
    captions = [choose_caption(dataset.records[i]) for i in indices]
    truths = multi_hot([dataset.truths[i] for i in indices])
    says = multi_hot([meanings[caption] for caption in captions])
    captions = [loosened(caption) if generator.random() < 0.35 else caption for caption in captions]
    for group in optimizer.param_groups:
        group["lr"] = learning_rate(step)
    with torch.autocast("cpu", torch.bfloat16):
        images, attributes = see(augment(dataset.pictures(indices)))
        texts = read(encode(captions))
    loss, hits = contrastive(images, texts, says, truths)
    known = functional.binary_cross_entropy_with_logits(attributes.float(), truths, pos_weight=positive_weight)
    weight = 20.0
    (loss + weight * known).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    keep = min(0.999, 1 - 1 / (step / 10 + 1))
    with torch.no_grad():
        for target, source in zip(average.parameters(), model.parameters()):
            target.lerp_(source, 1 - keep)
    step += 1
    spent += time.time() - started
    seen["loss"] += loss.item()
    seen["attributes"] += known.item()
    seen["hits"] += hits.item()
    seen["count"] += 1
    if step % 25 == 0:
        n = seen["count"]
        print(
            json.dumps(
                dict(step=step, loss=round(seen["loss"] / n, 3), attributes=round(seen["attributes"] / n, 4),
                     hits=round(seen["hits"] / n, 3), pictures_per_second=round(n * arguments.batch / (time.time() - began), 1),
                     minutes=round(spent / 60, 1), scale=round(model.clip.logit_scale.exp().item(), 1))
            ),
            flush=True,
        )
        seen = {"loss": 0.0, "attributes": 0.0, "hits": 0.0, "count": 0}
        began = time.time()
    if time.time() - saved > 240:
        save()
        saved = time.time()
save()
print("done", step, flush=True)
