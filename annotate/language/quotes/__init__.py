"""Who said what: quotation marks, frames of speech, and what the parse offers where neither tells."""
