"""The ground floor: articles, annotations, actors and the timeline, and the files they stand in.

Imports neither spaCy nor MkDocs, and nothing of Dateline's other wings.
"""
