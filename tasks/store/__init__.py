"""The tables, the staging files, the warehouse and its publication. The only importer of duckdb."""
