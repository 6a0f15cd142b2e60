"""Reading one text: spaCy components of our own, and the annotator that runs them. Imports only ``annotate.corpus``."""
