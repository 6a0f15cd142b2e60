"""What the text of a document tells: its encoding, title, day and place, and its body as Markdown."""
