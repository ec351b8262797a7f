"""
The encoder: a small language model that judges who is tied to whom, beside the frames.

`marks` makes what it sees of a text, `pairs` whom it judges, `net` runs it, and `judge` makes of its verdicts
the confidence of drafts, and ties that no frame knows.
"""
