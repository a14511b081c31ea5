"""
Runs the untrained trunk once over every picture, in several views, and keeps what it gives: training then costs a third.

    python features.py --photographs DIR --scenes DIR --work DIR [--views 3]
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from backbone import FEATURES, TRUNK_SHAPE, crown, load_backbone, trunk
from photographs import read_photographs
from pictures import Pictures, pixel_values
from torch.utils.data import DataLoader

BATCH_SIZE = 64


def write_view(files: list[Path], view: int, name: str, work: Path) -> None:
    """trunk-NAME-VIEW.npy float16 [count, 17, 17, 120] and pooled-NAME-VIEW.npy float16 [count, 1280]"""
    net = load_backbone()
    trunks = np.lib.format.open_memmap(work / f"trunk-{name}-{view}.npy", "w+", np.float16, (len(files), *TRUNK_SHAPE))
    pooled = np.lib.format.open_memmap(work / f"pooled-{name}-{view}.npy", "w+", np.float16, (len(files), FEATURES))
    start = 0
    for pixels in DataLoader(Pictures(files, view), BATCH_SIZE, num_workers=2):
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            values = trunk(net, pixel_values(pixels))
            features = crown(net, values).float().mean((2, 3))
        end = start + len(pixels)
        trunks[start:end] = values.permute(0, 2, 3, 1).float().numpy()
        pooled[start:end] = features.numpy()
        start = end
    print(f"{name}, view {view}: {len(files)} pictures", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photographs", type=Path, required=True)
    parser.add_argument("--scenes", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--views", type=int, default=3)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    photographs = [photo.path for photo in read_photographs(options.photographs)]
    with (options.scenes / "scenes.jsonl").open(encoding="utf-8") as lines:
        scenes = [options.scenes / json.loads(line)["path"] for line in lines]
    for view in range(options.views):
        write_view(photographs, view, "photographs", options.work)
    write_view(scenes, 0, "scenes", options.work)


if __name__ == "__main__":
    main()
