"""Memory across sources: who is who, and which accounts agree."""
