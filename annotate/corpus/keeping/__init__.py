"""Files that people and the annotator share: whose line is whose, and how only the annotator's own are written."""
