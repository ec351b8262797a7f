"""Evaluation of the layers against gold: `python -m eval` (not shipped with the product)."""
