{{ config(severity='warn') }}

-- Some loaders mark a row as deleted and keep it (see deletion_marks). Such a row counts, unless `where` says that it does
-- not. This is a warning, since rows that their source deletes by age are calls that were made.

{{ api_call_volume.rows_marked_as_deleted() }}
