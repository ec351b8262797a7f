"""What a person sees: command line, text, Markdown, JSON."""
