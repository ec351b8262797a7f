"""What travels between the stages: frozen, self-checking data and the lexicon."""
