"""What is published: the national repository of reviews. It knows nothing of casework, and can stand alone."""
