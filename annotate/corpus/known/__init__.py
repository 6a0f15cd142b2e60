"""What is known before the first article: states, towns, a registry to start from, words that report speech."""
