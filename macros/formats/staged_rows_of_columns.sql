{% macro staged_rows_of_columns(sources, hours=none) %}
    {#-
        The query of a staging model of the format `columns`: the canonical call events of `sources`. With `hours`, only
        the rows that were loaded in these hours of load, and are not stored yet.
    -#}
    {%- for source in api_call_volume.policies_of_all(sources) %}
{{ 'union all' if not loop.first }}

{#- What may be shown of a rejected row: each declared column before its cast. -#}
    {%- set raw_columns = api_call_volume.raw_columns(api_call_volume.declared_relation(source)) %}
    {%- set shown = {} %}
    {%- for column in api_call_volume.declared_columns(source, raw_columns) %}
        {%- do shown.update({column: 'raw_' ~ column}) %}
    {%- endfor %}

select * from (

    with

    api_calls as (

        {{ api_call_volume.unstored_rows(source, hours is not none, hours) }}

    ),

    {{ api_call_volume.canonical_api_calls(
        source, 'api_calls', shown, raw_row_key='raw_row_key' if source.sync_mode == 'truncate_load' else 'null'
    ) }}

) as source_{{ loop.index }}
    {%- endfor %}
{% endmacro %}
