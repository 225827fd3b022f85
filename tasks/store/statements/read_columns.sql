-- The columns that the file has, and whether they may be null.
select table_name, column_name, is_nullable
from duckdb_columns()
where database_name = current_database() and schema_name = 'main';
