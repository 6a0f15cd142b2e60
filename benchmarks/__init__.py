"""How fast Dateline is, on invented texts of any number: ``make bench``. Prints figures; nothing in tests is timed."""
