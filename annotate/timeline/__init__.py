"""Across articles: linking names to actors, merging reports of one event, and the linked corpus that pages show."""
