"""What pages show but no file says: worked out before they are printed, each in a file of its own."""
