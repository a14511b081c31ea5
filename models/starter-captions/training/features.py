"""
What the frozen image tower says of every photograph, cell by cell, in several views, once: training then costs the text
decoder alone.

    python features.py --photographs DIR --work DIR [--views 3]
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from torch.utils.data import DataLoader

sys.path.append(str(Path(__file__).resolve().parents[2] / "starter" / "training"))

from grid import CELLS, EMBEDDING, FEATURES, grid_session
from photographs import read_photographs
from pictures import Pictures, pixel_values

BATCH_SIZE = 16


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photographs", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--views", type=int, default=3)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    session = grid_session(options.work / "grid.onnx")
    files = [photo.path for photo in read_photographs(options.photographs)]
    for view in range(options.views):
        grids, embeddings = (
            np.lib.format.open_memmap(options.work / f"{name}-{view}.npy", "w+", np.float16, (len(files), *shape))
            for name, shape in (("grid", (CELLS, FEATURES)), ("embedding", (EMBEDDING,)))
        )
        start = 0
        for pixels in DataLoader(Pictures(files, view), BATCH_SIZE, num_workers=1):
            grid, embedding = session.run(None, {"pixel_values": pixel_values(pixels).contiguous().numpy()})
            end = start + len(grid)
            grids[start:end], embeddings[start:end] = grid, embedding
            start = end
        grids.flush(), embeddings.flush()
        print(f"view {view}: {len(files)} photographs", flush=True)


if __name__ == "__main__":
    main()
