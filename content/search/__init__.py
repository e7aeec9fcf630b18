"""Search over everything public: words, the index, the query, excerpts, spelling, the page."""
