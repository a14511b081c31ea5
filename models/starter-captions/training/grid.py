"""The starter's image tower, cut out of the file that ships, with its grid beside its embedding: what the captioner looks at."""

from pathlib import Path

import onnx
import onnxruntime

STARTER_VISION = Path(__file__).resolve().parents[2] / "starter" / "onnx" / "vision_model.onnx"
GRID_TENSOR = "/Transpose_output_0"
"""float32 [batch, 81, 1280]: the crown's 9 x 9 cells, row by row."""
EMBEDDING_TENSOR = "image_embeds"
"""float32 [batch, 384], of unit length"""
CELLS = 81
FEATURES = 1280
EMBEDDING = 384


def with_grid(path: Path) -> Path:
    onnx.utils.extract_model(str(STARTER_VISION), str(path), ["pixel_values"], [GRID_TENSOR, EMBEDDING_TENSOR])
    return path


def grid_session(path: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(with_grid(path)), providers=["CPUExecutionProvider"])
