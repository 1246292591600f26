"""What opens files that others made. It runs only in processes that `confined` has shut in, and knows nothing of Django.

Nothing outside imports from here except `apart`, which starts the processes, and the modules beside it, which name the tasks.
"""
