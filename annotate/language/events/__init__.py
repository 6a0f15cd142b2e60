"""What happened or is to happen: candidates, the scorer that chooses, and when, where and between whom."""
