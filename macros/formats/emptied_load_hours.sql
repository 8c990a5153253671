{% macro emptied_load_hours(hours) %}
    {#-
        The end of the query: a row for each load hour of which raw has no rows left, so that the hour is replaced like the
        others. The row itself is not kept, since it has no source_format.
    -#}
    {%- set emptied = hours | selectattr(2, 'equalto', 0) | list if hours else [] -%}
    {%- if emptied %}
union all

select
    source_name,
    cast(null as {{ dbt.type_string() }}) as source_format,
    {%- for column in api_call_volume.staged_columns()[2:] %}
    {{ 'loaded_at' if column == 'loaded_at' else 'null' }} as {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from (
    {{ api_call_volume.literal_rows(emptied, {'source_name': dbt.type_string(), 'loaded_at': api_call_volume.type_utc_timestamp()}) }}
) as hours
    {%- endif %}
{% endmacro %}
