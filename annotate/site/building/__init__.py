"""From planned pages to a folder of files: what MkDocs need not do, and what need not be done again."""
