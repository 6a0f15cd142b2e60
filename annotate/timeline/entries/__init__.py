"""Which reports are one event: tellings compared, united, and reconciled into entries of the timeline."""
