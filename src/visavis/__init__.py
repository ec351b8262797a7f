"""Visavis: how two people stood to one another, when, and who says so."""

__version__ = "0.1.0"
