"""Whether what a quotation holds was said at all."""
