"""The SQL models of `sql/`, built and tested by dbt."""
