"""JSON: values one after another, and the schemas in which programs write articles."""
