"""An archive too large for a folder that people edit: articles in, annotations out, anywhere that fsspec reaches.

Its articles are cut into shards (``shards.py``), each of which a worker reads (``articles.py``), annotates and writes
(``annotating.py``) by itself, so that nothing but names of files passes through the process that asks.
"""
