{{ config(enabled='columns' in api_call_volume.declared_stagings()) }}

select
    *,
    cast('{{ api_call_volume.settings_version() }}' as {{ dbt.type_string() }}) as settings_version
from (

    {{ api_call_volume.staged_rows_of_columns(
        api_call_volume.api_call_sources() | selectattr('staging', 'equalto', 'columns') | list
    ) }}

) as api_calls
