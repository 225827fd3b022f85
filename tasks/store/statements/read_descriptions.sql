-- What the file says of its tables and columns. The line of a table itself names no column.
select table_name, null as column_name, comment
from duckdb_tables()
where database_name = current_database() and schema_name = 'main'
union all
select table_name, column_name, comment
from duckdb_columns()
where database_name = current_database() and schema_name = 'main';
