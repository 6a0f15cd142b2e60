"""YAML as people type it: read strictly, with every fault at its place, and written line by line."""
