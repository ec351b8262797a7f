"""Evaluation of the layers against gold: `python -m eval` (not shipped with the product)."""

from visavis.faces.process import settle

settle()  # as the command line does, before numpy is imported
