"""The national repository as the public sees it. It imports nothing of casework, so that it can be served alone."""
