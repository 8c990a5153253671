{% macro stored_calls(sources, hours) %}
    {#-
        The end of the query of a staging model: the rows that it has already stored of the hours to build, for `sources`
        with `sync_mode: truncate_load`. An hour is replaced as a whole, and raw no longer has them.
    -#}
    {%- for source in sources if source.sync_mode == 'truncate_load' and hours %}
union all

select {{ api_call_volume.staged_columns() | join(', ') }}
from {{ this }}
where source_name = '{{ source.name }}' and {{ api_call_volume.in_load_hours(source, hours) }}
    {%- endfor %}
{% endmacro %}
