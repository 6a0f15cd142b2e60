"""Training: from treebanks and name corpora to a pipeline. Needs the extra ``dateline[train]``."""
