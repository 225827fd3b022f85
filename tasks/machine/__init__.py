"""What the operating system gives and refuses: processes, memory, files, whose a folder is."""
