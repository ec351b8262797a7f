"""
The encoder at work: word pieces in, a vector for each of them out.

The encoder (all-MiniLM-L6-v2, fine-tuned, 8 bits a weight) runs in onnxruntime; the small networks that judge
from its vectors are written out where they are asked. All are made by `scripts/encoder`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visavis.reading.encoder.pieces import WordPieces

Floats = NDArray[np.float32]

# numbers of the vocabulary's unused pieces that serve as marks of names: the first one, and how many
MARKS = {"person": (1, 40), "group": (41, 30), "office": (71, 20)}
LONGEST = 254  # word pieces of a run


class Body:
    """The encoder with the weights of the networks behind it."""

    def __init__(self, session: Any, weights: dict[str, Floats], cut: WordPieces, settings: dict[str, Any]):
        self._session = session
        self.weights = weights
        self.cut = cut
        self.settings = settings

    def __call__(self, ids: Sequence[int]) -> Floats:
        """The vectors of word pieces that are read together, one a piece."""
        whole = np.array([[self.cut.start, *ids, self.cut.end]], np.int64)
        hidden: Floats = self._session.run(None, {"ids": whole})[0][0].astype(np.float32)
        return hidden[1:-1]


def gelu(x: Floats) -> Floats:
    """The activation of the small networks (Hendrycks and Gimpel 2016, by the tangent)."""
    out: Floats = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))
    return out


@lru_cache(maxsize=1)
def body() -> Body:
    """The encoder that the package carries, loaded once."""
    import onnxruntime

    home = files("visavis.model") / "data" / "encoder"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(home / "encoder.onnx") as file:
        session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    with as_file(home / "pairs.npz") as file, np.load(file) as stored:
        weights = {k: stored[k].astype(np.float32) for k in stored.files}
    words = (home / "pieces.txt").read_text("utf-8").splitlines()
    settings = json.loads((home / "encoder.json").read_text("utf-8"))
    return Body(session, weights, WordPieces({w: i for i, w in enumerate(words)}), settings)
