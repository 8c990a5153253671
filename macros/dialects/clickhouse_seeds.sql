{#-
    dbt-clickhouse gives numbers of seeds 4 bytes and times whole seconds. This overrides it for a project's own seeds, in the project
    that is run.
-#}
{% macro clickhouse__create_csv_table(model, agate_table) %}
    {%- set declared = model['config'].get('column_types', {}) -%}
    {%- set wider = {'Float32': 'Float64', 'Int32': 'Int64', 'DateTime': api_call_volume.type_utc_timestamp(), 'timestamp': api_call_volume.type_utc_timestamp(), 'Date': api_call_volume.type_date(), 'date': api_call_volume.type_date()} -%}
    {%- set columns = [] -%}
    {%- for name in agate_table.column_names -%}
        {%- set data_type = declared.get(name, adapter.convert_type(agate_table, loop.index0)) -%}
        {%- do columns.append(adapter.quote(name | string) ~ ' ' ~ api_call_volume.nullable_type(wider.get(data_type, data_type))) -%}
    {%- endfor -%}
    {%- set sql -%}
        create table {{ this.render() }} (
            {{ columns | join(',\n            ') }}
        )
        {{ engine_clause() }}
        order by tuple()
    {%- endset -%}
    {%- call statement('_') -%}
        {{ sql }}
    {%- endcall -%}
    {{ return(sql) }}
{% endmacro %}
