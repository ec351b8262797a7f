"""From claims to an answer: query, accounts in phases, the dossier. Pure functions."""
