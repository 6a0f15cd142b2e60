"""What a person has done to the files by command: actors renamed, merged, split and undone, and items reviewed."""
