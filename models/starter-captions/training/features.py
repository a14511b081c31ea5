"""
What the frozen image tower says of every photograph, cell by cell, in several views, once: training then costs the text
decoder alone.

    python features.py --photographs DIR --scenes DIR --work DIR [--views 3]
"""

import argparse
from pathlib import Path

import numpy as np
from torch.utils.data import DataLoader

from grid import CELLS, EMBEDDING, FEATURES, grid_session
from texts import read_photographs, read_scenes  # also finds the starter's modules

from pictures import Pictures, pixel_values  # isort: skip

BATCH_SIZE = 16


def write_view(files: list[Path], view: int, name: str, work: Path) -> None:
    """grid-NAME.npy float16 [count, 81, 1280] and embedding-NAME.npy float16 [count, 384]"""
    session = grid_session(work / "grid.onnx")
    grids, embeddings = (
        np.lib.format.open_memmap(work / f"{kind}-{name}.npy", "w+", np.float16, (len(files), *shape))
        for kind, shape in (("grid", (CELLS, FEATURES)), ("embedding", (EMBEDDING,)))
    )
    start = 0
    for pixels in DataLoader(Pictures(files, view), BATCH_SIZE, num_workers=1):
        grid, embedding = session.run(None, {"pixel_values": pixel_values(pixels).contiguous().numpy()})
        end = start + len(grid)
        grids[start:end], embeddings[start:end] = grid, embedding
        start = end
    grids.flush(), embeddings.flush()
    print(f"{name}: {len(files)} pictures", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("photographs", "scenes", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--views", type=int, default=3)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    files = [photo.path for photo in read_photographs(options.photographs)]
    scenes = [options.scenes / scene["path"] for scene in read_scenes(options.scenes)]
    write_view(scenes, 0, "scenes", options.work)
    for view in range(options.views):
        write_view(files, view, str(view), options.work)


if __name__ == "__main__":
    main()
