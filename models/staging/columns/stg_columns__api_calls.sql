{{ config(enabled='columns' in api_call_volume.declared_stagings()) }}

{{ api_call_volume.staged_rows_of_columns(
    api_call_volume.api_call_sources() | selectattr('staging', 'equalto', 'columns') | list
) }}
