"""What the flows can be asked for, declared once for the command line, the form and the flows."""
