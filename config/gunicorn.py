"""How gunicorn serves the site; https://docs.gunicorn.org/en/stable/settings.html."""

workers = 2
threads = 4
limit_request_line = 8190  # bytes, its highest bound: a search of 5,000 characters gets its page
