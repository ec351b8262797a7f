"""
Train the encoder on what data.py wrote.

    python scripts/encoder/train.py FOLDER ENCODER OUT [--sets look,reading] [--epochs 8] [--seed 1] ...
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from net import CLASSES, MODALITIES, Net, batch
from torch import nn

Runs = list[dict[str, Any]]
NONE = 0.3  # weight of a pair that no frame ties


def load(folder: Path) -> list[dict[str, Any]]:
    """All documents, in a fixed order."""
    return [pickle.loads(p.read_bytes()) for p in sorted(folder.glob("*.pickle"))]


def wanted(runs: Runs, which: str) -> dict[str, torch.Tensor]:
    """What the losses ask of every group."""
    tie, weight, share, outside, mode = [], [], [], [], []
    for r in runs:
        for g in r["groups"]:
            sure, maybe, unsure = g[which]
            q, shut = np.zeros(CLASSES, np.float32), np.ones(CLASSES, np.float32)
            some = sure or maybe
            q[list(some)] = 1 / max(1, len(some))
            shut[list(unsure)] = 0
            tie.append(1.0 if sure else 0.5 if maybe else 0.0)
            weight.append(
                0.3 if maybe and not sure else r["weight"] if sure else r["weight"] * r.get("none", 1)
            )
            share.append(q)
            outside.append(shut)
            mode.append(MODALITIES.index(next(iter(some.values()))) if some else -100)
    return {"tie": torch.tensor(tie), "weight": torch.tensor(weight), "share": torch.tensor(np.stack(share)),
            "outside": torch.tensor(np.stack(outside)), "mode": torch.tensor(mode)}  # fmt: skip


def loss(out: Sequence[torch.Tensor], y: dict[str, torch.Tensor]) -> torch.Tensor:
    """
    Cross entropies of the tie, of its class and modality where there is one.

    Where there is none, what is given to classes that are open costs nothing.
    """
    tie, classes, modes = out
    ls = torch.log_softmax(classes, 1)
    outside = torch.sigmoid(tie) * (ls.exp() * y["outside"]).sum(1)
    none = -torch.log1p(-outside.clamp(max=1 - 1e-6))
    some = -nn.functional.logsigmoid(tie)
    kind = -(y["share"] * ls).sum(1)
    mode = nn.functional.cross_entropy(modes, y["mode"], reduction="none", ignore_index=-100)
    each = y["tie"] * some + (1 - y["tie"]) * none + kind + 0.3 * mode
    return (each * y["weight"]).sum()


def train(runs: Runs, args: argparse.Namespace, vocabulary: dict[str, int]) -> Net:
    """A net trained on runs."""
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    net = Net(args.encoder, vocabulary)
    if args.start:
        states = [torch.load(Path(p) / "net.pt") for p in args.start.split(",")]
        net.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    inner = [p for p in net.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in inner}
    heads = [p for p in net.parameters() if p.requires_grad and id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": args.rate}, {"params": heads, "lr": args.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    per = -(-len(runs) // args.batch)
    steps = max(1, args.epochs * per)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda t: min(1, (t + 1) / (0.1 * steps)) * max(0.02, 1 - t / steps)
    )
    net.train()
    for epoch in range(args.epochs):
        began, total = time.time(), 0.0
        mixed = sorted(runs, key=lambda r: len(r["ids"]) + rng.random() * 30)
        order = rng.permutation(per)
        for k in order:
            some = mixed[k * args.batch : (k + 1) * args.batch]
            value = loss(net(batch(some, rng)), wanted(some, args.target)) / len(some)
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            rate.step()
            total += value.item()
        print(f"epoch {epoch + 1}: loss {total / per:.3f}, {time.time() - began:.0f} s", flush=True)
    return net.eval()


def silver(folder: Path, rng: np.random.Generator) -> Runs:
    """Runs that nobody judged: what frames find counts, that they find nothing counts little."""
    out: Runs = []
    for path in sorted(folder.glob("*.pickle")):
        for r in pickle.loads(path.read_bytes()):
            example = path.stem == "examples"
            groups = [g for g in r["groups"] if g["loose"][0] or rng.random() < 0.3]
            out += [{**r, "groups": groups, "weight": 1.0, "none": NONE}] * (2 if example else 1)
    return out


@torch.no_grad()
def predict(net: Net, document: dict[str, Any]) -> list[list[np.ndarray]]:
    """For every group of every run the probability of each class."""
    out = []
    for r in document["runs"]:
        tie, classes, _ = net(batch([r]))
        out.append(list((torch.sigmoid(tie)[:, None] * torch.softmax(classes, 1)).numpy()))
    return out


def made(args: argparse.Namespace, documents: Sequence[dict[str, Any]], runs: int) -> dict[str, Any]:
    """What a net was made of: documents and runs, a hash over them, and the encoder that it began as."""
    digest = hashlib.sha256()
    for d in documents:
        digest.update(repr([(r["ids"], r["groups"]) for r in d["runs"]]).encode())
    began = hashlib.sha256((args.encoder / "model.safetensors").read_bytes()).hexdigest()
    return {"documents": len(documents), "runs": runs, "sha256": digest.hexdigest(),
            "seed": args.seed, "epochs": args.epochs, "mean_of": len((args.start or "-").split(",")),
            "began_as": f"all-MiniLM-L6-v2, sha256 {began}"}  # fmt: skip


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("encoder", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--start", help="what an earlier training wrote; of several, with commas, their mean")
    ap.add_argument(
        "--silver", type=Path, help="learn from what silver.py wrote there, and from nothing else"
    )
    ap.add_argument("--sets", default="look,reading")
    ap.add_argument("--share", type=float, default=1.0, help="of the readings not held out")
    ap.add_argument("--aside", type=int, default=5, help="every so many-th reading is held out; 0: none")
    ap.add_argument("--aside-file", type=Path, help="names of the readings to hold out, one a line")
    ap.add_argument("--target", default="loose")
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--batch", type=int, default=16)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--reading-weight", type=float, default=1.0)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    documents = load(args.folder)
    read = [d for d in documents if d["set"] == "reading"]
    named = set(args.aside_file.read_text("utf-8").split("\n")) if args.aside_file else None
    for n, d in enumerate(read):
        d["held"] = d["name"] in named if named is not None else bool(args.aside) and n % args.aside == 0
    kept = [d for d in read if not d["held"]]
    rng = np.random.default_rng(0)
    some = {kept[i]["name"] for i in rng.permutation(len(kept))[: round(args.share * len(kept))]}
    mine = [d for d in documents if d["set"] in args.sets.split(",")
            and (d["set"] != "reading" or d["name"] in some)]  # fmt: skip
    for d in mine:
        for r in d["runs"]:
            r["weight"] = args.reading_weight if d["set"] == "reading" else 1.0
    runs = [r for d in mine for r in d["runs"]]
    if args.silver:
        documents, runs = [], silver(args.silver, np.random.default_rng(0))
    print(f"{len(mine)} documents, {len(runs)} runs, {sum(len(r['ids']) for r in runs)} pieces", flush=True)
    vocabulary = json.loads((args.encoder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    net = train(runs, args, vocabulary)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), args.out / "net.pt")
    (args.out / "made.json").write_text(json.dumps(made(args, mine, len(runs)), indent=1), "utf-8")
    judged = [d for d in documents if d["set"] != "reading" or d["held"]]
    scores = {d["set"] + "/" + d["name"]: predict(net, d) for d in judged}
    (args.out / "scores.pickle").write_bytes(pickle.dumps(scores))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
