"""Weights of an ONNX file as int8, one scale for each output channel; activations stay float32.

ONNX Runtime folds `Cast` and `Mul` of constants when a file is loaded: it runs at the speed of float32 and takes a quarter
of the room on disk. A table that is only gathered from (a text tower's vocabulary) is scaled after the gathering, so that
it stays int8 in memory too.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SMALLEST_TENSOR = 4096


def _to_int8(values: np.ndarray, channel_axis: int) -> tuple[np.ndarray, np.ndarray]:
    """float32 -> int8 of the same shape and the scales, float32, that broadcast against it."""
    other_axes = tuple(axis for axis in range(values.ndim) if axis != channel_axis)
    scales = np.maximum(np.abs(values).max(axis=other_axes, keepdims=True), 1e-12) / 127
    return np.rint(values / scales).clip(-127, 127).astype(np.int8), scales.astype(np.float32)


def quantise_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Replaces the large initializers of Conv, MatMul, Gemm and Gather."""
    graph = model.graph
    initializers = {tensor.name: tensor for tensor in graph.initializer}
    users: dict[str, list[tuple[onnx.NodeProto, int]]] = {}
    for node in graph.node:
        for position, name in enumerate(node.input):
            if name in initializers:
                users.setdefault(name, []).append((node, position))
    for name, uses in users.items():
        tensor = initializers[name]
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < SMALLEST_TENSOR or values.ndim < 2:
            continue
        kinds = {node.op_type for node, _ in uses}
        if kinds == {"Gather"} and all(position == 0 for _, position in uses):
            _gather_int8(graph, name, values, [node for node, _ in uses])
        elif kinds <= {"Conv", "MatMul", "Gemm"}:
            node = uses[0][0]
            is_transposed = any(a.name == "transB" and a.i == 1 for a in node.attribute)
            axis = 0 if node.op_type == "Conv" or is_transposed else values.ndim - 1
            _scaled_when_loaded(graph, name, values, axis)
    onnx.checker.check_model(model)
    return model


def _replace_initializer(graph: onnx.GraphProto, name: str, arrays: dict[str, np.ndarray]) -> None:
    place = next(place for place, tensor in enumerate(graph.initializer) if tensor.name == name)
    del graph.initializer[place]
    graph.initializer.extend(numpy_helper.from_array(array, key) for key, array in arrays.items())


def _scaled_when_loaded(graph: onnx.GraphProto, name: str, values: np.ndarray, axis: int) -> None:
    integers, scales = _to_int8(values, axis)
    _replace_initializer(graph, name, {f"{name}.int8": integers, f"{name}.scale": scales})
    graph.node.insert(0, helper.make_node("Mul", [f"{name}.float", f"{name}.scale"], [name]))
    graph.node.insert(0, helper.make_node("Cast", [f"{name}.int8"], [f"{name}.float"], to=TensorProto.FLOAT))


def _gather_int8(graph: onnx.GraphProto, name: str, values: np.ndarray, gathers: list[onnx.NodeProto]) -> None:
    integers, scales = _to_int8(values, 0)
    _replace_initializer(graph, name, {f"{name}.int8": integers, f"{name}.scale": scales})
    gather_int8(graph, name, gathers)


def gather_int8(graph: onnx.GraphProto, name: str, gathers: list[onnx.NodeProto]) -> None:
    """Gathers from `name`.int8 and `name`.scale in place of the table of this name."""
    for number, gather in enumerate(gathers):
        indices, output = gather.input[1], gather.output[0]
        raw, as_float, scale = (f"{name}.{number}.{part}" for part in ("raw", "float", "scale"))
        position = list(graph.node).index(gather)
        graph.node.remove(gather)
        nodes = [
            helper.make_node("Gather", [f"{name}.int8", indices], [raw], axis=0),
            helper.make_node("Cast", [raw], [as_float], to=TensorProto.FLOAT),
            helper.make_node("Gather", [f"{name}.scale", indices], [scale], axis=0),
            helper.make_node("Mul", [as_float, scale], [output]),
        ]
        for offset, node in enumerate(nodes):
            graph.node.insert(position + offset, node)
