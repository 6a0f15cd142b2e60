"""Who and what is named: words of names, their runs, what each names, and the names that are known beforehand."""
