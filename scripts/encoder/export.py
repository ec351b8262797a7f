"""
Write a trained net as the product reads it: 8 bits a weight through ONNX.

    python scripts/encoder/export.py ENCODER TRAINED FOLDER

TRAINED is what train.py wrote (several: their mean). FOLDER gets encoder.onnx, pairs.npz and pieces.txt.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from net import LOW, Net
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

HEADS = ("w1.weight", "w1.bias", "w2.weight", "w2.bias", "traits.weight", "distance.weight",
         "rule_tie.weight", "rule_class.weight")  # fmt: skip


class Words(nn.Module):
    """The encoder alone: numbers of pieces in, their vectors out."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.encoder = net.encoder
        table = net.encoder.embeddings.word_embeddings.weight
        table.data[1:LOW] += net.marks.weight.data[1:]

    def forward(self, ids: torch.Tensor) -> Any:
        """Vectors of one run."""
        return self.encoder(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state


def main() -> int:
    source, *trained, folder = (Path(a) for a in sys.argv[1:])
    vocabulary = json.loads((source / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    net = Net(source, vocabulary)
    states = [torch.load(t / "net.pt") for t in trained]
    net.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    weights = {n.removesuffix(".weight") if n.split(".")[0] in ("traits", "distance") else n:
               net.state_dict()[n].numpy().astype(np.float16) for n in HEADS}  # fmt: skip
    np.savez(folder / "pairs.npz", **weights)
    words = sorted(vocabulary, key=vocabulary.get)
    (folder / "pieces.txt").write_text("\n".join(words) + "\n", "utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            Words(net), (torch.ones(1, 12, dtype=torch.long),), whole, input_names=["ids"], dynamo=False,
            output_names=["vectors"], dynamic_axes={"ids": {1: "n"}, "vectors": {1: "n"}}, opset_version=17,
        )  # fmt: skip
        quantize_dynamic(whole, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    model = onnx.load(folder / "encoder.onnx")
    print(len(model.graph.node), hashlib.sha256((folder / "encoder.onnx").read_bytes()).hexdigest())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
