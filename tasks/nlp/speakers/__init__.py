"""Who utters a quotation."""
