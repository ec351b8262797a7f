"""
The encoder: a small language model, for the stages that ask it.

`pieces` cuts words as it knows them, `body` runs it. What it is asked stands in the stages: who is tied to
whom in `claims.encoder`.
"""
